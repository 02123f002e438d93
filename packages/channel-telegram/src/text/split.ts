import { shownLength } from "./escape.ts";
import { renderHtml } from "./html.ts";
import { Work } from "./lexer.ts";

/** Telegram's limit for one message, in UTF-16 units after its entities were read. */
export const TEXT_LENGTH_MAX = 4096;
/** Leaves room for what formatting adds. */
const LENGTH_DEFAULT = 4000;
/** Shorter parts than this would be mostly fences. */
const LENGTH_MIN = 64;
/** What stands for a text in which there is nothing to show. */
const NOTHING = "(no text)";
/** What measuring all parts of a text may cost; what is not measured then is taken to fit. */
const MEASURING_MAX = 2_000_000;
/** A line of a table or a rule: the only formatting that is shown at a greater length. */
const GROWS = /^[ \t>|:*_-]{2,}$/m;

const FENCE = /^\s{0,12}(`{3,16}|~{3,16})([^`]*)$/;
/** Of the line behind a cut; one that closes a code block is far shorter. */
const LINE_MAX = 256;

interface Fence {
  /** The line that opened it; it opens the next part again. */
  opening: string;
  marker: string;
}

/**
 * Cuts Markdown into messages of at most `lengthMax` units, at a blank line where there is one,
 * else at the end of a line, a sentence or a word. A code block that is cut is closed and opened
 * again; a character is never cut in two. Every part also fits Telegram's limit once it is
 * rendered, as far as `work` allows to find out. Takes time in proportion to the text.
 */
export function splitMarkdown(
  text: string,
  lengthMax: number = LENGTH_DEFAULT,
  work: Work = new Work(MEASURING_MAX),
): readonly string[] {
  const whole = text.toWellFormed().replaceAll("\r\n", "\n");
  const limit = Math.min(TEXT_LENGTH_MAX, Math.max(LENGTH_MIN, Math.floor(lengthMax)));
  const parts = cut(whole, limit).flatMap((part) => fit(part, limit, work));
  return parts.length > 0 ? parts : [NOTHING];
}

/** The part itself, or smaller ones when it grows beyond the limit by its formatting. */
function fit(part: string, limit: number, work: Work): readonly string[] {
  if (limit <= LENGTH_MIN || !GROWS.test(part)) return [part];
  if (shownLength(renderHtml(part, work)) <= TEXT_LENGTH_MAX) return [part];
  const half = Math.max(LENGTH_MIN, Math.floor(limit / 2));
  return cut(part, half).flatMap((piece) => fit(piece, half, work));
}

function cut(text: string, limit: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  let fence: Fence | undefined;
  while (rest !== "") {
    const opened = fence ? `${fence.opening}\n` : "";
    if (opened.length + rest.length <= limit) {
      parts.push(opened + rest);
      break;
    }
    // Room for the line that may have to close a code block.
    const room = Math.max(16, limit - opened.length - 17);
    const at = cutPoint(rest, room);
    const body = rest.slice(0, at);
    fence = fenceAfter(body, fence, limit);
    parts.push(`${opened}${body.trimEnd()}${fence ? `\n${fence.marker}` : ""}`);
    rest = fence ? rest.slice(at).replace(/^\n/, "") : rest.slice(at).trimStart();
    if (fence && closes(rest, fence)) {
      rest = rest.slice(rest.indexOf("\n") + 1 || rest.length);
      fence = undefined;
    }
  }
  return parts.filter((part) => part.trim() !== "");
}

/**
 * Where to cut within the first `room` units: the best break of the second half, else of the whole.
 */
function cutPoint(text: string, room: number): number {
  const head = text.slice(0, room);
  const from = Math.floor(room / 2);
  for (const mark of ["\n\n", "\n", ". ", " "]) {
    const at = head.lastIndexOf(mark);
    if (at >= from) return at + mark.length;
  }
  const inside = head.charCodeAt(room - 1);
  const high = inside >= 0xd8_00 && inside <= 0xdb_ff;
  return high ? room - 1 : room;
}

/** The code block that is open at the end of `body`, when `before` was open at its beginning. */
function fenceAfter(body: string, before: Fence | undefined, limit: number): Fence | undefined {
  let open = before;
  for (const line of body.split("\n")) {
    const [, marker, info = ""] = FENCE.exec(line) ?? [];
    if (marker === undefined) continue;
    if (!open) open = { opening: shortest(marker, info, limit), marker };
    else if (closesWith(line, open)) open = undefined;
  }
  return open;
}

/** A long description of a block is not worth repeating in each part. */
function shortest(marker: string, info: string, limit: number): string {
  const opening = marker + info.trimEnd();
  return opening.length <= limit / 4 ? opening : marker;
}

const closes = (rest: string, fence: Fence): boolean =>
  closesWith(rest.slice(0, LINE_MAX).split("\n", 1)[0] ?? "", fence);

function closesWith(line: string, { marker }: Fence): boolean {
  const [, found = "", info = ""] = FENCE.exec(line) ?? [];
  return found.startsWith(marker) && info.trim() === "";
}
