import { Backoff } from "../kernel/backoff.ts";
import type { Clock, Timer } from "../kernel/clock.ts";
import type { ZeroError } from "../kernel/errors.ts";
import { errorFields, type Log } from "../kernel/log.ts";

/** The disk is tried this long after it refused, and then more and more seldom. */
const TRY_AGAIN = { initialMs: 500, maxMs: 5_000 };

export interface DiskTroubleOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Writes a little; its outcome comes back through `note`. */
  readonly attempt: () => Promise<void>;
  /** Called when trouble begins and when it is over. */
  readonly changed: () => void;
}

/**
 * Whether the disk takes writes. While it does not, it is tried again and again, so that the end of
 * the trouble is known also when nobody else writes (A27).
 */
export class DiskTrouble {
  readonly #options: DiskTroubleOptions;
  readonly #backoff = new Backoff(TRY_AGAIN);
  readonly #waiting = new Set<() => void>();
  #failure: ZeroError | undefined;
  #timer: Timer = { cancel: () => undefined };
  #closed = false;

  constructor(options: DiskTroubleOptions) {
    this.#options = options;
  }

  /** Why nothing can be written; undefined when all is well. */
  get failure(): ZeroError | undefined {
    return this.#failure;
  }

  /** The outcome of a transaction. Trouble and its end are one record each. */
  note(failure: ZeroError | undefined): void {
    const before = this.#failure;
    this.#failure = failure;
    if (Boolean(before) === Boolean(failure)) return;
    const { log, changed } = this.#options;
    if (failure) {
      log.error(
        "the disk refuses writes; nothing new is taken until it does",
        errorFields(failure),
      );
      this.#tryLater();
    } else {
      log.info("the disk takes writes again");
      this.#over();
    }
    changed();
  }

  /** Resolves when the disk takes writes, or nobody will know any more. */
  recovered(): Promise<void> {
    if (!this.#failure || this.#closed) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  close(): void {
    this.#closed = true;
    this.#over();
  }

  #over(): void {
    this.#timer.cancel();
    this.#backoff.reset();
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  #tryLater(): void {
    const { clock, attempt } = this.#options;
    if (this.#closed) return;
    this.#timer = clock.after(this.#backoff.next(), () => {
      const again = () => {
        if (this.#failure) this.#tryLater();
      };
      attempt().then(again, again);
    });
  }
}
