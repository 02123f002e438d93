import type { MessageEntity } from "@grammyjs/types";
import { badRequest } from "./answer.ts";

/** Tags of the Bot API's HTML and the kinds of entity that they make. */
const KINDS: Readonly<Record<string, MessageEntity["type"]>> = {
  b: "bold",
  strong: "bold",
  i: "italic",
  em: "italic",
  u: "underline",
  ins: "underline",
  s: "strikethrough",
  strike: "strikethrough",
  del: "strikethrough",
  span: "spoiler",
  "tg-spoiler": "spoiler",
  a: "text_link",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };

interface OpenTag {
  tag: string;
  offset: number;
  attributes: ReadonlyMap<string, string>;
}

export interface Formatted {
  text: string;
  entities: MessageEntity[];
}

/**
 * Reads Telegram's HTML as strictly as the Bot API does: unknown tags, tags that are not closed and
 * tags that are closed in the wrong order are refused with its own words.
 */
export function parseHtml(html: string): Formatted {
  const reader = new HtmlReader(html);
  return reader.read();
}

class HtmlReader {
  readonly #html: string;
  readonly #entities: MessageEntity[] = [];
  readonly #open: OpenTag[] = [];
  #at = 0;
  #text = "";

  constructor(html: string) {
    this.#html = html;
  }

  read(): Formatted {
    while (this.#at < this.#html.length) {
      const rest = this.#html.slice(this.#at, this.#at + 2);
      if (rest === "</") this.#endTag();
      else if (rest.startsWith("<")) this.#startTag();
      else if (rest.startsWith("&")) this.#characterReference();
      else this.#plain();
    }
    const left = this.#open.at(-1);
    if (left) throw this.#refusal(`Can't find end tag corresponding to start tag "${left.tag}"`);
    return { text: this.#text, entities: this.#entities.toSorted((a, b) => a.offset - b.offset) };
  }

  #plain(): void {
    const next = /[<&]/g;
    next.lastIndex = this.#at;
    const end = next.exec(this.#html)?.index ?? this.#html.length;
    this.#text += this.#html.slice(this.#at, end);
    this.#at = end;
  }

  #characterReference(): void {
    const match = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/iy;
    match.lastIndex = this.#at;
    const [all = "&", decimal, hex, name] = match.exec(this.#html) ?? [];
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
    const known = name === undefined ? undefined : ENTITIES[name];
    const valid = code !== undefined && code > 0 && code <= 0x10_ff_ff;
    this.#text += valid ? String.fromCodePoint(code) : (known ?? all);
    this.#at += all.length;
  }

  #startTag(): void {
    const begin = this.#at;
    const match = /<([^\s>]*)((?:\s+[^\s=>]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>/y;
    match.lastIndex = begin;
    const found = match.exec(this.#html);
    if (!found) throw this.#refusal(`Unclosed start tag at byte offset ${this.#bytes(begin)}`);
    const tag = (found[1] ?? "").toLowerCase();
    if (!Object.hasOwn(KINDS, tag)) {
      throw this.#refusal(`Unsupported start tag "${tag}" at byte offset ${this.#bytes(begin)}`);
    }
    const attributes = this.#attributes(tag, found[2] ?? "", begin);
    if (tag === "span" && attributes.get("class") !== "tg-spoiler") {
      const where = this.#bytes(begin);
      throw this.#refusal(`Tag "span" must have class "tg-spoiler" at byte offset ${where}`);
    }
    this.#open.push({ tag, offset: this.#text.length, attributes });
    this.#at += found[0].length;
  }

  #attributes(tag: string, source: string, begin: number): ReadonlyMap<string, string> {
    const one = /([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g;
    const all = [...source.matchAll(one)].map(([, name = "", double, single, bare]) => {
      const value = double ?? single ?? bare;
      // Only `<blockquote expandable>` has an attribute without a value.
      if (value === undefined && !(tag === "blockquote" && name === "expandable")) {
        const where = `tag "${tag}" at byte offset ${this.#bytes(begin)}`;
        throw this.#refusal(`Expected equal sign in declaration of an attribute of the ${where}`);
      }
      return [name.toLowerCase(), value ?? ""] as const;
    });
    return new Map(all);
  }

  #endTag(): void {
    const begin = this.#at;
    const close = this.#html.indexOf(">", begin);
    const where = `at byte offset ${this.#bytes(begin)}`;
    const open = this.#open.pop();
    if (!open) throw this.#refusal(`Unexpected end tag ${where}`);
    if (close < 0) throw this.#refusal(`Unclosed end tag ${where}`);
    const found = this.#html
      .slice(begin + 2, close)
      .trim()
      .toLowerCase();
    if (found !== "" && found !== open.tag) {
      const both = `expected "</${open.tag}>", found "</${found}>"`;
      throw this.#refusal(`Unmatched end tag ${where}, ${both}`);
    }
    this.#at = close + 1;
    this.#close(open);
  }

  #close({ tag, offset, attributes }: OpenTag): void {
    const length = this.#text.length - offset;
    if (length === 0) return;
    const type = KINDS[tag];
    if (type === "text_link") {
      const url = attributes.get("href") ?? "";
      if (/^(https?|tg|mailto|ton):/i.test(url)) {
        this.#entities.push({ type, offset, length, url });
      }
      return;
    }
    const language = /^language-(.+)$/.exec(attributes.get("class") ?? "")?.[1];
    const inPre = this.#open.at(-1)?.tag === "pre";
    if (tag === "code" && inPre && language !== undefined) {
      this.#entities.push({ type: "pre", offset, length, language });
    } else if (type !== undefined) {
      this.#entities.push({ type, offset, length } as MessageEntity);
    }
  }

  #bytes(at: number): number {
    return Buffer.byteLength(this.#html.slice(0, at));
  }

  #refusal(why: string): Error {
    return badRequest(`can't parse entities: ${why}`);
  }
}
