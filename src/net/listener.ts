import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { EXIT, FatalError, hasCode, messageOf } from "../kernel/errors.ts";
import type { Log } from "../kernel/log.ts";
import type { Service } from "../kernel/service.ts";
import { createGate, type Gate } from "./gate.ts";
import { NET_LIMITS } from "./limits.ts";
import { placeOf, proxiesOf, type Peer } from "./peer.ts";
import type { SocketBudget } from "./socket-budget.ts";
import { untrusted } from "./untrusted.ts";

// An import of `node:http` reads each of its exports, and one of them loads the whole of fetch: 30
// ms of the start and several megabytes that a gateway at rest does not need.
const { createServer } = process.getBuiltinModule("node:http");

/** `auto` is loopback and, on a machine without it, what `lan` is. */
export type Bind = { mode: "loopback" | "auto" | "lan" } | { mode: "custom"; host: string };

export type RequestHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  peer: Peer,
) => void;
export type UpgradeHandler = (
  upgrade: { request: IncomingMessage; socket: Socket; head: Buffer },
  peer: Peer,
) => void;

export interface ListenerParts {
  bind: Bind;
  /** 0 takes any free port, on 127.0.0.1 alone. */
  port: number;
  /** Whether clients must know a secret; without one only loopback is opened (SR3). */
  secretConfigured: boolean;
  /** Addresses of proxies whose forwarding headers are believed; none when it is left out. */
  trustedProxies?: readonly string[];
  budget: SocketBudget;
  log: Log;
}

/**
 * The gateway's port: one server on 127.0.0.1 and, where that is free, on ::1. Every request and
 * every upgrade passes the gate and the budget before a door sees it. `start` rejects with Node's
 * own error when the port cannot be had (`EADDRINUSE`), and with a FatalError when the bind would
 * be open to anybody or a trusted proxy is no address.
 */
export class Listener implements Service {
  readonly name = "listener";
  readonly #parts: ListenerParts;
  readonly #servers: Server[] = [];
  readonly #names = new Set<string>();
  #gate: Gate | undefined;
  #toldOfProxy = false;
  #onRequest: RequestHandler | undefined;
  #onUpgrade: UpgradeHandler | undefined;

  constructor(parts: ListenerParts) {
    this.#parts = parts;
  }

  /** The port that is open; what was asked for before the start. */
  get port(): number {
    return this.#addresses()[0]?.port ?? this.#parts.port;
  }

