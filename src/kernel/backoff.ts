export interface BackoffOptions {
  initialMs: number;
  maxMs: number;
  factor?: number;
  /** Share of the delay that is drawn at random on both sides; 0.25 means 75 % to 125 %. */
  jitter?: number;
  random?: () => number;
}

/** Growing delays between attempts. `reset()` after a success starts over. */
export class Backoff {
  #attempt = 0;
  readonly #options: BackoffOptions;

  constructor(options: BackoffOptions) {
    this.#options = options;
  }

  /** The next delay in milliseconds, never above `maxMs`. */
  next(): number {
    const { initialMs, maxMs, factor = 2, jitter = 0.25, random = Math.random } = this.#options;
    const plain = Math.min(maxMs, initialMs * factor ** this.#attempt);
    this.#attempt += 1;
    return Math.min(maxMs, Math.round(plain * (1 - jitter + 2 * jitter * random())));
  }

  reset(): void {
    this.#attempt = 0;
  }
}
