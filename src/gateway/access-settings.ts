import type { Config } from "../config/generated/sections.ts";
import type { AuthSettings } from "../features/access/access.ts";
import { tailnetAddress } from "../kernel/tailnet.ts";
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
    case "lan":
      return { mode: bind };
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
