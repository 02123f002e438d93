import { ERRORS, type ErrorCode } from "@zero/protocol/errors";

export type { ErrorCode };

export interface ZeroErrorOptions {
  cause?: unknown;
  /** Plain data for the caller; goes out on the wire as `error.details`. */
  details?: unknown;
  /** How long to wait before trying again, where it is known. */
  retryAfterMs?: number;
  /** False where the very same request can only fail again, though others of this code may not. */
  retryable?: false;
}

/**
 * An expected failure, meant for whoever asked: its message says what happened and what to do next.
 * Anything else that is thrown is a defect, and is logged instead of shown.
 */
export class ZeroError extends Error {
  override readonly name = "ZeroError";
  readonly code: ErrorCode;
  readonly details: unknown;
  readonly retryAfterMs: number | undefined;
  readonly retryable: boolean;

  constructor(code: ErrorCode, message: string, options: ZeroErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details;
    this.retryAfterMs = options.retryAfterMs;
    this.retryable = options.retryable ?? ERRORS[code].retryable;
  }
}

/**
 * Statuses with which `zero gateway` leaves (spec.md V28). A supervisor does not restart after 78.
 */
export const EXIT = { stopped: 0, crashed: 1, usage: 64, taken: 69, unusableConfig: 78 } as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/**
 * Ends the process with `status`: the supervisor stops everything first, then the launcher prints
 * the message.
 */
export class FatalError extends Error {
  override readonly name = "FatalError";
  readonly status: ExitStatus;

  constructor(status: ExitStatus, message: string, options: { cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
  }
}

/** The one sentence of an unknown thrown value, for places that have to show something. */
export function messageOf(error: unknown): string {
  return error instanceof Error
    ? error.message
    : typeof error === "string"
      ? error
      : "unknown error";
}

/** A file, folder or socket that cannot be used: the system's own words name it. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** Whether the system refused with this code, such as `ENOENT`. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
