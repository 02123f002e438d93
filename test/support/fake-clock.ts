import type { Clock, Timer } from "../../src/kernel/clock.ts";

interface Waiting {
  at: number;
  task: () => void;
}

/** Time that moves only when a test says so. */
export class FakeClock implements Clock {
  #now: number;
  #waiting: Waiting[] = [];

  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  after(ms: number, task: () => void): Timer {
    const entry = { at: this.#now + Math.max(0, ms), task };
    this.#waiting.push(entry);
    return { cancel: () => void (this.#waiting = this.#waiting.filter((w) => w !== entry)) };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const timer = this.after(ms, resolve);
      signal?.addEventListener("abort", () => {
        timer.cancel();
        reject(signal.reason);
      });
    });
  }

  /** Timers that wait. */
  get pending(): number {
    return this.#waiting.length;
  }

  /** Moves time on, running what falls due in its order, with the microtasks between. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      await settle();
      const due = this.#waiting.filter((w) => w.at <= until).toSorted((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#waiting = this.#waiting.filter((w) => w !== due);
      this.#now = due.at;
      due.task();
    }
    this.#now = until;
    await settle();
  }
}

/** Lets everything that is ready run. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}
