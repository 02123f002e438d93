import { AsyncLocalStorage } from "node:async_hooks";
import type {
  AccountId,
  Address,
  ChannelId,
  ConversationId,
  InboundMessage,
  OutboundMessage,
  Poll,
  Position,
  Receipt,
  RemoteId,
} from "@zero/channel";
import type { UncertainPolicy } from "../../domain/delivery.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import type { HealthReport, Service } from "../../kernel/service.ts";
import { AccountSet } from "./account-set.ts";
import type { SupervisedAccount, Surroundings } from "./account.ts";
import { BUILT_IN, type LoadableChannel } from "./load.ts";
import { type LoggedOut, logOut } from "./logout.ts";
import { accessOf, type Access, type AccountPlan, type QuoteMode } from "./plan.ts";
import * as report from "./report.ts";

const KNOCKS_SHOWN = 20;
const PROBE_WITHIN_MS_MIN = 1_000;
/** Within the second that a service has to stop. */
const STOP_WITHIN_MS = 800;

export interface ChannelsOptions {
  /** The section `channels` of the configuration, by channel id. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** True: nothing is loaded or connected, and everything else works (`ZERO_SKIP_CHANNELS`). */
  readonly skip: boolean;
  readonly clock: Clock;
  readonly log: Log;
  /** Drawn for the jitter of restarts. */
  readonly random: () => number;
  /** Takes messages and the position behind them in one transaction; on disk when it resolves. */
  receive(
    channel: ChannelId,
    account: AccountId,
    messages: readonly InboundMessage[],
    position?: Position,
  ): Promise<void>;
  position(channel: ChannelId, key: string): Promise<number | undefined>;
  /** People who wrote without being allowed to. */
  knocks(channel: ChannelId, account: AccountId, limit: number): Promise<report.Knocks>;
  /**
   * An account's state is another one: deliveries that wait for it look again, health is told anew.
   */
  changed(channel: ChannelId, account: AccountId): void;
  /** The built-in ones when absent. */
  readonly available?: readonly LoadableChannel[];
}

/** How to reach the account of an address, as it is at this moment. */
export interface ChannelTransport {
  /** Throws `SendError`, or whatever else the channel's code threw. */
  send(to: ConversationId, message: OutboundMessage, key: string): Promise<Receipt>;
  /** As `send`; absent where the network has no polls. */
  sendPoll?(to: ConversationId, poll: Poll, key: string): Promise<Receipt>;
  readonly idempotentSend: boolean;
  readonly uncertainPolicy: UncertainPolicy;
  /** False while the account has not reached its network yet. */
  readonly ready: boolean;
}

/**
 * All channels and their accounts: loads their code, keeps each account alive and says how they
 * are.
 */
export class Channels implements Service {
  readonly name = "channels";
  readonly #options: ChannelsOptions;
  readonly #accounts: AccountSet;
  /** Who is connected as whom, by channel and identity on the network. */
  readonly #claims = new Map<string, AccountPlan>();
  readonly #running = new AsyncLocalStorage<SupervisedAccount>();

  constructor(options: ChannelsOptions) {
    this.#options = options;
    const { available = BUILT_IN, sections } = options;
    this.#accounts = new AccountSet(available, sections, this.#surroundings());
  }

