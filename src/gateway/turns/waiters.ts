import type { RunId } from "../../domain/ids.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";

/** Clients that wait for runs, all together; one more is refused. */
const WAITERS_MAX = 1_000;

/** One client that waits for one run. */
export interface Waiter {
  /** Resolves when the time is up or the client has gone. */
  readonly ended: Promise<void>;
  readonly isOver: boolean;
  /** Resolves when the run is announced, or with `ended`. */
  news(): Promise<void>;
  close(): void;
}

interface Terms {
  clock: Clock;
  timeoutMs: number;
  /** Aborts when nobody wants the answer any more. */
  gone?: AbortSignal | undefined;
}

/** Who waits for which run. Nobody polls: a waiter sleeps until something happens. */
export class Waiters {
  readonly #bells = new Map<RunId, Set<() => void>>();
  readonly #ends = new Set<() => void>();

  /** Throws UNAVAILABLE when too many wait already. Whoever begins has to close. */
  begin(id: RunId, { clock, timeoutMs, gone }: Terms): Waiter {
    if (this.#ends.size >= WAITERS_MAX) {
      const why = `${WAITERS_MAX} clients wait for runs already; try again later`;
      throw new ZeroError("UNAVAILABLE", why, { retryAfterMs: 1_000 });
    }
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    let isOver = false;
    const end = () => {
      isOver = true;
      resolve();
    };
    this.#ends.add(end);
    const timer = clock.after(timeoutMs, end, true);
    if (gone?.aborted) end();
    gone?.addEventListener("abort", end, { once: true });
    return {
      ended,
      get isOver() {
        return isOver;
      },
      news: () => this.#news(id, ended),
      close: () => {
        timer.cancel();
        gone?.removeEventListener("abort", end);
        this.#ends.delete(end);
      },
    };
  }

  /** The run is there now. */
  ring(id: RunId): void {
    for (const bell of this.#bells.get(id) ?? []) bell();
  }

  /** The gateway leaves: nobody waits any longer. */
  endAll(): void {
    for (const end of this.#ends) end();
  }

  async #news(id: RunId, ended: Promise<void>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const bells = this.#bells.get(id) ?? new Set();
    this.#bells.set(id, bells.add(resolve));
    await Promise.race([promise, ended]);
    bells.delete(resolve);
    if (bells.size === 0) this.#bells.delete(id);
  }
}
