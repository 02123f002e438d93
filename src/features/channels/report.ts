import type { ChannelManifest } from "@zero/channel";
import type { SupervisedAccount } from "./account.ts";

/** Somebody who wrote to an account without being allowed to. */
interface Knock {
  readonly sender: string;
  readonly name: string | undefined;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly count: number;
}

export interface Knocks {
  /** People, not messages. */
  readonly total: number;
  /** The newest ones. */
  readonly newest: readonly Knock[];
}

/**
 * A channel with all of its accounts, the default one first; none of them when it is not
 * configured.
 */
export interface ChannelAccounts {
  readonly manifest: ChannelManifest;
  readonly accounts: readonly SupervisedAccount[];
}

/** One account as `channels.status` shows it. */
export function accountSnapshot(account: SupervisedAccount, knocks: Knocks): object {
  const { plan, record, state } = account;
  return {
    accountId: plan.account,
    name: plan.name,
    enabled: plan.enabled,
    configured: isConfigured(account),
    linked: account.linked,
    running: account.running,
    connected: state?.kind === "linked",
    self: state?.kind === "linked" ? state.self : undefined,
    reconnectAttempts: record.restarts,
    lastConnectedAt: record.lastConnectedAt ?? null,
    lastError: currentTrouble(account) ?? record.lastError ?? null,
    lastStartAt: record.lastStartAt ?? null,
    lastStopAt: record.lastStopAt ?? null,
    lastInboundAt: record.lastInboundAt ?? null,
    lastOutboundAt: record.lastOutboundAt ?? null,
    nextAttemptAt: state?.kind === "waiting" ? state.retryAt : undefined,
    lastProbeAt: record.lastProbeAt ?? null,
    probe: record.probe,
    dmPolicy: plan.access.dmPolicy,
    allowFrom: plan.access.allowFrom,
    tokenSource: plan.credential,
    knockCount: knocks.total,
    knocks: knocks.newest,
  };
}

/** A channel's own entry of `channels.status`: what holds for its default account. */
export function channelSummary({ accounts }: ChannelAccounts): object {
  const [first] = accounts;
  const state = first?.state;
  return {
    configured: accounts.some(isConfigured),
    linked: first?.linked ?? false,
    running: first?.running ?? false,
    connected: state?.kind === "linked",
    lastStartAt: first?.record.lastStartAt ?? null,
    lastStopAt: first?.record.lastStopAt ?? null,
    lastError: first ? (currentTrouble(first) ?? null) : null,
    probe: first?.record.probe,
    lastProbeAt: first?.record.lastProbeAt ?? null,
  };
}

/** A channel's entry of the health summary. Nothing in it changes while nothing happens. */
export function channelHealth({ accounts }: ChannelAccounts): Record<string, unknown> {
  const [first] = accounts;
  const entries = accounts.map(
    (account) => [account.plan.account, accountHealth(account)] as const,
  );
  return {
    ...(first ? accountHealth(first) : { configured: false, linked: false }),
    ...(accounts.length > 1 ? { accounts: Object.fromEntries(entries) } : {}),
  };
}

function accountHealth(account: SupervisedAccount): Record<string, unknown> {
  const { plan, record } = account;
  const trouble = currentTrouble(account);
  return {
    accountId: plan.account,
    configured: isConfigured(account),
    linked: account.linked,
    connected: account.state?.kind === "linked",
    ...(trouble === undefined ? {} : { lastError: trouble }),
    ...(record.probe ? { probe: record.probe, lastProbeAt: record.lastProbeAt } : {}),
  };
}

export interface LinkChannel {
  id: string;
  label: string;
  linked: boolean;
  authAgeMs: number | null;
}

/**
 * The first configured account that is not linked, else the first linked one; undefined when no
 * channel is configured (V6).
 */
export function linkChannel(
  channels: readonly ChannelAccounts[],
  now: number,
): LinkChannel | undefined {
  const all = channels.flatMap(({ manifest, accounts }) =>
    accounts.filter(isActive).map((account) => ({ manifest, account })),
  );
  const found = all.find(({ account }) => !account.linked) ?? all[0];
  if (!found) return undefined;
  const { manifest, account } = found;
  const { state } = account;
  const authAgeMs = state?.kind === "linked" ? Math.max(0, now - state.since) : null;
  return { id: manifest.id, label: manifest.label, linked: account.linked, authAgeMs };
}

/** One line for each active account, with the reason where it is not well; for the owner. */
export function summaryLines(channels: readonly ChannelAccounts[]): readonly string[] {
  return lines(channels, (account) => {
    const reason = currentTrouble(account);
    return reason === undefined ? stateInWords(account) : `${stateInWords(account)}: ${reason}`;
  });
}

/**
 * One line for each active account, for anybody who may talk to the agent: a reason can name files
 * of this machine, so there is none.
 */
export function stateLines(channels: readonly ChannelAccounts[]): readonly string[] {
  return lines(channels, stateInWords);
}

function lines(
  channels: readonly ChannelAccounts[],
  inWords: (account: SupervisedAccount) => string,
): readonly string[] {
  return channels.flatMap(({ manifest, accounts }) =>
    accounts.filter(isActive).map((account) => {
      const several = accounts.length > 1 ? ` (${account.plan.account})` : "";
      return `${manifest.label}${several}: ${inWords(account)}`;
    }),
  );
}

/** Why the account is not well, as it is now. */
export function currentTrouble({ state }: SupervisedAccount): string | undefined {
  return state?.kind === "waiting" || state?.kind === "unlinked" ? state.reason : undefined;
}

/** An account that is in use, and how it is in one word. */
export interface AccountState {
  readonly channel: string;
  readonly account: string;
  readonly state: "off" | "connecting" | "linked" | "waiting" | "unlinked";
}

export function accountStates(channels: readonly ChannelAccounts[]): readonly AccountState[] {
  return channels.flatMap(({ manifest, accounts }) =>
    accounts.filter(isConfigured).map(({ plan, state }) => {
      return { channel: manifest.id, account: plan.account, state: state?.kind ?? "off" };
    }),
  );
}

const isConfigured = ({ plan }: SupervisedAccount): boolean => plan.credential !== undefined;

/** It should be connected. */
export const isActive = (account: SupervisedAccount): boolean =>
  account.plan.enabled && isConfigured(account);

function stateInWords({ state }: SupervisedAccount): string {
  switch (state?.kind) {
    case undefined:
      return "not running";
    case "connecting":
      return "connecting";
    case "linked":
      return `linked as ${state.self}`;
    case "waiting":
      return "waiting";
    case "unlinked":
      return "not linked";
  }
}
