import type { Token, Tokens } from "marked";
import { decodeReferences } from "./escape.ts";

/** Wider cells do not stretch their column: the table would only wrap on a phone. */
const COLUMN_WIDTH_MAX = 40;

/** A table in characters of one width, with its cells under one another. */
export function layOutTable({ header, rows, align }: Tokens.Table): string {
  const lines = [header, ...rows].map((row) => row.map((cell) => plain(cell.tokens)));
  const widths = header.map((_, column) => {
    const lengths = lines.map((line) => widthOf(line[column] ?? ""));
    return Math.min(COLUMN_WIDTH_MAX, Math.max(3, ...lengths));
  });
  const shown = lines.map((line) =>
    line
      .map((cell, column) => pad(cell, widths[column] ?? 0, align[column] === "right"))
      .join(" | ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("-|-");
  return [shown[0] ?? "", rule, ...shown.slice(1)].join("\n");
}

/** The words of a cell without their formatting. */
function plain(tokens: readonly Token[]): string {
  const words = tokens.map((token) => {
    if (token.type === "br") return " ";
    if ("tokens" in token && token.tokens) return plain(token.tokens);
    return "text" in token && typeof token.text === "string"
      ? decodeReferences(token.text)
      : token.raw;
  });
  return words.join("").replaceAll("\n", " ").trim();
}

/** Characters as a reader counts them, near enough for letters. */
const widthOf = (text: string): number => Array.from(text).length;

function pad(text: string, width: number, right: boolean): string {
  const blank = " ".repeat(Math.max(0, width - widthOf(text)));
  return right ? blank + text : text + blank;
}
