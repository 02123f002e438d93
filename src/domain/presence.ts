import type { PresenceEntry } from "@zero/protocol";

type Lists = "tags" | "roles" | "scopes";

/** A presence row as the wire has it. */
export type PresenceRow = Readonly<Omit<PresenceEntry, Lists>> & {
  readonly [Name in Lists]?: readonly string[];
};

/** What somebody says about a row; what is left out stays as it was. */
export type PresencePatch = Omit<PresenceRow, "ts">;

/** Units of `text` that count for a row that has no better name. */
const KEY_TEXT_MAX = 64;

/**
 * What makes two reports the same row: the first of device, instance, host, address and the
 * beginning of the text, in lower case. Clients compute it too, to apply a delta. Undefined when
 * there is none of these.
 */
export function presenceKey(row: PresencePatch): string | undefined {
  const text = row.text?.trim().slice(0, KEY_TEXT_MAX);
  const name = [row.deviceId, row.instanceId, row.host, row.ip, text].find(
    (part) => part !== undefined && part.trim() !== "",
  );
  return name?.trim().toLowerCase();
}

/** Later fields win, absent ones stay; empty words are absent. The order of the keys is fixed. */
export function mergePresence(
  before: PresencePatch | undefined,
  patch: PresencePatch,
  ts: number,
): PresenceRow {
  return { ...tidy(before ?? {}), ...tidy(patch), ts };
}

function tidy(patch: PresencePatch): PresencePatch {
  const kept = Object.entries(patch).filter(([, value]) => {
    return value !== undefined && !(typeof value === "string" && value.trim() === "");
  });
  return Object.fromEntries(kept);
}

/** Fields of a machine's own report whose change is worth a word to the agent. */
const REPORTED = ["host", "ip", "version", "mode", "reason"] as const;

/**
 * The note that a `system-event` leaves for the main session, or undefined when it says nothing
 * new: a report that begins with `Node:` counts only for what it changes, and a periodic reason is
 * no change; any other text is the note.
 */
export function noteOf(before: PresenceRow | undefined, patch: PresencePatch): string | undefined {
  const text = patch.text?.trim() ?? "";
  if (!text.startsWith("Node:")) return text === "" ? undefined : text;
  const changes = REPORTED.filter((field) => {
    const value = patch[field];
    if (value === undefined || value === before?.[field]) return false;
    return field !== "reason" || !(value.startsWith("periodic") || value === "heartbeat");
  });
  if (changes.length === 0) return undefined;
  const name = patch.host ?? before?.host ?? patch.instanceId ?? "a node";
  return `Node: ${name}: ${changes.map((field) => `${field} ${patch[field]}`).join(", ")}`;
}
