import { networkInterfaces } from "node:os";

const TAILNET = /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+$/;

/**
 * This machine's IPv4 address in Tailscale's range, 100.64.0.0/10; undefined when it has none. The
 * gateway opens it and the commands look for the gateway there, so both ask here.
 */
export function tailnetAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.map(({ address }) => address).find((address) => TAILNET.test(address));
}
