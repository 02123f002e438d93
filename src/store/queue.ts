import sql from "sql-template-tag";
import type { Store } from "./store.ts";

/** Older work that is not over counts as stuck: somebody should look at it. */
const STUCK_AFTER_MS = 10 * 60_000;
/** A run that was interrupted so often is suspect, however young it is. */
const STUCK_AFTER_ATTEMPTS = 3;

/** Something that the gateway still owes, or could not do. */
export interface QueueItem {
  /** What `queue.cancel` and `queue.resend` take. */
  readonly id: string;
  /** A turn that was accepted, a message that waits to become one, or a message on its way out. */
  readonly kind: "turn" | "message" | "delivery";
  readonly state: "queued" | "running" | "sending" | "uncertain" | "failed";
  readonly stuck: boolean;
  /** When it was accepted, began to run, or ended; milliseconds since the epoch. */
  readonly since: number;
  readonly attempts: number;
  readonly session?: string;
  readonly channel?: string;
  readonly account?: string;
  readonly conversation?: string;
  /** Why it waits or what went wrong, as far as that is known. */
  readonly reason?: string;
}

export interface QueueCounts {
  /** Messages that no turn has taken up yet. */
  readonly messages: number;
  readonly turnsQueued: number;
  readonly turnsRunning: number;
  readonly deliveries: number;
  /** Of the last seven days: deliveries of which nobody knows whether they arrived, and refused. */
  readonly uncertain: number;
  readonly failed: number;
}

type Reads = Pick<Store, "rows" | "row">;

/** How much there is of everything. Reads indexes alone. */
export async function countQueue(store: Reads): Promise<QueueCounts> {
  const counts = await store.row<QueueCounts>(sql`SELECT
    (SELECT count(*) FROM inbox WHERE state IN ('waiting', 'taken') AND state = 'waiting')
      AS messages,
    (SELECT count(*) FROM runs WHERE state IN ('queued', 'running') AND state = 'queued')
      AS turnsQueued,
    (SELECT count(*) FROM runs WHERE state IN ('queued', 'running') AND state = 'running')
      AS turnsRunning,
    (SELECT count(*) FROM outbox WHERE ended_at IS NULL) AS deliveries,
    (SELECT count(*) FROM outbox WHERE state = 'uncertain' AND ended_at IS NOT NULL) AS uncertain,
    (SELECT count(*) FROM outbox WHERE state = 'rejected' AND ended_at IS NOT NULL) AS failed`);
  if (!counts) throw new Error("a query of counts gave no row");
  return counts;
}

export interface QueueQuery {
  /** Most items of each kind. */
  readonly limit: number;
  readonly now: number;
  /** False when no gateway runs: then nothing is under way, whatever the rows say. */
  readonly live: boolean;
}

/** What is queued, running, stuck, uncertain or failed: the oldest work, the newest failures. */
export async function readQueue(store: Reads, query: QueueQuery): Promise<readonly QueueItem[]> {
  const parts = [await turns(store, query), await messages(store, query)];
  parts.push(await owed(store, query), await lost(store, query));
  return parts.flat();
}

interface TurnRow {
  id: string;
  session: string;
  state: "queued" | "running";
  attempts: number;
  since: number;
}

async function turns(store: Reads, { limit, now, live }: QueueQuery): Promise<QueueItem[]> {
  const rows = await store.rows<TurnRow>(sql`SELECT id, session, state, attempts,
      coalesce(started_at, accepted_at) AS since
    FROM runs WHERE state IN ('queued', 'running') ORDER BY accepted_at LIMIT ${limit}`);
  return rows.map(({ state, ...row }) => {
    const interrupted = state === "running" ? row.attempts - (live ? 1 : 0) : row.attempts;
    return {
      ...row,
      kind: "turn",
      state: live ? state : "queued",
      stuck: isStuck(row.since, now) || interrupted >= STUCK_AFTER_ATTEMPTS,
      ...(interrupted > 0 ? { reason: `interrupted ${times(interrupted)}; it goes on` } : {}),
    };
  });
}

interface PlaceRow {
  channel: string;
  account: string;
  conversation: string;
}

async function messages(store: Reads, { limit, now }: QueueQuery): Promise<QueueItem[]> {
  const rows = await store.rows<PlaceRow & { number: number; since: number }>(
    sql`SELECT id AS number, channel, account, conversation, received_at AS since
      FROM inbox WHERE state IN ('waiting', 'taken') AND state = 'waiting'
      ORDER BY id LIMIT ${limit}`,
  );
  return rows.map(({ number, ...row }) => ({
    ...row,
    // The id of the turn that it becomes.
    id: `inbox-${number}`,
    kind: "message",
    state: "queued",
    stuck: isStuck(row.since, now),
    attempts: 0,
  }));
}

interface DeliveryRow extends PlaceRow {
  id: string;
  state: "pending" | "sending" | "uncertain" | "rejected" | "sent";
  attempts: number;
  since: number;
  error: string | null;
}

async function owed(store: Reads, { limit, now, live }: QueueQuery): Promise<QueueItem[]> {
  const rows = await store.rows<DeliveryRow>(sql`SELECT key AS id, channel, account, conversation,
      state, attempts, created_at AS since, error
    FROM outbox WHERE ended_at IS NULL ORDER BY created_at LIMIT ${limit}`);
  return rows.map(({ state, error, ...row }) => ({
    ...row,
    kind: "delivery",
    state: state === "sending" && live ? "sending" : "queued",
    stuck: isStuck(row.since, now),
    ...(error === null ? {} : { reason: error }),
  }));
}

/** Newest first. */
async function lost(store: Reads, { limit }: QueueQuery): Promise<QueueItem[]> {
  const items: QueueItem[] = [];
  for (const [state, shown] of [
    ["uncertain", "uncertain"],
    ["rejected", "failed"],
  ] as const) {
    const rows = await store.rows<DeliveryRow>(sql`SELECT key AS id, channel, account,
        conversation, attempts, ended_at AS since, error
      FROM outbox WHERE state = ${state} AND ended_at IS NOT NULL
      ORDER BY ended_at DESC LIMIT ${limit}`);
    items.push(
      ...rows.map(({ error, ...row }) => ({
        ...row,
        kind: "delivery" as const,
        state: shown,
        stuck: false,
        ...(error === null ? {} : { reason: error }),
      })),
    );
  }
  return items;
}

const isStuck = (since: number, now: number): boolean => now - since > STUCK_AFTER_MS;

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);
