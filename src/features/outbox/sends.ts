import { createHash } from "node:crypto";
import type { Address, OutboundMessage, Poll, Receipt } from "@zero/channel";
import type { DeliveryState } from "../../domain/delivery.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { StaleError, type Statement, type Store } from "../../store/store.ts";
import { Alarm } from "./alarm.ts";
import { GAVE_UP, type Transport } from "./deliverer.ts";
import * as rows from "./rows.ts";
import type { OutboxRow, StoredRow } from "./rows.ts";

/** Messages that one send may become on its network. */
export const PARTS_MAX = 64;

export interface SendsOptions {
  store: Pick<Store, "commit" | "rows">;
  clock: Clock;
  transport: (to: Address) => Transport | undefined;
  split: (to: Address, text: string) => readonly string[];
  /** How long a caller waits for the network. */
  waitWithinMs: number;
  /** Refuses what would be too much at once. */
  assertRoom: () => void;
  adding: (statement: Statement, to: Address) => Statement;
  ending: (statement: Statement, group: string, state: DeliveryState) => Statement;
}

/**
 * Sends that somebody waits for. A key stands for one request, for as long as its rows are kept:
 * what was delivered, or may have been, is answered again and not done again, also after a restart;
 * what certainly was not frees the key (V31).
 */
export class Sends {
  readonly #options: SendsOptions;
  readonly #running = new Map<string, { digest: string; result: Promise<readonly Receipt[]> }>();
  readonly #alarms = new Map<string, Alarm>();
  #stopping = false;

  constructor(options: SendsOptions) {
    this.#options = options;
  }

  send(key: string, to: Address, message: OutboundMessage): Promise<readonly Receipt[]> {
    const digest = digestOf(to, [message.text, message.replyTo ?? null]);
    return this.#submit({ group: `send:${key}`, digest, to, message });
  }

  /** As `send`; the keys of both are apart. */
  poll(key: string, to: Address, poll: Poll): Promise<readonly Receipt[]> {
    const { question, options, maxSelections, durationHours = null } = poll;
    const digest = digestOf(to, [question, options, maxSelections, durationHours]);
    return this.#submit({ group: `poll:${key}`, digest, to, message: { text: question, poll } });
  }

  #submit(request: Request): Promise<readonly Receipt[]> {
    const { group, digest } = request;
    const running = this.#running.get(group);
    if (running) return running.digest === digest ? running.result : Promise.reject(reused());
    const result = this.#begin(request)
      .then(() => this.#outcome(group))
      .finally(() => {
        this.#running.delete(group);
        this.#alarms.delete(group);
      });
    this.#running.set(group, { digest, result });
    return result;
  }

