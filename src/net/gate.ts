import type { IncomingHttpHeaders } from "node:http";
import { isLoopbackHostHeader, peerOf, type Peer } from "./peer.ts";

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
  /** See `peerOf`. */
  trustedProxies?: ReadonlySet<string>;
  /**
   * Names under which a proxy on this machine passes HTTPS on. Only names that nobody else can give
   * an address: a request under one of them is served, and nobody is believed to be local.
   */
  names?: ReadonlySet<string>;
}

/**
 * What every request passes before routing, upgrades included (SR1): the Host is this machine's or
 * the very address that was connected to, so a name that was rebound to us is refused; an Origin
 * must be one of ours; a browser that names no origin must say that it is on ours.
 */
export function createGate({ port, trustedProxies, names }: GateOptions): Gate {
  const own = new Set(OWN_NAMES.map((name) => `${name}:${port}`));
  const ownOrigins = new Set([...own].map((host) => `http://${host}`));
  return (request) => {
    const { headers } = request;
    const host = headers.host?.toLowerCase();
    if (!request.url?.startsWith("/")) return refuse(400, "the request target must be a path");
    if (host === undefined || countOf(request.rawHeaders, "host") !== 1) {
      return refuse(400, "exactly one Host header is needed");
    }
    const isLoopback = isLoopbackHostHeader(host);
    const isNamed = names?.has(host.replace(/:443$/, "")) ?? false;
    if (!isLoopback && !isNamed && host !== ownHost(request.socket.localAddress, port)) {
      return refuse(421, "this Host is not served here");
    }
    const { origin } = headers;
    const trusted =
      origin === undefined
        ? isSameSite(headers["sec-fetch-site"])
        : origin === `http://${host}` ||
          (own.has(host) && ownOrigins.has(origin)) ||
          // Whoever ends TLS in front of us on this machine is this machine.
          ((isLoopback || isNamed) && origin === `https://${host}`);
    if (!trusted) return refuse(403, "this Origin is not allowed");
    return { ok: true, peer: peerOf(request.socket.remoteAddress, headers, trustedProxies) };
  };
}

const OWN_NAMES = ["localhost", "127.0.0.1", "[::1]"];

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
