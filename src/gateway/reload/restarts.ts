import type { Clock, Timer } from "../../kernel/clock.ts";
import type { Log } from "../../kernel/log.ts";

/** A request for a restart counts for the signal that follows it within this time. */
const GRACE_MS = 5_000;

export interface RestartParts {
  readonly clock: Clock;
  readonly log: Log;
  /** `commands.restart`: a signal from outside restarts as well. */
  readonly isOpen: () => boolean;
  /** Sends SIGUSR1 to this process. */
  readonly signal: () => void;
}

/**
 * Restarts of the gateway in its process (spec.md 6.2): each is a SIGUSR1, which counts when the
 * gateway itself asked for it a moment before, or when the operator allowed it to everybody.
 */
export class Restarts {
  readonly #parts: RestartParts;
  #waiting: { timer: Timer; at: number; reason: string } | undefined;
  #authorised: { reason: string; until: number } | undefined;

  constructor(parts: RestartParts) {
    this.#parts = parts;
  }

  /**
   * Restarts after `delayMs`. Of several requests that wait the earliest counts, and one restart
   * serves all of them.
   */
  request(reason: string, delayMs = 0): void {
    const { clock } = this.#parts;
    const at = clock.monotonic() + delayMs;
    if (this.#waiting && this.#waiting.at <= at) return;
    this.#waiting?.timer.cancel();
    this.#waiting = { timer: clock.after(delayMs, () => this.#emit(reason)), at, reason };
  }

  /** As `request`, now, unless one waits that was asked for with a time of its own. */
  requestUnlessWaiting(reason: string): void {
    if (!this.#waiting) this.request(reason);
  }

  /** The reason of the restart that a SIGUSR1 asks for; undefined when it is to be ignored. */
  takeSignal(): string | undefined {
    const { clock, log, isOpen } = this.#parts;
    const authorised = this.#authorised;
    this.#authorised = undefined;
    if (authorised && clock.monotonic() <= authorised.until) return authorised.reason;
    if (isOpen()) return "SIGUSR1";
    log.warn(
      "SIGUSR1 restart ignored (not authorized; enable commands.restart or use gateway tool).",
    );
    return undefined;
  }

  /** Forgets what waits: the gateway is restarting, or leaves. */
  clear(): void {
    this.#waiting?.timer.cancel();
    this.#waiting = undefined;
  }

  #emit(reason: string): void {
    this.clear();
    this.#authorised = { reason, until: this.#parts.clock.monotonic() + GRACE_MS };
    this.#parts.signal();
  }
}
