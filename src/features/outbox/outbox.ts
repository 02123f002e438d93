import type { Address, OutboundMessage, Poll, Receipt, RemoteId } from "@zero/channel";
import type { DeliveryState } from "../../domain/delivery.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { Log } from "../../kernel/log.ts";
import type { HealthReport, Service } from "../../kernel/service.ts";
import type { Statement, Store } from "../../store/store.ts";
import { Deliverer, type Transport } from "./deliverer.ts";
import { Doubtful, REMEMBERED_MAX } from "./doubtful.ts";
import { Interventions } from "./interventions.ts";
import * as rows from "./rows.ts";
import { PARTS_MAX, Sends } from "./sends.ts";

export type { Transport };

const HOUR_MS = 3_600_000;
/** How long a send's key stands for its request (V31). */
const KEEP_MS = 7 * 24 * HOUR_MS;
const PRUNE_ROWS = 500;
const STOP_WITHIN_MS = 2_000;

export interface OutboxOptions {
  store: Pick<Store, "commit" | "row" | "rows">;
  clock: Clock;
  log: Log;
  /** Undefined when there is no such account, or when it is not signed in. */
  transport: (to: Address) => Transport | undefined;
  /** Cuts a text into messages that the network takes; at least one, none empty. Must not throw. */
  split: (to: Address, text: string) => readonly string[];
  /** True where every part of a reply quotes the message; else the first does. */
  quotesAll?: (to: Address) => boolean;
  /** Conversations that are sent to at the same time. 16. */
  widthMax?: number;
  /** Rows that may be owed; above it `send` rejects. Replies are always written down. 10,000. */
  openMax?: number;
  /** How long a row is tried before it is given up. 24 h. */
  giveUpAfterMs?: number;
  /** How long one attempt may take. 2 minutes. */
  sendWithinMs?: number;
  /** How long the caller of `send` waits. 60 s. */
  waitWithinMs?: number;
  /** Drawn for the jitter of pauses; for tests. */
  random?: () => number;
}

