import type { AccountId, ChannelId, InboundMessage } from "@zero/channel";
import type { Decision, DmPolicy } from "../../domain/decision.ts";
import type { AgentId } from "../../domain/ids.ts";
import type { DmScope } from "../../domain/session.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Statement, Store } from "../../store/store.ts";
import { decide } from "./decide.ts";
import { Digests, type KnockDigest } from "./digest.ts";
import { Knocks, type Knock } from "./knocks.ts";

export type { Knock, KnockDigest };

export interface RoutingOptions {
  readonly store: Pick<Store, "row" | "rows">;
  readonly clock: Clock;
  /** Who may speak to an account, by the configuration. Nobody for an account that is not there. */
  access(
    channel: ChannelId,
    account: AccountId,
  ): { readonly dmPolicy: DmPolicy; readonly allowFrom: readonly string[] };
  /** The agent that answers people. */
  readonly agent: AgentId;
  /** Read at each use. */
  dmScope(): DmScope;
  /** Tells the owner that strangers wrote; at most once an hour for each account. */
  tell(digest: KnockDigest): void;
}

/** Who may speak, to which agent, in which session; and who tried without being allowed to. */
export class Routing {
  readonly #options: RoutingOptions;
  readonly #knocks: Knocks;
  readonly #digests: Digests;

  constructor(options: RoutingOptions) {
    this.#options = options;
    this.#knocks = new Knocks(options.store);
    this.#digests = new Digests(options.clock, (digest) => options.tell(digest));
  }

  /** Reads when the owner was told last, so that a restart tells nothing twice. */
  async start(): Promise<void> {
    for (const { channel, account, at } of await this.#knocks.newestByAccount()) {
      this.#digests.remember(channel, account, at);
    }
  }

  stop(): void {
    this.#digests.stop();
  }

  decide(message: InboundMessage): Decision {
    const { agent } = this.#options;
    const access = this.#options.access(message.address.channel, message.address.account);
    return decide(message, { ...access, agent, dmScope: this.#options.dmScope() });
  }

  /** What writes down that a stranger knocked; the owner hears of it once that is on disk. */
  knocked(message: InboundMessage, at: number): readonly Statement[] {
    const { address, sender } = message;
    const committed = () => this.#digests.add(address.channel, address.account, sender.id);
    const [first, ...rest] = this.#knocks.record(message, at);
    return first ? [{ ...first, committed }, ...rest] : rest;
  }

  /** People who knocked at an account, the newest `limit` of them. */
  knocks(
    channel: ChannelId,
    account: AccountId,
    limit: number,
  ): Promise<{ total: number; newest: readonly Knock[] }> {
    return this.#knocks.list(channel, account, limit);
  }
}
