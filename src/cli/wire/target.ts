import type { ClientOptions } from "@zero/client";
import type { Configuration } from "../../config/load.ts";
import type { Source } from "../../config/overlay.ts";
import { Secret } from "../../kernel/secret.ts";
import { tailnetAddress } from "../../kernel/tailnet.ts";
import { isSameAddress } from "./remote/address.ts";
import { isSameWay, sshWayOf, type SshWay } from "./remote/tunnel.ts";

/** What a command line says about the gateway to ask. */
export interface TargetOptions {
  readonly url?: string | undefined;
  /** A way to another machine: what is configured goes there only if the way is configured too. */
  readonly ssh?: SshWay | undefined;
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
  /** An address that is configured: what is stored here for it may be sent there. */
  readonly isOwn: boolean;
  /** The gateway of this machine and this state directory, and nobody named an address. */
  readonly isHere?: boolean;
  /** SHA-256 of the one certificate that is taken. */
  readonly tlsFingerprint?: string;
  /** How to get to the address, which is of another machine's loopback then. */
  readonly ssh?: SshWay;
  /** The operator allowed `ws://` beyond this machine and the tailnet. */
  readonly allowPlaintext: boolean;
  /** Something about the choice that a person may not expect. */
  readonly remark?: string;
}

/** An address that is configured, with what may be sent there. */
interface Place {
  readonly url: string;
  readonly source: string;
  readonly credentials: readonly Credential[];
  readonly isHere?: boolean;
  readonly tlsFingerprint?: string;
  readonly ssh?: SshWay;
  readonly remark?: string;
}

/**
 * Chooses the gateway: `--url`, then `gateway.remote.url` in remote mode, then this machine. A
 * configured secret goes only to the address that it is configured for: `gateway.auth` to this
 * machine's gateway at its own port, `gateway.remote` to the remote one. Any other address, also
 * another port of this machine, gets what was typed (SR29).
 */
export function targetOf(configuration: Configuration, options: TargetOptions): Target {
  const { mode, remote } = configuration.config.gateway;
  const { allowPlaintext } = remote;
  const own = ownPlace(configuration);
  const places = mode === "remote" ? [remotePlace(configuration, own), own] : [own];
  const isNamed = remote.url !== undefined || sshOf(configuration) !== undefined;
  if (mode !== "remote" && isNamed) places.push(remotePlace(configuration, own));
  const place = options.ssh ? behind(options.ssh, places) : placeOf(places, options.url);
  const typed = typedCredentials(options);
  const isTyped = typed.length > 0;
  const credentials = isTyped ? typed : place.credentials;
  return { ...place, credentials, isTyped, allowPlaintext };
}

/** An address for people: a tunnel leads to a port of another machine's loopback. */
export function addressText({ url, ssh }: { url: string; ssh?: { target: string } }): string {
  return ssh ? `${url} through SSH to ${ssh.target}` : url;
}

/**
 * The gateway of a node that was told where it is: its flags and its file name the address, so the
 * variables of its process are meant for it, and what it is issued there is kept.
 */
export function nodeTargetOf(
  configuration: Configuration,
  options: TargetOptions & { readonly url: string; readonly tlsFingerprint?: string | undefined },
): Target {
  const { tlsFingerprint } = options;
  const target = targetOf(configuration, options);
  const pin = tlsFingerprint === undefined ? {} : { tlsFingerprint };
  const where = { ...target, source: "this node's own settings", ...pin };
  if (target.isOwn) return where;
  const { remark: _remark, ...rest } = where;
  const credentials = KINDS.flatMap((kind) => {
    const isVariable = configuration.sourceOf(`gateway.auth.${kind}`)?.kind === "environment";
    return isVariable ? (ownCredential(configuration, kind) ?? []) : [];
  });
  return { ...rest, credentials: target.isTyped ? target.credentials : credentials, isOwn: true };
}

