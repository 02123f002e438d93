import { spawn } from "node:child_process";

const ATTACHED_WITHIN_MS = 20_000;

/** A tracer of a running process. */
export interface Strace {
  /** Resolves when the process is on its own again. */
  detach(): Promise<void>;
}

/** Attaches strace to a process and all its threads. Rejects when it cannot. */
export async function attach(pid: number, args: readonly string[]): Promise<Strace> {
  const child = spawn("strace", ["-f", ...args, "-p", String(pid)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  const exited = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const spoken = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      said += error.message;
      resolve();
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      resolve();
    });
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), ATTACHED_WITHIN_MS);
  await Promise.race([spoken, exited]);
  clearTimeout(timer);
  if (!said.includes("attached")) throw new Error(`strace could not attach: ${said}`);
  return {
    async detach() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
      await exited;
    },
  };
}
