import { randomUUID } from "node:crypto";
import {
  mergePresence,
  noteOf,
  presenceKey,
  type PresencePatch,
  type PresenceRow,
} from "../../domain/presence.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { Roster } from "./roster.ts";

/** Rows of clients that left and of machines that only reported are shown this long. */
const TTL_MS = 5 * 60_000;
/** Comings and goings are told at once, then at most this often; they are merged meanwhile. */
const MERGE_MS = 250;
/** Newest rows in a broadcast and in a snapshot. */
const BROADCAST_ROWS_MAX = 200;
/** Rows of nobody who is connected; the oldest gives way. */
const RESTING_ROWS_MAX = 1_000;
/** How old the gateway's own row may look. */
const SELF_FRESH_MS = 10_000;

/**
 * What changed since the last telling. The texts are computed when asked for, once for everybody.
 */
export interface PresenceUpdate {
  /** JSON array of the 200 newest rows. */
  readonly full: () => string;
  /** JSON of `{changed, removed}`. */
  readonly delta: () => string;
}

export interface PresenceParts {
  clock: Clock;
  /** The gateway's own row. */
  self: PresencePatch;
  restingRowsMax?: number;
}

/** The list of who is here (section 13.1 of the specification; V7, V8, V22). */
export class Presence {
  readonly #clock: Clock;
  readonly #roster: Roster;
  readonly #self: PresencePatch;
  readonly #listeners = new Set<(update: PresenceUpdate) => void>();
  #selfJson = { json: "", at: Number.NEGATIVE_INFINITY };
  #all: { json: string; at: number } | undefined;
  #newest: { json: string; at: number } | undefined;
  #version = 1;
  #toldAt = Number.NEGATIVE_INFINITY;
  #telling: Timer | undefined;
  #expiring: Timer | undefined;
  #changed = new Set<string>();
  #removed = new Set<string>();

  constructor({ clock, self, restingRowsMax = RESTING_ROWS_MAX }: PresenceParts) {
    this.#clock = clock;
    // A row needs a name of its own: the host's is also what reports about the machine go by.
    this.#self = { instanceId: randomUUID(), ...self };
    this.#roster = new Roster(restingRowsMax);
  }

  /** Raised with every change; `stateVersion.presence` of the wire. */
  get version(): number {
    return this.#version;
  }

