import { spawn, type SpawnOptions } from "node:child_process";
import { join } from "node:path";

/** The folder of the checkout. */
export const ROOT = join(import.meta.dirname, "..");

/** Longest output that is kept of one child, in characters; the end is what says why it failed. */
const OUTPUT_LENGTH_MAX = 400_000;

export interface ChildResult {
  /** The exit status; 1 when the child could not start or was killed by a signal. */
  status: number;
  /** Both streams, in the order in which they arrived. */
  output: string;
  seconds: number;
}

/** Runs a command in the checkout to its end and keeps what it prints. Never rejects. */
export function runChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<ChildResult> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    let output = "";
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString("utf8")).slice(-OUTPUT_LENGTH_MAX);
    };
    const finish = (status: number) => {
      resolve({ status, output, seconds: (performance.now() - startedAt) / 1000 });
    };
    const child = spawn(command, args, {
      cwd: ROOT,
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.once("error", (error) => {
      output += `${command} could not start: ${error.message}\n`;
      finish(1);
    });
    child.once("close", (status) => finish(status ?? 1));
  });
}

/** Runs a tool that the workspace installed, such as `tsc`. */
export function runTool(name: string, args: readonly string[]): Promise<ChildResult> {
  return runChild(join(ROOT, "node_modules/.bin", name), args);
}

/** Runs one of our own scripts on the runtime of this process. */
export function runScript(file: string, args: readonly string[]): Promise<ChildResult> {
  return runChild(process.execPath, [join(ROOT, file), ...args]);
}
