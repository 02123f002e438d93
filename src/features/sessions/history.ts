import sql, { raw, type Sql } from "sql-template-tag";
import type { RunId, SessionKey } from "../../domain/ids.ts";
import { type Message, textOf } from "../../domain/run.ts";
import type { Store } from "../../store/store.ts";
import { RecentMessages } from "./recent.ts";

/** Rows whose size is looked at in one query. */
const PAGE_ROWS = 500;
/** What the wire adds to the body of a message at most, besides the run's id. */
const ENVELOPE_BYTES = 160;
/** Longer messages are not read for a title or a preview. */
const WORDS_SIZE_MAX = 65_536;
/** Messages that are looked at for the last words, because tool calls say nothing. */
const WORDS_ROWS = 4;

interface StoredMessage {
  id: number;
  session: SessionKey;
  run: RunId;
  step: number;
  role: Message["role"];
  at: number;
  body: string;
}

/** Which messages are a session's history: those of its id, from the row where it begins. */
export interface Place {
  readonly sessionId: string;
  readonly begins: number;
}

type Body = Pick<Message, "content" | "origin" | "stopReason" | "provider" | "model" | "usage">;

const COLUMNS = raw("id, session, run_id AS run, step, role, at, body");

export const selectSizes = ({ sessionId, begins }: Place, before: number, limit: number): Sql =>
  sql`SELECT id, size FROM messages
    WHERE session_id = ${sessionId} AND id >= ${begins} AND id < ${before}
    ORDER BY id DESC LIMIT ${limit}`;

export const selectNewest = (sessionId: string, from: number, limit: number): Sql =>
  sql`SELECT ${COLUMNS} FROM messages
    WHERE session_id = ${sessionId} AND id >= ${from} ORDER BY id DESC LIMIT ${limit}`;

export const selectSteps = (run: RunId): Sql =>
  sql`SELECT ${COLUMNS} FROM messages WHERE run_id = ${run} ORDER BY step`;

export const selectFirstWords = ({ sessionId, begins }: Place): Sql =>
  sql`SELECT body FROM messages
    WHERE session_id = ${sessionId} AND id >= ${begins}
      AND role = 'user' AND size <= ${WORDS_SIZE_MAX}
    ORDER BY id LIMIT 1`;

export const selectLastWords = ({ sessionId, begins }: Place): Sql =>
  sql`SELECT body FROM messages
    WHERE session_id = ${sessionId} AND id >= ${begins}
      AND role <> 'toolResult' AND size <= ${WORDS_SIZE_MAX}
    ORDER BY id DESC LIMIT ${WORDS_ROWS}`;

/** The newest rows, newest first; a body that is too large to look at is null. */
export const selectGlance = ({ sessionId, begins }: Place, limit: number): Sql =>
  sql`SELECT role, CASE WHEN size <= ${WORDS_SIZE_MAX} THEN body END AS body FROM messages
    WHERE session_id = ${sessionId} AND id >= ${begins} ORDER BY id DESC LIMIT ${limit}`;

/** The `nth` newest row, and the one before it if there is one. */
export const selectNth = ({ sessionId, begins }: Place, nth: number): Sql =>
  sql`SELECT id FROM messages WHERE session_id = ${sessionId} AND id >= ${begins}
    ORDER BY id DESC LIMIT 2 OFFSET ${nth - 1}`;

export const selectCount = ({ sessionId, begins }: Place): Sql =>
  sql`SELECT count(*) AS count FROM messages
    WHERE session_id = ${sessionId} AND id >= ${begins}`;

/** Words and calls of a message; nothing when they are too long to look at. */
export interface Glance {
  readonly role: Message["role"];
  readonly content: Message["content"] | undefined;
}

/** Reads messages, never more of them than an answer needs, however long the history is. */
export class History {
  readonly #store: Pick<Store, "rows">;
  readonly #recent = new RecentMessages();

  constructor(store: Pick<Store, "rows">) {
    this.#store = store;
  }

