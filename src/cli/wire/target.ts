import type { Configuration } from "../../config/load.ts";
import type { Source } from "../../config/overlay.ts";
import { Secret } from "../../kernel/secret.ts";
import { tailnetAddress } from "../../kernel/tailnet.ts";

/** What a command line says about the gateway to ask. */
export interface TargetOptions {
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly password?: string | undefined;
}

/** A secret that is sent, and where it came from. */
interface Credential {
  readonly kind: "token" | "password";
  readonly secret: Secret;
  /** `--token`, `ZERO_GATEWAY_TOKEN`, `gateway.auth.token`… */
  readonly source: string;
}

/** The gateway that a command asks. */
export interface Target {
  readonly url: string;
  /** Why this address. */
  readonly source: string;
  readonly credentials: readonly Credential[];
  /** Something about the choice that a person may not expect. */
  readonly remark?: string;
}

/**
 * Chooses the gateway: `--url`, then `gateway.remote.url` in remote mode, then this machine. What
 * the configuration holds as a secret goes to the gateway that it names or to this machine, never
 * to another host by `--url`.
 */
export function targetOf(configuration: Configuration, options: TargetOptions): Target {
  const { gateway } = configuration.config;
  const isRemote = gateway.mode === "remote";
  if (options.url !== undefined) {
    const isKnown = options.url === gateway.remote.url || isLoopbackUrl(options.url);
    const credentials = credentialsOf(configuration, options, isKnown);
    const remark = "only --token and --password are sent to another host than the configured one";
    return { url: options.url, source: "--url", credentials, ...(isKnown ? {} : { remark }) };
  }
  const credentials = credentialsOf(configuration, options, true);
  if (isRemote && gateway.remote.url !== undefined) {
    return { url: gateway.remote.url, source: "gateway.remote.url", credentials };
  }
  const url = `ws://${hostOf(gateway)}:${gateway.port}`;
  const port = describeSource(configuration.sourceOf("gateway.port"), "gateway.port");
  if (!isRemote) return { url, source: `this machine, port from ${port}`, credentials };
  const remark = "gateway.mode is remote but gateway.remote.url is not set; asking this machine";
  return { url, source: "this machine", credentials, remark };
}

/** `--port`, `ZERO_GATEWAY_PORT`, `gateway.port` or `default`, for people. */
export function describeSource(source: Source | undefined, key: string): string {
  switch (source?.kind) {
    case "flag":
      return source.name;
    case "environment":
      return source.from === "environment" ? source.name : `${source.name} in ${source.from}`;
    case "file":
      return key;
    case "default":
      return source.from === "profile" ? "the profile" : "default";
    case undefined:
      return "nothing";
  }
}

/** The address that a local gateway of this bind can be asked at. */
export function hostOf(gateway: Configuration["config"]["gateway"]): string {
  switch (gateway.bind) {
    case "tailnet":
      return tailnetAddress() ?? "127.0.0.1";
    case "custom": {
      const host = gateway.customBindHost ?? "127.0.0.1";
      if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
      return host.includes(":") ? `[${host}]` : host;
    }
    case "loopback":
    case "lan":
    case "auto":
      return "127.0.0.1";
  }
}

/** V30 and V45: what was typed is what is sent; then the environment; then the file. */
function credentialsOf(
  configuration: Configuration,
  options: TargetOptions,
  useConfigured: boolean,
): Credential[] {
  const found: Credential[] = [];
  for (const kind of ["token", "password"] as const) {
    const typed = options[kind];
    if (typed !== undefined) found.push({ kind, secret: new Secret(typed), source: `--${kind}` });
  }
  if (found.length > 0 || !useConfigured) return found;
  for (const kind of ["token", "password"] as const) {
    const credential = configured(configuration, kind);
    if (credential) found.push(credential);
  }
  return found;
}

function configured(
  { config, sourceOf }: Configuration,
  kind: "token" | "password",
): Credential | undefined {
  const local = `gateway.auth.${kind}`;
  const source = sourceOf(local);
  const own = config.gateway.auth[kind];
  const ofRemote = config.gateway.mode === "remote" ? config.gateway.remote[kind] : undefined;
  if (ofRemote && source?.kind !== "environment") {
    return { kind, secret: ofRemote, source: `gateway.remote.${kind}` };
  }
  return own && { kind, secret: own, source: describeSource(source, local) };
}

/** The credentials as people see them: each secret by its fingerprint. */
export function credentialLine({ credentials }: Target): string {
  const told = credentials.map(
    ({ kind, secret, source }) => `${kind} ${secret.toString()} (${source})`,
  );
  return `Credential: ${told.join(", ") || "none"}`;
}

function isLoopbackUrl(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? "";
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
