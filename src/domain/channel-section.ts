import type { ChannelManifest } from "@zero/channel";
import { isRecord } from "../kernel/is-record.ts";

/** Something in a section that a person should put right. */
export interface SectionProblem {
  /** Below `channels.<id>`, such as `accounts.work.allowFrom[0]`. */
  readonly path: string;
  readonly message: string;
}

/** The section `channels.<id>` of a configuration, or one of its accounts. */
export type Section = Readonly<Record<string, unknown>>;

/** One account that a channel's section makes. */
export interface AccountSection {
  readonly account: string;
  /** Below `channels.<id>`, such as `accounts.work`; empty: the section is the account. */
  readonly path: string;
  /** What it says itself, over what the section says for all of them. */
  readonly config: Section;
}

const DEFAULT_ACCOUNT = "default";

/**
 * The accounts of a channel's section, the default one first. Keys of the section are the defaults
 * of its accounts. The account `default` is the section itself, as long as that signs one in or
 * names no others.
 */
export function accountSections(
  manifest: ChannelManifest,
  section: unknown,
): readonly AccountSection[] {
  if (!isRecord(section)) return [];
  const { accounts: named, ...root } = section;
  const accounts = Object.entries(isRecord(named) ? named : {}).map(([account, own]) => {
    const config = inherit(manifest, root, isRecord(own) ? own : {});
    return { account, path: `accounts.${account}`, config };
  });
  const signsIn = manifest.credentialKeys.some((key) => isGiven(root[key]));
  const hasDefault = accounts.some(({ account }) => account === DEFAULT_ACCOUNT);
  if (hasDefault || (accounts.length > 0 && !signsIn)) return accounts;
  return [{ account: DEFAULT_ACCOUNT, path: "", config: root }, ...accounts];
}

/** Whether an account may run. */
export const isSwitchedOn = ({ enabled }: Section): boolean => enabled !== false;

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

/** What an account says, over what the section says for all of them. */
function inherit(manifest: ChannelManifest, root: Section, own: Section): Section {
  const signsIn = manifest.credentialKeys.some((key) => isGiven(own[key]));
  const inherited = signsIn
    ? Object.entries(root).filter(([key]) => !manifest.credentialKeys.includes(key))
    : Object.entries(root);
  // A name is one account's; switching the channel off switches off all of its accounts.
  const { name: _name, ...shared } = Object.fromEntries(inherited);
  return { ...shared, ...own, enabled: isSwitchedOn(root) && isSwitchedOn(own) };
}

/**
 * An entry of `allowFrom` in the network's own form; numbers and digits are the same person (V46).
 */
export function parseEntry(manifest: ChannelManifest, entry: unknown): string | undefined {
  if (entry === "*") return entry;
  const text = typeof entry === "number" ? `${entry}` : entry;
  if (typeof text !== "string") return undefined;
  const [prefix = "", ...rest] = text.trim().split(":");
  const known = [manifest.id, ...manifest.aliases].includes(prefix.toLowerCase());
  return manifest.parseSender(known && rest.length > 0 ? rest.join(":").trim() : text.trim());
}

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A credential may be a `Secret`, of which only its owner knows what is in it. */
export const isGiven = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== "";
