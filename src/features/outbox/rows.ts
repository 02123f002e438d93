import type { AccountId, Address, ChannelId, ConversationId, Poll, RemoteId } from "@zero/channel";
import sql, { raw, type Sql } from "sql-template-tag";
import type { Delivery, DeliveryState } from "../../domain/delivery.ts";
import { type Statement, write } from "../../store/store.ts";
import type { Before } from "./verdict.ts";

/** A delivery as its row has it. */
export interface OutboxRow extends Delivery {
  readonly id: number;
  readonly digest: string;
  /** Attempts whose outcome the network left open; those that a crash ended do not count. */
  readonly doubts: number;
  readonly dueAt: number;
  /** Absent while it is owed. */
  readonly endedAt?: number;
}

/** A row of the table, as the queries here select it. */
export interface StoredRow {
  id: number;
  key: string;
  group: string;
  digest: string;
  channel: string;
  account: string;
  conversation: string;
  state: DeliveryState;
  attempts: number;
  doubts: number;
  dueAt: number;
  endedAt: number | null;
  remoteId: string | null;
  error: string | null;
  body: string;
}

const COLUMNS = raw(`id, key, group_key AS "group", digest, channel, account, conversation, state,
  attempts, doubts, due_at AS dueAt, ended_at AS endedAt,
  remote_id AS remoteId, error, body`);

/** Conversations that are owed something. */
export const selectOwed = (): Sql =>
  sql`SELECT DISTINCT channel, account, conversation FROM outbox WHERE ended_at IS NULL`;

export const selectOwedCount = (): Sql =>
  sql`SELECT count(*) AS count FROM outbox WHERE ended_at IS NULL`;

/** When the newest `limit` deliveries ended of which nobody knows whether they arrived. */
export const selectDoubtful = (since: number, limit: number): Sql =>
  sql`SELECT ended_at AS at FROM outbox
    WHERE state = 'uncertain' AND ended_at IS NOT NULL AND ended_at >= ${since}
    ORDER BY ended_at DESC LIMIT ${limit}`;

/** What a conversation is owed first. */
export const selectHead = (to: Address): Sql =>
  sql`SELECT ${COLUMNS} FROM outbox
    WHERE ended_at IS NULL AND channel = ${to.channel} AND account = ${to.account}
      AND conversation = ${to.conversation}
    ORDER BY id LIMIT 1`;

export const selectGroup = (group: string): Sql =>
  sql`SELECT ${COLUMNS} FROM outbox WHERE group_key = ${group} ORDER BY id`;

/** What is written for one part of a reply. */
export interface NewRow {
  readonly group: string;
  readonly part: number;
  readonly digest: string;
  readonly to: Address;
  readonly text: string;
  readonly replyTo?: RemoteId;
  readonly poll?: Poll;
  readonly at: number;
}

/** A key that is there already makes the whole list stale: nothing is owed twice. */
export function insertRow(row: NewRow): Statement {
  const { group, part, digest, to, text, replyTo, poll, at } = row;
  return write(
    sql`INSERT INTO outbox
      (key, group_key, digest, channel, account, conversation, due_at, created_at, body)
      VALUES (${`${group}#${part}`}, ${group}, ${digest}, ${to.channel}, ${to.account},
        ${to.conversation}, ${at}, ${at}, ${JSON.stringify({ text, replyTo, poll })})`,
    1,
  );
}

/** pending, uncertain or (after a crash) sending → sending. */
export const handOff = (row: OutboxRow): Statement =>
  write(
    sql`UPDATE outbox SET state = 'sending', attempts = attempts + 1
      WHERE id = ${row.id} AND state = ${row.state} AND attempts = ${row.attempts}
        AND ended_at IS NULL`,
    1,
  );

/** sending → sent. */
export const markSent = (id: number, remoteId: RemoteId, at: number): Statement =>
  write(
    sql`UPDATE outbox SET state = 'sent', remote_id = ${remoteId}, ended_at = ${at}, error = NULL
      WHERE id = ${id} AND state = 'sending'`,
    1,
  );

/** sending → pending or uncertain, to be tried again. */
export const putBack = (
  id: number,
  state: Before,
  next: { dueAt: number; error: string; doubts: number },
): Statement =>
  write(
    sql`UPDATE outbox
      SET state = ${state}, due_at = ${next.dueAt}, error = ${next.error}, doubts = ${next.doubts}
      WHERE id = ${id} AND state = 'sending'`,
    1,
  );

/** Any open state → over. */
export const end = (
  row: Pick<OutboxRow, "id">,
  from: DeliveryState,
  over: { state: "rejected" | "uncertain"; error: string; at: number },
): Statement =>
  write(
    sql`UPDATE outbox SET state = ${over.state}, error = ${over.error}, ended_at = ${over.at}
      WHERE id = ${row.id} AND state = ${from} AND ended_at IS NULL`,
    1,
  );

/** The parts behind a refused one: half a reply with a hole in it helps nobody. */
export const rejectRest = (row: OutboxRow, error: string, at: number): Statement =>
  write(sql`UPDATE outbox SET state = 'rejected', error = ${error}, ended_at = ${at}
    WHERE group_key = ${row.group} AND id > ${row.id} AND state = 'pending' AND ended_at IS NULL`);

/**
 * Over, but not sent → owed again, with fresh attempts. What may have arrived stays `uncertain`, so
 * that it never counts as certainly lost.
 */
export const reopen = (row: Pick<OutboxRow, "id" | "state">, at: number): Statement =>
  write(
    sql`UPDATE outbox
      SET state = ${row.state === "uncertain" ? "uncertain" : "pending"}, due_at = ${at},
        created_at = ${at}, ended_at = NULL, error = NULL, doubts = 0
      WHERE id = ${row.id} AND state = ${row.state} AND ended_at IS NOT NULL`,
    1,
  );

export const selectKey = (key: string): Sql =>
  sql`SELECT ${COLUMNS} FROM outbox WHERE key = ${key}`;

/** Frees the key of a send of which nothing left this machine. */
export const forget = (rows: readonly OutboxRow[]): readonly Statement[] =>
  rows.map((row) => write(sql`DELETE FROM outbox WHERE id = ${row.id} AND state = 'rejected'`, 1));

/**
 * Up to `limit` rows that ended before `before`. The newest row stays, so that no id comes back.
 */
export const deleteOld = (before: number, limit: number): Statement =>
  write(sql`DELETE FROM outbox WHERE id IN (
    SELECT id FROM outbox WHERE ended_at < ${before} AND id < (SELECT max(id) FROM outbox)
    ORDER BY ended_at LIMIT ${limit})`);

export function toRow(stored: StoredRow): OutboxRow {
  const { channel, account, conversation, endedAt, remoteId, error, body, ...same } = stored;
  const { text, replyTo, poll } = JSON.parse(body) as Pick<Delivery, "text" | "replyTo" | "poll">;
  return {
    ...same,
    to: {
      channel: channel as ChannelId,
      account: account as AccountId,
      conversation: conversation as ConversationId,
    },
    text,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(poll === undefined ? {} : { poll }),
    ...(endedAt === null ? {} : { endedAt }),
    ...(remoteId === null ? {} : { remoteId: remoteId as RemoteId }),
    ...(error === null ? {} : { error }),
  };
}
