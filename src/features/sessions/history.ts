import sql, { raw, type Sql } from "sql-template-tag";
import type { RunId, SessionKey } from "../../domain/ids.ts";
import { type Message, textOf } from "../../domain/run.ts";
import type { Store } from "../../store/store.ts";

/** Rows whose size is looked at in one query. */
const PAGE_ROWS = 500;
/** What the wire adds to the body of a message at most, besides the run's id. */
const ENVELOPE_BYTES = 160;
/** Longer messages are not read for a title or a preview. */
const WORDS_SIZE_MAX = 65_536;
/** Messages that are looked at for the last words, because tool calls say nothing. */
const WORDS_ROWS = 4;

interface StoredMessage {
  session: SessionKey;
  run: RunId;
  step: number;
  role: Message["role"];
  at: number;
  body: string;
}

type Body = Pick<Message, "content" | "origin" | "stopReason" | "provider" | "model" | "usage">;

const COLUMNS = raw("session, run_id AS run, step, role, at, body");

export const selectSizes = (sessionId: string, before: number, limit: number): Sql =>
  sql`SELECT id, size FROM messages
    WHERE session_id = ${sessionId} AND id < ${before} ORDER BY id DESC LIMIT ${limit}`;

export const selectNewest = (sessionId: string, from: number, limit: number): Sql =>
  sql`SELECT ${COLUMNS} FROM messages
    WHERE session_id = ${sessionId} AND id >= ${from} ORDER BY id DESC LIMIT ${limit}`;

export const selectSteps = (run: RunId): Sql =>
  sql`SELECT ${COLUMNS} FROM messages WHERE run_id = ${run} ORDER BY step`;

export const selectFirstWords = (sessionId: string): Sql =>
  sql`SELECT body FROM messages
    WHERE session_id = ${sessionId} AND role = 'user' AND size <= ${WORDS_SIZE_MAX}
    ORDER BY id LIMIT 1`;

export const selectLastWords = (sessionId: string): Sql =>
  sql`SELECT body FROM messages
    WHERE session_id = ${sessionId} AND role <> 'toolResult' AND size <= ${WORDS_SIZE_MAX}
    ORDER BY id DESC LIMIT ${WORDS_ROWS}`;

/** Reads messages, never more of them than an answer needs, however long the history is. */
export class History {
  readonly #store: Pick<Store, "rows">;

  constructor(store: Pick<Store, "rows">) {
    this.#store = store;
  }

  /** The newest messages, oldest first: `limit` of them and `bytesMax` of JSON at most. */
  async newest(sessionId: string, limit: number, bytesMax: number): Promise<readonly Message[]> {
    const from = await this.#reach(sessionId, limit, bytesMax);
    if (from === undefined) return [];
    const stored = await this.#store.rows<StoredMessage>(selectNewest(sessionId, from, limit));
    const kept: Message[] = [];
    let bytes = 2;
    for (const row of stored) {
      bytes += Buffer.byteLength(row.body) + Buffer.byteLength(row.run) + ENVELOPE_BYTES;
      if (bytes > bytesMax) break;
      kept.push(toMessage(row));
    }
    return kept.toReversed();
  }

  /**
   * The newest runs that have `unitsMax` UTF-16 units of JSON together at most, whole, oldest
   * first.
   */
  async window(sessionId: string, unitsMax: number): Promise<readonly Message[]> {
    const from = await this.#reach(sessionId, Number.POSITIVE_INFINITY, unitsMax);
    if (from === undefined) return [];
    const query = selectNewest(sessionId, from, Number.MAX_SAFE_INTEGER);
    const stored = await this.#store.rows<StoredMessage>(query);
    const whole = new Set(stored.filter((row) => row.step === 0).map((row) => row.run));
    return stored
      .filter((row) => whole.has(row.run))
      .map(toMessage)
      .toReversed();
  }

  async steps(run: RunId): Promise<readonly Message[]> {
    return (await this.#store.rows<StoredMessage>(selectSteps(run))).map(toMessage);
  }

  /** What the user said first; undefined when there is nothing to show. */
  async firstWords(sessionId: string): Promise<string | undefined> {
    return this.#words(selectFirstWords(sessionId));
  }

  /** What was said last, by the user or the assistant. */
  async lastWords(sessionId: string): Promise<string | undefined> {
    return this.#words(selectLastWords(sessionId));
  }

  async #words(query: Sql): Promise<string | undefined> {
    const found = await this.#store.rows<{ body: string }>(query);
    for (const { body } of found) {
      const text = textOf(bodyOf(body).content);
      if (/\S/.test(text)) return text;
    }
    return undefined;
  }

  /**
   * Id of the oldest message that still belongs to the newest `limit`, and to `sizeMax` together.
   */
  async #reach(sessionId: string, limit: number, sizeMax: number): Promise<number | undefined> {
    let oldest: number | undefined;
    let size = 0;
    for (let seen = 0; seen < limit;) {
      const page = Math.min(PAGE_ROWS, limit - seen);
      const query = selectSizes(sessionId, oldest ?? Number.MAX_SAFE_INTEGER, page);
      const found = await this.#store.rows<{ id: number; size: number }>(query);
      for (const row of found) {
        size += row.size;
        if (size > sizeMax) return oldest;
        oldest = row.id;
      }
      if (found.length < page) return oldest;
      seen += found.length;
    }
    return oldest;
  }
}

function toMessage({ body, ...row }: StoredMessage): Message {
  return { ...row, ...bodyOf(body) };
}

function bodyOf(body: string): Body {
  return JSON.parse(body) as Body;
}
