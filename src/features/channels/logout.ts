import { messageOf, ZeroError } from "../../kernel/errors.ts";
import type { AccountPlan } from "./plan.ts";
import type { ChannelAccounts } from "./report.ts";

/** What became of an account that was signed out. */
export interface LoggedOut {
  readonly channel: string;
  readonly accountId: string;
  /** The gateway kept credentials for it, and they are gone. */
  readonly cleared: boolean;
  readonly loggedOut: true;
  /** What that means for the next start. */
  readonly message: string;
}

const REASON = "signed out on request";

/**
 * Ends an account, forgets what the gateway itself keeps to sign it in, and leaves it unlinked.
 * What the owner wrote into the configuration stays theirs: the next start obeys it again, because
 * a switch that nobody sees there would contradict it. Rejects with INVALID_REQUEST when there is
 * no such account, UNAVAILABLE when the credentials could not be deleted.
 */
export async function logOut(
  { manifest, accounts }: ChannelAccounts,
  accountId: string | undefined,
): Promise<LoggedOut> {
  const found = accounts.find(({ plan }) => accountId === undefined || plan.account === accountId);
  if (!found) {
    const what = accountId === undefined ? "account" : `account "${accountId}"`;
    throw new ZeroError("INVALID_REQUEST", `no ${what} of ${manifest.label} is configured`);
  }
  const { plan } = found;
  const stays = `${REASON}; ${remedy(plan)}`;
  try {
    const cleared = await found.logout(stays);
    const message = cleared ? "its credentials are gone; link it again to use it" : remedy(plan);
    return {
      channel: manifest.id,
      accountId: plan.account,
      cleared,
      loggedOut: true,
      message,
    };
  } catch (cause) {
    const why = `the account is stopped, but its credentials are still there: ${messageOf(cause)}`;
    throw new ZeroError("UNAVAILABLE", `${why}; try again`, { cause });
  }
}

function remedy({ channel, account, credential }: AccountPlan): string {
  const place = account === "default" ? `channels.${channel}` : `the account "${account}"`;
  const key = credential ?? "its credential";
  return `it connects again at the next start unless ${key} of ${place} is removed or replaced`;
}
