import type { Clock, Timer } from "../../kernel/clock.ts";

/** The run's total time is over. */
export class RunTimeout extends Error {
  override readonly name = "RunTimeout";
}

/**
 * A stretch of work that has to go on: what is awaited in it settles, or is left behind, when its
 * deadline passes or the parent's signal aborts. It does not trust the work to obey a signal, so
 * nothing that hangs can hold a lane (A16). One `wait` at a time.
 */
export class Scope {
  readonly #clock: Clock;
  readonly #parent: AbortSignal;
  readonly #controller = new AbortController();
  #waiting: ((error: unknown) => void) | undefined;
  #failure: { error: unknown } | undefined;
  #late: (() => unknown) | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #timer: Timer | undefined;
  #timerAt = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, parent: AbortSignal) {
    this.#clock = clock;
    this.#parent = parent;
    if (parent.aborted) this.#end(parent.reason);
    else parent.addEventListener("abort", this.#parentAborted, { once: true });
  }

  /** Aborts when the scope ends for any reason: what was started for it stops. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * From now on something has to settle within `ms`; otherwise the wait rejects with what `late`
   * makes. Cheap enough to be called for each token: the timer is moved only when it fires early.
   */
  expect(ms: number, late: () => unknown): void {
    this.#late = late;
    this.#dueAt = this.#clock.monotonic() + ms;
    if (this.#dueAt < this.#timerAt) this.#arm(ms);
  }

  /** The value of `work`, or the reason why nobody waits for it any longer. */
  wait<T>(work: PromiseLike<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      work.then(resolve, reject);
      if (this.#failure) reject(this.#failure.error);
      else this.#waiting = reject;
    });
  }

  /** Ends the scope; calling it twice is harmless. */
  close(): void {
    this.#parent.removeEventListener("abort", this.#parentAborted);
    this.#timer?.cancel();
    this.#waiting = undefined;
    this.#controller.abort();
  }

  readonly #parentAborted = (): void => this.#end(this.#parent.reason);

  #arm(ms: number): void {
    this.#timer?.cancel();
    if (!Number.isFinite(ms)) return;
    this.#timerAt = this.#dueAt;
    this.#timer = this.#clock.after(ms, () => this.#fire(), true);
  }

  #fire(): void {
    this.#timerAt = Number.POSITIVE_INFINITY;
    const leftMs = this.#dueAt - this.#clock.monotonic();
    // Timers may fire a moment early; a remainder under a millisecond counts as over.
    if (leftMs >= 1) this.#arm(leftMs);
    else this.#end(this.#late?.());
  }

  #end(error: unknown): void {
    if (this.#failure) return;
    this.#failure = { error };
    this.#waiting?.(error);
    this.close();
  }
}

export interface RunSignal {
  readonly signal: AbortSignal;
  close(): void;
}

/**
 * A signal that aborts with the given one, for its reason, or after `totalMs` with `RunTimeout`.
 * `totalMs` may be infinite.
 */
export function runSignal(clock: Clock, outer: AbortSignal, totalMs: number): RunSignal {
  const controller = new AbortController();
  const follow = () => controller.abort(outer.reason);
  if (outer.aborted) follow();
  else outer.addEventListener("abort", follow, { once: true });
  const timer = Number.isFinite(totalMs)
    ? clock.after(totalMs, () => controller.abort(new RunTimeout()), true)
    : undefined;
  return {
    signal: controller.signal,
    close() {
      timer?.cancel();
      outer.removeEventListener("abort", follow);
    },
  };
}