/** Replies and direct sends, from the commit that owes them until the network has them. */
export class Outbox implements Service {
  readonly name = "outbox";
  readonly stopWithinMs = STOP_WITHIN_MS;
  readonly #options: OutboxOptions;
  readonly #deliverer: Deliverer;
  readonly #sends: Sends;
  readonly #doubtful: Doubtful;
  readonly #interventions: Interventions;
  #open = 0;
  #isCounted = false;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#doubtful = new Doubtful(options.clock);
    const ending = (statement: Statement, group: string, state: DeliveryState) =>
      this.#ending(statement, group, state);
    const adding = (statement: Statement, to: Address) => this.#adding(statement, to);
    this.#deliverer = new Deliverer({
      ...options,
      widthMax: options.widthMax ?? 16,
      giveUpAfterMs: options.giveUpAfterMs ?? 24 * HOUR_MS,
      sendWithinMs: options.sendWithinMs ?? 120_000,
      ending,
    });
    this.#sends = new Sends({
      ...options,
      waitWithinMs: options.waitWithinMs ?? 60_000,
      assertRoom: () => this.#assertRoom(),
      adding,
      ending,
    });
    this.#interventions = new Interventions({ ...options, adding, ending });
  }

  /** Rows that are owed, and those of the last 24 h that nobody knows to have arrived. */
  get stats(): Readonly<{ open: number; uncertain: number }> {
    return { open: this.#open, uncertain: this.#doubtful.count };
  }

  /** `degraded` while there are messages of the last 24 h that may not have arrived. */
  health(): HealthReport {
    return this.#doubtful.health();
  }

  /** Takes up what an earlier process left. Rows of accounts that are not ready wait for `wake`. */
  async start(): Promise<void> {
    const { store } = this.#options;
    await this.#countDoubtful();
    const row = await store.row<{ count: number }>(rows.selectOwedCount());
    this.#open = row?.count ?? 0;
    this.#isCounted = true;
    await this.#deliverer.start();
  }

  /** Lets attempts end that are under way, for less than 2 s; everything else stays on disk. */
  async stop(): Promise<void> {
    this.#sends.stop();
    await this.#deliverer.stop(STOP_WITHIN_MS - 100);
  }

  /** The account's state changed: what waits for it looks again. */
  wake(channel: string, account: string): void {
    this.#deliverer.wakeAccount(channel, account);
  }

  /**
   * What writes a reply down, to be committed together with what it answers. Its parts get the keys
   * `<group>#0`, `<group>#1`, …; a group that is there already makes the commit stale. A reply of
   * more than 64 parts ends with a note instead of the rest. Delivery begins when the commit is on
   * disk.
   */
  reply(group: string, to: Address, text: string, replyTo?: RemoteId): readonly Statement[] {
    const all = this.#options.split(to, text);
    const parts = all.length <= PARTS_MAX ? all : [...all.slice(0, PARTS_MAX - 1), CUT_NOTE];
    const at = this.#options.clock.now();
    const { quotesAll = () => false } = this.#options;
    return parts.map((part, index) => {
      const quoted = index === 0 || quotesAll(to) ? replyTo : undefined;
      const row = { group, part: index, digest: "", to, text: part, replyTo: quoted, at };
      return this.#adding(rows.insertRow(row), to);
    });
  }

  /**
   * Sends a message and waits for the network's receipts, one a part. Idempotent by key for seven
   * days, across restarts; equal requests at the same time share one outcome. Rejects with
   * NOT_LINKED, INVALID_REQUEST (refused, or the key was used for something else) or UNAVAILABLE
   * (too much is owed, no success in time, the outcome is unknown, or the gateway is stopping).
   */
  send(key: string, to: Address, message: OutboundMessage): Promise<readonly Receipt[]> {
    return this.#sends.send(key, to, message);
  }

  /**
   * Sends a poll under the rules of `send`. Also INVALID_REQUEST where the network has no polls.
   */
  poll(key: string, to: Address, poll: Poll): Promise<readonly Receipt[]> {
    return this.#sends.poll(key, to, poll);
  }

  /** Throws NOT_LINKED, with what to do, when the account of the address is not signed in. */
  assertLinked(to: Address): void {
    this.#sends.assertLinked(to);
  }

  /**
   * Takes a delivery that is still owed out of the queue, with the parts behind it. Rejects with
   * INVALID_REQUEST when it is over or unknown, UNAVAILABLE while it is being sent.
   */
  cancel(key: string): Promise<void> {
    return this.#interventions.cancel(key);
  }

  /**
   * Puts a delivery that was refused, or of which nobody knows, back into the queue, with the parts
   * behind it that were refused because of it. Resolves with how many there are. Rejects with
   * INVALID_REQUEST when it is still owed, was sent or is unknown, UNAVAILABLE when too much is
   * owed.
   */
  async resend(key: string): Promise<number> {
    this.#assertRoom();
    const count = await this.#interventions.resend(key);
    await this.#countDoubtful();
    return count;
  }

  /** Deletes up to 500 rows that ended seven days ago; returns how many, so 0 means done. */
  async prune(): Promise<number> {
    let deleted = 0;
    const statement = rows.deleteOld(this.#options.clock.now() - KEEP_MS, PRUNE_ROWS);
    const committed = (changed: number) => void (deleted = changed);
    await this.#options.store.commit([{ ...statement, committed }]);
    return deleted;
  }

  async #countDoubtful(): Promise<void> {
    const doubtful = rows.selectDoubtful(this.#doubtful.since, REMEMBERED_MAX);
    const ends = await this.#options.store.rows<{ at: number }>(doubtful);
    this.#doubtful.load(ends.map(({ at }) => at));
  }

  #assertRoom(): void {
    const { openMax = 10_000 } = this.#options;
    if (this.#open < openMax) return;
    throw new ZeroError(
      "UNAVAILABLE",
      `${this.#open} messages wait to be delivered already: see \`zero channels status\`, ` +
        "and try again later",
    );
  }

  #adding(statement: Statement, to: Address): Statement {
    return {
      ...statement,
      committed: (changed) => {
        if (this.#isCounted) this.#open += changed;
        this.#deliverer.wake(to);
      },
    };
  }

  #ending(statement: Statement, group: string, state: DeliveryState): Statement {
    return {
      ...statement,
      committed: (changed) => {
        if (this.#isCounted) this.#open -= changed;
        if (state === "uncertain") this.#doubtful.add();
        this.#sends.ended(group);
      },
    };
  }
}

const CUT_NOTE =
  "[… the rest of this answer is too long to be sent; the session's history has it whole]";
