import { NET_LIMITS } from "./limits.ts";

/** What became of a JSON text: its value, or one sentence on why it was not taken. */
export type Parsed = { ok: true; value: unknown } | { ok: false; why: string };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);
/** Lengths of the forbidden keys; any other key without an escape is none of them. */
const FORBIDDEN_LENGTHS = new Set([9, 11]);

/**
 * Parses JSON that somebody else wrote. Depth, number of keys and forbidden keys are checked on the
 * text, before anything is built from it, so that a small text cannot cost much memory; never
 * throws.
 */
export function parseJson(text: string): Parsed {
  const why = inspect(text);
  if (why !== undefined) return { ok: false, why };
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    // The parser's own message quotes the text, which may hold a secret.
    return { ok: false, why: "not valid JSON" };
  }
}

/** The first reason not to parse. A text that is no JSON at all passes: the parser refuses it. */
function inspect(text: string): string | undefined {
  let depth = 0;
  let keys = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at + 1);
        if (end < 0) return undefined;
        if (isKey(text, end + 1)) {
          keys += 1;
          if (keys > NET_LIMITS.jsonKeysMax) return `more than ${NET_LIMITS.jsonKeysMax} keys`;
          if (isForbidden(text, at + 1, end)) return "a key that is not allowed";
        }
        at = end;
        break;
      }
      case 0x7b: // {
      case 0x5b: // [
        depth += 1;
        if (depth > NET_LIMITS.jsonDepthMax) {
          return `nested deeper than ${NET_LIMITS.jsonDepthMax} levels`;
        }
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth -= 1;
        break;
    }
  }
  return undefined;
}

/** Where the string that begins at `start` has its closing quote, or -1. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH && end - 1 - slashes >= start) {
      slashes += 1;
    }
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

function isKey(text: string, after: number): boolean {
  let at = after;
  while (at < text.length && text.charCodeAt(at) <= SPACE) at += 1;
  return text.charCodeAt(at) === COLON;
}

function isForbidden(text: string, start: number, end: number): boolean {
  const length = end - start;
  // An escape needs six units a letter at most, so a longer key is none of ours however it is
  // written.
  if (length > 66) return false;
  const key = text.slice(start, end);
  if (!key.includes("\\")) return FORBIDDEN_LENGTHS.has(length) && FORBIDDEN.has(key);
  try {
    return FORBIDDEN.has(JSON.parse(`"${key}"`) as string);
  } catch {
    return false; // A broken escape: the parser refuses the whole text.
  }
}