  /** Calls back whenever others are to be told; returns the function that ends it. */
  subscribe(listener: (update: PresenceUpdate) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /**
   * A client is connected: its row stays until `leave` was called as often as this was for the same
   * key.
   */
  join(joining: PresencePatch): string {
    // Nobody takes the row of a device by naming it (SR4).
    const isAnothers =
      joining.deviceId === undefined &&
      this.#roster.find(keyFor(joining))?.row.deviceId !== undefined;
    const patch = isAnothers ? { ...joining, instanceId: randomUUID() } : joining;
    const key = keyFor(patch);
    const before = this.#roster.find(key);
    const row = mergePresence(before?.row, { ...patch, reason: "connect" }, this.#clock.now());
    this.#roster.hold(key);
    this.#roster.put(key, row, this.#clock.monotonic());
    this.#touched(key, undefined);
    this.#tellSoon();
    return key;
  }

  /** A client left. The row of its last connection says so and goes five minutes later. */
  leave(key: string): void {
    const entry = this.#roster.find(key);
    if (!entry || !this.#roster.release(key)) return;
    const row = mergePresence(entry.row, { reason: "disconnect" }, this.#clock.now());
    const gone = this.#roster.put(key, row, this.#clock.monotonic());
    this.#touched(key, gone);
    this.#expireLater();
    this.#tellSoon();
  }

  /** Takes a report in and tells at once. Returns the note for the agent that follows from it. */
  note(patch: PresencePatch): string | undefined {
    const key = keyFor(patch);
    const before = this.#roster.find(key);
    const row = mergePresence(before?.row, patch, this.#clock.now());
    const gone = this.#roster.put(key, row, this.#clock.monotonic());
    this.#touched(key, gone);
    this.#expireLater();
    this.#tell();
    return noteOf(before?.row, patch);
  }

  /** JSON array of every row, the newest first; kept until something changes. */
  encoded(): string {
    this.#all = this.#fresh(this.#all, Number.POSITIVE_INFINITY);
    return this.#all.json;
  }

  /** JSON array of the 200 newest rows. */
  newest(): string {
    this.#newest = this.#fresh(this.#newest, BROADCAST_ROWS_MAX - 1);
    return this.#newest.json;
  }

  /** Ends the timers; nobody is told anything any more. */
  stop(): void {
    this.#telling?.cancel();
    this.#expiring?.cancel();
    this.#listeners.clear();
  }

  #fresh(
    kept: { json: string; at: number } | undefined,
    rows: number,
  ): { json: string; at: number } {
    const now = this.#clock.monotonic();
    if (kept && now - kept.at < SELF_FRESH_MS) return kept;
    this.#prune();
    const list = [this.#selfRow(now), ...this.#roster.newest(rows)];
    return { json: `[${list.join(",")}]`, at: now };
  }

  #selfRow(now: number): string {
    if (now - this.#selfJson.at >= SELF_FRESH_MS) {
      const row: PresenceRow = mergePresence(undefined, this.#self, this.#clock.now());
      this.#selfJson = { json: JSON.stringify(row), at: now };
    }
    return this.#selfJson.json;
  }

  #touched(key: string, gone: string | undefined): void {
    this.#version += 1;
    this.#changed.add(key);
    this.#removed.delete(key);
    if (gone !== undefined) this.#forget(gone);
    this.#all = undefined;
    this.#newest = undefined;
  }

  #forget(key: string): void {
    this.#changed.delete(key);
    this.#removed.add(key);
  }

  #prune(): void {
    const gone = this.#roster.expire(this.#clock.monotonic() - TTL_MS);
    if (gone.length === 0) return;
    for (const key of gone) this.#forget(key);
    this.#version += 1;
    this.#all = undefined;
    this.#newest = undefined;
    this.#tellSoon();
  }

  /** One timer for the row that expires first. */
  #expireLater(): void {
    if (this.#expiring) return;
    const oldest = this.#roster.oldestRestingAt();
    if (oldest === undefined) return;
    const waitMs = oldest + TTL_MS - this.#clock.monotonic();
    this.#expiring = this.#clock.after(Math.max(1_000, waitMs), () => {
      this.#expiring = undefined;
      this.#prune();
      this.#expireLater();
    });
  }

  #tellSoon(): void {
    if (this.#telling) return;
    const waitMs = this.#toldAt + MERGE_MS - this.#clock.monotonic();
    if (waitMs <= 0) {
      this.#tell();
      return;
    }
    this.#telling = this.#clock.after(waitMs, () => this.#tell());
  }

  #tell(): void {
    this.#telling?.cancel();
    this.#telling = undefined;
    this.#toldAt = this.#clock.monotonic();
    const update = this.#update();
    for (const listener of this.#listeners) listener(update);
  }

  #update(): PresenceUpdate {
    const changed = this.#changed;
    const removed = this.#removed;
    this.#changed = new Set();
    this.#removed = new Set();
    let full: string | undefined;
    let delta: string | undefined;
    return {
      full: () => (full ??= this.newest()),
      delta: () => (delta ??= this.#encodeDelta(changed, removed)),
    };
  }

  #encodeDelta(changed: ReadonlySet<string>, removed: ReadonlySet<string>): string {
    const rows: string[] = [];
    for (const key of changed) {
      const entry = this.#roster.find(key);
      if (entry) rows.push(entry.json);
    }
    return `{"changed":[${rows.join(",")}],"removed":${JSON.stringify([...removed])}}`;
  }
}

function keyFor(patch: PresencePatch): string {
  const key = presenceKey(patch);
  if (key === undefined) throw new ZeroError("INVALID_REQUEST", "text required");
  return key;
}
