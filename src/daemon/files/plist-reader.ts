import type { PlistDict, PlistValue } from "./plist.ts";

const SIZE_MAX = 256 * 1024;
const DEPTH_MAX = 32;
/** A tag, a comment, a heading, or the text between them. */
const TOKENS =
  /<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<[?!][^>]*>|<(\/?)([A-Za-z]+)[^>]*?(\/?)>|([^<]+)/gsu;

interface Token {
  readonly kind: "open" | "close" | "empty" | "text";
  /** The name of a tag, or the text with its entities resolved. */
  readonly text: string;
}

/**
 * The dictionary of a property list in XML, whoever wrote it; undefined for anything else, a binary
 * list included. Data and dates are kept as their text.
 */
export function readPlist(text: string): PlistDict | undefined {
  if (text.length > SIZE_MAX) return undefined;
  const reader = new Reader(tokensOf(text));
  reader.skipTo("plist");
  const value = reader.value(0);
  return typeof value === "object" && !Array.isArray(value) ? (value as PlistDict) : undefined;
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKENS)].flatMap((match): Token[] => {
    const [, cdata, slash, name, empty, words] = match;
    if (cdata !== undefined) return [{ kind: "text", text: cdata }];
    if (words !== undefined) return [{ kind: "text", text: resolved(words) }];
    if (name === undefined) return [];
    return [{ kind: slash ? "close" : empty ? "empty" : "open", text: name }];
  });
}

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

function resolved(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0x10_ffff ? whole : String.fromCodePoint(code);
    },
  );
}

/** Walks the tokens once. What does not fit ends the walk without a value. */
class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  skipTo(name: string): void {
    const at = this.#tokens.findIndex(({ kind, text }) => kind === "open" && text === name);
    this.#at = at < 0 ? this.#tokens.length : at + 1;
  }

  value(depth: number): PlistValue | undefined {
    const token = this.#nextTag();
    if (token === undefined || token.kind === "close" || depth > DEPTH_MAX) return undefined;
    const isEmpty = token.kind === "empty";
    switch (token.text) {
      case "true":
      case "false":
        if (!isEmpty) this.#textUntil(token.text);
        return token.text === "true";
      case "dict":
        return isEmpty ? {} : this.#dict(depth);
      case "array":
        return isEmpty ? [] : this.#array(depth);
      case "integer":
      case "real":
        return Number(isEmpty ? Number.NaN : this.#textUntil(token.text));
      default:
        return isEmpty ? "" : this.#textUntil(token.text);
    }
  }

  #dict(depth: number): PlistDict | undefined {
    const members: [string, PlistValue][] = [];
    for (;;) {
      const token = this.#nextTag();
      if (token === undefined) return undefined;
      if (token.kind === "close") return Object.fromEntries(members);
      const key = token.kind === "empty" ? "" : this.#textUntil("key");
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      members.push([key, value]);
    }
  }

  #array(depth: number): PlistValue[] | undefined {
    const items: PlistValue[] = [];
    for (;;) {
      const next = this.#tokens[this.#skipText()];
      if (next === undefined) return undefined;
      if (next.kind === "close") {
        this.#at += 1;
        return items;
      }
      const value = this.value(depth + 1);
      if (value === undefined) return undefined;
      items.push(value);
    }
  }

  /** White space between tags means nothing. */
  #skipText(): number {
    while (this.#tokens[this.#at]?.kind === "text") this.#at += 1;
    return this.#at;
  }

  #nextTag(): Token | undefined {
    const token = this.#tokens[this.#skipText()];
    this.#at += 1;
    return token;
  }

  #textUntil(name: string): string {
    let text = "";
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      const token = this.#tokens[this.#at];
      if (token?.kind === "close" && token.text === name) {
        this.#at += 1;
        break;
      }
      if (token?.kind === "text") text += token.text;
    }
    return text;
  }
}
