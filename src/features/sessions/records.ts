import type { Address } from "@zero/channel";
import sql, { join, raw, type Sql } from "sql-template-tag";
import type { AgentId, SessionKey } from "../../domain/ids.ts";

/** What a person chose for a session. */
export interface SessionSettings {
  label?: string;
  thinkingLevel?: string;
  verboseLevel?: string;
}

/** A session without its messages. */
export interface SessionRecord {
  readonly key: SessionKey;
  readonly agent: AgentId;
  readonly sessionId: string;
  readonly updatedAt: number;
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
  updatedAt: number;
  label: string | null;
  route: string | null;
  settings: string;
  inputTokens: number;
  outputTokens: number;
  lastTokens: number;
  lastRunAborted: number;
  modelProvider: string | null;
  model: string | null;
}

const COLUMNS = raw(`key, agent, session_id AS sessionId, updated_at AS updatedAt, label, route,
  settings, input_tokens AS inputTokens, output_tokens AS outputTokens, last_tokens AS lastTokens,
  last_run_aborted AS lastRunAborted, model_provider AS modelProvider, model`);

/** What a list is narrowed to. */
export interface Filter {
  readonly agent?: string;
  readonly usedSince?: number;
  readonly label?: string;
  /** Part of a key, a session id or a label, in any case. */
  readonly search?: string;
  readonly withGlobal?: boolean;
  readonly withUnknown?: boolean;
}

/** The most recently used first. */
export function selectRecent(filter: Filter, limit: number): Sql {
  const { agent, usedSince, label, search, withGlobal, withUnknown } = filter;
  const conditions = [sql`updated_at >= ${usedSince ?? 0}`];
  if (agent !== undefined) conditions.push(sql`agent = ${agent}`);
  if (label !== undefined) conditions.push(sql`label = ${label}`);
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

export const selectKeyOf = (sessionId: string): Sql =>
  sql`SELECT key FROM sessions WHERE session_id = ${sessionId}`;

export const selectKeyOfLabel = (label: string): Sql =>
  sql`SELECT key FROM sessions WHERE label = ${label}`;

export const selectCount = (agent?: AgentId): Sql =>
  agent === undefined
    ? sql`SELECT count(*) AS count FROM sessions`
    : sql`SELECT count(*) AS count FROM sessions WHERE agent = ${agent}`;

export function toRecord(stored: StoredRecord): SessionRecord {
  const { label, route, settings, lastRunAborted, modelProvider, model, ...same } = stored;
  return {
    ...same,
    lastRunAborted: lastRunAborted === 1,
    settings: {
      ...(JSON.parse(settings) as SessionSettings),
      ...(label === null ? {} : { label }),
    },
    ...(route === null ? {} : { route: JSON.parse(route) as Address }),
    ...(modelProvider === null ? {} : { modelProvider }),
    ...(model === null ? {} : { model }),
  };
}
