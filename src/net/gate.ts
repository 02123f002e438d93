import type { IncomingHttpHeaders } from "node:http";
import { peerOf, type Peer } from "./peer.ts";

/** The part of a request that the gate looks at. */
export interface GateRequest {
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly socket: {
    readonly remoteAddress?: string | undefined;
    readonly localAddress?: string | undefined;
  };
}

export type Verdict =
  | { ok: true; peer: Peer }
  | { ok: false; status: 400 | 403 | 421; why: string };

export type Gate = (request: GateRequest) => Verdict;

export interface GateOptions {
  port: number;
  /**
   * Further names that clients may call us by: `name` (alone or with our port), `name:port`,
   * `*.ts.net`. A page of such a name may connect over https, and over http with our port.
   */
  hosts?: readonly string[];
  /** Further origins whose pages may connect, as browsers write them: `https://panel.example`. */
  origins?: readonly string[];
}

const NAME = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/;

/**
 * What every request passes before routing, upgrades included (SR1): the Host is one of an exact
 * list, so a name that was rebound to us is refused; an Origin must be one of ours; a browser that
 * names no origin must say that it is on ours.
 */
export function createGate(options: GateOptions): Gate {
  const hosts = new HostList(options);
  const origins = new Set(options.origins ?? []);
  return (request) => {
    const { headers } = request;
    const host = headers.host?.toLowerCase();
    if (!request.url?.startsWith("/")) return refuse(400, "the request target must be a path");
    if (host === undefined || countOf(request.rawHeaders, "host") !== 1) {
      return refuse(400, "exactly one Host header is needed");
    }
    const own = ownHost(request.socket.localAddress, options.port);
    if (host !== own && !hosts.has(host)) return refuse(421, "this Host is not served here");
    const { origin } = headers;
    const trusted =
      origin === undefined
        ? isSameSite(headers["sec-fetch-site"])
        : origins.has(origin) || hosts.hasOrigin(origin) || (own && origin === `http://${own}`);
    if (!trusted) return refuse(403, "this Origin is not allowed");
    return { ok: true, peer: peerOf(request.socket.remoteAddress, headers) };
  };
}

function refuse(status: 400 | 403 | 421, why: string): Verdict {
  return { ok: false, status, why };
}

/**
 * A client that is no browser sends no Sec-Fetch-Site; a person who typed the address sends `none`.
 */
function isSameSite(site: string | string[] | undefined): boolean {
  return site === undefined || site === "same-origin" || site === "none";
}

/** The address that was connected to is a safe name: a rebound name never is an address. */
function ownHost(localAddress: string | undefined, port: number): string | undefined {
  if (localAddress === undefined) return undefined;
  const address = localAddress.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function countOf(rawHeaders: readonly string[], name: string): number {
  let count = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === name) count += 1;
  }
  return count;
}

class HostList {
  readonly #exact: ReadonlySet<string>;
  readonly #origins: ReadonlySet<string>;
  readonly #suffixes: readonly string[];
  readonly #port: number;

  constructor({ port, hosts = [] }: GateOptions) {
    const own = ["localhost", "127.0.0.1", "[::1]"].map((name) => `${name}:${port}`);
    const named = hosts.map((host) => host.toLowerCase()).filter((host) => !host.startsWith("*."));
    const withPort = named.filter((host) => !/:\d+$/.test(host)).map((host) => `${host}:${port}`);
    this.#exact = new Set([...own, ...named, ...withPort]);
    this.#origins = new Set([
      ...own.map((host) => `http://${host}`),
      ...withPort.map((host) => `http://${host}`),
      ...named.map((host) => `https://${host}`),
    ]);
    this.#suffixes = hosts.filter((host) => host.startsWith("*.")).map((host) => host.slice(1));
    this.#port = port;
  }

  has(host: string): boolean {
    return this.#exact.has(host) || this.#isBelowSuffix(host);
  }

  hasOrigin(origin: string): boolean {
    if (this.#origins.has(origin)) return true;
    return origin.startsWith("https://") && this.#isBelowSuffix(origin.slice("https://".length));
  }

  #isBelowSuffix(host: string): boolean {
    const name = host.endsWith(`:${this.#port}`) ? host.slice(0, -`:${this.#port}`.length) : host;
    return NAME.test(name) && this.#suffixes.some((suffix) => name.endsWith(suffix));
  }
}
