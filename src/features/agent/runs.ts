import { createHash } from "node:crypto";
import sql from "sql-template-tag";
import type { RunId } from "../../domain/ids.ts";
import type { RunOutcome, RunState } from "../../domain/run.ts";
import type { TurnRequest } from "../../domain/turn.ts";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { type Statement, type Store, write } from "../../store/store.ts";

/** A run as its table has it. */
export interface StoredRun {
  request: TurnRequest;
  digest: string;
  state: RunState;
  attempts: number;
  acceptedAt: number;
  startedAt?: number;
  endedAt?: number;
  outcome?: RunOutcome;
  inboxId?: number;
}

/** A turn that gets its row. */
export interface QueuedRun {
  request: TurnRequest;
  acceptedAt: number;
  inboxId?: number | undefined;
}

/** Open runs that are read at once. */
const OPEN_PAGE = 500;
/** Runs that are forgotten in one commit. */
const EXPIRED_PAGE = 100;

const COLUMNS = sql`digest, request, state, attempts, accepted_at AS acceptedAt,
  started_at AS startedAt, ended_at AS endedAt, outcome, inbox_id AS inboxId`;

interface RunRow {
  digest: string;
  request: string;
  state: RunState;
  attempts: number;
  acceptedAt: number;
  startedAt: number | null;
  endedAt: number | null;
  outcome: string | null;
  inboxId: number | null;
}

/**
 * The table of runs: one row per accepted turn, under the caller's idempotency key. Each change of
 * state is one statement that hits exactly one row, or rolls its whole commit back.
 */
export class Runs {
  readonly #store: Pick<Store, "row" | "rows">;

  constructor(store: Pick<Store, "row" | "rows">) {
    this.#store = store;
  }

  /** The run's row; misses when there is one with this id. */
  queued({ request, acceptedAt, inboxId }: QueuedRun): Statement {
    return write(
      sql`INSERT INTO runs
        (id, agent, session, state, digest, request, inbox_id, attempts, accepted_at)
        VALUES (${request.id}, ${request.agent}, ${request.session}, 'queued',
          ${this.digest(request)}, ${JSON.stringify(request)}, ${inboxId ?? null}, 0, ${acceptedAt})
        ON CONFLICT (id) DO NOTHING`,
      1,
    );
  }

  /** Counts an attempt; misses when the run is over. */
  started(id: RunId, at: number): Statement {
    return write(
      sql`UPDATE runs SET state = 'running', attempts = attempts + 1,
        started_at = coalesce(started_at, ${at})
        WHERE id = ${id} AND state IN ('queued', 'running')`,
      1,
    );
  }

  /** Gives an attempt back that ended in an orderly way, so that only crashes count. */
  parked(id: RunId): Statement {
    return write(
      sql`UPDATE runs SET state = 'queued',
        attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END
        WHERE id = ${id} AND state = 'running'`,
      1,
    );
  }

  /** Misses when the run is over already. */
  finished(id: RunId, outcome: RunOutcome, at: number): Statement {
    return write(
      sql`UPDATE runs SET state = ${outcome.state}, ended_at = ${at},
        outcome = ${JSON.stringify(outcome)}
        WHERE id = ${id} AND state IN ('queued', 'running')`,
      1,
    );
  }

  /**
   * Opens a failed run again: a definite failure frees its key (V31). It goes on from its journal,
   * and `startedAt` still says that it has one. Misses when the run did not fail.
   */
  requeued(id: RunId, at: number): Statement {
    return write(
      sql`UPDATE runs SET state = 'queued', accepted_at = ${at}, ended_at = NULL, outcome = NULL,
        attempts = 0
        WHERE id = ${id} AND state = 'failed'`,
      1,
    );
  }

  /** Some of the runs that ended before `before`, the oldest first; at most 100. */
  expired(before: number): Promise<readonly { id: RunId; acceptedAt: number }[]> {
    return this.#store.rows(sql`SELECT id, accepted_at AS acceptedAt FROM runs
      WHERE ended_at < ${before} ORDER BY ended_at LIMIT ${EXPIRED_PAGE}`);
  }

  /** Frees the id for another request; misses when the run is not over. */
  deleted(id: RunId): Statement {
    return write(sql`DELETE FROM runs WHERE id = ${id} AND ended_at IS NOT NULL`, 1);
  }

  async find(id: RunId): Promise<StoredRun | undefined> {
    const row = await this.#store.row<RunRow>(sql`SELECT ${COLUMNS} FROM runs WHERE id = ${id}`);
    return row && stored(row);
  }

  /**
   * Runs that are accepted and not over, in the order of their arrival. All of them: how many there
   * can be is limited where turns are accepted.
   */
  async open(): Promise<readonly StoredRun[]> {
    const runs: StoredRun[] = [];
    let after = { at: -1, place: -1 };
    for (;;) {
      const rows = await this.#store.rows<RunRow & { place: number }>(sql`
        SELECT rowid AS place, ${COLUMNS} FROM runs
        WHERE state IN ('queued', 'running')
          AND (accepted_at, rowid) > (${after.at}, ${after.place})
        ORDER BY accepted_at, rowid LIMIT ${OPEN_PAGE}`);
      runs.push(...rows.map(stored));
      const last = rows.at(-1);
      if (!last || rows.length < OPEN_PAGE) return runs;
      after = { at: last.acceptedAt, place: last.place };
    }
  }

  /**
   * Tells whether two requests under one key are the same: a hash over everything but the key
   * itself, whatever the order of the members.
   */
  digest({ id: _key, ...request }: TurnRequest): string {
    const { replyTo } = request;
    // The same request may be repeated after the session's route has changed.
    const asked = replyTo?.byRoute ? { ...request, replyTo: { byRoute: true } } : request;
    return createHash("sha256").update(canonicalJson(asked)).digest("hex");
  }
}

function stored(row: RunRow): StoredRun {
  const { digest, state, attempts, acceptedAt, startedAt, endedAt, outcome, inboxId } = row;
  return {
    request: JSON.parse(row.request) as TurnRequest,
    digest,
    state,
    attempts,
    acceptedAt,
    ...(startedAt === null ? {} : { startedAt }),
    ...(endedAt === null ? {} : { endedAt }),
    ...(outcome === null ? {} : { outcome: JSON.parse(outcome) as RunOutcome }),
    ...(inboxId === null ? {} : { inboxId }),
  };
}
