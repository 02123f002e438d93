import { dropOldest } from "../kernel/drop-oldest.ts";
import type { Clock } from "../kernel/clock.ts";
import { NET_LIMITS } from "./limits.ts";
import type { Peer } from "./peer.ts";

const MINUTE_MS = 60_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** How a secret that was sent is to be treated. */
export type GuessVerdict = { evaluate: true } | { evaluate: false; retryAfterMs: number };

/**
 * Bounds wrong secrets (SR7): so many a minute from one address, so many from everywhere, in tables
 * of constant size. Where it is spent, a weak secret is not even compared, but for peers that
 * cannot be told from the owner: this machine, whose answers then come late, and addresses that
 * once gave the right secret themselves. What comes through a proxy is neither: its address is the
 * proxy's, or what a header says. A strong secret is always compared: no number of guesses finds
 * it, and so its holder is never locked out.
 */
export class GuessBudget {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();
  readonly #known = new Set<string>();
  readonly #total: Bucket;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#total = { tokens: NET_LIMITS.guessesTotalMax, at: clock.monotonic() };
  }

  /** Whether to compare at all; asked before the secret is looked at. */
  verdict(peer: Peer, strong: boolean): GuessVerdict {
    const retryAfterMs = this.retryAfterMs(peer);
    if (retryAfterMs === 0 || strong || peer.local || this.#isKnown(peer)) {
      return { evaluate: true };
    }
    return { evaluate: false, retryAfterMs };
  }

  /**
   * How long to wait before a weak secret of this peer is looked at. Right and wrong ones wait
   * alike, so that hanging up early tells nothing. Milliseconds, 0 for all but local peers.
   */
  pauseMs(peer: Peer): number {
    return peer.local && this.retryAfterMs(peer) > 0 ? NET_LIMITS.localGuessPauseMs : 0;
  }

  /** Counts one wrong secret; returns how long to wait when that was one too many, else 0. */
  failed(peer: Peer): number {
    const wait = this.retryAfterMs(peer);
    if (wait > 0) return wait;
    this.#bucketOf(peer.address).tokens -= 1;
    this.#total.tokens -= 1;
    return 0;
  }

  succeeded(peer: Peer): void {
    if (!isItself(peer)) return;
    this.#known.delete(peer.address);
    this.#known.add(peer.address);
    dropOldest(this.#known, NET_LIMITS.knownAddressesMax);
  }

  /** Milliseconds until the address may fail again; 0 when it may now. */
  retryAfterMs(peer: Peer): number {
    const now = this.#clock.monotonic();
    const { guessesPerAddressMax, guessesTotalMax } = NET_LIMITS;
    const own = waitFor(this.#bucketOf(peer.address), guessesPerAddressMax, now);
    return Math.max(own, waitFor(this.#total, guessesTotalMax, now));
  }

  #isKnown(peer: Peer): boolean {
    return isItself(peer) && this.#known.has(peer.address);
  }

  #bucketOf(address: string): Bucket {
    const bucket = this.#buckets.get(address) ?? {
      tokens: NET_LIMITS.guessesPerAddressMax,
      at: this.#clock.monotonic(),
    };
    this.#buckets.delete(address);
    this.#buckets.set(address, bucket);
    dropOldest(this.#buckets, NET_LIMITS.guessAddressesMax);
    return bucket;
  }
}

/** True when the address is surely the peer's own. */
function isItself(peer: Peer): boolean {
  return peer.via === "nothing" && !peer.loopback;
}

/** Refills what the time has earned, then says how long the next whole token takes. */
function waitFor(bucket: Bucket, perMinute: number, now: number): number {
  const earned = ((now - bucket.at) * perMinute) / MINUTE_MS;
  bucket.tokens = Math.min(perMinute, bucket.tokens + earned);
  bucket.at = now;
  return bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) * MINUTE_MS) / perMinute);
}
