import { isIP } from "node:net";
import { tailnetAddress } from "../../../kernel/tailnet.ts";

/** Whether two addresses are of the same port: the loopback names of this machine are one. */
export function isSameAddress(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  return a !== undefined && b !== undefined && a === b;
}

function partsOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url) return undefined;
  const { protocol, hostname, pathname } = url;
  const port = url.port || (protocol === "wss:" ? "443" : "80");
  return [protocol, isLoopbackHost(hostname) ? "loopback" : hostname, port, pathname].join(" ");
}

/**
 * True where what is sent can be read on the way: no TLS, to another host than this machine or one
 * in the tailnet, which encrypts by itself. An address of Tailscale's range counts only while this
 * machine is in a tailnet: elsewhere that range belongs to whoever provides the network.
 */
export function isReadableOnTheWay(
  text: string,
  ownTailnetAddress: () => string | undefined = tailnetAddress,
): boolean {
  const { protocol, hostname = "" } = URL.parse(text) ?? {};
  if (protocol === "wss:" || isLoopbackHost(hostname)) return false;
  return !isTailnetHost(hostname) || ownTailnetAddress() === undefined;
}

/** The forms that a parsed URL has; a v4 address in a v6 one is among them. */
function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(hostname) ||
    /^\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\]$/.test(hostname)
  );
}

const TAILNET_4 = /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+$/;
const TAILNET_6 = /^\[fd7a:115c:a1e0:/;

function isTailnetHost(hostname: string): boolean {
  if (isIP(hostname) === 4) return TAILNET_4.test(hostname);
  return TAILNET_6.test(hostname) || hostname.endsWith(".ts.net");
}
