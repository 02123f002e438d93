import { setTimeout as sleep } from "node:timers/promises";
import type { Setback } from "./failures.ts";

interface Growth {
  initialMs: number;
  maxMs: number;
}

/** How long the account waits between attempts. There is no last attempt. */
export interface Delays {
  network: Growth;
  /** Another program polls with our token (V44). */
  conflict: Growth;
}

export const DELAYS: Delays = {
  network: { initialMs: 500, maxMs: 30_000 },
  conflict: { initialMs: 2_000, maxMs: 60_000 },
};

const JITTER = 0.25;

/** Growing waits, one row for each kind of setback, so that one does not shorten the other. */
export class Pace {
  readonly #delays: Delays;
  readonly #random: () => number;
  readonly #attempts = { network: 0, conflict: 0 };

  constructor(delays: Delays, random: () => number) {
    this.#delays = delays;
    this.#random = random;
  }

  /** The next wait, in milliseconds; what Telegram asked for is kept to the letter. */
  next(pace: Extract<Setback, { kind: "wait" }>["pace"]): number {
    if (typeof pace === "object") return pace.afterMs;
    const { initialMs, maxMs } = this.#delays[pace];
    const plain = Math.min(maxMs, initialMs * 2 ** this.#attempts[pace]);
    this.#attempts[pace] += 1;
    return Math.min(maxMs, Math.round(plain * (1 - JITTER + 2 * JITTER * this.#random())));
  }

  /** Everything works: the next setback starts over. */
  reset(): void {
    this.#attempts.network = 0;
    this.#attempts.conflict = 0;
  }
}

/** Waits, or ends early when the signal aborts. Never rejects. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** The task's outcome, or undefined as soon as the signal aborts; the task is then on its own. */
export async function unlessAborted<Result>(
  task: Promise<Result>,
  signal: AbortSignal,
): Promise<Result | undefined> {
  const { promise: aborted, resolve } = Promise.withResolvers<undefined>();
  const leave = () => resolve(undefined);
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([task, aborted]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}
