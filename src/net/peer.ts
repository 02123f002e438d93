import type { IncomingHttpHeaders } from "node:http";
import ipaddr from "ipaddr.js";
import { EXIT, FatalError } from "../kernel/errors.ts";

/**
 * Who is at the other end, from the socket alone; headers can only take trust away (SR6). Headers
 * of a proxy that the owner named say which address it stands for, and never more than that.
 */
export interface Peer {
  /**
   * Canonical: a v4-mapped address is its v4 one, a v6 address is its /64. What budgets count by.
   */
  readonly address: string;
  /** The address itself, for people. */
  readonly ip: string;
  /** The address is one of this machine's own; behind a proxy it may be anybody's. */
  readonly loopback: boolean;
  /** What stands between, as far as the headers tell. */
  readonly via: "nothing" | "trusted-proxy" | "unknown-proxy";
  /** Loopback, asked by a loopback name, and nothing hints at a proxy in between. */
  readonly local: boolean;
}

type Place = Pick<Peer, "address" | "ip" | "loopback">;

const FORWARDED = new Set([
  "forwarded",
  "via",
  "x-real-ip",
  "x-client-ip",
  "true-client-ip",
  "cf-connecting-ip",
]);
const FORWARDED_FAMILY = /^(x-forwarded|tailscale-)/;

const LOOPBACK_HOST =
  /^(?:localhost|\[::1\]|127(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})(?::[1-9]\d{0,4})?$/i;

/**
 * True for a Host header that can only mean the machine of whoever wrote it: `localhost`,
 * 127.0.0.0/8 or `[::1]`, with any port, because a tunnel or a container's port mapping has its
 * own. No name that somebody else controls is among them, so none of them can be rebound.
 */
export function isLoopbackHostHeader(host: string): boolean {
  return LOOPBACK_HOST.test(host);
}

/** True when any header says that somebody passed the request on. */
function isForwarded(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => FORWARDED.has(name) || FORWARDED_FAMILY.test(name));
}

/** `trustedProxies`: addresses whose forwarding headers are believed, as `proxiesOf` makes them. */
export function peerOf(
  remoteAddress: string | undefined,
  headers: IncomingHttpHeaders,
  trustedProxies: ReadonlySet<string> = new Set(),
): Peer {
  const place = placeOf(remoteAddress);
  if (!isForwarded(headers)) {
    const local = place.loopback && isLoopbackHostHeader(headers.host ?? "");
    return { ...place, via: "nothing", local };
  }
  if (!trustedProxies.has(place.ip)) return { ...place, via: "unknown-proxy", local: false };
  const client = placeOf(clientOf(headers) ?? remoteAddress);
  return { ...client, loopback: false, via: "trusted-proxy", local: false };
}

/**
 * The canonical form of a socket's remote address; `unknown` when there is none, never loopback
 * then.
 */
export function placeOf(remoteAddress: string | undefined): Place {
  const plain = remoteAddress?.replace(/%.*$/, "") ?? "";
  if (!ipaddr.isValid(plain)) return { address: "unknown", ip: "unknown", loopback: false };
  const parsed = ipaddr.process(plain);
  const loopback = parsed.range() === "loopback";
  const ip = parsed.toString();
  if (parsed instanceof ipaddr.IPv4 || loopback) return { address: ip, ip, loopback };
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${ip}/64`).toString();
  return { address: `${network}/64`, ip, loopback };
}

/** The addresses of `gateway.trustedProxies`. Throws a FatalError that names one that is none. */
export function proxiesOf(addresses: readonly string[]): ReadonlySet<string> {
  for (const address of addresses) {
    if (ipaddr.isValid(address)) continue;
    throw new FatalError(
      EXIT.unusableConfig,
      `gateway.trustedProxies: "${address}" is no IP address; ` +
        "write the address of the proxy, such as 10.0.0.2",
    );
  }
  return new Set(addresses.map((address) => placeOf(address).ip));
}

/** Whom a proxy says that it stands for; undefined when it names no address. */
function clientOf(headers: IncomingHttpHeaders): string | undefined {
  const named = [headers["x-forwarded-for"], headers["x-real-ip"]].map((value) =>
    (Array.isArray(value) ? value[0] : value)?.split(",")[0]?.trim(),
  );
  return named.find((address) => address !== undefined && ipaddr.isValid(address));
}
