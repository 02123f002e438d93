/**
 * Lets at most `widthMax` tasks run at once; the rest wait in arrival order. Nothing is refused
 * here: who lets tasks in looks at `open` first.
 */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  readonly #widthMax: () => number;
  #running = 0;

  /** A width that may change is asked for whenever a task comes or ends. */
  constructor(widthMax: number | (() => number)) {
    this.#widthMax = typeof widthMax === "number" ? () => widthMax : widthMax;
  }

  /** Tasks that wait or run. */
  get open(): number {
    return this.#waiting.length + this.#running;
  }

  /** Settles as the task does; a task that fails leaves its place like any other. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    const turn = new Promise<void>((go) => this.#waiting.push(go));
    this.#admit();
    await turn;
    try {
      return await task();
    } finally {
      this.#running -= 1;
      this.#admit();
    }
  }

  /** A place counts as taken from here on, so nobody can slip in between. */
  #admit(): void {
    while (this.#running < this.#widthMax()) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#running += 1;
      next();
    }
  }
}
