export interface ReconnectOptions {
  initialMs?: number;
  maxMs?: number;
  /** Draws from 0 to 1; a fixed function makes the delays exact. */
  random?: () => number;
}

/**
 * 1 s, doubling to 30 s. Up to a fifth is drawn off each delay, so that the clients of a restarted
 * gateway do not all come back in the same instant.
 */
export class ReconnectDelays {
  readonly #initialMs: number;
  readonly #maxMs: number;
  readonly #random: () => number;
  #attempt = 0;

  constructor(options: ReconnectOptions) {
    this.#initialMs = options.initialMs ?? 1_000;
    this.#maxMs = options.maxMs ?? 30_000;
    this.#random = options.random ?? Math.random;
  }

  next(): number {
    const plain = Math.min(this.#maxMs, this.#initialMs * 2 ** this.#attempt);
    this.#attempt += 1;
    return Math.round(plain * (1 - 0.2 * this.#random()));
  }

  reset(): void {
    this.#attempt = 0;
  }
}