  /** What is open, as `host:port`; the first is the one to show. */
  get addresses(): readonly string[] {
    return this.#addresses().map(({ address, family, port }) =>
      family === "IPv6" ? `[${address}]:${port}` : `${address}:${port}`,
    );
  }

  /** Also serves requests under this name; see `GateOptions.names`. */
  serveName(name: string): void {
    this.#names.add(name);
  }

  /** Who serves plain requests; 404 while nobody does. */
  onRequest(handler: RequestHandler): void {
    this.#onRequest = handler;
  }

  /** Who takes WebSocket upgrades; 503 while nobody does. */
  onUpgrade(handler: UpgradeHandler): void {
    this.#onUpgrade = handler;
  }

  async start(): Promise<void> {
    const { bind, port, log } = this.#parts;
    const host = hostOf(bind);
    this.#refuseOpenBind(host);
    const trustedProxies = proxiesOf(this.#parts.trustedProxies ?? []);
    const first = await this.#listen({ host, port }).catch((error: unknown) => {
      if (bind.mode !== "auto" || !isWithoutAddress(error)) throw error;
      log.warn("this machine has no loopback address, so every address is opened");
      this.#refuseOpenBind(ANY_HOST);
      return this.#listen({ host: ANY_HOST, port });
    });
    if (isLoopbackHost((first.address() as AddressInfo).address) && !isCustom(bind) && port !== 0) {
      try {
        await this.#listen({ host: "::1", port, ipv6Only: true });
      } catch (error) {
        log.info("the port is open on 127.0.0.1 only", { reason: messageOf(error) });
      }
    }
    this.#gate = createGate({
      port: (first.address() as AddressInfo).port,
      trustedProxies,
      names: this.#names,
    });
    log.info("listening", { addresses: this.addresses });
  }

  async stop(): Promise<void> {
    this.#gate = undefined;
    const closed = this.#servers.map(
      (server) => new Promise<void>((done) => server.close(() => done())),
    );
    for (const server of this.#servers) server.closeAllConnections();
    await Promise.all(closed);
    this.#parts.budget.close();
  }

  #addresses(): AddressInfo[] {
    return this.#servers
      .map((server) => server.address())
      .filter((address): address is AddressInfo => typeof address === "object" && address !== null);
  }

  #refuseOpenBind(host: string): void {
    const { bind, secretConfigured } = this.#parts;
    if (secretConfigured || isLoopbackHost(host)) return;
    const where = bind.mode === "custom" ? bind.host : bind.mode;
    throw new FatalError(
      EXIT.unusableConfig,
      `Refusing to bind gateway to ${where} without auth. Set gateway.auth.token or pass --token.`,
    );
  }

  #listen(where: { host: string; port: number; ipv6Only?: boolean }): Promise<Server> {
    const server = createServer({
      maxHeaderSize: NET_LIMITS.headerBytesMax,
      headersTimeout: NET_LIMITS.firstRequestWithinMs,
      requestTimeout: NET_LIMITS.requestWithinMs,
      keepAliveTimeout: NET_LIMITS.keepAliveMs,
      // Anything else that asks for an upgrade (h2c) is served as what it is, a plain request.
      shouldUpgradeCallback: (request) => request.headers.upgrade?.toLowerCase() === "websocket",
    });
    server.maxHeadersCount = NET_LIMITS.headersMax;
    server.on("connection", (socket) =>
      this.#parts.budget.admit(socket, placeOf(socket.remoteAddress).address),
    );
    server.on("request", (request, response) => this.#request(request, response));
    server.on("upgrade", (request, socket, head) => this.#upgrade(request, socket, head));
    return new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen({ ...where, exclusive: true, backlog: NET_LIMITS.backlog }, () => {
        server.off("error", reject);
        server.on("error", (error) =>
          this.#parts.log.error("the listener failed", { error: messageOf(error) }),
        );
        this.#servers.push(server);
        resolve(server);
      });
    });
  }

  #request(request: IncomingMessage, response: ServerResponse): void {
    this.#parts.budget.heard(request.socket);
    const verdict = this.#check(request);
    if (verdict.ok && this.#onRequest) {
      this.#onRequest(request, response, verdict.peer);
      return;
    }
    const [status, body] = verdict.ok ? [404, "Not Found"] : [verdict.status, verdict.why];
    response.writeHead(status, {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Length": Buffer.byteLength(body),
      Connection: "close",
    });
    response.end(body);
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    // Servers made by `createServer` of node:http hand over the TCP socket itself.
    const socket = stream as Socket;
    socket.on("error", ignoreBrokenSocket);
    this.#parts.budget.heard(socket);
    const verdict = this.#check(request);
    if (!verdict.ok) {
      refuseUpgrade(socket, verdict.status, verdict.why);
    } else if (!this.#onUpgrade) {
      refuseUpgrade(socket, 503, "the gateway is starting or leaving; try again soon");
    } else {
      this.#onUpgrade({ request, socket, head }, verdict.peer);
    }
  }

  #check(request: IncomingMessage): ReturnType<Gate> {
    if (!this.#gate) return { ok: false, status: 421, why: "the gateway is not ready" };
    const verdict = this.#gate(request);
    if (!verdict.ok) this.#logRefusal(request, verdict.why);
    else if (verdict.peer.via === "unknown-proxy") this.#logProxy(verdict.peer);
    return verdict;
  }

  /** Once is enough: it is about the configuration, and every request through it is the same. */
  #logProxy({ ip }: Peer): void {
    if (this.#toldOfProxy) return;
    this.#toldOfProxy = true;
    this.#parts.log.warn(
      "a proxy's forwarding headers are not believed; whoever comes through it counts as a " +
        "stranger at its address. Add it to gateway.trustedProxies if it is yours",
      { ip },
    );
  }

  #logRefusal(request: IncomingMessage, why: string): void {
    const { host, origin } = request.headers;
    this.#parts.log.warn("a request was refused at the gate", {
      why,
      ip: request.socket.remoteAddress,
      untrusted: { host: untrusted(host), origin: untrusted(origin) },
    });
  }
}

/** Answers an upgrade that is not taken, and ends the connection. */
export function refuseUpgrade(socket: Socket, status: number, why: string): void {
  const reasons: Record<number, string> = {
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    421: "Misdirected Request",
    503: "Service Unavailable",
  };
  const head = [
    `HTTP/1.1 ${status} ${reasons[status] ?? "Refused"}`,
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(why)}`,
    "Connection: close",
  ];
  socket.once("finish", () => socket.destroy());
  socket.end(`${head.join("\r\n")}\r\n\r\n${why}`);
}

/** A peer that vanishes is no event; without a listener it would be an uncaught exception. */
function ignoreBrokenSocket(): void {
  // The socket closes by itself, and `close` is what everybody listens to.
}

const ANY_HOST = "0.0.0.0";

function hostOf(bind: Bind): string {
  if (bind.mode === "custom") return bind.host;
  return bind.mode === "lan" ? ANY_HOST : "127.0.0.1";
}

const isCustom = (bind: Bind): boolean => bind.mode === "custom";

function isWithoutAddress(error: unknown): boolean {
  return hasCode(error, "EADDRNOTAVAIL");
}

function isLoopbackHost(host: string): boolean {
  return host === "localhost" || placeOf(host).loopback;
}
