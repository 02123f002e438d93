import { setImmediate } from "node:timers/promises";
import type { Address } from "@zero/channel";
import type { SessionsListParams } from "@zero/protocol";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";
import type { Message, RunOutcome } from "../../domain/run.ts";
import type { TurnRequest } from "../../domain/turn.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { StaleError, type Statement, type Store } from "../../store/store.ts";
import { History } from "./history.ts";
import {
  type ModelDefaults,
  type SessionRow,
  type StatusRow,
  toSessionRow,
  toStatusRow,
} from "./list.ts";
import * as records from "./records.ts";
import type { SessionRecord, SessionSettings, StoredRecord } from "./records.ts";
import * as statements from "./statements.ts";
import { previewOf, titleOf } from "./words.ts";

export type { ModelDefaults, SessionRow, SessionSettings, StatusRow };

/** Rows of one list, whatever is asked for: an answer has to fit a client's buffer. */
const LIST_ROWS_MAX = 1_000;
const HISTORY_BYTES_MAX = 6 * 1024 * 1024;
const SETTINGS_TRIES = 5;
/** Rows of a list that are made in one turn of the event loop. */
const ROWS_A_TURN = 100;

export interface SessionsOptions {
  store: Pick<Store, "commit" | "row" | "rows">;
  clock: Clock;
  /** The database file; shown as `path`. */
  path: string;
  /** Read at each use. */
  defaults: () => ModelDefaults;
  /** Largest answer of `history`, as JSON. 6 MiB. */
  historyBytesMax?: number;
}

/** Settings to change: null clears one, absent leaves it. */
export type SettingsPatch = { readonly [Name in keyof SessionSettings]?: string | null };