  /** Throws NOT_LINKED when the account is not signed in. */
  assertLinked(to: Address): void {
    if (!this.#options.transport(to)) throw notLinked(to);
  }

  /** Rows of this group ended. */
  ended(group: string): void {
    this.#alarms.get(group)?.ring();
  }

  /** Whoever waits is told that the message is kept. */
  stop(): void {
    this.#stopping = true;
    for (const alarm of this.#alarms.values()) alarm.ring();
  }

  /** Writes the request down, unless it is there already. */
  async #begin(request: Request): Promise<void> {
    const { group, digest, to } = request;
    const known = await this.#read(group);
    if (known.length > 0 && !known.every(neverLeft)) {
      if (known.some((row) => row.digest !== digest)) throw reused();
      return;
    }
    const { store, assertRoom } = this.#options;
    if (this.#stopping) throw stopping("nothing was sent");
    this.assertLinked(to);
    if (request.message.poll) this.#assertPolls(to);
    assertRoom();
    await store.commit([...rows.forget(known), ...this.#newRows(request)]);
  }

  #assertPolls(to: Address): void {
    if (this.#options.transport(to)?.sendPoll) return;
    const message = `${to.channel} has no polls; send the question as a message`;
    throw new ZeroError("INVALID_REQUEST", message);
  }

  #newRows({ group, digest, to, message }: Request): readonly Statement[] {
    const { split, clock, adding } = this.#options;
    const { poll } = message;
    // A poll is one message on its network, however long its question is.
    const parts = poll ? [message.text] : split(to, message.text);
    if (parts.length > PARTS_MAX) {
      throw new ZeroError(
        "INVALID_REQUEST",
        `the text would be ${parts.length} messages on ${to.channel} (limit ${PARTS_MAX}); shorten it`,
      );
    }
    const at = clock.now();
    return parts.map((text, part) => {
      const replyTo = part === 0 ? message.replyTo : undefined;
      return adding(rows.insertRow({ group, part, digest, to, text, replyTo, poll, at }), to);
    });
  }

  async #outcome(group: string): Promise<readonly Receipt[]> {
    const { clock, waitWithinMs } = this.#options;
    const alarm = new Alarm(clock);
    this.#alarms.set(group, alarm);
    const until = clock.monotonic() + waitWithinMs;
    for (;;) {
      const parts = await this.#read(group);
      if (parts.every((row) => row.endedAt !== undefined)) return receiptsOf(parts);
      if (this.#stopping) throw stopping("the message is kept and goes out after the next start");
      const leftMs = until - clock.monotonic();
      if (leftMs <= 0) return this.#takeBack(group, parts);
      await alarm.sleep(leftMs);
    }
  }

  /**
   * The caller is told that it failed, so nothing may leave afterwards; unless it is leaving
   * already.
   */
  async #takeBack(group: string, parts: readonly OutboxRow[]): Promise<readonly Receipt[]> {
    const { store, clock, ending, waitWithinMs } = this.#options;
    const seconds = Math.round(waitWithinMs / 1000);
    const cause = parts.find((row) => row.error !== undefined)?.error;
    const error = `${GAVE_UP} after ${seconds} s: ${cause ?? "the account is not ready"}`;
    const over = { state: "rejected", error, at: clock.now() } as const;
    if (!parts.every((row) => row.state === "pending")) throw undecided();
    try {
      const ends = parts.map((row) => rows.end(row, "pending", over));
      await store.commit(ends.map((end) => ending(end, group, "rejected")));
    } catch (thrown) {
      if (thrown instanceof StaleError) throw undecided();
      throw thrown;
    }
    return receiptsOf(await this.#read(group));
  }

  async #read(group: string): Promise<readonly OutboxRow[]> {
    const stored = await this.#options.store.rows<StoredRow>(rows.selectGroup(group));
    return stored.map(rows.toRow);
  }
}

interface Request {
  readonly group: string;
  readonly digest: string;
  readonly to: Address;
  readonly message: OutboundMessage & { readonly poll?: Poll };
}

function digestOf(to: Address, content: readonly unknown[]): string {
  const request = [to.channel, to.account, to.conversation, ...content];
  return createHash("sha256").update(JSON.stringify(request)).digest("hex");
}

const neverLeft = (row: OutboxRow): boolean => row.state === "rejected";

/** What the caller of a send that is over gets: the receipts, or why there are none. */
function receiptsOf(parts: readonly OutboxRow[]): readonly Receipt[] {
  const bad = parts.find((row) => row.state !== "sent");
  if (!bad) return parts.flatMap(({ remoteId }) => (remoteId === undefined ? [] : [{ remoteId }]));
  const why = bad.error ?? "no reason was given";
  if (bad.state === "uncertain") {
    const advice = "look there before you send it under a new key";
    throw new ZeroError(
      "UNAVAILABLE",
      `it is unknown whether the message arrived (${why}); ${advice}`,
    );
  }
  const sent = parts.filter((row) => row.state === "sent").length;
  if (sent > 0) {
    const message = `only the first ${sent} of ${parts.length} parts were delivered: ${why}`;
    throw new ZeroError("INVALID_REQUEST", message);
  }
  if (why.startsWith(GAVE_UP)) {
    throw new ZeroError("UNAVAILABLE", `nothing was sent, ${why}; try again later`);
  }
  throw new ZeroError("INVALID_REQUEST", `the network refused the message: ${why}`);
}

const reused = () =>
  new ZeroError("INVALID_REQUEST", "idempotency key reused for another message; use a new key");

const notLinked = (to: Address) =>
  new ZeroError(
    "NOT_LINKED",
    `the ${to.channel} account "${to.account}" is not linked: link it first, \`zero channels status\` shows how it is`,
  );

const stopping = (consequence: string) =>
  new ZeroError("UNAVAILABLE", `the gateway is stopping; ${consequence}`);

const undecided = () =>
  new ZeroError(
    "UNAVAILABLE",
    "the message is still on its way; the same request with the same key tells how it ended",
  );
