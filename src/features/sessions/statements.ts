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

/** Replaces label and settings, when they still are what was read. */
export function replaceSettings(
  key: SessionKey,
  before: { label: string | null; settings: string },
  after: { label: string | null; settings: string },
): Statement {
  return write(
    sql`UPDATE sessions SET label = ${after.label}, settings = ${after.settings}
      WHERE key = ${key} AND settings = ${before.settings}
        AND label IS NOT DISTINCT FROM ${before.label}`,
    1,
  );
}
