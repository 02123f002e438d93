import { dropOldest } from "../../kernel/drop-oldest.ts";
import type { PresenceRow } from "../../domain/presence.ts";

export interface RosterEntry {
  readonly row: PresenceRow;
  readonly json: string;
  /** Monotonic milliseconds of the last change. */
  readonly touchedAt: number;
  /** Rises with every change of any row. */
  readonly order: number;
}

type Rows = Map<string, RosterEntry>;

/**
 * Rows by key, each encoded once. A row is live while somebody holds it, and there are never more
 * of those than connections; the others rest until they expire, and the oldest gives way at the
 * limit. Both are kept in the order of their last change.
 */
export class Roster {
  readonly #restingMax: number;
  readonly #live: Rows = new Map();
  readonly #resting: Rows = new Map();
  readonly #holds = new Map<string, number>();
  #order = 0;

  constructor(restingMax: number) {
    this.#restingMax = restingMax;
  }

  find(key: string): RosterEntry | undefined {
    return this.#live.get(key) ?? this.#resting.get(key);
  }

  /** Makes the row the newest. Returns the key of a row that had to give way. */
  put(key: string, row: PresenceRow, touchedAt: number): string | undefined {
    this.#live.delete(key);
    this.#resting.delete(key);
    this.#order += 1;
    const entry = { row, json: JSON.stringify(row), touchedAt, order: this.#order };
    (this.#holds.has(key) ? this.#live : this.#resting).set(key, entry);
    return dropOldest(this.#resting, this.#restingMax);
  }

  /** Somebody is there: the next `put` of the row makes it live. */
  hold(key: string): void {
    this.#holds.set(key, (this.#holds.get(key) ?? 0) + 1);
  }

  /** Ends one hold; true when it was the last, and the next `put` lets the row rest. */
  release(key: string): boolean {
    const left = (this.#holds.get(key) ?? 0) - 1;
    if (left > 0) {
      this.#holds.set(key, left);
      return false;
    }
    return this.#holds.delete(key);
  }

  /** JSON of the `count` newest rows, the newest first. */
  newest(count: number): string[] {
    const rows = [...lastOf(this.#live, count), ...lastOf(this.#resting, count)];
    const sorted = rows.toSorted((a, b) => b.order - a.order);
    return sorted.slice(0, count).map(({ json }) => json);
  }

  /** Removes the resting rows that were last touched at `since` or before; returns their keys. */
  expire(since: number): string[] {
    const gone: string[] = [];
    for (const [key, { touchedAt }] of this.#resting) {
      if (touchedAt > since) break;
      gone.push(key);
    }
    for (const key of gone) this.#resting.delete(key);
    return gone;
  }

  /** When the row was touched that expires first. */
  oldestRestingAt(): number | undefined {
    const [oldest] = this.#resting.values();
    return oldest?.touchedAt;
  }
}

function lastOf(rows: Rows, count: number): RosterEntry[] {
  const all = [...rows.values()];
  return all.length > count ? all.slice(-count) : all;
}
