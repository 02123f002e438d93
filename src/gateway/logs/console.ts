import { compactText, logRecordOf, type Paint, prettyText } from "../../kernel/log-text.ts";

/** How records look on stdout. */
export type ConsoleStyle = "pretty" | "compact" | "json";

/** A line of the log as stdout shows it, with its end. */
export function consoleText(line: string, style: ConsoleStyle, paint: Paint): string {
  if (style === "json") return line;
  const record = logRecordOf(line);
  if (!record) return line;
  return `${style === "pretty" ? prettyText(record, paint) : compactText(record)}\n`;
}
