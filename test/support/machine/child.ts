import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** Ends a process unless it is over, and resolves when it is gone. */
export async function endChild(
  child: ChildProcess,
  signal: NodeJS.Signals = "SIGTERM",
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
