import {
  SendError,
  type AccountState,
  type ChannelAccount,
  type ChannelHost,
  type ChannelPlugin,
  type ConversationId,
  type InboundMessage,
  type OutboundMessage,
  type Poll,
  type Position,
  type Receipt,
} from "@zero/channel";
import { Backoff } from "../../kernel/backoff.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";
import { messageOf } from "../../kernel/errors.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import { within } from "../../kernel/within.ts";
import type { AccountPlan } from "./plan.ts";

/**
 * A channel whose code throws is started again after 1 s, 8 s, 64 s and then every 10 minutes:
 * three times in the first ten minutes, and for ever (A30).
 */
const RESTART = { initialMs: 1_000, factor: 8, maxMs: 600_000 };
/** What ran for so long was well: the next failure starts over. */
const WELL_AFTER_MS = 600_000;
/** A channel that does not stop is left behind after this, and a new one takes its place. */
const STOP_WITHIN_MS = 5_000;
/** Files are deleted, and nothing waits for a network. */
const FORGET_WITHIN_MS = 10_000;
const REASON_LENGTH_MAX = 500;

/** What an account takes from the rest of the gateway. */
export interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  receive(
    plan: AccountPlan,
    messages: readonly InboundMessage[],
    position?: Position,
  ): Promise<void>;
  position(plan: AccountPlan, key: string): Promise<number | undefined>;
  /** True when nobody else of the channel is this identity; it is free again after `release`. */
  claim(plan: AccountPlan, identity: string): boolean;
  release(plan: AccountPlan): void;
  /** Runs code of the channel so that what it throws later is known to be its own (A28). */
  inside<Result>(account: SupervisedAccount, task: () => Result): Result;
  /** The state is another one. */
  changed(account: SupervisedAccount): void;
}

interface ProbeResult {
  readonly ok: boolean;
  readonly self?: string;
  readonly error?: string;
  readonly elapsedMs: number;
}

/** What an account remembers of itself, for listings. Times in milliseconds since the epoch. */
export interface AccountRecord {
  restarts: number;
  lastStartAt?: number;
  lastStopAt?: number;
  lastConnectedAt?: number;
  lastInboundAt?: number;
  lastOutboundAt?: number;
  lastError?: string;
  probe?: ProbeResult;
  lastProbeAt?: number;
}

/** One start of the channel's code. */
interface Life {
  readonly account: ChannelAccount;
  readonly since: number;
  /** The network has known us at some time of this life, and has not refused us since. */
  linked: boolean;
}

/**
 * One account, kept alive whatever its channel's code does. Trouble is state, never an exception.
 */
