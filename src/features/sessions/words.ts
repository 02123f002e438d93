const TITLE_LENGTH_MAX = 60;
const PREVIEW_LENGTH_MAX = 240;

/** A name for a session that has none: how its first message begins. */
export function titleOf(text: string): string {
  return shorten(text, TITLE_LENGTH_MAX);
}

/** One line of a message. */
export function previewOf(text: string): string {
  return shorten(text, PREVIEW_LENGTH_MAX);
}

/** On one line, cut between words where there are any, never within a character. */
export function shorten(text: string, max: number): string {
  const line = text
    .slice(0, max * 8)
    .replace(/\s+/g, " ")
    .trim();
  if (line.length <= max) return line;
  const space = line.lastIndexOf(" ", max - 1);
  const head = line.slice(0, space > max / 2 ? space : max - 1);
  return `${head.replace(/[\uD800-\uDBFF]$/, "")}…`;
}
