import {
  type Address,
  type ConversationId,
  type OutboundMessage,
  type Poll,
  type Receipt,
  SendError,
  type SendFailure,
} from "@zero/channel";
import type { DeliveryState, UncertainPolicy } from "../../domain/delivery.ts";
import { Backoff } from "../../kernel/backoff.ts";
import type { Clock } from "../../kernel/clock.ts";
import { messageOf } from "../../kernel/errors.ts";
import { Gate } from "../../kernel/gate.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import { within } from "../../kernel/within.ts";
import { StaleError, type Statement, type Store } from "../../store/store.ts";
import { Alarm } from "./alarm.ts";
import * as rows from "./rows.ts";
import type { OutboxRow, StoredRow } from "./rows.ts";
import { type Before, lost, verdictOf } from "./verdict.ts";

/** Pause after a failed attempt, growing; a network that asks for more gets more. */
const RETRY = { initialMs: 1_000, maxMs: 300_000 };
/** Without a wake-up an account that is not ready is asked again so seldom. */
const LOOK_AGAIN_MS = 24 * 3_600_000;
/**
 * However far in the future a row is due: the wall clock may have been wrong when that was written.
 */
const DUE_WITHIN_MS_MAX = 3_600_000;
const ERROR_LENGTH_MAX = 500;
/**
 * How long at least a row waits after the first and the second attempt whose outcome the network
 * left open; the third is the last, because nobody wants one answer again and again. The second
 * pause is for a network that is away for a moment. A crash is no such attempt: where it ends a
 * send, mostly nothing has left yet.
 */
const DOUBT_PAUSES_MS: readonly number[] = [1_000, 60_000];

/** How to reach the account of an address, as it is at this moment. */
export interface Transport {
  /** Throws `SendError`; anything else that is thrown counts as `uncertain`. */
  send(to: ConversationId, message: OutboundMessage, key: string): Promise<Receipt>;
  /** As `send`; absent where the network has no polls. */
  sendPoll?(to: ConversationId, poll: Poll, key: string): Promise<Receipt>;
  /** Sending twice with one key delivers once. */
  readonly idempotentSend: boolean;
  readonly uncertainPolicy: UncertainPolicy;
  /** False while the account is connecting; then rows wait until `wake`. */
  readonly ready: boolean;
}

export interface DelivererOptions {
  store: Pick<Store, "commit" | "row" | "rows">;
  clock: Clock;
  log: Log;
  /** Undefined when there is no such account, or when it is not signed in. */
  transport: (to: Address) => Transport | undefined;
  /** Conversations that are sent to at the same time. */
  widthMax: number;
  /** A row is given up so long after this process tried it for the first time. */
  giveUpAfterMs: number;
  /** An attempt without an answer for so long has an unknown outcome. */
  sendWithinMs: number;
  /** Drawn for the jitter of pauses. */
  random?: () => number;
  /** Adds to a statement that ends rows of a group what has to be told about it. */
  ending: (statement: Statement, group: string, state: DeliveryState) => Statement;
}

interface Lane {
  readonly key: string;
  readonly to: Address;
  readonly alarm: Alarm;
  readonly backoff: Backoff;
  /** The row whose pause is over, whatever its due time says. */
  waitedFor?: number;
  /** The row that this process tries, and since when by the monotonic clock. */
  tried?: { readonly id: number; readonly since: number };
}

/**
 * Delivers what is owed: one row at a time in a conversation, in the order of writing, and several
 * conversations at once. It holds no rows, only the conversations that have some: what is sent next
 * is read when it is sent. Without rows there are no timers.
 */
export class Deliverer {
  readonly #options: DelivererOptions;
  readonly #gate: Gate;
  readonly #lanes = new Map<string, { lane: Lane; done: Promise<void> }>();
  #state: "waiting" | "running" | "stopping" = "waiting";

  constructor(options: DelivererOptions) {
    this.#options = options;
    this.#gate = new Gate(options.widthMax);
  }

  /** Takes up what an earlier process left. */
  async start(): Promise<void> {
    this.#state = "running";
    const owed = await this.#options.store.rows<Address>(rows.selectOwed());
    for (const { channel, account, conversation } of owed) {
      this.wake({ channel, account, conversation });
    }
  }

