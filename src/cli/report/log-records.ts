import { logRecordOf } from "../../kernel/log-text.ts";

/** A line that the gateway's logger wrote, as `zero logs --json` has it. */
export interface LogEntry {
  readonly time: string;
  readonly level: string;
  readonly subsystem: string;
  /** Absent where the subsystem has no parts: `telegram` of `channels/telegram`. */
  readonly module?: string;
  readonly message: string;
}

/** What a line of the log says; undefined for anything that the logger did not write. */
export function entryOf(raw: string): LogEntry | undefined {
  const record = logRecordOf(raw);
  if (!record) return undefined;
  const { time, level, subsystem, message } = record;
  const [, module] = /\/(.+)$/.exec(subsystem) ?? [];
  return { time, level, subsystem, ...(module === undefined ? {} : { module }), message };
}

/** The reason in a record, where it has one. */
export function reasonIn(raw: string): string | undefined {
  const reason = logRecordOf(raw)?.fields["error"];
  return typeof reason === "string" ? reason : undefined;
}
