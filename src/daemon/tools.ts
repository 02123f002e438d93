import { execFile } from "node:child_process";
import { type EnvironmentView, HARMLESS_VARIABLES, variablesOf } from "../config/environment.ts";

/** How a program of the operating system ended. */
export interface ToolResult {
  /** What was run, as a person would type it. */
  readonly shown: string;
  readonly ok: boolean;
  /** Null: it did not end by itself. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** `missing`: there is no such program. `late`: it took longer than it may. */
  readonly trouble?: "missing" | "late";
}

/** Runs programs by name. Never rejects: how it went is in the result. */
export interface Tools {
  run(program: string, args: readonly string[], options?: RunOptions): Promise<ToolResult>;
}

export interface RunOptions {
  /** After this many milliseconds it is killed. */
  readonly withinMs?: number;
}

const WITHIN_MS = 10_000;
const OUTPUT_BYTES_MAX = 1024 * 1024;

const PASSED = [...HARMLESS_VARIABLES, "SSH_TTY"];

/**
 * Runs the machine's own programs without a shell. They are found on the `PATH` of `env`, speak
 * English and page nothing. `runtimeDir` is used where the session did not say it.
 */
export function systemTools(env: EnvironmentView, runtimeDir?: string): Tools {
  const variables = {
    ...(runtimeDir === undefined ? {} : { XDG_RUNTIME_DIR: runtimeDir }),
    ...variablesOf(env, PASSED),
    LC_ALL: "C",
    SYSTEMD_PAGER: "",
    SYSTEMD_COLORS: "0",
  };
  return {
    run: (program, args, { withinMs = WITHIN_MS } = {}) =>
      new Promise((resolve) => {
        const shown = shownCommand(program, args);
        const options = {
          env: variables,
          timeout: withinMs,
          killSignal: "SIGKILL",
          maxBuffer: OUTPUT_BYTES_MAX,
          shell: false,
        } as const;
        const child = execFile(program, args, options, (error, stdout, stderr) => {
          const status = error === null ? 0 : typeof error.code === "number" ? error.code : null;
          const trouble = error?.code === "ENOENT" ? "missing" : error?.killed ? "late" : undefined;
          const ended = { shown, ok: status === 0, status, stdout, stderr };
          resolve(trouble ? { ...ended, trouble } : ended);
        });
        // Whoever wants a password asks at the terminal, not here.
        child.stdin?.end();
      }),
  };
}

/** A command as it could be typed: words with anything unusual stand in quotes. */
export function shownCommand(program: string, args: readonly string[]): string {
  return [program, ...args].map(shownWord).join(" ");
}

function shownWord(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Why it failed, in the program's own words where it had some. */
export function whyFailed({ trouble, status, stderr, stdout, shown }: ToolResult): string {
  if (trouble === "missing") return `${shown.split(" ", 1)[0]} is not installed`;
  if (trouble === "late") return "it did not answer in time";
  const said = (stderr.trim() || stdout.trim()).split("\n").slice(0, 3).join(" ");
  return said || `it left with status ${status ?? "none"}`;
}
