import type {
  AccountId,
  ChannelId,
  ConversationId,
  InboundMessage,
  RemoteId,
  SenderId,
} from "@zero/channel";
import sql, { join, raw, type Sql } from "sql-template-tag";
import type { RunId } from "../../domain/ids.ts";
import { type Statement, write } from "../../store/store.ts";
import { type Body, cutName } from "./body.ts";

/** A message that waits to be handled. */
export interface InboxRow {
  readonly id: number;
  readonly message: InboundMessage;
  /** When it was accepted, milliseconds since the epoch by our clock. */
  readonly receivedAt: number;
}

/** A row of the table, as the queries here select it. */
export interface StoredRow {
  id: number;
  channel: string;
  account: string;
  remoteId: string;
  conversation: string;
  sender: string;
  senderName: string | null;
  sentAt: number;
  receivedAt: number;
  body: string;
}

const COLUMNS = raw(`id, channel, account, remote_id AS remoteId, conversation, sender,
  sender_name AS senderName, sent_at AS sentAt, received_at AS receivedAt, body`);

/** Oldest first, beginning behind `after`. */
export function selectWaiting(after: number, limit: number): Sql {
  return sql`SELECT ${COLUMNS} FROM inbox
    WHERE state IN ('waiting', 'taken') AND state = 'waiting' AND id > ${after}
    ORDER BY id LIMIT ${limit}`;
}

export function selectWaitingAmong(ids: readonly number[]): Sql {
  return sql`SELECT ${COLUMNS} FROM inbox
    WHERE state = 'waiting' AND id IN (${join(ids)}) ORDER BY id`;
}

export const selectOpenCount = (): Sql =>
  sql`SELECT count(*) AS count FROM inbox WHERE state IN ('waiting', 'taken')`;

export const selectTaken = (): Sql =>
  sql`SELECT id, run_id AS run FROM inbox
    WHERE state IN ('waiting', 'taken') AND state = 'taken' ORDER BY id`;

export const selectPosition = (channel: ChannelId, key: string): Sql =>
  sql`SELECT value FROM positions WHERE channel = ${channel} AND key = ${key}`;

export function insertMessage(message: InboundMessage, body: Body, receivedAt: number): Statement {
  const { address, remoteId, sender, sentAt } = message;
  const name = sender.displayName === undefined ? null : cutName(sender.displayName);
  return write(sql`INSERT INTO inbox
    (channel, account, remote_id, conversation, sender, sender_name, sent_at, received_at, body)
    VALUES (${address.channel}, ${address.account}, ${remoteId}, ${address.conversation},
      ${sender.id}, ${name}, ${sentAt}, ${receivedAt}, ${JSON.stringify(body)})
    ON CONFLICT (channel, account, remote_id) DO NOTHING`);
}

/**
 * The newest position wins, also a lower one: after a week of silence Telegram goes on from a
 * number of its own choice.
 */
export function advancePosition(channel: ChannelId, key: string, value: number): Statement {
  return write(sql`INSERT INTO positions (channel, key, value) VALUES (${channel}, ${key}, ${value})
    ON CONFLICT (channel, key) DO UPDATE SET value = excluded.value`);
}

export const updateTaken = (id: number, run: RunId): Statement =>
  write(
    sql`UPDATE inbox SET state = 'taken', run_id = ${run} WHERE id = ${id} AND state = 'waiting'`,
    1,
  );

export const updateHandled = (id: number): Statement =>
  write(sql`UPDATE inbox SET state = 'handled' WHERE id = ${id} AND state = 'taken'`, 1);

/** What nobody answers is not kept either: only that it was there. */
export const updateIgnored = (id: number, why: string): Statement =>
  write(
    sql`UPDATE inbox SET state = 'ignored', note = ${why}, body = '{}', sender_name = NULL
      WHERE id = ${id} AND state = 'waiting'`,
    1,
  );

export const updateReleased = (id: number): Statement =>
  write(
    sql`UPDATE inbox SET state = 'waiting', run_id = NULL WHERE id = ${id} AND state = 'taken'`,
    1,
  );

/**
 * Up to `limit` rows that were over before `before`. The newest row stays, so that no id comes
 * back.
 */
export const deleteOld = (before: number, limit: number): Statement =>
  write(sql`DELETE FROM inbox WHERE id IN (
    SELECT id FROM inbox
    WHERE state IN ('handled', 'ignored') AND received_at < ${before}
      AND id < (SELECT max(id) FROM inbox)
    ORDER BY received_at LIMIT ${limit})`);

/**
 * Up to `limit` ignored rows that came before `before`, or before the newest `kept`; those of one
 * moment stay together. The newest row stays here too.
 */
export const deleteIgnored = (before: number, kept: number, limit: number): Statement =>
  write(sql`DELETE FROM inbox WHERE id IN (
    SELECT id FROM inbox
    WHERE state = 'ignored' AND id < (SELECT max(id) FROM inbox) AND received_at < max(${before},
      ifnull((SELECT received_at FROM inbox WHERE state = 'ignored'
        ORDER BY received_at DESC LIMIT 1 OFFSET ${kept - 1}), 0))
    ORDER BY received_at LIMIT ${limit})`);

export function toInboxRow(row: StoredRow): InboxRow {
  const body = JSON.parse(row.body) as Body;
  const message: InboundMessage = {
    address: {
      channel: row.channel as ChannelId,
      account: row.account as AccountId,
      conversation: row.conversation as ConversationId,
    },
    remoteId: row.remoteId as RemoteId,
    sender: {
      id: row.sender as SenderId,
      ...(row.senderName === null ? {} : { displayName: row.senderName }),
    },
    sentAt: row.sentAt,
    ...body,
  };
  return { id: row.id, message, receivedAt: row.receivedAt };
}
