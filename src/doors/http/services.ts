import type { Peer } from "../../net/peer.ts";

/** Whether the way of a message works, in one word and in sentences. */
export interface ReadinessReport {
  readonly word: "ready" | "starting" | "stopping" | "failing";
  /** What stands in the way; empty when it is ready. */
  readonly reasons: readonly string[];
}

/** One measured quantity, with what it was at this moment. */
export interface Metric {
  /** As Prometheus names it: a unit at the end, `_total` for what only grows. */
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge";
  readonly samples: readonly {
    readonly labels?: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

/** What the routes ask of the gateway. */
export interface HttpServices {
  /** Never rejects. */
  readiness(): Promise<ReadinessReport>;
  /** Everything behind that word, for whoever holds the secret. */
  details(): Promise<object>;
  metrics(): Promise<readonly Metric[]>;
}

/** Who decides about a bearer secret. */
export interface BearerAccess {
  /** Throws when the peer may not; RATE_LIMITED after too many wrong secrets. */
  checkBearer(given: string | undefined, peer: Peer): void;
  /** Milliseconds to hold this peer back before its secret is looked at. */
  pauseMs(peer: Peer): number;
}
