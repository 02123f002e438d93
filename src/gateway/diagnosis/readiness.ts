import sql from "sql-template-tag";
import type { ReadinessReport } from "../../doors/http/services.ts";
import type { Clock } from "../../kernel/clock.ts";
import { messageOf } from "../../kernel/errors.ts";
import type { HealthReport, Service } from "../../kernel/service.ts";
import { within } from "../../kernel/within.ts";
import { type Store, write } from "../../store/store.ts";

/** A commit that the disk took is believed for so long; strangers may ask more often. */
const PROVEN_FOR_MS = 5_000;
/** A refusal for less long: who asks wants to know when it is over. */
const REFUSED_FOR_MS = 1_000;
const PROVEN_WITHIN_MS = 2_000;

export interface ReadinessParts {
  readonly store: Pick<Store, "commit">;
  readonly clock: Clock;
  /** What the parts on the way of a message say of themselves. */
  readonly reports: () => Readonly<Record<string, HealthReport>>;
}

/**
 * Whether a message that comes now would be kept and handled: the disk takes a commit, no part on
 * its way has failed, and the gateway neither starts nor leaves. As a service it is the last to
 * start and the first to stop.
 */
export class Readiness implements Service {
  readonly name = "readiness";
  readonly #parts: ReadinessParts;
  #phase: "starting" | "running" | "stopping" = "starting";
  #proof: { at: number; trouble: string | undefined } | undefined;
  #proving: Promise<string | undefined> | undefined;

  constructor(parts: ReadinessParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    this.#phase = "running";
  }

  async stop(): Promise<void> {
    this.#phase = "stopping";
  }

  /** Never rejects. */
  async check(): Promise<ReadinessReport> {
    if (this.#phase !== "running") {
      return { word: this.#phase, reasons: [`the gateway is ${this.#phase}`] };
    }
    const disk = await this.#diskTrouble();
    const failed = Object.entries(this.#parts.reports()).flatMap(([name, { state, detail }]) =>
      state === "failed" ? [`${name}: ${detail ?? "failed"}`] : [],
    );
    const reasons = [...(disk === undefined ? [] : [`store: ${disk}`]), ...failed];
    return { word: reasons.length === 0 ? "ready" : "failing", reasons: [...new Set(reasons)] };
  }

  /** At most one commit in five seconds, however many ask. */
  async #diskTrouble(): Promise<string | undefined> {
    const { clock } = this.#parts;
    const known = this.#proof;
    const forMs = known?.trouble === undefined ? PROVEN_FOR_MS : REFUSED_FOR_MS;
    if (known && clock.monotonic() - known.at < forMs) return known.trouble;
    this.#proving ??= this.#prove().finally(() => (this.#proving = undefined));
    return this.#proving;
  }

  async #prove(): Promise<string | undefined> {
    const { store, clock } = this.#parts;
    const row = sql`INSERT INTO readiness (id, proven_at) VALUES (1, ${clock.now()})
      ON CONFLICT (id) DO UPDATE SET proven_at = excluded.proven_at`;
    const late = () => `no commit within ${PROVEN_WITHIN_MS} ms`;
    const commit = () => store.commit([write(row, 1)]).then(() => undefined, messageOf);
    const trouble = await within(clock, PROVEN_WITHIN_MS, commit, late);
    this.#proof = { at: clock.monotonic(), trouble };
    return trouble;
  }
}
