/**
 * Structured fields of one record. Values are data: never a message body, never a bare secret
 * (SR30).
 */
export type LogFields = Readonly<Record<string, unknown>>;

export type LogLevel = "debug" | "info" | "warn" | "error";

/**
 * Where a part of the gateway writes what happened: one record per call, one JSON line per record.
 */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same log under a longer subsystem name, such as `channels/telegram`. */
  child(subsystem: string): Log;
}

/** Drops everything; for tests and for tools that report in another way. */
export const silentLog: Log = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silentLog,
};

/**
 * What an error says in a log record: its message, its code where it has one, its chain of causes,
 * its stack.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error === "string" ? error : typeof error };
  const code = "code" in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: errorFields(error.cause) };
  return { error: error.message, ...code, ...cause, stack: error.stack };
}
