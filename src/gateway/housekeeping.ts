import type { Clock } from "../kernel/clock.ts";
import { errorFields, type Log } from "../kernel/log.ts";
import type { Service } from "../kernel/service.ts";

const FIRST_AFTER_MS = 10 * 60_000;
const EVERY_MS = 60 * 60_000;
const PAUSE_MS = 50;
/** More waits for the next hour. */
const BATCHES_MAX = 200;

export interface HousekeepingParts {
  /** Each deletes one small batch of what is too old and tells how many rows that was. */
  prune: Readonly<Record<string, () => Promise<number>>>;
  clock: Clock;
  log: Log;
}

/** Deletes once an hour what is kept long enough, in batches that nobody notices. */
export class Housekeeping implements Service {
  readonly name = "housekeeping";
  readonly #parts: HousekeepingParts;
  readonly #leaving = new AbortController();
  #timer = { cancel() {} };
  #working: Promise<void> = Promise.resolve();

  constructor(parts: HousekeepingParts) {
    this.#parts = parts;
  }

  start(): Promise<void> {
    this.#after(FIRST_AFTER_MS);
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    this.#timer.cancel();
    this.#leaving.abort();
    await this.#working;
  }

  #after(ms: number): void {
    this.#timer = this.#parts.clock.after(ms, () => {
      this.#working = this.#work().catch((error: unknown) => {
        if (!this.#leaving.signal.aborted) {
          this.#parts.log.warn("old rows could not be deleted", errorFields(error));
        }
      });
      this.#after(EVERY_MS);
    });
  }

  async #work(): Promise<void> {
    const { prune, clock, log } = this.#parts;
    for (const [what, deleteSome] of Object.entries(prune)) {
      let total = 0;
      for (let batch = 0; batch < BATCHES_MAX; batch++) {
        const deleted = await deleteSome();
        total += deleted;
        if (deleted === 0) break;
        await clock.sleep(PAUSE_MS, this.#leaving.signal);
      }
      if (total > 0) log.info("deleted what is kept long enough", { what, rows: total });
    }
  }
}
