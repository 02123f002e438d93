import type { Clock } from "../../kernel/clock.ts";
import { HostError } from "../host-error.ts";

/** Long enough for a person to be asked, and for their answer to travel. */
export const PLAN_LIFE_MS = 300_000;
const PENDING_MAX = 64;

interface Pending {
  readonly hash: string;
  readonly runId: string;
  readonly expiresAtMs: number;
  /** By the clock that cannot be set back. */
  readonly endsAt: number;
}

/** Plans that were announced and wait for a word on them. Each is taken once. */
export class PendingPlans {
  readonly #clock: Clock;
  readonly #plans = new Map<string, Pending>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** When a plan that is made now can no longer be used. */
  expiry(): number {
    return this.#clock.now() + PLAN_LIFE_MS;
  }

  /** Keeps what was announced under an id. Throws BUSY when too many wait. */
  add(planId: string, plan: { hash: string; runId: string; expiresAtMs: number }): void {
    const now = this.#clock.monotonic();
    for (const [id, { endsAt }] of this.#plans) if (endsAt <= now) this.#plans.delete(id);
    if (this.#plans.size >= PENDING_MAX) {
      throw new HostError("BUSY", `${PENDING_MAX} commands wait for approval already; try later`);
    }
    this.#plans.set(planId, { ...plan, endsAt: now + PLAN_LIFE_MS });
  }

  /**
   * The plan that was announced under this id, which from now on is used. Throws NOT_APPROVED when
   * there is none, it expired, or hash or run are not its own.
   */
  take(given: { planId: string; hash: string; runId: string }): Pending {
    const pending = this.#plans.get(given.planId);
    this.#plans.delete(given.planId);
    if (!pending) throw refused("no such plan waits here; it may have been used already");
    if (pending.endsAt <= this.#clock.monotonic()) throw refused("the plan expired; ask again");
    if (pending.hash !== given.hash || pending.runId !== given.runId) {
      throw refused("the approval is for another plan");
    }
    return pending;
  }

  /** The connection is another: nothing that was announced on the last one can be used. */
  clear(): void {
    this.#plans.clear();
  }
}

function refused(why: string): HostError {
  return new HostError("NOT_APPROVED", why);
}
