import type { AgentId, SessionKey } from "../../domain/ids.ts";
import type { Clock } from "../../kernel/clock.ts";
import { dropOldest } from "../../kernel/drop-oldest.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { Store } from "../../store/store.ts";
import { committed } from "./contention.ts";
import * as records from "./records.ts";
import type { SessionRecord, SessionSettings, SettingsPatch, StoredRecord } from "./records.ts";
import * as statements from "./statements.ts";

/** Sessions whose verbosity is known without asking the disk; far more than runs go on at once. */
const KNOWN_MAX = 1_000;
const SUBAGENT_KEY = /^agent:[^:]+:subagent:/;

export interface SettingsParts {
  readonly store: Pick<Store, "commit" | "row">;
  readonly clock: Pick<Clock, "now">;
}

/** What people chose for sessions: it lives in their rows, beside what was counted. */
export class Settings {
  readonly #parts: SettingsParts;
  /** Sessions whose settings were read lately; null where nothing was chosen. */
  readonly #verbose = new Map<SessionKey, SessionSettings["verboseLevel"] | null>();

  constructor(parts: SettingsParts) {
    this.#parts = parts;
  }

  /** Empty for a session that does not exist. */
  async read(key: SessionKey): Promise<SessionSettings> {
    const stored = await this.#parts.store.row<StoredRecord>(records.selectByKey(key));
    const settings = stored ? records.toRecord(stored).settings : {};
    this.#learn(key, settings);
    return settings;
  }

  /** The verbosity of a session, as it was when it was last read or changed. */
  verboseOf(key: SessionKey): SessionSettings["verboseLevel"] {
    return this.#verbose.get(key) ?? undefined;
  }

  /**
   * Changes some settings; null clears one. A session that does not exist is made: clients choose
   * a model or a level before the first words, and who makes a session for a helper names its
   * parent before the first turn. Rejects with INVALID_REQUEST when the label is taken, or when
   * the parent may not be changed.
   */
  async patch(key: SessionKey, agent: AgentId, patch: SettingsPatch): Promise<SessionRecord> {
    const { store, clock } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      const stored = await store.row<StoredRecord>(records.selectByKey(key));
      const before = stored ?? { label: null, spawnedBy: null, settings: "{}" };
      const after = apply(key, before, patch);
      await this.#assertLabelFree(after.label, key);
      const change = stored
        ? statements.choose(key, stored, after)
        : statements.create(key, agent, clock.now(), after);
      if (await committed(store, key, [change], attempt)) return this.#changed(key);
    }
  }

  async #changed(key: SessionKey): Promise<SessionRecord> {
    const stored = await this.#parts.store.row<StoredRecord>(records.selectByKey(key));
    if (!stored) throw new ZeroError("UNAVAILABLE", `${key} was deleted at the same moment`);
    const record = records.toRecord(stored);
    this.#learn(key, record.settings);
    return record;
  }

  #learn(key: SessionKey, { verboseLevel }: SessionSettings): void {
    this.#verbose.delete(key);
    this.#verbose.set(key, verboseLevel ?? null);
    dropOldest(this.#verbose, KNOWN_MAX);
  }

  async #assertLabelFree(label: string | null, key: SessionKey): Promise<void> {
    if (label === null) return;
    const owner = await this.#parts.store.row<StoredRecord>(records.selectByLabel(label));
    if (!owner || owner.key === key) return;
    throw new ZeroError(
      "INVALID_REQUEST",
      `label already in use by ${owner.key}: choose another one, or clear it there first`,
    );
  }
}

function apply(
  key: SessionKey,
  before: statements.Choices,
  { label, spawnedBy, ...patch }: SettingsPatch,
): statements.Choices {
  const settings = { ...(JSON.parse(before.settings) as object), ...patch };
  const chosen = Object.entries(settings).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  return {
    label: label === undefined ? before.label : labelOf(label),
    spawnedBy: parentOf(key, before.spawnedBy, spawnedBy),
    settings: JSON.stringify(Object.fromEntries(chosen)),
  };
}

function labelOf(label: string | null): string | null {
  const trimmed = label?.trim();
  if (trimmed !== "") return trimmed ?? null;
  throw new ZeroError("INVALID_REQUEST", "a label needs a letter; send null to clear it");
}

/** A parent is named once, and only for a session that was made for a helper. */
function parentOf(
  key: SessionKey,
  before: SessionKey | null,
  next: string | null | undefined,
): SessionKey | null {
  if (next === undefined || next === before) return before;
  if (before !== null) {
    throw new ZeroError("INVALID_REQUEST", `spawnedBy of ${key} is set and cannot be changed`);
  }
  if (next === null) return null;
  if (SUBAGENT_KEY.test(key)) return next as SessionKey;
  throw new ZeroError("INVALID_REQUEST", `spawnedBy is for subagent sessions; ${key} is none`);
}
