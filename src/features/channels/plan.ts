import type { AccountId, ChannelId, ChannelManifest } from "@zero/channel";
import {
  accountSections,
  isGiven,
  isSwitchedOn,
  listOf,
  parseEntry,
  type Section,
} from "../../domain/channel-section.ts";
import type { DmPolicy } from "../../domain/decision.ts";
import type { UncertainPolicy } from "../../domain/delivery.ts";

/** Who may speak to an account in private, in the network's own ids. */
export interface Access {
  readonly dmPolicy: DmPolicy;
  /** Ids, or `*`, which means everybody with the policy `open` and nobody otherwise. */
  readonly allowFrom: readonly string[];
}

/** Which parts of an answer quote the message that they answer. */
export type QuoteMode = "off" | "first" | "all";

/** What the configuration says about one account; nothing in here needs the channel's code. */
export interface AccountPlan {
  readonly channel: ChannelId;
  readonly account: AccountId;
  readonly name: string | undefined;
  readonly enabled: boolean;
  /** The key that signs it in; undefined when there is none. */
  readonly credential: string | undefined;
  readonly access: Access;
  readonly quotes: QuoteMode;
  readonly uncertainSends: UncertainPolicy;
  /** Shorter parts than the network asks for; undefined: as long as it takes. */
  readonly textChunkLimit: number | undefined;
  /** What the channel gets: its own keys, what it inherits included. */
  readonly config: Readonly<Record<string, unknown>>;
}

const NOBODY: Access = { dmPolicy: "disabled", allowFrom: [] };

/** The accounts of a channel's section, the default one first. */
export function planAccounts(manifest: ChannelManifest, section: unknown): readonly AccountPlan[] {
  return accountSections(manifest, section).map(({ account, config }) => {
    return plan(manifest, account as AccountId, config);
  });
}

/** What the account may be told; nobody when there is no such account. */
export function accessOf(plan: AccountPlan | undefined): Access {
  return plan?.enabled ? plan.access : NOBODY;
}

function plan(manifest: ChannelManifest, account: AccountId, config: Section): AccountPlan {
  const { name, replyToMode, uncertainSends, textChunkLimit } = config;
  return {
    channel: manifest.id,
    account,
    name: typeof name === "string" ? name : undefined,
    enabled: isSwitchedOn(config),
    credential: manifest.credentialKeys.find((key) => isGiven(config[key])),
    access: {
      dmPolicy: policyOf(config.dmPolicy),
      allowFrom: listOf(config.allowFrom).flatMap((entry) => parseEntry(manifest, entry) ?? []),
    },
    quotes: replyToMode === "off" || replyToMode === "all" ? replyToMode : "first",
    uncertainSends: uncertainSends === "hold" ? "hold" : "resend",
    textChunkLimit: typeof textChunkLimit === "number" ? textChunkLimit : undefined,
    config,
  };
}

/** Absent is the default; whatever nobody knows lets nobody in (SR13). */
function policyOf(value: unknown): DmPolicy {
  if (value === undefined) return "allowlist";
  return value === "open" || value === "allowlist" ? value : "disabled";
}
