import { spawn } from "node:child_process";
import type { Scene } from "../scene.ts";

export interface Ending {
  /** The exit status; 127 when the program could not be started. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  /** True: it speaks with the person itself, as `sudo` does to ask for a password. */
  readonly isShown?: boolean;
}

/** Runs a program to its end. It never rejects. */
export function runProgram(
  file: string,
  args: readonly string[],
  { isShown = false }: RunOptions = {},
): Promise<Ending> {
  const said = { stdout: "", stderr: "" };
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: isShown ? "inherit" : ["ignore", "pipe", "pipe"] });
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (said.stdout += text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
    child.once("error", ({ message }) => resolve({ ...said, stderr: message, status: 127 }));
    child.once("close", (code) => resolve({ ...said, status: code ?? 1 }));
  });
}

/** Runs another command of this program, for the same profile. */
export function runOwn({ paths }: Scene, words: readonly string[]): Promise<Ending> {
  const [, entry = ""] = process.argv;
  const profile = paths.profile === undefined ? [] : ["--profile", paths.profile];
  return runProgram(process.execPath, [...process.execArgv, entry, ...profile, ...words]);
}