  /** The newest messages, oldest first: `limit` of them and `bytesMax` of JSON at most. */
  async newest(place: Place, limit: number, bytesMax: number): Promise<readonly Message[]> {
    const from = (await this.#sizes(place, limit, bytesMax)).at(-1)?.id;
    if (from === undefined) return [];
    const query = selectNewest(place.sessionId, from, limit);
    const stored = await this.#store.rows<StoredMessage>(query);
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
  async window(place: Place, unitsMax: number): Promise<readonly Message[]> {
    const { sessionId } = place;
    const found = await this.#sizes(place, Number.POSITIVE_INFINITY, unitsMax);
    const known = this.#recent.of(sessionId);
    // The newest stand first, so the last that is not known is where reading has to begin.
    const oldest = found.findLast(({ id }) => !known.has(id));
    if (oldest) {
      const query = selectNewest(sessionId, oldest.id, Number.MAX_SAFE_INTEGER);
      for (const row of await this.#store.rows<StoredMessage>(query)) {
        this.#recent.keep(sessionId, row.id, { message: toMessage(row), size: row.body.length });
      }
    }
    const messages = found.toReversed().flatMap(({ id }) => known.get(id)?.message ?? []);
    this.#recent.trim(sessionId);
    const whole = new Set(messages.filter(({ step }) => step === 0).map(({ run }) => run));
    return messages.filter(({ run }) => whole.has(run));
  }

  /** Messages were renamed: what is kept of them is not right any more. */
  forget(): void {
    this.#recent.clear();
  }

  async steps(run: RunId): Promise<readonly Message[]> {
    return (await this.#store.rows<StoredMessage>(selectSteps(run))).map(toMessage);
  }

  /** What the user said first; undefined when there is nothing to show. */
  async firstWords(place: Place): Promise<string | undefined> {
    return this.#words(selectFirstWords(place));
  }

  /** What was said last, by the user or the assistant. */
  async lastWords(place: Place): Promise<string | undefined> {
    return this.#words(selectLastWords(place));
  }

  /** What the newest messages hold, oldest first. */
  async glance(place: Place, limit: number): Promise<readonly Glance[]> {
    const query = selectGlance(place, limit);
    const rows = await this.#store.rows<{ role: Message["role"]; body: string | null }>(query);
    return rows.toReversed().map(({ role, body }) => {
      return { role, content: body === null ? undefined : bodyOf(body).content };
    });
  }

  /** The row where a history of the newest `kept` messages begins; undefined if all are. */
  async cut(place: Place, kept: number): Promise<number | undefined> {
    const [first, older] = await this.#store.rows<{ id: number }>(selectNth(place, kept));
    return older && first?.id;
  }

  async count(place: Place): Promise<number> {
    const [row] = await this.#store.rows<{ count: number }>(selectCount(place));
    return row?.count ?? 0;
  }

  async #words(query: Sql): Promise<string | undefined> {
    const found = await this.#store.rows<{ body: string }>(query);
    for (const { body } of found) {
      const text = textOf(bodyOf(body).content);
      if (/\S/.test(text)) return text;
    }
    return undefined;
  }

  /** Ids and sizes of the newest messages, newest first: `limit` of them and `sizeMax` at most. */
  async #sizes(
    place: Place,
    limit: number,
    sizeMax: number,
  ): Promise<readonly { id: number; size: number }[]> {
    const kept: { id: number; size: number }[] = [];
    let size = 0;
    while (kept.length < limit) {
      const page = Math.min(PAGE_ROWS, limit - kept.length);
      const before = kept.at(-1)?.id ?? Number.MAX_SAFE_INTEGER;
      const query = selectSizes(place, before, page);
      const found = await this.#store.rows<{ id: number; size: number }>(query);
      for (const row of found) {
        size += row.size;
        if (size > sizeMax) return kept;
        kept.push(row);
      }
      if (found.length < page) return kept;
    }
    return kept;
  }
}

function toMessage({ id: _row, body, ...row }: StoredMessage): Message {
  return { ...row, ...bodyOf(body) };
}

function bodyOf(body: string): Body {
  return JSON.parse(body) as Body;
}
