import type { PresenceRow } from "../../domain/presence.ts";

/** As many as connections may be open, so that a live one always has its row. */
export const ROWS_MAX = 10_000;

export interface RosterEntry {
  readonly row: PresenceRow;
  readonly json: string;
  /** Monotonic milliseconds of the last change. */
  readonly touchedAt: number;
}

/**
 * Rows by key, in the order of their last change, each encoded once. A row is live while somebody
 * holds it; the others rest until they expire. At the limit the resting row that is oldest gives
 * way.
 */
export class Roster {
  readonly #rowsMax: number;
  readonly #rows = new Map<string, RosterEntry>();
  readonly #holds = new Map<string, number>();

  constructor(rowsMax: number) {
    this.#rowsMax = rowsMax;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** No room, and nobody who could give way. */
  get isFullOfLive(): boolean {
    return this.#rows.size >= this.#rowsMax && this.#oldestResting() === undefined;
  }

  find(key: string): RosterEntry | undefined {
    return this.#rows.get(key);
  }

  /** Makes the row the newest. Returns the key of a row that had to give way. */
  put(key: string, row: PresenceRow, touchedAt: number): string | undefined {
    this.#rows.delete(key);
    const gone = this.#rows.size >= this.#rowsMax ? this.#oldestResting() : undefined;
    if (gone !== undefined) this.#rows.delete(gone);
    this.#rows.set(key, { row, json: JSON.stringify(row), touchedAt });
    return gone;
  }

  hold(key: string): void {
    this.#holds.set(key, (this.#holds.get(key) ?? 0) + 1);
  }

  /** Ends one hold; true when it was the last. */
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
    const rows = [...this.#rows.values()];
    return rows
      .slice(Math.max(0, rows.length - count))
      .map((entry) => entry.json)
      .toReversed();
  }

  /** Removes the resting rows that were last touched before `since`; returns their keys. */
  expire(since: number): string[] {
    const gone: string[] = [];
    // Live rows may be older than those that rest, so the whole list has to be looked at; not for
    // nothing, though.
    if ((this.oldestRestingAt() ?? Number.POSITIVE_INFINITY) > since) return gone;
    for (const [key, { touchedAt }] of this.#rows) {
      if (touchedAt > since) break;
      if (!this.#holds.has(key)) gone.push(key);
    }
    for (const key of gone) this.#rows.delete(key);
    return gone;
  }

  oldestRestingAt(): number | undefined {
    const key = this.#oldestResting();
    return key === undefined ? undefined : this.#rows.get(key)?.touchedAt;
  }

  #oldestResting(): string | undefined {
    if (this.#rows.size === this.#holds.size) return undefined;
    for (const key of this.#rows.keys()) if (!this.#holds.has(key)) return key;
    return undefined;
  }
}
