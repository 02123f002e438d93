import { DECEPTIVE } from "../../kernel/log-text.ts";

/**
 * The text, or its beginning and end with a note about what was left out between them, so that the
 * result has at most `lengthMax` UTF-16 units. A surrogate pair is never cut in two.
 */
export function clipMiddle(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const note = `\n[… ${text.length - lengthMax} or more characters left out …]\n`;
  const room = lengthMax - note.length;
  if (room <= 0) return clipEnd(text, lengthMax);
  const tail = Math.floor(room / 4);
  return clipEnd(text, room - tail) + note + clipStart(text, tail);
}

/** At most `lengthMax` units from the beginning. */
export function clipEnd(text: string, lengthMax: number): string {
  const length = Math.max(0, lengthMax);
  if (text.length <= length) return text;
  return text.slice(0, endsInsidePair(text, length) ? length - 1 : length);
}

/** At most `lengthMax` units from the end. */
function clipStart(text: string, lengthMax: number): string {
  const start = text.length - lengthMax;
  return text.slice(endsInsidePair(text, start) ? start + 1 : start);
}

function endsInsidePair(text: string, index: number): boolean {
  const before = text.charCodeAt(index - 1);
  const after = text.charCodeAt(index);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/**
 * Display text that others chose, on one line: no control or direction marks, at most `lengthMax`
 * units.
 */
export function oneLine(text: string, lengthMax: number): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").replaceAll(DECEPTIVE, "");
  return clipEnd(plain.trim(), lengthMax);
}
