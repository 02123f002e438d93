import { makeHider } from "../../config/patterns/compile.ts";
import { makeSearcher } from "../../config/scrub.ts";
import { isRecord, recordIn } from "../../kernel/is-record.ts";

/** Members of a record by which it is found and sorted. */
const KEPT = new Set(["level", "time", "subsystem"]);

/**
 * Makes the function that hides what the owner's patterns match in a line of the log, with or
 * without its end, with all of a secret that a match has a part of. A pattern sees each text of the
 * record by itself, so that the line stays JSON.
 */
export function makeLineHider(
  patterns: readonly string[],
  secrets: readonly string[] = [],
): (line: string) => string {
  if (patterns.length === 0) return (line) => line;
  const hide = makeHider(patterns, makeSearcher(secrets));
  return (line) => {
    const record = recordIn(line);
    if (!record) return hide(line);
    const end = line.endsWith("\n") ? "\n" : "";
    const entries = Object.entries(record).map(([key, value]) =>
      KEPT.has(key) ? [key, value] : [hide(key), hidden(value, hide)],
    );
    return JSON.stringify(Object.fromEntries(entries)) + end;
  };
}

function hidden(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === "string") return hide(value);
  if (typeof value === "number") return hide(`${value}`) === `${value}` ? value : hide(`${value}`);
  if (Array.isArray(value)) return value.map((item) => hidden(item, hide));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [hide(key), hidden(item, hide)]);
  return Object.fromEntries(entries);
}
