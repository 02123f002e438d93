import type { AccountId, ChannelId, ChannelPlugin } from "@zero/channel";
import { isSamePart } from "../../config/secrets.ts";
import { messageOf } from "../../kernel/errors.ts";
import { errorFields } from "../../kernel/log.ts";
import { SupervisedAccount, type Surroundings } from "./account.ts";
import type { LoadableChannel } from "./load.ts";
import { type AccountPlan, planAccounts } from "./plan.ts";
import { type ChannelAccounts, isActive } from "./report.ts";

type Sections = Readonly<Record<string, unknown>>;

/** The accounts that the configuration asks for, and the code of their channels. */
export class AccountSet {
  readonly #available: readonly LoadableChannel[];
  readonly #around: Surroundings;
  readonly #plugins = new Map<ChannelId, ChannelPlugin>();
  #channels: readonly ChannelAccounts[] = [];
  #plans: readonly AccountPlan[] = [];

  constructor(available: readonly LoadableChannel[], sections: Sections, around: Surroundings) {
    this.#available = available;
    this.#around = around;
    this.plan(sections);
  }

  get channels(): readonly ChannelAccounts[] {
    return this.#channels;
  }

  get all(): readonly SupervisedAccount[] {
    return this.#channels.flatMap(({ accounts }) => accounts);
  }

  plugin(channel: ChannelId): ChannelPlugin | undefined {
    return this.#plugins.get(channel);
  }

  find(channel: ChannelId, account: AccountId): SupervisedAccount | undefined {
    return this.all.find(({ plan }) => plan.channel === channel && plan.account === account);
  }

  /** Also of an account that nothing signs in: who may speak to it is known all the same. */
  planOf(channel: ChannelId, account: AccountId): AccountPlan | undefined {
    return this.#plans.find((plan) => plan.channel === channel && plan.account === account);
  }

  /**
   * Takes over what the sections ask for. An account of which nothing is different stays the same
   * one; those that are not asked for any more are returned, and still run.
   */
  plan(sections: Sections): readonly SupervisedAccount[] {
    const before = this.all;
    const planned = this.#available.map(({ manifest }) => {
      return { manifest, plans: planAccounts(manifest, sections[manifest.id]) };
    });
    const accountOf = (plan: AccountPlan) =>
      before.find((account) => isSamePart(account.plan, plan)) ??
      new SupervisedAccount(plan, this.#around);
    this.#plans = planned.flatMap(({ plans }) => plans);
    this.#channels = planned.map(({ manifest, plans }) => {
      const used = plans.filter((plan) => plan.credential !== undefined || plans.length > 1);
      return { manifest, accounts: used.map(accountOf) };
    });
    const after = this.all;
    return before.filter((account) => !after.includes(account));
  }

  /** Starts these accounts, with their channels' code; resolves when that is there. */
  async start(accounts: readonly SupervisedAccount[]): Promise<void> {
    const active = accounts.filter(isActive);
    await Promise.all(
      this.#available.map(async (channel) => {
        const own = active.filter(({ plan }) => plan.channel === channel.manifest.id);
        if (own.length > 0) await this.#startOf(channel, own);
      }),
    );
  }

  async #startOf(channel: LoadableChannel, accounts: readonly SupervisedAccount[]): Promise<void> {
    const { id } = channel.manifest;
    try {
      const plugin = this.#plugins.get(id) ?? (await channel.load());
      this.#plugins.set(id, plugin);
      for (const account of accounts) account.start(plugin);
    } catch (error) {
      const { log } = this.#around;
      log.error("a channel could not be loaded", { channel: id, ...errorFields(error) });
      const reason = `its code could not be loaded (${messageOf(error)}); install ZERO again`;
      for (const account of accounts) account.fail(reason);
    }
  }
}
