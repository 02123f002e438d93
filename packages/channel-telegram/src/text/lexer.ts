import { Lexer, Tokenizer, type Token, type TokensList } from "marked";

/** Units that one message may take; one that is full of honest formatting takes half. */
const WORK_MAX = 500_000;

/** What is an emphasis if its end is found. */
const OPENS = /^(?:[*_]+|~~?)[^\s*_~]/;

/** The text is made so that reading it takes far longer than its length says. */
export class TooMuchWork extends Error {
  override readonly name = "TooMuchWork";
}

/** What reading may cost, and how much of that is used: about one unit for a character's look. */
export class Work {
  readonly max: number;
  #used = 0;

  constructor(max = WORK_MAX) {
    this.max = max;
  }

  get used(): number {
    return this.#used;
  }

  /** Throws `TooMuchWork`. */
  take(units: number): void {
    this.#used += units;
    if (this.#used > this.max) {
      throw new TooMuchWork("the formatting takes too much work to read");
    }
  }
}

/**
 * Reads Markdown within a bound. The grammar makes a reader look at the rest of the text again and
 * again (for the end of an emphasis, inside each quotation); what it looks at is counted.
 * Throws `TooMuchWork`, and `RangeError` for what is nested too deep.
 */
export function lexMarkdown(text: string, work: Work): TokensList {
  return new CountedLexer(work).lex(text);
}

class CountedLexer extends Lexer {
  readonly #work: Work;

  constructor(work: Work) {
    super({ gfm: true, tokenizer: new CountedTokenizer(work) });
    this.#work = work;
  }

  override blockTokens(src: string, tokens?: Token[], lastClipped?: boolean): Token[];
  override blockTokens(src: string, tokens?: TokensList, lastClipped?: boolean): TokensList;
  override blockTokens(src: string, tokens?: Token[], lastClipped?: boolean): Token[] {
    this.#work.take(src.length);
    return super.blockTokens(src, tokens, lastClipped);
  }

  override inlineTokens(src: string, tokens?: Token[]): Token[] {
    // At each escaped bracket the reader looks for the end of a link, as far as the text goes.
    const brackets = src.split("\\[").length;
    this.#work.take(src.length + (brackets - 1) * (src.length / 4));
    return super.inlineTokens(src, tokens);
  }
}

class CountedTokenizer extends Tokenizer {
  readonly #work: Work;

  constructor(work: Work) {
    super();
    this.#work = work;
  }

  /** The first that is tried at every step through a line of text. */
  override escape(src: string) {
    this.#work.take(src.length / 8);
    return super.escape(src);
  }

  /** Looks for its end as far as the text goes. */
  override emStrong(...given: Parameters<Tokenizer["emStrong"]>) {
    const found = super.emStrong(...given);
    if (!found) this.#takeSearch(given[0]);
    return found;
  }

  override del(...given: Parameters<Tokenizer["del"]>) {
    const found = super.del(...given);
    if (!found) this.#takeSearch(given[0]);
    return found;
  }

  /** Every row gets as many cells as the first. */
  override table(src: string) {
    const [head = "", rule = ""] = src.split("\n", 2);
    if (/^[\s|:-]+$/.test(rule)) {
      this.#work.take(8 * head.split("|").length * src.split("\n").length);
    }
    return super.table(src);
  }

  #takeSearch(src: string): void {
    if (OPENS.test(src)) this.#work.take(src.length * 2);
  }
}
