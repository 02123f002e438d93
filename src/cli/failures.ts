import { ConfigError, linesOf, type Problem } from "../config/problems.ts";
import { ProfileError } from "../config/paths.ts";
import { EXIT, FatalError, isSystemError } from "../kernel/errors.ts";
import type { Io } from "./io.ts";

/** Statuses of every command but the gateway, which has more (V28). */
export const STATUS = { ok: 0, failed: 1, usage: 64 } as const;

/** The command line was misused: unknown words, wrong values. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** How a line begins that says what to do. */
const NEXT = "Next: ";

/**
 * A command could not do what it was asked to. The first line says what happened, the others what
 * to know and do.
 */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly lines: readonly string[];

  constructor(message: string, lines: readonly string[] = [], options: { cause?: unknown } = {}) {
    super(message, options);
    this.lines = lines;
  }

  /** Those of its lines that say what to do. */
  get next(): string[] {
    return this.lines.filter((line) => line.startsWith(NEXT));
  }
}

/** Says on stderr what went wrong and returns the status to leave with. */
export function report(error: unknown, io: Io): number {
  if (error instanceof UsageError || error instanceof ProfileError) {
    io.note(`zero: ${error.message}`);
    return STATUS.usage;
  }
  if (error instanceof ConfigError) {
    for (const line of configLines(error.file, error.problems)) io.note(line);
    return STATUS.failed;
  }
  if (error instanceof FatalError) {
    io.note(error.message);
    return error.status;
  }
  if (error instanceof CommandError) {
    io.note(error.message);
    for (const line of error.lines) io.note(line);
    return STATUS.failed;
  }
  if (isSystemError(error)) {
    io.note(`zero: ${error.message}`);
    return STATUS.failed;
  }
  io.note("zero: unexpected failure; this is a defect of ZERO, please report it with these lines:");
  io.note(error instanceof Error ? (error.stack ?? error.message) : typeof error);
  return EXIT.crashed;
}

/** What is wrong with the configuration, and what to do about it. */
export function configLines(file: string, problems: readonly Problem[]): string[] {
  return [
    `Config invalid: ${file}`,
    ...linesOf(problems),
    "Correct what is named above, in that file or in the variable, and run the command again.",
  ];
}
