import { Lexer, Tokenizer, type Token, type TokensList } from "marked";

/**
 * Units of work that one text may take; about a hundred for a character of a message that is full
 * of formatting.
 */
export const WORK_MAX = 500_000;

/** The text is made so that reading it takes far longer than its length says. */
export class TooMuchWork extends Error {
  override readonly name = "TooMuchWork";
}

/**
 * Reads Markdown within a bound. The grammar makes a reader look at the rest of the text again and
 * again (for the end of an emphasis, inside each quotation); what it looks at is counted.
 * Throws `TooMuchWork`, and `RangeError` for what is nested too deep.
 */
export function lexMarkdown(text: string): TokensList {
  const work = new Work();
  return new CountedLexer(work).lex(text);
}

class Work {
  #left = WORK_MAX;

  take(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new TooMuchWork("the formatting takes too much work to read");
  }
}

class CountedLexer extends Lexer {
  readonly #work: Work;

  constructor(work: Work) {
    super({ gfm: true, tokenizer: new CountedTokenizer(work) });
    this.#work = work;
  }

  override blockTokens(...given: Parameters<Lexer["blockTokens"]>) {
    this.#work.take(given[0].length);
    return super.blockTokens(...given);
  }

  override inlineTokens(src: string, tokens?: Token[]): Token[] {
    this.#work.take(src.length);
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
    this.#work.take(src.length / 4);
    return super.escape(src);
  }

  /** Looks for its end as far as the text goes. */
  override emStrong(...given: Parameters<Tokenizer["emStrong"]>) {
    const found = super.emStrong(...given);
    const [src] = given;
    if (!found && /^[*_]/.test(src)) this.#work.take(src.length * 2);
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
}
