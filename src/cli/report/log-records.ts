import { isRecord } from "../../kernel/is-record.ts";

/** A line that the gateway's logger wrote. */
export interface LogRecord {
  readonly time: string;
  readonly level: string;
  readonly subsystem: string;
  /** Absent where the subsystem has no parts: `telegram` of `channels/telegram`. */
  readonly module?: string;
  readonly message: string;
}

/** What a line of the log says; undefined for anything that the logger did not write. */
export function recordOf(raw: string): LogRecord | undefined {
  const parsed = objectOf(raw);
  if (!parsed) return undefined;
  const { time, level, subsystem, msg: message } = parsed;
  if (typeof time !== "string" || typeof level !== "string") return undefined;
  if (typeof subsystem !== "string" || typeof message !== "string") return undefined;
  const [, module] = /\/(.+)$/.exec(subsystem) ?? [];
  return { time, level, subsystem, ...(module === undefined ? {} : { module }), message };
}

/** The reason in a record, where it has one. */
export function reasonIn(raw: string): string | undefined {
  const reason = objectOf(raw)?.["error"];
  return typeof reason === "string" ? reason : undefined;
}

function objectOf(raw: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(raw);
    return isRecord(parsed) ? parsed : undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}
