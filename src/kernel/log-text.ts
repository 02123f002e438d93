import { isRecord, recordIn } from "./is-record.ts";

/** A record of the log, read back. */
export interface LogRecord {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly level: string;
  readonly subsystem: string;
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export type LogColor = "gray" | "cyan" | "yellow" | "red";
/** Colours a text, where colours are shown. */
export type Paint = (color: LogColor, text: string) => string;

const COLORS: Readonly<Record<string, LogColor>> = { debug: "gray", warn: "yellow", error: "red" };

/**
 * Characters that let a text show something else than it says (SR31): control characters beyond
 * ASCII, separators of lines, and those that turn the direction.
 */
export const DECEPTIVE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f]/g;

/** What a line of the log says; undefined for anything that the logger did not write. */
export function logRecordOf(line: string): LogRecord | undefined {
  const parsed = recordIn(line);
  if (!parsed) return undefined;
  const { time, level, subsystem, msg: message, ...fields } = parsed;
  if (typeof time !== "string" || typeof level !== "string") return undefined;
  if (typeof subsystem !== "string" || typeof message !== "string") return undefined;
  return { time, level, subsystem, message, fields };
}

/**
 * A record for people: `HH:MM:SS [subsystem] message key=value`, by the clock of whoever reads,
 * with the level where it is not `info`. The stack of an error is on lines of its own, further in;
 * no other text of a record can begin a line or move the cursor.
 */
export function prettyText(record: LogRecord, paint: Paint): string {
  const { level, fields } = record;
  const color = COLORS[level];
  const word = visible(level);
  const line = [
    paint("gray", clockTime(record.time)),
    ...(level === "info" ? [] : [color === undefined ? word : paint(color, word)]),
    paint("cyan", `[${visible(record.subsystem)}]`),
    visible(record.message),
    ...fieldsOf(fields).map(([key, value]) => `${paint("gray", `${key}=`)}${value}`),
  ].join(" ");
  const stack = level === "error" ? stackLines(fields) : [];
  return [line, ...stack.map((text) => paint("gray", `    ${text}`))].join("\n");
}

/** A record on one line, without colours: `time level [subsystem] message key=value`. */
export function compactText({ time, level, subsystem, message, fields }: LogRecord): string {
  const words = [time, level, `[${subsystem}]`, message].map(visible);
  return [...words, ...fieldsOf(fields).map((pair) => pair.join("="))].join(" ");
}

/** The text on one line, without anything that a terminal would obey. */
const visible = (text: string): string =>
  text
    // From the first blank of a run alone: to look from each of them takes seconds.
    .replace(/(?<!\s)\s*[\r\n]\s*/g, " ⏎ ")
    .replace(/\t/g, " ")
    .replace(CONTROL, "")
    .replace(DECEPTIVE, "");

function clockTime(time: string): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return visible(time);
  const parts = [at.getHours(), at.getMinutes(), at.getSeconds()];
  return parts.map((part) => `${part}`.padStart(2, "0")).join(":");
}

function fieldsOf(fields: LogRecord["fields"]): (readonly [key: string, value: string])[] {
  return Object.entries(fields)
    .filter(([key]) => key !== "stack")
    .map(([key, value]) => [
      visible(key),
      valueText(key === "cause" ? withoutStack(value) : value),
    ]);
}

/** Quoted where the value could be taken for several. */
function valueText(value: unknown): string {
  const isPlain = typeof value === "string" && /^[^\s"'=\\]+$/.test(value);
  return visible(isPlain ? value : JSON.stringify(value));
}

function withoutStack(cause: unknown): unknown {
  if (!isRecord(cause)) return cause;
  const { stack: _stack, cause: next, ...rest } = cause;
  return next === undefined ? rest : { ...rest, cause: withoutStack(next) };
}

function stackLines(fields: LogRecord["fields"], words = ""): string[] {
  const { stack, cause } = fields;
  const lines = typeof stack === "string" ? stack.split("\n").map((line) => visible(line)) : [];
  const [first = "", ...more] = lines;
  const own = lines.length === 0 ? [] : [`${words}${first}`, ...more.filter((line) => line !== "")];
  return isRecord(cause) ? [...own, ...stackLines(cause, "caused by: ")] : own;
}
