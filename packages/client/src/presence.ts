import { isRecord } from "./is-record.ts";
import type { PresenceEntry } from "./types.ts";

const TEXT_KEY_LENGTH = 64;

/**
 * Who is here, as the gateway last said: whole lists replace, deltas merge. Newest first, at most
 * `countMax` rows, of which the newest stay.
 */
export class PresenceList {
  #rows: readonly PresenceEntry[] = [];
  readonly #countMax: number;

  constructor(countMax: number) {
    this.#countMax = countMax;
  }

  get rows(): readonly PresenceEntry[] {
    return this.#rows;
  }

  replace(rows: readonly PresenceEntry[]): void {
    this.#rows = rows.toSorted((a, b) => b.ts - a.ts).slice(0, this.#countMax);
  }

  /** Takes the payload of a `presence` event in. False when it has neither shape. */
  apply(payload: unknown): boolean {
    if (!isRecord(payload)) return false;
    if (isRows(payload["presence"])) {
      this.replace(payload["presence"]);
      return true;
    }
    const { changed, removed } = payload;
    if (!isRows(changed) || !Array.isArray(removed)) return false;
    const gone = new Set<unknown>(removed);
    for (const row of changed) gone.add(presenceKey(row));
    this.replace([...changed, ...this.#rows.filter((row) => !gone.has(presenceKey(row)))]);
    return true;
  }
}

/**
 * What identifies a row, as the gateway has it: the first of its ids and the beginning of its text
 * that is not blank, without blanks around it and in lower case; empty when there is none.
 */
export function presenceKey(row: PresenceEntry): string {
  const text = row.text?.trim().slice(0, TEXT_KEY_LENGTH);
  const names = [row.deviceId, row.instanceId, row.host, row.ip, text];
  const name = names.find((part) => part !== undefined && part.trim() !== "");
  return name?.trim().toLowerCase() ?? "";
}

function isRows(value: unknown): value is PresenceEntry[] {
  return (
    Array.isArray(value) && value.every((row) => isRecord(row) && typeof row["ts"] === "number")
  );
}
