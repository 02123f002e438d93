import type { ClientOptions } from "@zero/client";
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
export interface SentSecret {
  readonly kind: "token" | "password" | "device-token";
  readonly secret: Secret;
  /** `--token`, `ZERO_GATEWAY_TOKEN`, `gateway.auth.token`… or the path of a file. */
  readonly source: string;
}

/** A secret that the gateway shares with everybody who may connect. */
interface Credential extends SentSecret {
  readonly kind: "token" | "password";
}

/** The gateway that a command asks. */
export interface Target {
  readonly url: string;
  /** Why this address. */
  readonly source: string;
  readonly credentials: readonly Credential[];
  /** The credentials were typed, for this very command (V45). */
  readonly isTyped: boolean;
  /** The configured gateway, or this machine: what is stored here may be sent there. */
  readonly isOwn: boolean;
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
  const isOwn =
    options.url === undefined || options.url === gateway.remote.url || isLoopbackUrl(options.url);
  const typed = typedCredentials(options);
  const isTyped = typed.length > 0;
  const credentials = isTyped || !isOwn ? typed : configuredCredentials(configuration);
  return { ...placeOf(configuration, options, isOwn), credentials, isTyped, isOwn };
}

function placeOf(
  configuration: Configuration,
  { url: given }: TargetOptions,
  isOwn: boolean,
): Pick<Target, "url" | "source" | "remark"> {
  const { gateway } = configuration.config;
  const isRemote = gateway.mode === "remote";
  if (given !== undefined) {
    const remark = "only --token and --password are sent to another host than the configured one";
    return { url: given, source: "--url", ...(isOwn ? {} : { remark }) };
  }
  if (isRemote && gateway.remote.url !== undefined) {
    return { url: gateway.remote.url, source: "gateway.remote.url" };
  }
  const url = `ws://${hostOf(gateway)}:${gateway.port}`;
  const port = describeSource(configuration.sourceOf("gateway.port"), "gateway.port");
  if (!isRemote) return { url, source: `this machine, port from ${port}` };
  const remark = "gateway.mode is remote but gateway.remote.url is not set; asking this machine";
  return { url, source: "this machine", remark };
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

const KINDS = ["token", "password"] as const;

function typedCredentials(options: TargetOptions): Credential[] {
  return KINDS.flatMap((kind) => {
    const typed = options[kind];
    if (typed === undefined) return [];
    return [{ kind, secret: new Secret(typed), source: `--${kind}` }];
  });
}

/** V30: the environment, then the file. */
function configuredCredentials(configuration: Configuration): Credential[] {
  return KINDS.flatMap((kind) => configured(configuration, kind) ?? []);
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

/** What a client of this package is given of them; nothing when there are none. */
export function authOf({ credentials, isTyped }: Target): Pick<ClientOptions, "auth"> {
  if (credentials.length === 0) return {};
  const secrets = Object.fromEntries(
    credentials.map(({ kind, secret }) => [kind, secret.reveal()]),
  );
  return { auth: { ...secrets, isExplicit: isTyped } };
}

/** The credentials as people see them: each secret by its fingerprint. */
export function credentialLine(secrets: readonly SentSecret[]): string {
  const told = secrets.map(
    ({ kind, secret, source }) => `${kind.replace("-", " ")} ${secret.toString()} (${source})`,
  );
  return `Credential: ${told.join(", ") || "none"}`;
}

function isLoopbackUrl(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? "";
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
