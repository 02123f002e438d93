import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

export interface WireRequest {
  type: string;
  id: string;
  method: string;
  // Tests look into whatever was sent.
  // eslint-disable-next-line typescript/no-explicit-any
  params: any;
}

/** Answers a request with `ok:false`. */
export class Refusal extends Error {
  readonly code: string;
  readonly close: { code: number; reason: string } | undefined;
  readonly more: object;

  /** `more` are members of the error beside its code and message. */
  constructor(
    code: string,
    message: string,
    close?: { code: number; reason: string },
    more: object = {},
  ) {
    super(message);
    this.code = code;
    this.close = close;
    this.more = more;
  }
}

export interface Script {
  /** False: no `connect.challenge` is sent. */
  challenge?: boolean;
  tickIntervalMs?: number;
  presence?: object[];
  /** Throws a `Refusal` to refuse; what it returns are more members of hello-ok. */
  onConnect?: (params: WireRequest["params"]) => object | void;
  /** Handlers by method; what is missing is an unknown method. Return `SILENCE` to never answer. */
  methods?: Record<string, (params: WireRequest["params"], peer: Peer, id: string) => unknown>;
}

export const SILENCE = Symbol("no answer");

/** One client, as a scripted gateway sees it. */
export class Peer {
  readonly socket: WebSocket;
  #seq = 0;

  constructor(socket: WebSocket) {
    this.socket = socket;
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  accept(id: string, payload: object): void {
    this.send({ type: "res", id, ok: true, payload: { status: "accepted", ...payload } });
  }

  /** The next event of this connection. */
  event(event: string, payload: object): void {
    this.#seq += 1;
    this.send({ type: "event", event, payload, seq: this.#seq });
  }

  /** Events that the client never gets. */
  lose(count: number): void {
    this.#seq += count;
  }
}

/**
 * A gateway on a real socket that says what a test tells it to. Knows the handshake and nothing
 * else.
 */
export class ScriptedGateway {
  readonly requests: WireRequest[] = [];
  readonly peers: Peer[] = [];
  readonly port: number;
  readonly #server: WebSocketServer;
  readonly #script: Script;

  private constructor(server: WebSocketServer, script: Script) {
    this.#server = server;
    this.#script = script;
    this.port = (server.address() as AddressInfo).port;
    server.on("connection", (socket) => this.#welcome(new Peer(socket)));
  }

  static async start(script: Script = {}, port = 0): Promise<ScriptedGateway> {
    const server = new WebSocketServer({ host: "127.0.0.1", port });
    await once(server, "listening");
    return new ScriptedGateway(server, script);
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  /** What was asked, `connect` included. */
  methods(): string[] {
    return this.requests.map((request) => request.method);
  }

  /** The newest connection. */
  get peer(): Peer {
    const peer = this.peers.at(-1);
    if (!peer) throw new Error("nobody is connected");
    return peer;
  }

  async close(code = 1012, reason = "service restart"): Promise<void> {
    for (const peer of this.peers) peer.socket.close(code, reason);
    for (const socket of this.#server.clients) socket.terminate();
    this.#server.close();
    await once(this.#server, "close");
  }

  #welcome(peer: Peer): void {
    this.peers.push(peer);
    if (this.#script.challenge ?? true) {
      const payload = { nonce: `nonce-${this.peers.length}`, ts: 1 };
      peer.send({ type: "event", event: "connect.challenge", payload });
    }
    peer.socket.on("message", (data) => {
      const request = JSON.parse((data as Buffer).toString("utf8")) as WireRequest;
      this.requests.push(request);
      this.#answer(peer, request).catch((error: unknown) => {
        // A mistake of the test itself: it fails instead of hanging.
        process.nextTick(() => {
          throw error;
        });
      });
    });
  }

  async #answer(peer: Peer, request: WireRequest): Promise<void> {
    const { id, method } = request;
    try {
      const payload = await this.#payload(peer, request);
      if (payload !== SILENCE) peer.send({ type: "res", id, ok: true, payload });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message, close, more } = error;
      peer.send({ type: "res", id, ok: false, error: { code, message, ...more } });
      if (close) peer.socket.close(close.code, close.reason);
      else if (method === "connect") peer.socket.close(1008, message);
    }
  }

  #payload(peer: Peer, { id, method, params }: WireRequest): unknown {
    if (method === "connect") {
      return { ...this.#hello(), ...this.#script.onConnect?.(params) };
    }
    const handler = this.#script.methods?.[method];
    if (!handler) throw new Refusal("INVALID_REQUEST", `unknown method: ${method}`);
    return handler(params, peer, id);
  }

  #hello(): object {
    const { tickIntervalMs = 30_000, presence = [] } = this.#script;
    return {
      type: "hello-ok",
      protocol: 3,
      server: { version: "9.9.9", host: "scripted", connId: `${this.peers.length}` },
      features: { methods: ["health"], events: ["tick"] },
      snapshot: {
        presence,
        health: {},
        stateVersion: { presence: 1, health: 1 },
        uptimeMs: 1234,
      },
      policy: { maxPayload: 524_288, maxBufferedBytes: 1_572_864, tickIntervalMs },
    };
  }
}

/** A port on which nothing listens: it was free a moment ago. */
export async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
