import { setImmediate } from "node:timers/promises";
import type { Address } from "@zero/channel";
import type {
  SessionEntry,
  SessionsListParams,
  SessionsPreviewParams,
  SessionsPreviewResult,
  SessionsResolveParams,
} from "@zero/protocol";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";
import type { Message, RunOutcome } from "../../domain/run.ts";
import type { TurnRequest } from "../../domain/turn.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { Statement, Store } from "../../store/store.ts";
import { History } from "./history.ts";
import { type Compaction, Lifetimes } from "./lifetimes.ts";
import {
  type ModelDefaults,
  type SessionRow,
  type StatusRow,
  toEntry,
  toSessionRow,
  toStatusRow,
} from "./list.ts";
import { itemsOf } from "./preview.ts";
import * as records from "./records.ts";
import type { SessionRecord, SessionSettings, SettingsPatch, StoredRecord } from "./records.ts";
import { fits, selectNamed } from "./resolve.ts";
import { Settings } from "./settings.ts";
import * as statements from "./statements.ts";
import { previewOf, titleOf } from "./words.ts";

export type { ModelDefaults, SessionRow, SessionSettings, StatusRow };

/** Rows of one list, whatever is asked for: an answer has to fit a client's buffer. */
const LIST_ROWS_MAX = 1_000;
const HISTORY_BYTES_MAX = 6 * 1024 * 1024;
/** What one preview looks at and shows at most, and how many there are in one answer. */
const PREVIEW = { keysMax: 64, itemsMax: 50, charsMax: 2_000 } as const;
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

/** Histories of conversations, found by session key. Nothing here deletes a message. */
export class Sessions {
  readonly #options: SessionsOptions;
  readonly #history: History;
  readonly #settings: Settings;
  readonly #lifetimes: Lifetimes;

  constructor(options: SessionsOptions) {
    this.#options = options;
    this.#history = new History(options.store);
    this.#settings = new Settings(options);
    this.#lifetimes = new Lifetimes({ ...options, history: this.#history });
  }

  /** The database file that all sessions are in. */
  get path(): string {
    return this.#options.path;
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
    return record ? this.#history.window(record, unitsMax) : [];
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
    const messages = await this.#history.newest(record, limit, historyBytesMax);
    const { thinkingLevel } = settings;
    return { sessionId, messages, ...(thinkingLevel === undefined ? {} : { thinkingLevel }) };
  }

  async find(key: SessionKey): Promise<SessionRecord | undefined> {
    const stored = await this.#options.store.row<StoredRecord>(records.selectByKey(key));
    return stored && records.toRecord(stored);
  }

  /** The key of the session with this id. */
  async keyOf(sessionId: string): Promise<SessionKey | undefined> {
    const stored = await this.#options.store.row<StoredRecord>(records.selectById(sessionId));
    return stored?.key;
  }

  /**
   * The key of the session that is named in one of three ways and fits what is asked for. Rejects
   * with INVALID_REQUEST when there is none.
   */
  async resolve(query: SessionsResolveParams, key?: SessionKey): Promise<SessionKey> {
    const found = await this.#options.store.row<StoredRecord>(selectNamed(query, key));
    if (found && fits(found, query)) return found.key;
    const named = query.key ?? query.sessionId ?? query.label ?? "";
    throw new ZeroError("INVALID_REQUEST", `session not found: ${named}`);
  }

  /** Where the newest message came from that came through a channel. */
  async route(key: SessionKey): Promise<Address | undefined> {
    return (await this.find(key))?.route;
  }

  /** What a person chose for the session; empty for one that does not exist. */
  settings(key: SessionKey): Promise<SessionSettings> {
    return this.#settings.read(key);
  }

  /** The verbosity that was chosen for a session whose settings were read lately. */
  verboseOf(key: SessionKey): SessionSettings["verboseLevel"] {
    return this.#settings.verboseOf(key);
  }

  /**
   * Changes some settings and makes the session when it is new; null clears one. Rejects with
   * INVALID_REQUEST when another session has the label, or the parent may not be changed.
   */
  async patch(key: SessionKey, agent: AgentId, patch: SettingsPatch): Promise<SessionEntry> {
    return toEntry(await this.#settings.patch(key, agent, patch));
  }

  /** An empty history under a new id; settings and the old messages stay. No turn may run. */
  async reset(key: SessionKey, agent: AgentId): Promise<SessionEntry> {
    return toEntry(await this.#lifetimes.reset(key, agent));
  }

  /** Resolves with the ids that were archived, none for an unknown session. No turn may run. */
  remove(key: SessionKey): Promise<readonly string[]> {
    return this.#lifetimes.remove(key);
  }

  /** Lets the history begin at the newest `lines` messages; older ones stay on disk. */
  compact(key: SessionKey, lines: number): Promise<Compaction> {
    return this.#lifetimes.compact(key, lines);
  }

  /** Writes a message of the assistant; rejects with INVALID_REQUEST for an unknown session. */
  inject(key: SessionKey, words: string, label?: string): Promise<Message> {
    return this.#lifetimes.inject(key, words, label);
  }

  /** False when the words of the run are not in the history that the session has now. */
  async holds(session: SessionKey, run: RunId): Promise<boolean> {
    return (await this.#options.store.row(records.selectWords(session, run))) !== undefined;
  }

  /** Frees the id of a run that began in an earlier life of its session. */
  leftBehind(run: RunId): Statement {
    return { ...statements.leaveBehind(run), committed: () => this.#history.forget() };
  }

  /**
   * The newest words of sessions, in the order of `keys`. A key that is none, and one that nobody
   * has, look alike.
   */
  async preview(
    keys: readonly { asked: string; key: SessionKey | undefined }[],
    { limit = 12, maxChars = 240 }: Pick<SessionsPreviewParams, "limit" | "maxChars">,
  ): Promise<SessionsPreviewResult> {
    const previews: SessionsPreviewResult["previews"] = [];
    for (const { asked, key } of keys.slice(0, PREVIEW.keysMax)) {
      previews.push({ key: asked, ...(await this.#previewOf(key, limit, maxChars)) });
      await setImmediate();
    }
    return { ts: this.#options.clock.now(), previews };
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
      await this.#addWords(row, record, query);
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

  async #previewOf(key: SessionKey | undefined, limit: number, maxChars: number) {
    try {
      const record = key && (await this.find(key));
      if (!record) return { status: "missing" as const, items: [] };
      const glances = await this.#history.glance(record, Math.min(limit, PREVIEW.itemsMax));
      const items = itemsOf(glances, Math.min(maxChars, PREVIEW.charsMax));
      return { status: items.length > 0 ? ("ok" as const) : ("empty" as const), items };
    } catch (error) {
      // A disk that cannot be read is told of one session, not of all.
      if (!(error instanceof ZeroError)) throw error;
      return { status: "error" as const, items: [] };
    }
  }

  async #addWords(
    row: SessionRow,
    record: SessionRecord,
    query: SessionsListParams,
  ): Promise<void> {
    if (query.includeDerivedTitles) {
      const words = await this.#history.firstWords(record);
      if (words !== undefined) row.derivedTitle = titleOf(words);
    }
    if (query.includeLastMessage) {
      const words = await this.#history.lastWords(record);
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
    const { agentId, label, spawnedBy, search, activeMinutes } = query;
    const filter: records.Filter = {
      ...(agentId === undefined ? {} : { agent: agentId.toLowerCase() }),
      ...(label === undefined ? {} : { label }),
      ...(spawnedBy === undefined ? {} : { spawnedBy: spawnedBy.trim().toLowerCase() }),
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
}
