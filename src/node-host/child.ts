import { type ChildProcess, spawn } from "node:child_process";
import { statSync } from "node:fs";
import { childEnvironment, type OwnVariables } from "../domain/exec/environment.ts";
import type { FileIdentity } from "../domain/exec/plan.ts";
import type { Clock } from "../kernel/clock.ts";
import { hasCode } from "../kernel/errors.ts";
import { HostError } from "./host-error.ts";
import { Output } from "./output.ts";
import type { OpenPlan } from "./plan/planner.ts";

/** How a command ended. */
export interface Finished {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  /** The end of what it printed, at most 20,000 characters. */
  readonly tail: string;
}

/** How long output may still come from what a command left behind. */
const LEFT_OPEN_MS = 1_000;

export interface ChildScene {
  readonly clock: Clock;
  readonly own: OwnVariables;
  /** Aborts when this program leaves: the command does not outlive it. */
  readonly leaving: AbortSignal;
  /** Called once the command runs. */
  readonly started: () => void;
}

/**
 * Runs the plan: the very file that was read, in the very folder, with exactly the variables that
 * were approved, without a shell and without a terminal. Its whole process group is killed at the
 * timeout. Throws CHANGED when a file is no longer what was read, CANNOT_START when the system
 * refuses.
 */
export async function runPlan(open: OpenPlan, scene: ChildScene): Promise<Finished> {
  const { plan, binary, interpreter, cwd } = open;
  const [argv0, ...args] = plan.argv;
  // Linux can start a file by its descriptor, so a name that points elsewhere by now does not
  // matter; it is ours that holds it open. Elsewhere the name is looked at once more.
  const held = (descriptor: number) => `/proc/${process.pid}/fd/${descriptor}`;
  const isLinux = process.platform === "linux";
  const path = isLinux ? held(binary.descriptor) : binary.identity.path;
  const folder = isLinux ? held(cwd.descriptor) : cwd.identity.path;
  binary.assertUnchanged();
  interpreter?.assertUnchanged();
  if (interpreter) assertSame(interpreter.identity);
  if (!isLinux) assertSame(binary.identity);
  const child = spawn(path, args, {
    argv0,
    cwd: folder,
    env: environmentOf(scene.own, plan.env),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    shell: false,
  });
  return new Promise((resolve, reject) => {
    child.once("error", (error) => {
      const message = `${plan.binary.path} cannot be started: ${error.message}`;
      reject(new HostError("CANNOT_START", message, error));
    });
    if (child.pid === undefined) return;
    scene.started();
    watch(child, { ...scene, timeoutMs: plan.timeoutMs, resolve });
  });
}

/** The name still leads to the file that was read. */
function assertSame({ path, device, inode }: FileIdentity): void {
  const now = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (now && String(now.dev) === device && String(now.ino) === inode) return;
  throw new HostError("CHANGED", `${path} changed since it was looked at`);
}

/**
 * The variables of a program. The runtime would add one of its own for coverage; naming it keeps it
 * out.
 */
export function environmentOf(own: OwnVariables, delta: Readonly<Record<string, string>>) {
  return { ...childEnvironment(own, delta), NODE_V8_COVERAGE: undefined };
}

interface Watch extends ChildScene {
  readonly timeoutMs: number;
  readonly resolve: (finished: Finished) => void;
}

function watch(child: ChildProcess, { clock, leaving, timeoutMs, resolve }: Watch): void {
  const output = new Output();
  let timedOut = false;
  child.stdout?.on("data", (bytes: Buffer) => output.take("stdout", bytes));
  child.stderr?.on("data", (bytes: Buffer) => output.take("stderr", bytes));
  const timer = clock.after(timeoutMs, () => {
    timedOut = true;
    killGroup(child);
  });
  const leave = () => killGroup(child);
  leaving.addEventListener("abort", leave, { once: true });
  if (leaving.aborted) leave();
  child.once("exit", () => {
    // What it left behind may hold its output open for ever; the command itself is over.
    clock.after(LEFT_OPEN_MS, () => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    });
  });
  child.once("close", (exitCode, signal) => {
    timer.cancel();
    leaving.removeEventListener("abort", leave);
    output.end();
    resolve({ exitCode, signal, timedOut, ...output.result, tail: output.tail });
  });
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // It ended in the same moment.
    if (!hasCode(error, "ESRCH")) throw error;
  }
}