  /** Resolves when nothing is handed off any more, or after `withinMs`; rows stay as they are. */
  async stop(withinMs: number): Promise<void> {
    this.#state = "stopping";
    const lanes = [...this.#lanes.values()];
    for (const { lane } of lanes) lane.alarm.ring();
    const idle = () => Promise.all(lanes.map(({ done }) => done));
    await within(this.#options.clock, withinMs, idle, () => undefined);
  }

  /** Something is owed to this conversation, or something about it is different. */
  wake(to: Address): void {
    if (this.#state !== "running") return;
    const key = JSON.stringify([to.channel, to.account, to.conversation]);
    const known = this.#lanes.get(key);
    if (known) {
      known.lane.alarm.ring();
      return;
    }
    const { clock, random } = this.#options;
    const backoff = new Backoff({ ...RETRY, ...(random ? { random } : {}) });
    const lane = { key, to, alarm: new Alarm(clock), backoff };
    this.#lanes.set(key, { lane, done: this.#drain(lane) });
  }

  /** The account's state is different: whoever waits for it looks again. */
  wakeAccount(channel: string, account: string): void {
    for (const { lane } of this.#lanes.values()) {
      if (lane.to.channel === channel && lane.to.account === account) lane.alarm.ring();
    }
  }

  /** Never rejects. Ends when nothing is owed; in the same step it is gone for `wake`. */
  async #drain(lane: Lane): Promise<void> {
    while (this.#state === "running") {
      try {
        const head = await this.#head(lane.to);
        if (head) await this.#advance(lane, head);
        else if (lane.alarm.isRung) await lane.alarm.sleep(0);
        else break;
      } catch (error) {
        // The row is not what it was a moment ago, because its sender took it back: look again.
        if (error instanceof StaleError) continue;
        this.#options.log.warn("deliveries of a conversation pause", errorFields(error));
        await lane.alarm.sleep(lane.backoff.next());
      }
    }
    this.#lanes.delete(lane.key);
  }

  async #head(to: Address): Promise<OutboxRow | undefined> {
    const stored = await this.#options.store.row<StoredRow>(rows.selectHead(to));
    return stored && rows.toRow(stored);
  }

  /** Waits for what the row waits for, or brings it one state further. */
  async #advance(lane: Lane, row: OutboxRow): Promise<void> {
    const { clock } = this.#options;
    if (this.#isOverdue(lane, row)) return this.#giveUp(row);
    const transport = this.#options.transport(lane.to);
    if (row.state === "sending" && transport && !resends(transport, row.doubts)) {
      return this.#hold(row);
    }
    if (!transport?.ready) {
      await lane.alarm.sleep(LOOK_AGAIN_MS);
      return;
    }
    const dueInMs = Math.min(row.dueAt - clock.now(), DUE_WITHIN_MS_MAX);
    if (dueInMs > 0 && lane.waitedFor !== row.id) {
      if (await lane.alarm.sleep(dueInMs)) lane.waitedFor = row.id;
      return;
    }
    lane.waitedFor = undefined;
    await this.#gate.run(() => this.#attempt(lane, row));
  }

  /**
   * Only what was tried is given up, and by time that this process measured: a clock that was put
   * right or a machine that was off for days must not cost an answer.
   */
  #isOverdue({ tried }: Lane, row: OutboxRow): boolean {
    const { clock, giveUpAfterMs } = this.#options;
    return tried?.id === row.id && clock.monotonic() - tried.since >= giveUpAfterMs;
  }

  async #attempt(lane: Lane, row: OutboxRow): Promise<void> {
    const { store, clock } = this.#options;
    const transport = this.#options.transport(lane.to);
    if (this.#state !== "running" || !transport?.ready) return;
    await store.commit([rows.handOff(row)]);
    if (lane.tried?.id !== row.id) lane.tried = { id: row.id, since: clock.monotonic() };
    const result = await this.#send(transport, row);
    await this.#settle(lane, this.#outcome(lane, row, transport, result));
  }

