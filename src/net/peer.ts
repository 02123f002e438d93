import type { IncomingHttpHeaders } from "node:http";
import ipaddr from "ipaddr.js";

/** Who is at the other end, from the socket alone; headers can only take trust away (SR6). */
export interface Peer {
  /**
   * Canonical: a v4-mapped address is its v4 one, a v6 address is its /64. What budgets count by.
   */
  readonly address: string;
  /** The address itself, for people. */
  readonly ip: string;
  readonly loopback: boolean;
  /** Loopback, asked by a loopback name, and nothing hints at a proxy in between. */
  readonly local: boolean;
}

const FORWARDED = new Set([
  "forwarded",
  "via",
  "x-real-ip",
  "x-client-ip",
  "true-client-ip",
  "cf-connecting-ip",
]);
const FORWARDED_FAMILY = /^(x-forwarded|tailscale-)/;
const LOOPBACK_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** True when any header says that somebody passed the request on. */
function isForwarded(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => FORWARDED.has(name) || FORWARDED_FAMILY.test(name));
}

export function peerOf(remoteAddress: string | undefined, headers: IncomingHttpHeaders): Peer {
  const { address, ip, loopback } = placeOf(remoteAddress);
  const local = loopback && LOOPBACK_NAME.test(headers.host ?? "") && !isForwarded(headers);
  return { address, ip, loopback, local };
}

/**
 * The canonical form of a socket's remote address; `unknown` when there is none, never loopback
 * then.
 */
export function placeOf(remoteAddress: string | undefined): Omit<Peer, "local"> {
  const plain = remoteAddress?.replace(/%.*$/, "") ?? "";
  if (!ipaddr.isValid(plain)) return { address: "unknown", ip: "unknown", loopback: false };
  const parsed = ipaddr.process(plain);
  const loopback = parsed.range() === "loopback";
  const ip = parsed.toString();
  if (parsed instanceof ipaddr.IPv4 || loopback) return { address: ip, ip, loopback };
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${ip}/64`).toString();
  return { address: `${network}/64`, ip, loopback };
}
