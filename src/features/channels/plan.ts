import type { AccountId, ChannelId, ChannelManifest } from "@zero/channel";
import type { DmPolicy } from "../../domain/decision.ts";
import type { UncertainPolicy } from "../../domain/delivery.ts";
import { isRecord } from "../../kernel/is-record.ts";

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

/** Something in a section that a person should put right. */
export interface SectionProblem {
  /** Below `channels.<id>`, such as `accounts.work.allowFrom[0]`. */
  readonly path: string;
  readonly message: string;
}

type Section = Readonly<Record<string, unknown>>;

const NOBODY: Access = { dmPolicy: "disabled", allowFrom: [] };
const DEFAULT_ACCOUNT = "default" as AccountId;

/**
 * The accounts of a channel's section, the default one first. Keys of the section are the defaults
 * of its accounts. The account `default` is the section itself, as long as that signs one in or
 * names no others.
 */
export function planAccounts(manifest: ChannelManifest, section: unknown): readonly AccountPlan[] {
  if (!isRecord(section)) return [];
  const { accounts: named, ...root } = section;
  const accounts = isRecord(named) ? Object.entries(named) : [];
  const signsIn = manifest.credentialKeys.some((key) => isGiven(root[key]));
  const plans = accounts.map(([id, own]) => {
    const merged = inherit(manifest, root, isRecord(own) ? own : {});
    return plan(manifest, id as AccountId, merged);
  });
  const hasDefault = plans.some(({ account }) => account === DEFAULT_ACCOUNT);
  if (hasDefault || (plans.length > 0 && !signsIn)) return plans;
  return [plan(manifest, DEFAULT_ACCOUNT, root), ...plans];
}

/** What the account may be told; nobody when there is no such account. */
export function accessOf(plan: AccountPlan | undefined): Access {
  return plan?.enabled ? plan.access : NOBODY;
}

/** What a section says that would not do what its writer meant. Empty: nothing. */
export function sectionProblems(manifest: ChannelManifest, section: unknown): SectionProblem[] {
  if (!isRecord(section)) return [];
  const { accounts, ...root } = section;
  const named = isRecord(accounts) ? Object.entries(accounts) : [];
  const all = [
    ...accessProblems(manifest, "", root, root),
    ...named.flatMap(([id, own]) => {
      if (!isRecord(own)) return [];
      return accessProblems(manifest, `accounts.${id}.`, own, inherit(manifest, root, own));
    }),
  ];
  return all;
}

function accessProblems(
  manifest: ChannelManifest,
  prefix: string,
  own: Section,
  merged: Section,
): SectionProblem[] {
  const problems: SectionProblem[] = [];
  for (const [index, entry] of listOf(own.allowFrom).entries()) {
    if (parseEntry(manifest, entry) !== undefined) continue;
    const what = `${JSON.stringify(entry)} is not an id that stays one person's`;
    const path = `${prefix}allowFrom[${index}]`;
    problems.push({ path, message: `${what}; use ${manifest.senderHint}` });
  }
  if (own.dmPolicy === undefined && own.allowFrom === undefined) return problems;
  const everybody = listOf(merged.allowFrom).includes("*");
  if (merged.dmPolicy === "open" && !everybody) {
    const message = '"open" lets everybody speak to the assistant; say so with "*" in allowFrom';
    problems.push({ path: `${prefix}dmPolicy`, message });
  }
  if (merged.dmPolicy !== "open" && everybody) {
    const message = 'allowFrom has "*", which means nothing without dmPolicy "open"; remove it';
    problems.push({ path: `${prefix}allowFrom`, message });
  }
  return problems;
}

function inherit(manifest: ChannelManifest, root: Section, own: Section): Section {
  const signsIn = manifest.credentialKeys.some((key) => isGiven(own[key]));
  const inherited = signsIn
    ? Object.entries(root).filter(([key]) => !manifest.credentialKeys.includes(key))
    : Object.entries(root);
  // A name is one account's; switching the channel off switches off all of its accounts.
  const { name: _name, ...shared } = Object.fromEntries(inherited);
  return { ...shared, ...own, enabled: root.enabled !== false && own.enabled !== false };
}

function plan(manifest: ChannelManifest, account: AccountId, config: Section): AccountPlan {
  const { name, enabled, replyToMode, uncertainSends, textChunkLimit } = config;
  return {
    channel: manifest.id,
    account,
    name: typeof name === "string" ? name : undefined,
    enabled: enabled !== false,
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

/**
 * An entry of `allowFrom` in the network's own form; numbers and digits are the same person (V46).
 */
function parseEntry(manifest: ChannelManifest, entry: unknown): string | undefined {
  if (entry === "*") return entry;
  const text = typeof entry === "number" ? `${entry}` : entry;
  if (typeof text !== "string") return undefined;
  const [prefix = "", ...rest] = text.trim().split(":");
  const known = [manifest.id, ...manifest.aliases].includes(prefix.toLowerCase());
  return manifest.parseSender(known && rest.length > 0 ? rest.join(":").trim() : text.trim());
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A credential may be a `Secret`, of which only its owner knows what is in it. */
const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== "";
