import type { ChannelId, InboundMessage, Position } from "@zero/channel";
import type { RunId } from "../../domain/ids.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Statement, Store } from "../../store/store.ts";
import { bodyOf } from "./body.ts";
import { Capacity } from "./capacity.ts";
import * as rows from "./rows.ts";
import type { InboxRow, StoredRow } from "./rows.ts";

export type { InboxRow };

/** Rows that are read at once when they are given out. */
const PAGE_ROWS = 64;
const PRUNE_ROWS = 500;
const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a duplicate is recognised at least. */
const KEEP_MS = 30 * DAY_MS;
/**
 * Ignored rows are kept for as long as a network may deliver again what was not confirmed to it,
 * and only so many: strangers decide how many there are.
 */
const IGNORED_KEEP_MS = DAY_MS;
export const IGNORED_MAX = 10_000;

export interface InboxOptions {
  store: Pick<Store, "commit" | "row" | "rows">;
  clock: Clock;
  /** Rows that are not handled yet; above it `accept` waits. */
  openMax: number;
  /** UTF-16 units of one message; what is longer is cut and says so. */
  textLengthMax: number;
}

/**
 * Messages from their acceptance until they are handled. Accepting works as soon as the store is
 * open, also before anybody consumes.
 */
export class Inbox {
  readonly #store: Pick<Store, "commit" | "row" | "rows">;
  readonly #clock: Clock;
  readonly #textLengthMax: number;
  readonly #capacity: Capacity;
  readonly #returned = new Set<number>();
  /** Rows that were read and are not given out yet. */
  #page = new Set<number>();
  #counting: Promise<void> | undefined;
  #isCounted = false;
  #cursor = 0;
  #fresh = true;
  #wake: (() => void) | undefined;

  constructor(options: InboxOptions) {
    this.#store = options.store;
    this.#clock = options.clock;
    this.#textLengthMax = options.textLengthMax;
    this.#capacity = new Capacity(options.openMax);
  }