  async #send(transport: Transport, row: OutboxRow): Promise<Receipt | Failure> {
    const { clock, sendWithinMs } = this.#options;
    const error = `no answer within ${sendWithinMs} ms`;
    const late = (): Failure => ({ failure: "uncertain", error });
    try {
      return await within(clock, sendWithinMs, () => handOff(transport, row), late);
    } catch (thrown) {
      return failureOf(thrown);
    }
  }

  /** The statements that write down how an attempt ended. */
  #outcome(
    lane: Lane,
    row: OutboxRow,
    transport: Transport,
    result: Receipt | Failure,
  ): readonly Statement[] {
    const { clock, ending } = this.#options;
    const at = clock.now();
    if ("remoteId" in result) {
      lane.backoff.reset();
      return [ending(rows.markSent(row.id, result.remoteId, at), row.group, "sent")];
    }
    const doubts = row.doubts + (result.failure === "uncertain" ? 1 : 0);
    const verdict = verdictOf(result.failure, beforeOf(row), resends(transport, doubts));
    const error = result.error.slice(0, ERROR_LENGTH_MAX);
    this.#report(row, verdict.over ? verdict.state : "retry", error);
    if (!verdict.over) {
      const leastMs = result.failure === "uncertain" ? (DOUBT_PAUSES_MS[doubts - 1] ?? 0) : 0;
      const pauseMs = Math.max(lane.backoff.next(), leastMs, result.retryAfterMs ?? 0);
      return [rows.putBack(row.id, verdict.state, { dueAt: at + pauseMs, error, doubts })];
    }
    lane.backoff.reset();
    const over = rows.end(row, "sending", { state: verdict.state, error, at });
    const rest = rows.rejectRest(row, `not sent: part ${row.key} was refused`, at);
    return [
      ending(over, row.group, verdict.state),
      ...(verdict.state === "rejected" ? [ending(rest, row.group, "rejected")] : []),
    ];
  }

  /** What the network did is a fact: it is written down however long the disk refuses. */
  async #settle(lane: Lane, statements: readonly Statement[]): Promise<void> {
    for (;;) {
      try {
        await this.#options.store.commit(statements);
        return;
      } catch (error) {
        this.#options.log.error("a delivery's outcome is not on disk yet", errorFields(error));
        if (error instanceof StaleError || this.#state !== "running") return;
        await lane.alarm.sleep(lane.backoff.next());
      }
    }
  }

  /** A row that was handed off before a crash and must not be sent once more. */
  async #hold(row: OutboxRow): Promise<void> {
    const error = "the gateway ended while this was being sent";
    await this.#end(row, "uncertain", error);
  }

  async #giveUp(row: OutboxRow): Promise<void> {
    const hours = Math.round(this.#options.giveUpAfterMs / 3_600_000);
    const cause = row.error ?? "the account was not ready";
    await this.#end(row, lost(beforeOf(row)).state, `${GAVE_UP} after ${hours} h: ${cause}`);
  }

  async #end(row: OutboxRow, state: "rejected" | "uncertain", error: string): Promise<void> {
    const { store, clock, ending } = this.#options;
    const at = clock.now();
    const statement = rows.end(row, row.state, {
      state,
      error: error.slice(0, ERROR_LENGTH_MAX),
      at,
    });
    await store.commit([ending(statement, row.group, state)]);
    this.#report(row, state, error);
  }

  #report(row: OutboxRow, end: string, error: string): void {
    const { channel, account } = row.to;
    const fields = { channel, account, key: row.key, attempts: row.attempts + 1, error };
    if (end === "retry") this.#options.log.info("a delivery is tried again later", fields);
    else this.#options.log.warn(`a delivery ended as ${end}`, fields);
  }
}

/** Begins the error of a row that was tried or waited for too long. */
export const GAVE_UP = "gave up";

interface Failure {
  readonly failure: SendFailure;
  readonly error: string;
  readonly retryAfterMs?: number;
}

async function handOff(transport: Transport, row: OutboxRow): Promise<Receipt> {
  const { text, replyTo, poll, key } = row;
  const { conversation } = row.to;
  if (poll === undefined) {
    return transport.send(conversation, replyTo === undefined ? { text } : { text, replyTo }, key);
  }
  if (transport.sendPoll) return transport.sendPoll(conversation, poll, key);
  throw new SendError("rejected", `${row.to.channel} has no polls`);
}

/** By shape, because a plug-in may carry its own copy of the class. */
function failureOf(thrown: unknown): Failure {
  const error = messageOf(thrown);
  if (!(thrown instanceof Error) || thrown.name !== "SendError") {
    return { failure: "uncertain", error };
  }
  const { failure, retryAfterMs } = thrown as { failure?: unknown; retryAfterMs?: unknown };
  return {
    failure: failure === "rejected" || failure === "retry" ? failure : "uncertain",
    error,
    ...(typeof retryAfterMs === "number" ? { retryAfterMs } : {}),
  };
}

/** Whether another attempt may follow on so many of unknown outcome. */
function resends({ idempotentSend, uncertainPolicy }: Transport, doubts: number): boolean {
  return idempotentSend || (uncertainPolicy === "resend" && doubts <= DOUBT_PAUSES_MS.length);
}

function beforeOf(row: OutboxRow): Before {
  return row.state === "pending" ? "pending" : "uncertain";
}
