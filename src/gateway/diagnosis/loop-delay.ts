import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Clock, Timer } from "../../kernel/clock.ts";

const RESOLUTION_MS = 20;
/** Nobody asked for so long: the measuring costs 50 wake-ups a second, so it ends. */
const IDLE_AFTER_MS = 180_000;
const NS_PER_S = 1e9;

/** How late the event loop was since the last time somebody asked. */
export interface LoopDelay {
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Measures the delay of the event loop while somebody looks at it. */
export class LoopDelayMeter {
  readonly #clock: Clock;
  #histogram: ReturnType<typeof monitorEventLoopDelay> | undefined;
  #timer: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Seconds; undefined the first time, when the measuring begins. */
  take(): LoopDelay | undefined {
    this.#timer?.cancel();
    this.#timer = this.#clock.after(IDLE_AFTER_MS, () => this.stop());
    const histogram = this.#histogram;
    if (!histogram) {
      this.#histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
      this.#histogram.enable();
      return undefined;
    }
    // What is measured is the time between two looks, of which the resolution is no delay.
    const seconds = (ns: number) => Math.max(0, ns / NS_PER_S - RESOLUTION_MS / 1000);
    const { mean, max, count } = histogram;
    if (count === 0) return undefined;
    const taken = {
      mean: seconds(mean),
      p50: seconds(histogram.percentile(50)),
      p99: seconds(histogram.percentile(99)),
      max: seconds(max),
    };
    histogram.reset();
    return taken;
  }

  stop(): void {
    this.#timer?.cancel();
    this.#histogram?.disable();
    this.#histogram = undefined;
  }
}
