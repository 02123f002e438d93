/** A piece of a regular expression, and how often it may stand there. */
export interface Item {
  readonly unit: Unit;
  readonly min: number;
  /** `Infinity` where nothing bounds it. */
  readonly max: number;
}

export type Unit =
  /** Takes one character: a letter, an escape, a class or a dot, as it is written. */
  | { readonly kind: "character"; readonly source: string }
  /** Takes nothing: an anchor or an edge of a word. */
  | { readonly kind: "place" }
  | {
      readonly kind: "group";
      readonly branches: readonly (readonly Item[])[];
      /** How it looks around without taking anything. */
      readonly looks?: "ahead" | "behind";
    };

const CHARACTER =
  /\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|[pP]\{[A-Za-z_=]+\}|0[0-7]{0,2}|[^])|\[(?:\\[^]|[^\]\\])*\]|[^]/iy;
const GROUP = /\((?:\?(?::|<?[=!]|<[^>]*>))?/y;
const REPEAT = /(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/y;

/**
 * Takes a regular expression apart that the runtime accepts. Undefined where it goes beyond what
 * can be judged: it refers back to a group, or changes its flags on the way.
 */
export function parsePattern(source: string): readonly (readonly Item[])[] | undefined {
  if (/(?:^|[^\\])(?:\\\\)*\\[1-9k]/.test(source) || /\(\?[a-z-]+[:)]/.test(source))
    return undefined;
  return new Parser(source).branches();
}

class Parser {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  branches(): (readonly Item[])[] {
    const all: (readonly Item[])[] = [];
    for (;;) {
      all.push(this.#items());
      if (this.#source[this.#at] !== "|") return all;
      this.#at += 1;
    }
  }

  #items(): readonly Item[] {
    const items: Item[] = [];
    while (this.#at < this.#source.length && !"|)".includes(this.#source.charAt(this.#at))) {
      const unit = this.#unit();
      const { min, max } = this.#repeat();
      const only = unit.kind === "group" && unit.looks === undefined ? unit.branches : [];
      // Brackets alone change nothing.
      if (only.length === 1 && min === 1 && max === 1) items.push(...(only[0] ?? []));
      else items.push({ unit, min, max });
    }
    return items;
  }

  #unit(): Unit {
    const open = this.#take(GROUP)?.[0];
    if (open !== undefined) {
      const branches = this.branches();
      this.#at += 1;
      if (!/[=!]$/.test(open)) return { kind: "group", branches };
      return { kind: "group", branches, looks: open.includes("<") ? "behind" : "ahead" };
    }
    const source = this.#take(CHARACTER)?.[0] ?? "";
    return /^(?:\^|\$|\\[bB])$/.test(source) ? { kind: "place" } : { kind: "character", source };
  }

  #repeat(): { min: number; max: number } {
    const [written, from, comma, to] = this.#take(REPEAT) ?? [];
    if (written === undefined) return { min: 1, max: 1 };
    if (from === undefined) {
      return { min: written.startsWith("+") ? 1 : 0, max: written.startsWith("?") ? 1 : Infinity };
    }
    const open = to === "" ? Infinity : Number(to);
    return { min: Number(from), max: comma === "" ? Number(from) : open };
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source) ?? undefined;
    this.#at += found?.[0].length ?? 0;
    return found;
  }
}
