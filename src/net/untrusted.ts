import { NET_LIMITS } from "./limits.ts";

/**
 * Controls, line separators and marks that turn text around: what could forge or hide a line of a
 * log.
 */
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * Words of a stranger for a log record (SR31): cut to 200 units, harmless to a terminal. The caller
 * puts them under a field named `untrusted`, so that nobody takes them for ours.
 */
export function untrusted(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return text.slice(0, NET_LIMITS.untrustedTextMax).replace(DECEPTIVE, "\u{fffd}");
}
