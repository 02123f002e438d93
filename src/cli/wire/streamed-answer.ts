/**
 * Prints an answer while it comes. What was missed, because events are never replayed, is made up
 * for at the end: the whole answer is known then.
 */
export class StreamedAnswer {
  readonly #write: (text: string) => void;
  #printed = "";

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  add(delta: string): void {
    if (delta === "") return;
    this.#printed += delta;
    this.#write(delta);
  }

  /** Completes the output with the final text and ends the line. */
  finish(text: string): void {
    const isShown = text === "" || this.#printed.trimEnd().endsWith(text.trimEnd());
    if (!isShown) {
      const isRest = text.startsWith(this.#printed);
      if (!isRest) this.end();
      this.add(isRest ? text.slice(this.#printed.length) : text);
    }
    this.end();
  }

  /** Ends the line that was begun. */
  end(): void {
    if (this.#printed !== "" && !this.#printed.endsWith("\n")) this.add("\n");
  }
}
