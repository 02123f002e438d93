import type { Clock } from "../../kernel/clock.ts";

/**
 * One sleeper whom others can wake. A wake-up that comes while nobody sleeps is kept for the next.
 */
export class Alarm {
  readonly #clock: Clock;
  #rung = false;
  #stir: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A wake-up is kept that nobody has slept through yet. */
  get isRung(): boolean {
    return this.#rung;
  }

  ring(): void {
    this.#rung = true;
    this.#stir?.();
  }

  /** Sleeps for `ms` at most; true when nobody rang. */
  async sleep(ms: number): Promise<boolean> {
    if (!this.#rung) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#stir = resolve;
      const timer = this.#clock.after(ms, resolve);
      await promise;
      timer.cancel();
      this.#stir = undefined;
    }
    const slept = !this.#rung;
    this.#rung = false;
    return slept;
  }
}
