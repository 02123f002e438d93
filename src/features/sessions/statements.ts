import { randomUUID } from "node:crypto";
import type { Address } from "@zero/channel";
import sql from "sql-template-tag";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";
import type { Message, RunOutcome } from "../../domain/run.ts";
import { type Statement, write } from "../../store/store.ts";

export interface Touch {
  readonly key: SessionKey;
  readonly agent: AgentId;
  readonly at: number;
  /** Where the words came from, when they came through a channel. */
  readonly route?: Address;
}

/** Makes the session when it is new, and notes its use. */
export function touch({ key, agent, at, route }: Touch): Statement {
  const place = route === undefined ? null : JSON.stringify(route);
  return write(
    sql`INSERT INTO sessions (key, agent, session_id, created_at, updated_at, route)
      VALUES (${key}, ${agent}, ${randomUUID()}, ${at}, ${at}, ${place})
      ON CONFLICT (key) DO UPDATE SET
        updated_at = CASE WHEN excluded.updated_at > sessions.updated_at
          THEN excluded.updated_at ELSE sessions.updated_at END,
        route = COALESCE(excluded.route, sessions.route)`,
    1,
  );
}

/** Adds a message to a session that exists. A step that is there already makes the commit stale. */
export function append(message: Message): Statement {
  const { session, run, step, role, at, ...rest } = message;
  const { content, origin, stopReason, provider, model, usage } = rest;
  const body = JSON.stringify({ content, origin, stopReason, provider, model, usage });
  return write(
    sql`INSERT INTO messages (session, session_id, run_id, step, role, at, size, body)
      SELECT key, session_id, ${run}, ${step}, ${role}, ${at}, ${body.length}, ${body}
      FROM sessions WHERE key = ${session}`,
    1,
  );
}

/**
 * Gives the messages of a run another name, so that its own is free for another request. Messages
 * are never deleted, and two of them may not be the same step of one run.
 */
export function rename(run: RunId, to: string): Statement {
  return write(sql`UPDATE messages SET run_id = ${to} WHERE run_id = ${run}`);
}

/** Counts what a run cost and notes how it ended. */
export function use(key: SessionKey, outcome: RunOutcome, at: number): Statement {
  const { usage, state } = outcome;
  const input = usage?.inputTokens ?? 0;
  const output = usage?.outputTokens ?? 0;
  const last = usage === undefined ? null : input + output;
  return write(
    sql`UPDATE sessions SET
        updated_at = CASE WHEN ${at} > updated_at THEN ${at} ELSE updated_at END,
        input_tokens = input_tokens + ${input},
        output_tokens = output_tokens + ${output},
        last_tokens = COALESCE(${last}, last_tokens),
        last_run_aborted = ${state === "aborted" ? 1 : 0},
        model_provider = COALESCE(${outcome.provider ?? null}, model_provider),
        model = COALESCE(${outcome.model ?? null}, model)
      WHERE key = ${key}`,
    1,
  );
}

/** What `patch` may change, as the table has it. */
export interface Choices {
  readonly label: string | null;
  readonly spawnedBy: SessionKey | null;
  /** JSON. */
  readonly settings: string;
}

/** Makes a session that nobody has spoken in. Misses when there is one. */
export function create(key: SessionKey, agent: AgentId, at: number, choices?: Choices): Statement {
  const { label = null, spawnedBy = null, settings = "{}" } = choices ?? {};
  return write(
    sql`INSERT INTO sessions
      (key, agent, session_id, created_at, updated_at, label, spawned_by, settings)
      VALUES (${key}, ${agent}, ${randomUUID()}, ${at}, ${at}, ${label}, ${spawnedBy}, ${settings})
      ON CONFLICT (key) DO NOTHING`,
    1,
  );
}

/** Replaces what a person chose, when it still is what was read. */
export function choose(key: SessionKey, before: Choices, after: Choices): Statement {
  return write(
    sql`UPDATE sessions SET label = ${after.label}, spawned_by = ${after.spawnedBy},
        settings = ${after.settings}
      WHERE key = ${key} AND settings = ${before.settings}
        AND label IS NOT DISTINCT FROM ${before.label}
        AND spawned_by IS NOT DISTINCT FROM ${before.spawnedBy}`,
    1,
  );
}

/** One life of a session: its key, and the id under which its messages are found. */
export interface Life {
  readonly key: SessionKey;
  readonly sessionId: string;
}

/** Keeps what there is to say about a life that ends. Misses when it has ended already. */
export function archive({ key, sessionId }: Life, reason: "reset" | "deleted", at: number) {
  return write(
    sql`INSERT INTO archived_sessions
      (session_id, key, agent, label, settings, created_at, updated_at, archived_at, reason)
      SELECT session_id, key, agent, label, settings, created_at, updated_at, ${at}, ${reason}
      FROM sessions WHERE key = ${key} AND session_id = ${sessionId}`,
    1,
  );
}

/** Begins the next life of a session: what was chosen and where it is stay, what was said goes. */
export function renew({ key, sessionId }: Life, at: number): Statement {
  return write(
    sql`UPDATE sessions SET session_id = ${randomUUID()}, begins = 0, created_at = ${at},
        updated_at = CASE WHEN ${at} > updated_at THEN ${at} ELSE updated_at END,
        input_tokens = 0, output_tokens = 0, last_tokens = 0, last_run_aborted = 0,
        model_provider = NULL, model = NULL
      WHERE key = ${key} AND session_id = ${sessionId}`,
    1,
  );
}

/** Takes a session off every list. Its messages stay. */
export function remove({ key, sessionId }: Life): Statement {
  return write(sql`DELETE FROM sessions WHERE key = ${key} AND session_id = ${sessionId}`, 1);
}

/** Lets the history begin later. Misses when the session began another life or place meanwhile. */
export function beginAt({ key, sessionId, begins }: Life & { begins: number }, row: number) {
  return write(
    sql`UPDATE sessions SET begins = ${row}, last_tokens = 0
      WHERE key = ${key} AND session_id = ${sessionId} AND begins = ${begins}`,
    1,
  );
}

/**
 * Frees the id of a run whose messages lie in an earlier life of its session, so that it can begin
 * again in this one. A life has a run once, so the other name is free.
 */
export function leaveBehind(run: RunId): Statement {
  return write(sql`UPDATE messages SET run_id = run_id || '@' || session_id WHERE run_id = ${run}`);
}
