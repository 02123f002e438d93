import type { Address } from "@zero/channel";
import type { SessionsPatchParams } from "@zero/protocol";
import sql, { join, raw, type Sql } from "sql-template-tag";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";

/** Settings to change: null clears one, absent leaves it. */
export type SettingsPatch = Omit<SessionsPatchParams, "key">;

/** What a person chose for a session. `model` is a reference as the catalog writes it. */
export type SessionSettings = {
  [Name in Exclude<keyof SettingsPatch, "spawnedBy">]?: NonNullable<SettingsPatch[Name]>;
};

/** A session without its messages. */
export interface SessionRecord {
  readonly key: SessionKey;
  readonly agent: AgentId;
  readonly sessionId: string;
  /** Row of the first message that belongs to the history; what is before it was compacted away. */
  readonly begins: number;
  readonly updatedAt: number;
  /** The session that made this one. */
  readonly spawnedBy?: SessionKey;
  /** Address of the newest message that came through a channel. */
  readonly route?: Address;
  readonly settings: SessionSettings;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of the newest run: about what the model has to read again. */
  readonly lastTokens: number;
  readonly lastRunAborted: boolean;
  readonly modelProvider?: string;
  readonly model?: string;
}

export interface StoredRecord {
  key: SessionKey;
  agent: AgentId;
  sessionId: string;
  begins: number;
  updatedAt: number;
  label: string | null;
  spawnedBy: SessionKey | null;
  route: string | null;
  settings: string;
  inputTokens: number;
  outputTokens: number;
  lastTokens: number;
  lastRunAborted: number;
  modelProvider: string | null;
  model: string | null;
}

const COLUMNS = raw(`key, agent, session_id AS sessionId, begins, updated_at AS updatedAt, label,
  spawned_by AS spawnedBy, route, settings, input_tokens AS inputTokens,
  output_tokens AS outputTokens, last_tokens AS lastTokens,
  last_run_aborted AS lastRunAborted, model_provider AS modelProvider, model`);

/** What a list is narrowed to. */
export interface Filter {
  readonly agent?: string;
  readonly usedSince?: number;
  readonly label?: string;
  readonly spawnedBy?: string;
  /** Part of a key, a session id or a label, in any case. */
  readonly search?: string;
  readonly withGlobal?: boolean;
  readonly withUnknown?: boolean;
}

/** The most recently used first. */
export function selectRecent(filter: Filter, limit: number): Sql {
  const { agent, usedSince, label, spawnedBy, search, withGlobal, withUnknown } = filter;
  const conditions = [sql`updated_at >= ${usedSince ?? 0}`];
  if (agent !== undefined) conditions.push(sql`agent = ${agent}`);
  if (label !== undefined) conditions.push(sql`label = ${label}`);
  if (spawnedBy !== undefined) conditions.push(sql`spawned_by = ${spawnedBy}`);
  if (!withGlobal) conditions.push(sql`key <> 'global'`);
  if (!withUnknown) conditions.push(sql`key <> 'unknown'`);
  if (search !== undefined) {
    const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
    conditions.push(sql`(key LIKE ${pattern} ESCAPE '\\' OR session_id LIKE ${pattern} ESCAPE '\\'
      OR lower(label) LIKE ${pattern} ESCAPE '\\')`);
  }
  return sql`SELECT ${COLUMNS} FROM sessions WHERE ${join(conditions, " AND ")}
    ORDER BY updated_at DESC LIMIT ${limit}`;
}

export const selectByKey = (key: SessionKey): Sql =>
  sql`SELECT ${COLUMNS} FROM sessions WHERE key = ${key}`;

export const selectById = (sessionId: string): Sql =>
  sql`SELECT ${COLUMNS} FROM sessions WHERE session_id = ${sessionId}`;

export const selectByLabel = (label: string): Sql =>
  sql`SELECT ${COLUMNS} FROM sessions WHERE label = ${label}`;

export const selectWords = (session: SessionKey, run: RunId): Sql =>
  sql`SELECT messages.id FROM messages JOIN sessions ON sessions.session_id = messages.session_id
    WHERE messages.run_id = ${run} AND messages.step = 0 AND sessions.key = ${session}`;

export const selectCount = (agent?: AgentId): Sql =>
  agent === undefined
    ? sql`SELECT count(*) AS count FROM sessions`
    : sql`SELECT count(*) AS count FROM sessions WHERE agent = ${agent}`;

export function toRecord(stored: StoredRecord): SessionRecord {
  const { label, spawnedBy, route, settings, lastRunAborted, modelProvider, model, ...same } =
    stored;
  return {
    ...same,
    lastRunAborted: lastRunAborted === 1,
    settings: {
      ...(JSON.parse(settings) as SessionSettings),
      ...(label === null ? {} : { label }),
    },
    ...(spawnedBy === null ? {} : { spawnedBy }),
    ...(route === null ? {} : { route: JSON.parse(route) as Address }),
    ...(modelProvider === null ? {} : { modelProvider }),
    ...(model === null ? {} : { model }),
  };
}
