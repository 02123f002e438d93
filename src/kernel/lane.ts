import { ZeroError } from "./errors.ts";

/**
 * Runs tasks one at a time in arrival order. A full lane rejects with UNAVAILABLE instead of
 * growing.
 */
export class Lane {
  readonly #waiting: (() => void)[] = [];
  readonly #depthMax: number;
  #busy = false;

  constructor(depthMax: number) {
    this.#depthMax = depthMax;
  }

  /** Tasks that wait or run. */
  get depth(): number {
    return this.#waiting.length + (this.#busy ? 1 : 0);
  }

  /** Resolves or rejects with the task's own outcome; the lane goes on either way. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.depth >= this.#depthMax) {
      throw new ZeroError(
        "UNAVAILABLE",
        `too many tasks are waiting (limit ${this.#depthMax}); try again later`,
      );
    }
    if (this.#busy) await new Promise<void>((go) => this.#waiting.push(go));
    this.#busy = true;
    try {
      return await task();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy = false;
    }
  }
}

/** Lets at most `widthMax` tasks run at once; the rest wait in arrival order. */
export class Gate {
  readonly #waiting: (() => void)[] = [];
  readonly #widthMax: number;
  #running = 0;

  constructor(widthMax: number) {
    this.#widthMax = widthMax;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

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
