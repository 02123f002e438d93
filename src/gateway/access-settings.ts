import { networkInterfaces } from "node:os";
import type { Config } from "../config/generated/sections.ts";
import type { AuthSettings } from "../features/access/access.ts";
import type { Bind } from "../net/listener.ts";

/**
 * How clients prove that they belong: the mode that is set, else what a secret is there for
 * (spec.md 1.5, V1).
 */
export function authOf({ mode, token, password }: Config["gateway"]["auth"]): AuthSettings {
  const wanted = mode ?? (password ? "password" : token ? "token" : "none");
  if (wanted === "none") return { mode: "none" };
  const secret = wanted === "token" ? token : password;
  return secret ? { mode: wanted, secret } : { mode: wanted };
}

/** Which addresses are opened; a tailnet that is not there is loopback (spec.md 7.2). */
export function bindOf({ bind, customBindHost }: Config["gateway"]): Bind {
  switch (bind) {
    case "loopback":
    case "auto":
      return { mode: "loopback" };
    case "lan":
      return { mode: "lan" };
    case "custom":
      return customBindHost === undefined
        ? { mode: "lan" }
        : { mode: "custom", host: customBindHost };
    case "tailnet": {
      const host = tailnetAddress();
      return host === undefined ? { mode: "loopback" } : { mode: "custom", host };
    }
  }
}

/** This machine's IPv4 address in Tailscale's range, 100.64.0.0/10; undefined when it has none. */
function tailnetAddress(): string | undefined {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.map(({ address }) => address).find((address) => TAILNET.test(address));
}

const TAILNET = /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+$/;
