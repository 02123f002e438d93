import { ZeroError } from "../../kernel/errors.ts";

interface Waiter {
  readonly places: number;
  enter(): void;
  refuse(error: unknown): void;
}

/**
 * Counts places that are in use and lets newcomers wait in order while none is free. A group enters
 * whole as soon as one place is free, so that a group larger than the room is not shut out for
 * ever.
 */
export class Capacity {
  readonly #max: number;
  #used = 0;
  #closed = false;
  #waiters: Waiter[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  /** Rejects with UNAVAILABLE when it would have to wait and nobody frees places any more. */
  take(places: number): Promise<void> {
    if (this.#waiters.length === 0 && (places === 0 || this.#used < this.#max)) {
      this.#used += places;
      return Promise.resolve();
    }
    if (this.#closed) return Promise.reject(closed());
    return new Promise((enter, refuse) => {
      this.#waiters.push({ places, enter, refuse });
    });
  }

  /** Counts places that were in use before anybody asked. */
  occupy(places: number): void {
    this.#used += places;
  }

  free(places: number): void {
    this.#used -= places;
    while (this.#used < this.#max) {
      const next = this.#waiters.shift();
      if (!next) return;
      this.#used += next.places;
      next.enter();
    }
  }

  /** Refuses who waits, and from now on everybody who would have to. */
  close(): void {
    this.#closed = true;
    for (const waiter of this.#waiters) waiter.refuse(closed());
    this.#waiters = [];
  }
}

const closed = () =>
  new ZeroError(
    "UNAVAILABLE",
    "the inbox is full and the gateway is stopping; send it again later",
  );
