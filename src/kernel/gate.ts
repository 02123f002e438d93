/**
 * Lets at most `widthMax` tasks run at once; the rest wait in arrival order. Nothing is refused
 * here: who lets tasks in looks at `open` first.
 */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  readonly #widthMax: number;
  #running = 0;

  constructor(widthMax: number) {
    this.#widthMax = widthMax;
  }

  /** Tasks that wait or run. */
  get open(): number {
    return this.#waiting.length + this.#running;
  }

  /** Settles as the task does; a task that fails leaves its place like any other. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running < this.#widthMax) this.#running += 1;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      // The place is handed over, so the count stays: nobody can slip in between.
      if (next) next();
      else this.#running -= 1;
    }
  }
}
