import type { Clock } from "../../../kernel/clock.ts";

/** How long connections with a backlog may work in one turn of the event loop, together. */
const WORK_MS = 8;

/** Something that has work left, in small portions. */
export interface Worker {
  /** Does one portion. */
  work(): void;
}

/**
 * Shares the event loop between connections: whoever has more to do than one portion waits for the
 * next turn, and the turns go round. A client that floods the gateway is served slowly, and nobody
 * else notices.
 */
export class FairShare {
  readonly #clock: Clock;
  readonly #waiting = new Set<Worker>();
  #turn = 0;
  #armed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The number of the turn that is running; asking for it begins the next one in time. */
  get turn(): number {
    this.#arm();
    return this.#turn;
  }

  /** Calls `worker.work` in a later turn. */
  defer(worker: Worker): void {
    this.#waiting.add(worker);
    this.#arm();
  }

  forget(worker: Worker): void {
    this.#waiting.delete(worker);
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    setImmediate(() => this.#next());
  }

  #next(): void {
    this.#armed = false;
    this.#turn += 1;
    const until = this.#clock.monotonic() + WORK_MS;
    // Who could not be served keeps its place; who was served and has more stands at the end again.
    let left = this.#waiting.size;
    for (const worker of this.#waiting) {
      this.#waiting.delete(worker);
      worker.work();
      left -= 1;
      if (left === 0 || this.#clock.monotonic() >= until) break;
    }
    if (this.#waiting.size > 0) this.#arm();
  }
}
