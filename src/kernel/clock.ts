/**
 * Time as a parameter. Only this file reads the machine's clock, so that tests and the simulation
 * own time.
 */
export interface Clock {
  /** Wall clock, milliseconds since the epoch. May jump. */
  now(): number;
  /** Milliseconds that only go forward; for measuring and for deadlines. */
  monotonic(): number;
  /**
   * Calls `task` once after `ms`. The timer keeps the process alive only when `keepAlive` is true.
   */
  after(ms: number, task: () => void, keepAlive?: boolean): Timer;
  /** Resolves after `ms`, or rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Timer {
  cancel(): void;
}

/** The longest delay that a timer of Node accepts, 2^31 - 1 ms; a longer one would fire at once. */
const DELAY_MAX_MS = 2_147_483_647;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, task, keepAlive = false) {
    const timer = setTimeout(task, Math.min(Math.max(0, ms), DELAY_MAX_MS));
    if (!keepAlive) timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const leave = () => {
        timer.cancel();
        reject(signal?.reason);
      };
      const timer = systemClock.after(
        ms,
        () => {
          signal?.removeEventListener("abort", leave);
          resolve();
        },
        true,
      );
      signal?.addEventListener("abort", leave, { once: true });
    });
  },
};
