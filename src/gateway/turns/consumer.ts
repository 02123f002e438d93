import type { RunId, SessionKey } from "../../domain/ids.ts";
import { Backoff } from "../../kernel/backoff.ts";
import type { Clock } from "../../kernel/clock.ts";
import { messageOf, ZeroError } from "../../kernel/errors.ts";
import { Gate } from "../../kernel/gate.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import type { HealthReport, Service } from "../../kernel/service.ts";
import type { MessagePath } from "../message-path.ts";
import { type InboxRow, Parked, type Turn } from "../path-parts.ts";
import type { Turns } from "./turns.ts";

/** Messages that are out of the inbox and not handled; the others wait on disk. */
const OUTSTANDING_MAX = 256;
/** Of one session; so that a flood of one person does not hold up the others. */
const OF_SESSION_MAX = 16;
const RUNS_END_WITHIN_MS = 4_000;

export interface ConsumerParts {
  inbox: {
    recover(goesOn: (run: RunId) => boolean): Promise<number>;
    waiting(signal: AbortSignal): AsyncIterable<InboxRow>;
    handBack(id: number): void;
    close(): void;
  };
  path: Pick<MessagePath, "admit">;
  turns: Turns;
  clock: Clock;
  log: Log;
}

/** Consumes the inbox: starts last, stops first. What it does not reach waits on disk. */
export class Consumer implements Service {
  readonly name = "turns";
  readonly stopWithinMs = RUNS_END_WITHIN_MS + 1_000;
  readonly #parts: ConsumerParts;
  readonly #leaving = new AbortController();
  readonly #gate = new Gate(OUTSTANDING_MAX);
  readonly #backoff = new Backoff({ initialMs: 200, maxMs: 10_000 });
  #consuming: Promise<void> = Promise.resolve();
  readonly #sessions = new Map<SessionKey, SessionQueue>();
  /** Rows that were given out and are neither held nor turns yet. */
  readonly #inHand = new Set<number>();
  #failure: string | undefined;

  constructor(parts: ConsumerParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const { turns, inbox, log } = this.#parts;
    const resumed = await turns.recover();
    const returned = await inbox.recover((run) => turns.isOpen(run));
    if (resumed + returned > 0)
      log.info("taking up what was left", { runs: resumed, messages: returned });
    this.#consuming = this.#consumeUntilStopped();
  }

  async stop(): Promise<void> {
    this.#parts.inbox.close();
    this.#leaving.abort(new Parked());
    await this.#parts.turns.leave(RUNS_END_WITHIN_MS);
    await this.#consuming;
  }

  health(): HealthReport {
    return this.#failure === undefined
      ? { state: "ok" }
      : { state: "failed", detail: this.#failure };
  }

  /** A disk that cannot be read ends the reading; it begins again where it was. */
  async #consumeUntilStopped(): Promise<void> {
    const { clock, log } = this.#parts;
    const { signal } = this.#leaving;
    while (!signal.aborted) {
      try {
        await this.#consume();
      } catch (error) {
        this.#failure = messageOf(error);
        log.error("the inbox cannot be read and is tried again", errorFields(error));
        await clock.sleep(this.#backoff.next(), signal).catch(() => undefined);
      }
    }
  }

  async #consume(): Promise<void> {
    const { signal } = this.#leaving;
    for await (const row of this.#parts.inbox.waiting(signal)) {
      const admitted = Promise.withResolvers<void>();
      this.#inHand.add(row.id);
      this.#gate
        .run(() => this.#handle(row, admitted.resolve))
        .catch((error: unknown) => this.#parts.log.error("a message was left", errorFields(error)));
      // Routing decides in the order of arrival, so that lanes fill in that order.
      await admitted.promise;
      if (signal.aborted) return;
    }
  }

  /** Never rejects. A message that could not be admitted goes back and is given out again. */
  async #handle(row: InboxRow, admitted: () => void): Promise<void> {
    const { path, inbox, clock, log } = this.#parts;
    try {
      const turn = await path.admit(row);
      this.#backoff.reset();
      this.#failure = undefined;
      if (turn) await this.#perform(turn, row.id, admitted);
      else this.#giveUpPlace(row.id);
    } catch (error) {
      if (error instanceof Parked) return;
      log.error("a message could not be admitted and is tried again", errorFields(error));
      await clock.sleep(this.#backoff.next(), this.#leaving.signal).catch(() => undefined);
      inbox.handBack(row.id);
    } finally {
      this.#inHand.delete(row.id);
      admitted();
    }
  }

  /**
   * Takes a row back that waits behind its session, while `end` ends it on disk; it keeps its place
   * when that fails. Rejects with UNAVAILABLE for a row that is about to become a turn.
   */
  async release(row: number, end: () => Promise<void>): Promise<void> {
    const queues = [...this.#sessions.values()];
    if (this.#inHand.has(row) || queues.some(({ due }) => due.has(row))) {
      throw new ZeroError("UNAVAILABLE", "it is about to start; try again in a moment");
    }
    const queue = queues.find(({ held }) => held.includes(row));
    const at = queue?.held.indexOf(row) ?? -1;
    queue?.held.splice(at, 1);
    try {
      await end();
    } catch (error) {
      queue?.held.splice(at, 0, row);
      throw error;
    }
  }

  /** Performs the turn, or leaves it in the inbox until turns of its session before it are over. */
  async #perform(turn: Turn, row: number, admitted: () => void): Promise<void> {
    const { turns } = this.#parts;
    const { session } = turn.request;
    const queue = this.#sessions.get(session) ?? { outstanding: 0, held: [], due: new Set() };
    this.#sessions.set(session, queue);
    const isNext = queue.due.delete(row);
    // Also behind those that were given back: they have their places, but did not come yet.
    const isBehind = queue.held.length + queue.due.size > 0;
    if (!isNext && (isBehind || queue.outstanding >= OF_SESSION_MAX)) {
      queue.held.push(row);
      return;
    }
    if (!isNext) queue.outstanding += 1;
    try {
      const done = turns.perform(turn);
      admitted();
      await done;
    } finally {
      this.#passOn(session, queue);
    }
  }

  /** A row that had a place and wants none any more: nobody answers it now. */
  #giveUpPlace(row: number): void {
    for (const [session, queue] of this.#sessions) {
      if (queue.due.delete(row)) this.#passOn(session, queue);
    }
  }

  /** A place goes to the next row of its session, so that nobody can come between. */
  #passOn(session: SessionKey, queue: SessionQueue): void {
    const next = queue.held.shift();
    if (next === undefined) {
      queue.outstanding -= 1;
      if (queue.outstanding === 0) this.#sessions.delete(session);
      return;
    }
    queue.due.add(next);
    this.#parts.inbox.handBack(next);
  }
}

/** What a session has under way, and which of its rows wait in the inbox until that is over. */
interface SessionQueue {
  outstanding: number;
  readonly held: number[];
  /** Rows that were given back because it is their turn. */
  readonly due: Set<number>;
}