  /** Resolves when the code of every channel in use is there; connecting goes on by itself. */
  async start(): Promise<void> {
    if (this.#options.skip) return;
    await this.#accounts.start(this.#accounts.all);
  }

  /**
   * Takes over other sections: an account of which nothing is different goes on undisturbed, any
   * other is stopped, and started again when it is still there.
   */
  async reload(sections: Readonly<Record<string, unknown>>): Promise<void> {
    const before = this.#accounts.all;
    const gone = this.#accounts.plan(sections);
    await Promise.all(gone.map((account) => account.stop(STOP_WITHIN_MS)));
    if (this.#options.skip) return;
    const after = this.#accounts.all;
    await this.#accounts.start(after.filter((account) => !before.includes(account)));
    for (const { plan } of [...gone, ...after]) this.#options.changed(plan.channel, plan.account);
  }

  async stop(): Promise<void> {
    await Promise.all(this.#accounts.all.map((account) => account.stop(STOP_WITHIN_MS)));
  }

  /** Trouble of an account is worth knowing and never a failure of the gateway. */
  health(): HealthReport {
    const trouble = this.#accounts.all.filter(report.isActive).flatMap(report.currentTrouble);
    const [detail] = trouble.filter((reason) => reason !== undefined);
    return detail === undefined ? { state: "ok" } : { state: "degraded", detail };
  }

  /** The result of `channels.status`. */
  async status({ probe, timeoutMs }: { probe: boolean; timeoutMs: number }): Promise<object> {
    if (probe) await this.probe(Math.max(PROBE_WITHIN_MS_MIN, timeoutMs));
    const snapshots = this.#accounts.channels.map(async ({ manifest, accounts }) => {
      return [manifest.id, await Promise.all(accounts.map((one) => this.#snapshot(one)))] as const;
    });
    return {
      ts: this.#options.clock.now(),
      ...this.#listing(),
      channelMeta: this.#accounts.channels.map(({ manifest: { id, label } }) => {
        return { id, label, detailLabel: label };
      }),
      channels: this.#byId(report.channelSummary),
      channelAccounts: Object.fromEntries(await Promise.all(snapshots)),
      channelDefaultAccountId: this.#byId(({ accounts }) => accounts[0]?.plan.account ?? "default"),
    };
  }

  /** The channels' part of the health summary, and of the status for people. */
  healthEntries(): {
    channels: Record<string, Record<string, unknown>>;
    channelOrder: readonly string[];
    channelLabels: Record<string, string>;
    linkChannel?: report.LinkChannel;
    lines: readonly string[];
  } {
    const linkChannel = report.linkChannel(this.#accounts.channels, this.#options.clock.now());
    return {
      channels: this.#byId(report.channelHealth),
      ...this.#listing(),
      ...(linkChannel ? { linkChannel } : {}),
      lines: report.summaryLines(this.#accounts.channels),
    };
  }

  /** How each active account is, in a line without reasons: anybody may read it. */
  states(): readonly string[] {
    return report.stateLines(this.#accounts.channels);
  }

  /** How each account is, in one word. */
  accountStates(): readonly report.AccountState[] {
    return report.accountStates(this.#accounts.channels);
  }

  /** Asks every network who we are, each within `withinMs`. Never rejects. */
  async probe(withinMs: number): Promise<void> {
    await Promise.all(this.#accounts.all.map((account) => account.probe(withinMs)));
  }

  /** True for a channel that is known, by its id or another word for it, signed in or not. */
  has(channel: string): boolean {
    return this.#byWord(channel) !== undefined;
  }

  /** The id of a message as its network knows it; the channel's code need not be there. */
  nativeId(channel: ChannelId, remoteId: RemoteId): string {
    const found = this.#accounts.channels.find(({ manifest }) => manifest.id === channel);
    return found ? found.manifest.nativeId(remoteId) : remoteId;
  }

  /** The channel a client means when it names none: the only one that is configured. */
  defaultChannel(): string | undefined {
    const configured = this.#accounts.channels.filter(({ accounts }) =>
      accounts.some(report.isActive),
    );
    return configured.length === 1 ? configured[0]?.manifest.id : undefined;
  }

  /** The address that `to` names. Throws INVALID_REQUEST with what to write instead. */
  resolve(target: { channel?: string; accountId?: string; to: string }): Address {
    const { manifest, accounts } = this.#named(target);
    const first = accounts[0]?.plan.account ?? "default";
    const wanted = target.accountId ?? first;
    // Of a channel that nothing signs in yet, the account that would be is known all the same.
    if (wanted !== first && !accounts.some(({ plan }) => plan.account === wanted)) {
      throw new ZeroError("INVALID_REQUEST", `unknown account "${wanted}" on ${manifest.id}`);
    }
    const conversation = manifest.parseTarget(target.to);
    if (conversation === undefined) {
      const what = `"${target.to}" names nobody on ${manifest.label}`;
      throw new ZeroError("INVALID_REQUEST", `${what}; use ${manifest.senderHint}`);
    }
    return { channel: manifest.id, account: wanted as AccountId, conversation };
  }

  /**
   * Undefined when there is no such account, when it is switched off, or when it is not signed in.
   */
  transport({ channel, account }: Address): ChannelTransport | undefined {
    const found = this.#accounts.find(channel, account);
    const plugin = this.#accounts.plugin(channel);
    if (!found?.state || !plugin || found.state.kind === "unlinked") return undefined;
    return {
      send: (to, message, key) => found.send(to, message, key),
      ...(found.mayPoll ? { sendPoll: found.sendPoll.bind(found) } : {}),
      idempotentSend: plugin.limits.idempotentSend,
      uncertainPolicy: found.plan.uncertainSends,
      ready: found.linked,
    };
  }

  /**
   * Messages that the network of this address takes; the whole text when nobody knows how to cut
   * it.
   */
  split({ channel, account }: Address, text: string): readonly string[] {
    const plugin = this.#accounts.plugin(channel);
    const limit = this.#accounts.find(channel, account)?.plan.textChunkLimit;
    try {
      return plugin ? plugin.split(text, limit) : [text];
    } catch (error) {
      this.#options.log.error("a channel could not cut a text", { channel, ...errorFields(error) });
      return [text];
    }
  }

  /**
   * Which parts of an answer quote the message that they answer; `off` is obeyed by `transport`.
   */
  quotes({ channel, account }: Address): QuoteMode {
    return this.#accounts.find(channel, account)?.plan.quotes ?? "first";
  }

  /** Signs an account out, the first one of the channel unless one is named; see `logOut`. */
  async logout(channel: string, accountId?: string): Promise<LoggedOut> {
    return logOut(this.#known(channel), accountId);
  }

  /** Best effort: it neither waits nor fails. */
  showTyping({ channel, account, conversation }: Address): void {
    this.#accounts.find(channel, account)?.showTyping(conversation);
  }

  /**
   * Who may speak to an account, by the configuration alone: it holds before anything is loaded.
   */
  access(channel: ChannelId, account: AccountId): Access {
    return accessOf(this.#accounts.planOf(channel, account));
  }

  /**
   * For a promise that nobody waited for and that was rejected: true when it came out of an
   * account's code. That account is started again then, and nothing else is disturbed (A28). Call
   * it in the handler of `unhandledRejection`.
   */
  absorb(error: unknown): boolean {
    const account = this.#running.getStore();
    account?.restart(error);
    return account !== undefined;
  }

  #named({ channel, to }: { channel?: string; to: string }): report.ChannelAccounts {
    const [prefix = ""] = to.split(":");
    const word = channel ?? this.#byWord(prefix)?.manifest.id ?? this.defaultChannel();
    if (word === undefined) {
      throw new ZeroError(
        "INVALID_REQUEST",
        "no channel is named and none is the only one; name one, such as telegram",
      );
    }
    return this.#known(word);
  }

  #known(word: string): report.ChannelAccounts {
    const found = this.#byWord(word);
    if (found) return found;
    throw new ZeroError("INVALID_REQUEST", `unsupported channel: ${word}`);
  }

  #byWord(word: string): report.ChannelAccounts | undefined {
    return this.#accounts.channels.find(({ manifest: { id, aliases } }) => {
      return [id, ...aliases].includes(word.trim().toLowerCase());
    });
  }

  #surroundings(): Surroundings {
    const { clock, log, random } = this.#options;
    return {
      clock,
      log,
      random,
      // What the gateway does with a message is not the channel's doing: it runs outside.
      receive: async ({ channel, account }, messages, position) => {
        assertOwn(channel, account, messages);
        await this.#running.exit(() => this.#options.receive(channel, account, messages, position));
      },
      position: ({ channel }, key) =>
        this.#running.exit(() => this.#options.position(channel, key)),
      claim: (plan, identity) => this.#claim(plan, identity),
      release: (plan) => {
        for (const [key, owner] of this.#claims) if (owner === plan) this.#claims.delete(key);
      },
      inside: (account, task) => this.#running.run(account, task),
      changed: ({ plan }) =>
        this.#running.exit(() => this.#options.changed(plan.channel, plan.account)),
    };
  }

  #claim(plan: AccountPlan, identity: string): boolean {
    const key = `${plan.channel}:${identity}`;
    const owner = this.#claims.get(key);
    if (owner && owner !== plan) return false;
    this.#claims.set(key, plan);
    return true;
  }

  async #snapshot(account: SupervisedAccount): Promise<object> {
    const { channel, account: id } = account.plan;
    return report.accountSnapshot(account, await this.#options.knocks(channel, id, KNOCKS_SHOWN));
  }

  #listing(): { channelOrder: readonly string[]; channelLabels: Record<string, string> } {
    return {
      channelOrder: this.#accounts.channels.map(({ manifest }) => manifest.id),
      channelLabels: this.#byId(({ manifest }) => manifest.label),
    };
  }

  #byId<Entry>(make: (channel: report.ChannelAccounts) => Entry): Record<string, Entry> {
    return Object.fromEntries(this.#accounts.channels.map((one) => [one.manifest.id, make(one)]));
  }
}

/**
 * A channel speaks for its own account only: the address of a message is where its answer goes
 * (A9).
 */
function assertOwn(
  channel: ChannelId,
  account: AccountId,
  messages: readonly InboundMessage[],
): void {
  const foreign = messages.some(({ address }) => {
    return address.channel !== channel || address.account !== account;
  });
  if (foreign) throw new Error(`a message with another account's address came from ${channel}`);
}
