import { isIP } from "node:net";
import type { Config } from "../generated/sections.ts";
import type { Configuration } from "../load.ts";

interface Circumstances {
  /** How the program is called for this profile, such as `zero --dev`. */
  readonly program: string;
  /** Somebody said that it may run although nothing says that it should. */
  readonly allowUnconfigured: boolean;
}

/**
 * Why a gateway does not run with a valid configuration, with what to do about it; undefined when
 * it does. The same holds at the start, while it runs and for whoever edits the file.
 */
export function objectionTo(
  configuration: Configuration,
  { program, allowUnconfigured }: Circumstances,
): string | undefined {
  const objection = allowUnconfigured ? undefined : modeObjection(configuration, program);
  return objection ?? authObjection(configuration, program);
}

/** A gateway starts only where somebody decided that it should (V13). */
function modeObjection({ config, file }: Configuration, program: string): string | undefined {
  const { mode, remote } = config.gateway;
  if (mode === "local") return undefined;
  if (!file.exists && mode === undefined) {
    const remedy = "or set gateway.mode=local (or pass --allow-unconfigured).";
    return `Missing config. Run \`${program} setup\` ${remedy}`;
  }
  const now = `(current: ${mode ?? "unset"})`;
  const blocked = `Gateway start blocked: set gateway.mode=local ${now} or pass --allow-unconfigured.`;
  const asked = askedElsewhere(remote);
  if (mode !== "remote" || asked === undefined) return blocked;
  return `${blocked}\nWith gateway.mode=remote this machine runs none: its commands ask ${asked}.`;
}

/** Whom commands ask in remote mode, for people; undefined: nothing names it. */
export function askedElsewhere(remote: Config["gateway"]["remote"]): string | undefined {
  const { transport, sshTarget, url } = remote;
  return transport === "ssh" && sshTarget !== undefined ? `${sshTarget} through SSH` : url;
}

/**
 * Without a secret only this machine may connect (V1), and a secret that is asked for must exist.
 */
function authObjection({ config }: Configuration, program: string): string | undefined {
  const { auth, bind, tailscale } = config.gateway;
  if (auth.mode !== undefined && auth[auth.mode] === undefined) {
    return (
      `Gateway auth is set to ${auth.mode}, but no ${auth.mode} is configured. Set gateway.auth.${auth.mode}, ` +
      `ZERO_GATEWAY_${auth.mode.toUpperCase()} or --${auth.mode}; \`${program} setup\` makes a token.`
    );
  }
  if (auth.token !== undefined || auth.password !== undefined) return undefined;
  if (tailscale.mode === "serve") {
    return (
      "Refusing to serve the gateway on the tailnet without auth. Set gateway.auth.token " +
      `(\`${program} setup\` makes one) or pass --token.`
    );
  }
  if (!isOpenToOthers(config.gateway)) return undefined;
  return (
    `Refusing to bind gateway to ${bind} without auth. Set gateway.auth.token (\`${program} setup\` makes one) ` +
    "or pass --token."
  );
}

/** Whether other machines may reach the addresses that a gateway is told to listen on. */
export function isOpenToOthers({ bind, customBindHost }: Config["gateway"]): boolean {
  if (bind === "custom") return !isLoopback(customBindHost);
  return bind === "lan" || bind === "tailnet";
}

function isLoopback(host: string | undefined): boolean {
  if (host === undefined) return false;
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}
