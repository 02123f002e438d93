import type { Clock } from "../../kernel/clock.ts";
import type { HealthReport } from "../../kernel/service.ts";

const REMEMBERED_FOR_MS = 24 * 3_600_000;
/** Above it the oldest are not counted any more. */
export const REMEMBERED_MAX = 10_000;

/** Counts the messages of the last 24 hours of which nobody knows whether they arrived. */
export class Doubtful {
  readonly #clock: Clock;
  /** When each ended, by the monotonic clock; oldest first. */
  #ends: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The wall-clock time from which on they count. */
  get since(): number {
    return this.#clock.now() - REMEMBERED_FOR_MS;
  }

  get count(): number {
    const since = this.#clock.monotonic() - REMEMBERED_FOR_MS;
    const first = this.#ends.findIndex((end) => end > since);
    this.#ends = first < 0 ? [] : this.#ends.slice(first);
    return this.#ends.length;
  }

  /** Takes what is written down, newest first, in place of what was counted. */
  load(times: readonly number[]): void {
    const { now, monotonic } = { now: this.#clock.now(), monotonic: this.#clock.monotonic() };
    const ends = times.map((at) => monotonic - Math.max(0, now - at));
    this.#ends = ends.toReversed().slice(-REMEMBERED_MAX);
  }

  add(): void {
    this.#ends.push(this.#clock.monotonic());
    if (this.#ends.length > REMEMBERED_MAX) this.#ends.shift();
  }

  health(): HealthReport {
    const { count } = this;
    if (count === 0) return { state: "ok" };
    const what = count === 1 ? "1 message" : `${count} messages`;
    const detail = `${what} may not have arrived in the last 24 h; the log says to whom they went`;
    return { state: "degraded", detail };
  }
}