  /**
   * Takes messages and the channel's position behind them in one commit; on disk when it resolves.
   * A message with a known (channel, account, remoteId) vanishes; the position is the newest that
   * was given, also when it is lower. Waits while the inbox is full. Rejects with UNAVAILABLE when
   * the store cannot write, or when it would have to wait and the gateway is stopping; then nothing
   * was taken.
   */
  async accept(
    messages: readonly InboundMessage[],
    position?: Position & { channel: ChannelId },
  ): Promise<void> {
    await this.#countOnce();
    await this.#capacity.take(messages.length);
    const receivedAt = this.#clock.now();
    let added = 0;
    const statements = messages.map((message): Statement => ({
      ...rows.insertMessage(message, bodyOf(message, this.#textLengthMax), receivedAt),
      committed: (changed) => void (added += changed),
    }));
    if (position) {
      statements.push(rows.advancePosition(position.channel, position.key, position.value));
    }
    try {
      await this.#store.commit(statements);
    } finally {
      this.#capacity.free(messages.length - added);
    }
    if (added > 0) this.#rouse();
  }

  /** The last committed position of a channel under `key`. */
  async position(channel: ChannelId, key: string): Promise<number | undefined> {
    const row = await this.#store.row<{ value: number }>(rows.selectPosition(channel, key));
    return row?.value;
  }

  /**
   * Gives back rows that were taken when the process ended and whose run does not go on by itself.
   * Called once, before `waiting`. Returns how many there were.
   */
  async recover(goesOn: (run: RunId) => boolean): Promise<number> {
    const taken = await this.#store.rows<{ id: number; run: RunId }>(rows.selectTaken());
    const lost = taken.filter((row) => !goesOn(row.run));
    for (let at = 0; at < lost.length; at += PRUNE_ROWS) {
      const part = lost.slice(at, at + PRUNE_ROWS);
      await this.#store.commit(part.map((row) => rows.updateReleased(row.id)));
    }
    return lost.length;
  }

  /**
   * Waiting rows, oldest first, each once; it waits for new ones without polling and ends when
   * `signal` aborts. For one consumer, which ends each row with a statement, or with `handBack`.
   * Throws UNAVAILABLE when the store cannot be read; calling it again goes on where it stopped.
   */
  async *waiting(signal: AbortSignal): AsyncGenerator<InboxRow, void, undefined> {
    const leave = () => this.#rouse();
    signal.addEventListener("abort", leave, { once: true });
    try {
      while (!signal.aborted) {
        this.#fresh = false;
        const page = await this.#nextPage();
        this.#page = new Set(page.map((row) => row.id));
        for (const row of page) {
          if (signal.aborted) return;
          if (!this.#page.delete(row.id)) continue;
          this.#returned.delete(row.id);
          this.#cursor = Math.max(this.#cursor, row.id);
          yield row;
        }
        if (page.length === 0) await this.#news();
      }
    } finally {
      signal.removeEventListener("abort", leave);
    }
  }

  /** waiting → taken, by a run. */
  taken(id: number, run: RunId): Statement {
    return rows.updateTaken(id, run);
  }

  /** taken → handled: it is never given out again. */
  handled(id: number): Statement {
    return this.#ending(rows.updateHandled(id));
  }

  /** waiting → ignored: nobody answers it, and its words and its sender's name go. */
  ignored(id: number, why: string): Statement {
    return this.#ending(rows.updateIgnored(id, why));
  }

  /**
   * Ends a row that nobody was given yet, or that was handed back: nobody answers it. Rejects with
   * a `StaleError` when it does not wait any more, UNAVAILABLE when the disk refuses.
   */
  async withdraw(id: number, why: string): Promise<void> {
    const wasNext = this.#page.delete(id);
    try {
      await this.#store.commit([this.ignored(id, why)]);
    } catch (error) {
      if (wasNext) this.handBack(id);
      throw error;
    }
  }

  /** Gives a row out again that was given out and could not be taken, at once. */
  handBack(id: number): void {
    this.#returned.add(id);
    this.#rouse();
  }

  /** From now on a full inbox refuses instead of waiting: nobody makes room any more. */
  close(): void {
    this.#capacity.close();
  }

  /**
   * Deletes up to 500 rows that were handled 30 days ago, and up to 500 ignored ones of yesterday
   * or above 10,000; returns how many, so 0 means done.
   */
  async prune(): Promise<number> {
    let deleted = 0;
    const now = this.#clock.now();
    const committed = (changed: number) => void (deleted += changed);
    await this.#store.commit([
      { ...rows.deleteOld(now - KEEP_MS, PRUNE_ROWS), committed },
      { ...rows.deleteIgnored(now - IGNORED_KEEP_MS, IGNORED_MAX, PRUNE_ROWS), committed },
    ]);
    return deleted;
  }

  #ending(statement: Statement): Statement {
    return { ...statement, committed: () => this.#capacity.free(this.#isCounted ? 1 : 0) };
  }

  async #nextPage(): Promise<readonly InboxRow[]> {
    const returned = [...this.#returned].slice(0, PAGE_ROWS);
    const again = returned.length > 0 ? await this.#read(rows.selectWaitingAmong(returned)) : [];
    // A returned row that is not waiting any more was ended by somebody else.
    const found = new Set(again.map((row) => row.id));
    for (const id of returned) if (!found.has(id)) this.#returned.delete(id);
    if (again.length > 0) return again;
    return this.#read(rows.selectWaiting(this.#cursor, PAGE_ROWS));
  }

  async #read(query: ReturnType<typeof rows.selectOpenCount>): Promise<readonly InboxRow[]> {
    const page = await this.#store.rows<StoredRow>(query);
    return page.map(rows.toInboxRow);
  }

  #rouse(): void {
    this.#fresh = true;
    this.#wake?.();
  }

  async #news(): Promise<void> {
    while (!this.#fresh) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
  }

  /** What an earlier process left open counts too. */
  #countOnce(): Promise<void> {
    this.#counting ??= this.#count().catch((error: unknown) => {
      this.#counting = undefined;
      throw error;
    });
    return this.#counting;
  }

  async #count(): Promise<void> {
    const row = await this.#store.row<{ count: number }>(rows.selectOpenCount());
    this.#capacity.occupy(row?.count ?? 0);
    this.#isCounted = true;
  }
}