export class SupervisedAccount {
  readonly plan: AccountPlan;
  readonly record: AccountRecord = { restarts: 0 };
  readonly #around: Surroundings;
  readonly #log: Log;
  readonly #backoff: Backoff;
  #plugin: ChannelPlugin | undefined;
  #life: Life | undefined;
  #state: AccountState | undefined;
  #again: Timer | undefined;
  /** Which life hosts may speak for. */
  #epoch = 0;
  #wanted = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(plan: AccountPlan, around: Surroundings) {
    this.plan = plan;
    this.#around = around;
    this.#log = around.log.child(`${plan.channel}/${plan.account}`);
    this.#backoff = new Backoff({ ...RESTART, random: around.random });
  }

  /** Undefined: it does not run. */
  get state(): AccountState | undefined {
    return this.#state;
  }

  get running(): boolean {
    return this.#life !== undefined;
  }

  /** The network knows us: also while the connection is broken, not once we were refused. */
  get linked(): boolean {
    return this.#life?.linked ?? false;
  }

  /** Starts it with this code. */
  start(plugin: ChannelPlugin): void {
    this.#plugin = plugin;
    this.#wanted = true;
    this.#begin();
  }

  /** Its code could not be brought in: it stays unlinked with the reason. */
  fail(reason: string): void {
    this.#adopt({ kind: "unlinked", reason });
  }

  /** Ends it for good, within `withinMs`. Never rejects. */
  stop(withinMs = STOP_WITHIN_MS): Promise<void> {
    this.#wanted = false;
    this.#again?.cancel();
    return this.#inTurn(() => this.#end(withinMs));
  }

  /**
   * Ends it until the next start of the gateway, and forgets what the gateway keeps to sign it in.
   * False: it keeps nothing. Rejects when that could not be forgotten; it stays ended all the same.
   */
  async logout(reason: string): Promise<boolean> {
    this.#wanted = false;
    this.#again?.cancel();
    let forgotten = Promise.resolve(false);
    await this.#inTurn(async () => {
      const account = this.#life?.account;
      await this.#end(STOP_WITHIN_MS);
      forgotten = this.#forget(account);
      await forgotten.catch(() => undefined);
      // Whatever it says from here on counts no longer.
      this.#epoch += 1;
      this.#adopt({ kind: "unlinked", reason });
    });
    return forgotten;
  }

  /** Ends it and starts it again after a pause, because its code failed. */
  restart(failure: unknown): void {
    this.#log.error("the channel's code failed; it is started again", errorFields(failure));
    this.#inTurn(async () => {
      if (!this.#wanted || !this.#life) return;
      await this.#end(STOP_WITHIN_MS);
      this.#crashed(failure);
    }).catch((unexpected: unknown) => {
      this.#log.error("an account could not be started again", errorFields(unexpected));
    });
  }

  send(to: ConversationId, message: OutboundMessage, key: string): Promise<Receipt> {
    const { text, replyTo } = message;
    const quoted = replyTo === undefined || this.plan.quotes === "off" ? { text } : message;
    return this.#post((account) => account.send(to, quoted, key));
  }

  /** False for a network without polls; true also while nothing runs that could tell. */
  get mayPoll(): boolean {
    return !this.#life || this.#life.account.sendPoll !== undefined;
  }

  sendPoll(to: ConversationId, poll: Poll, key: string): Promise<Receipt> {
    return this.#post(async (account) => {
      const receipt = await account.sendPoll?.(to, poll, key);
      if (!receipt) throw new SendError("rejected", `${this.plan.channel} has no polls`);
      return receipt;
    });
  }

  /** Best effort; whatever goes wrong is the channel's own matter. */
  showTyping(to: ConversationId): void {
    const account = this.#life?.account;
    if (!account?.setTyping || !this.linked) return;
    this.#around
      .inside(this, async () => account.setTyping?.(to))
      .catch((error: unknown) => this.#log.debug("typing could not be shown", errorFields(error)));
  }

  /** Asks the network, and remembers what it said. Never rejects. */
  async probe(withinMs: number): Promise<void> {
    const { clock } = this.#around;
    const account = this.#life?.account;
    if (!account?.probe) return;
    const began = clock.monotonic();
    const ask = () =>
      this.#around
        .inside(this, async () => account.probe?.())
        .catch((error: unknown) => ({ error: clip(messageOf(error)) }));
    const late = () => ({ error: `no answer within ${withinMs} ms` });
    const outcome = (await within(clock, withinMs, ask, late)) ?? { error: "it cannot be asked" };
    const elapsedMs = Math.round(clock.monotonic() - began);
    this.record.probe = { ok: !("error" in outcome), ...outcome, elapsedMs };
    this.record.lastProbeAt = clock.now();
  }

  async #post(ask: (account: ChannelAccount) => Promise<Receipt>): Promise<Receipt> {
    const account = this.#life?.account;
    if (!account) throw new SendError("retry", `the account ${this.plan.account} does not run`);
    const receipt = await this.#around.inside(this, () => ask(account));
    this.record.lastOutboundAt = this.#around.clock.now();
    return receipt;
  }

  #begin(): void {
    const { clock } = this.#around;
    const plugin = this.#plugin;
    if (!this.#wanted || !plugin || this.#life) return;
    this.record.lastStartAt = clock.now();
    this.#adopt({ kind: "connecting" });
    try {
      this.#around.inside(this, () => {
        this.#epoch += 1;
        const account = plugin.open(this.plan.config, this.#hostFor(this.#epoch));
        this.#life = { account, since: clock.monotonic(), linked: false };
        account.start();
      });
    } catch (error) {
      this.#log.error("the channel's code failed at its start", errorFields(error));
      this.#life = undefined;
      this.#epoch += 1;
      this.#crashed(error);
    }
  }

  #crashed(error: unknown): void {
    const { clock } = this.#around;
    this.record.restarts += 1;
    const waitMs = this.#backoff.next();
    const reason = clip(`the channel's code failed: ${messageOf(error)}`);
    this.#adopt({ kind: "waiting", reason, retryAt: clock.now() + waitMs });
    this.#again = clock.after(waitMs, () => this.#begin());
  }

  async #end(withinMs: number): Promise<void> {
    const { clock } = this.#around;
    const life = this.#life;
    if (!life) return;
    this.#life = undefined;
    this.#epoch += 1;
    if (clock.monotonic() - life.since >= WELL_AFTER_MS) this.#backoff.reset();
    const end = () => this.#around.inside(this, async () => life.account.stop());
    const leave = () => this.#log.warn("an account did not stop and is left behind", { withinMs });
    try {
      await within(clock, withinMs, end, leave);
    } catch (error) {
      this.#log.error("an account failed to stop", errorFields(error));
    } finally {
      this.#around.release(this.plan);
      this.record.lastStopAt = clock.now();
      this.#state = undefined;
      this.#around.changed(this);
    }
  }

  /** Of an account that does not run a fresh one is asked: opening does nothing by itself. */
  async #forget(ended: ChannelAccount | undefined): Promise<boolean> {
    const around = this.#around;
    const account = await around.inside(this, async () => {
      return ended ?? this.#plugin?.open(this.plan.config, this.#hostFor(this.#epoch));
    });
    if (!account?.forget) return false;
    const forget = () => around.inside(this, async () => account.forget?.());
    const late = () => Promise.reject(new Error(`it took more than ${FORGET_WITHIN_MS} ms`));
    await within(around.clock, FORGET_WITHIN_MS, forget, late);
    return true;
  }

  /** Starts and stops of one account never overlap. */
  #inTurn(task: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(task);
    return this.#turn;
  }

  #hostFor(epoch: number): ChannelHost {
    const { plan } = this;
    const around = this.#around;
    const isAlive = () => this.#epoch === epoch;
    const assertAlive = () => {
      if (!isAlive()) throw new Error("this account was stopped");
    };
    return {
      account: plan.account,
      log: this.#log,
      receive: async (messages, position) => {
        assertAlive();
        await around.receive(plan, messages, position);
        if (messages.length > 0) this.record.lastInboundAt = around.clock.now();
      },
      position: async (key) => {
        assertAlive();
        return around.position(plan, key);
      },
      claim: (identity) => isAlive() && around.claim(plan, identity),
      report: (state) => {
        if (isAlive()) this.#adopt(state);
      },
    };
  }

  #adopt(state: AccountState): void {
    const { record } = this;
    this.#state = state;
    if (state.kind === "linked") record.lastConnectedAt = state.since;
    if (state.kind === "waiting" || state.kind === "unlinked")
      record.lastError = clip(state.reason);
    const life = this.#life;
    if (life && state.kind === "linked") life.linked = true;
    if (life && state.kind === "unlinked") life.linked = false;
    this.#around.changed(this);
  }
}

const clip = (text: string): string =>
  text.length > REASON_LENGTH_MAX
    ? `${text.slice(0, REASON_LENGTH_MAX - 1)}…`.toWellFormed()
    : text;