/** The place at this address; the first one where no address is given. */
function placeOf(
  places: readonly Place[],
  given: string | undefined,
): Place & { readonly isOwn: boolean } {
  const [first] = places;
  if (given === undefined && first) return { ...first, isOwn: true };
  const url = given ?? "";
  // What lies behind a tunnel has an address of this machine's loopback, which is somebody else.
  const known = places.find((place) => !place.ssh && isSameAddress(place.url, url));
  if (known) {
    const { credentials, tlsFingerprint } = known;
    const pin = tlsFingerprint === undefined ? {} : { tlsFingerprint };
    return { url, source: "--url", credentials, isOwn: true, ...pin };
  }
  return { url, source: "--url", credentials: [], isOwn: false, remark: ONLY_TYPED };
}

const ONLY_TYPED = "only --token and --password are sent to an address that is not configured";

/** The place behind this tunnel. */
function behind(ssh: SshWay, places: readonly Place[]): Place & { readonly isOwn: boolean } {
  const known = places.find((place) => place.ssh && isSameWay(place.ssh, ssh));
  if (known) return { ...known, ssh, isOwn: true };
  const url = loopbackUrl(ssh.to);
  return { url, source: "--ssh", credentials: [], isOwn: false, remark: ONLY_TYPED, ssh };
}

/** Of a gateway on the loopback of whatever machine a tunnel leads to. */
export const loopbackUrl = (port: number): string => `ws://127.0.0.1:${port}`;

function ownPlace(configuration: Configuration): Place {
  const { gateway } = configuration.config;
  const port = describeSource(configuration.sourceOf("gateway.port"), "gateway.port");
  return {
    url: `ws://${hostOf(gateway)}:${gateway.port}`,
    source: `this machine, port from ${port}`,
    isHere: true,
    credentials: KINDS.flatMap((kind) => ownCredential(configuration, kind) ?? []),
  };
}

function remotePlace(configuration: Configuration, own: Place): Place {
  const { url, tlsFingerprint } = configuration.config.gateway.remote;
  const credentials = KINDS.flatMap((kind) => remoteCredential(configuration, kind) ?? []);
  const pin = tlsFingerprint === undefined ? {} : { tlsFingerprint };
  const ssh = sshOf(configuration);
  if (ssh)
    return { url: loopbackUrl(ssh.to), source: "gateway.remote.sshTarget", credentials, ssh };
  if (url !== undefined) return { url, source: "gateway.remote.url", credentials, ...pin };
  const remark = "gateway.mode is remote but gateway.remote.url is not set; asking this machine";
  return { url: own.url, source: "this machine", credentials, remark };
}

/** The tunnel to the configured gateway; undefined where its address is reached directly. */
export function sshOf({ config, env }: Configuration): SshWay | undefined {
  const { transport, url, sshTarget, sshIdentity: identity } = config.gateway.remote;
  if (transport !== "ssh" || sshTarget === undefined) return undefined;
  const named = url === undefined ? undefined : URL.parse(url)?.port;
  // The URL standard leaves out the port that is usual for ws://.
  const port = named === "" ? 80 : Number(named ?? config.gateway.port);
  return sshWayOf(sshTarget, port, { identity, env });
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
function ownCredential(
  { config, sourceOf }: Configuration,
  kind: Credential["kind"],
): Credential | undefined {
  const key = `gateway.auth.${kind}`;
  const secret = config.gateway.auth[kind];
  return secret && { kind, secret, source: describeSource(sourceOf(key), key) };
}

/** In remote mode the variables are meant for the remote gateway, whatever the file says. */
function remoteCredential(
  configuration: Configuration,
  kind: Credential["kind"],
): Credential | undefined {
  const { gateway } = configuration.config;
  const isMeant = gateway.mode === "remote";
  const isVariable = configuration.sourceOf(`gateway.auth.${kind}`)?.kind === "environment";
  if (isMeant && isVariable) return ownCredential(configuration, kind);
  const secret = gateway.remote[kind];
  return secret && { kind, secret, source: `gateway.remote.${kind}` };
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