/** Histories of conversations, found by session key. Nothing here deletes a message. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #history: History;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#history = new History(options.store);
  }

  /**
   * Makes the session of a turn when it is new, and notes its use and where the words came from.
   */
  opened({ session, agent, origin }: TurnRequest, at: number): readonly Statement[] {
    const route = origin.kind === "channel" ? { route: origin.address } : {};
    return [statements.touch({ key: session, agent, at, ...route })];
  }

  /**
   * Adds one message; its session must exist, its step must be new: otherwise the commit is stale.
   */
  append(message: Message): Statement {
    return statements.append(message);
  }

  /** Counts what a run cost and notes how it ended. The session must exist. */
  used(session: SessionKey, outcome: RunOutcome, at: number): readonly Statement[] {
    return [statements.use(session, outcome, at)];
  }

  /** Frees the id of a run that nobody asks for any more; its messages stay, under another name. */
  retired({ id, acceptedAt }: { id: RunId; acceptedAt: number }): Statement {
    const renamed = statements.rename(id, `${id}@${acceptedAt}`);
    return { ...renamed, committed: () => this.#history.forget() };
  }

  /** Writes steps of a run down, in one commit; on disk when it resolves. */
  async record(messages: readonly Message[]): Promise<void> {
    await this.#options.store.commit(messages.map(statements.append));
  }

  /** All messages of a run, in order; step 0 is the user's. */
  steps(run: RunId): Promise<readonly Message[]> {
    return this.#history.steps(run);
  }

  /**
   * The newest runs of the session that together have `unitsMax` UTF-16 units of JSON at most,
   * whole, oldest first. Empty for a session that does not exist.
   */
  async window(key: SessionKey, unitsMax: number): Promise<readonly Message[]> {
    const record = await this.find(key);
    return record ? this.#history.window(record.sessionId, unitsMax) : [];
  }

  /** The newest `limit` messages, oldest first; fewer when they would have more than 6 MiB. */
  async history(
    key: SessionKey,
    limit: number,
  ): Promise<{ sessionId?: string; messages: readonly Message[]; thinkingLevel?: string }> {
    const record = await this.find(key);
    if (!record) return { messages: [] };
    const { sessionId, settings } = record;
    const { historyBytesMax = HISTORY_BYTES_MAX } = this.#options;
    const messages = await this.#history.newest(sessionId, limit, historyBytesMax);
    const { thinkingLevel } = settings;
    return { sessionId, messages, ...(thinkingLevel === undefined ? {} : { thinkingLevel }) };
  }

  async find(key: SessionKey): Promise<SessionRecord | undefined> {
    const stored = await this.#options.store.row<StoredRecord>(records.selectByKey(key));
    return stored && records.toRecord(stored);
  }

  /** The key of the session with this id. */
  async keyOf(sessionId: string): Promise<SessionKey | undefined> {
    const row = await this.#options.store.row<{ key: SessionKey }>(records.selectKeyOf(sessionId));
    return row?.key;
  }

  /** Where the newest message came from that came through a channel. */
  async route(key: SessionKey): Promise<Address | undefined> {
    return (await this.find(key))?.route;
  }

  /** What a person chose for the session; empty for one that does not exist. */
  async settings(key: SessionKey): Promise<SessionSettings> {
    return (await this.find(key))?.settings ?? {};
  }

  /**
   * Changes some settings; null clears one. Rejects with INVALID_REQUEST when there is no such
   * session or another one has the label.
   */
  async changeSettings(key: SessionKey, patch: SettingsPatch): Promise<SessionSettings> {
    const { store } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      const stored = await store.row<StoredRecord>(records.selectByKey(key));
      if (!stored) throw new ZeroError("INVALID_REQUEST", `session not found: ${key}`);
      const after = merge(records.toRecord(stored).settings, patch);
      const { label, ...settings } = after;
      if (label !== undefined) await this.#assertLabelFree(label, key);
      const next = { label: label ?? null, settings: JSON.stringify(settings) };
      try {
        await store.commit([statements.replaceSettings(key, stored, next)]);
        return after;
      } catch (error) {
        if (!(error instanceof StaleError) || attempt === SETTINGS_TRIES) throw error;
      }
    }
  }

  /** The answer of `sessions.list`: the most recently used first, 1,000 at most. */
  async list(query: SessionsListParams): Promise<{
    ts: number;
    path: string;
    count: number;
    defaults: ModelDefaults;
    sessions: readonly SessionRow[];
  }> {
    const { clock, path } = this.#options;
    const defaults = this.#options.defaults();
    const ts = clock.now();
    const rows: SessionRow[] = [];
    for (const record of await this.#select(query, ts)) {
      const row = toSessionRow(record, defaults);
      await this.#addWords(row, query);
      rows.push(row);
      // Others get their turn: a thousand previews take longer than anybody should wait.
      if (rows.length % ROWS_A_TURN === 0) await setImmediate();
    }
    return { ts, path, count: rows.length, defaults, sessions: rows };
  }

  /** The sessions part of the health summary (protocol reference, 13.2). */
  async summary(limit: number): Promise<{
    path: string;
    count: number;
    recent: readonly { key: SessionKey; updatedAt: number; age: number }[];
  }> {
    const { path, count, recent } = await this.#figures(limit);
    const now = this.#options.clock.now();
    return {
      path,
      count,
      recent: recent.map(({ key, updatedAt }) => {
        return { key, updatedAt, age: Math.max(0, now - updatedAt) };
      }),
    };
  }

  /**
   * The sessions part of the status summary (protocol reference, 13.3), of all agents or of one.
   */
  async status(
    limit: number,
    agent?: AgentId,
  ): Promise<{ path: string; count: number; recent: readonly StatusRow[] }> {
    const { path, count, recent } = await this.#figures(limit, agent);
    const now = this.#options.clock.now();
    const defaults = this.#options.defaults();
    return { path, count, recent: recent.map((record) => toStatusRow(record, defaults, now)) };
  }

  async #addWords(row: SessionRow, query: SessionsListParams): Promise<void> {
    if (query.includeDerivedTitles) {
      const words = await this.#history.firstWords(row.sessionId);
      if (words !== undefined) row.derivedTitle = titleOf(words);
    }
    if (query.includeLastMessage) {
      const words = await this.#history.lastWords(row.sessionId);
      if (words !== undefined) row.lastMessagePreview = previewOf(words);
    }
  }

  async #figures(limit: number, agent?: AgentId) {
    const { store, path } = this.#options;
    const total = await store.row<{ count: number }>(records.selectCount(agent));
    const filter = {
      withGlobal: true,
      withUnknown: true,
      ...(agent === undefined ? {} : { agent }),
    };
    const recent = await store.rows<StoredRecord>(records.selectRecent(filter, limit));
    return { path, count: total?.count ?? 0, recent: recent.map(records.toRecord) };
  }

  async #select(query: SessionsListParams, now: number): Promise<readonly SessionRecord[]> {
    // No session is another one's child yet.
    if (query.spawnedBy !== undefined) return [];
    const { agentId, label, search, activeMinutes } = query;
    const filter: records.Filter = {
      ...(agentId === undefined ? {} : { agent: agentId.toLowerCase() }),
      ...(label === undefined ? {} : { label }),
      ...(search === undefined || search.trim() === "" ? {} : { search: search.trim() }),
      ...(activeMinutes === undefined ? {} : { usedSince: now - activeMinutes * 60_000 }),
      withGlobal: query.includeGlobal === true && agentId === undefined,
      withUnknown: query.includeUnknown === true && agentId === undefined,
    };
    const limit = Math.min(query.limit ?? LIST_ROWS_MAX, LIST_ROWS_MAX);
    const stored = await this.#options.store.rows<StoredRecord>(
      records.selectRecent(filter, limit),
    );
    return stored.map(records.toRecord);
  }

  async #assertLabelFree(label: string, key: SessionKey): Promise<void> {
    const { store } = this.#options;
    const owner = await store.row<{ key: SessionKey }>(records.selectKeyOfLabel(label));
    if (!owner || owner.key === key) return;
    throw new ZeroError(
      "INVALID_REQUEST",
      `label already in use by ${owner.key}: choose another one, or clear it there first`,
    );
  }
}

function merge(settings: SessionSettings, patch: SettingsPatch): SessionSettings {
  const changes = Object.entries(patch).filter(([, value]) => value !== undefined);
  const merged = Object.entries({ ...settings, ...Object.fromEntries(changes) });
  return Object.fromEntries(merged.filter(([, value]) => value !== null));
}
