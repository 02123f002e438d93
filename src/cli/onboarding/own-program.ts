import { spawn } from "node:child_process";
import type { Scene } from "../scene.ts";

export interface Ending {
  /** The exit status; 127 when the program could not be started. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs another command of this program, for the same profile. It never rejects. */
export function runOwn({ paths }: Scene, words: readonly string[]): Promise<Ending> {
  const [, entry = ""] = process.argv;
  const profile = paths.profile === undefined ? [] : ["--profile", paths.profile];
  const args = [...process.execArgv, entry, ...profile, ...words];
  const said = { stdout: "", stderr: "" };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said.stderr += text));
    child.once("error", ({ message }) => resolve({ ...said, stderr: message, status: 127 }));
    child.once("close", (code) => resolve({ ...said, status: code ?? 1 }));
  });
}
