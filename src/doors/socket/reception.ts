import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { CLOSE } from "@zero/protocol";
import { WebSocketServer, type ServerOptions, type WebSocket } from "ws";
import type { Access } from "../../features/access/access.ts";
import type { Timer } from "../../kernel/clock.ts";
import { messageOf } from "../../kernel/errors.ts";
import { refuseUpgrade } from "../../net/listener.ts";
import type { Peer } from "../../net/peer.ts";
import type { SocketBudget } from "../../net/socket-budget.ts";
import { Connection, type ConnectionHost, type Incoming } from "./connection/connection.ts";
import type { DoorLimits } from "./connection/limits.ts";
import { CLOSE_TOO_LARGE, type Handshake, type Welcome } from "./handshake.ts";
import type { WireLog } from "./wire-log.ts";

export interface ReceptionParts {
  readonly host: ConnectionHost;
  readonly handshake: Handshake;
  readonly access: Pick<Access, "pauseMs">;
  readonly budget: Pick<SocketBudget, "settle">;
  readonly wireLog: WireLog;
  readonly onWelcome: (connection: Connection, welcome: Welcome) => void;
  /** Once for every connection that was received. */
  readonly onGone: (connection: Connection) => void;
}

/** What is held for a connection until its handshake is over. */
interface Waiting {
  readonly socket: Socket;
  readonly timer: Timer;
  readonly count: () => void;
}

/** Belongs to the live reload of the canvas, whoever serves that. */
const LIVE_RELOAD_PATH = /^\/__zero__\/ws(?:[?#]|$)/;

/** Turns upgrades into connections and bounds them until they said who they are. */
export class Reception {
  readonly #parts: ReceptionParts;
  readonly #server: WebSocketServer;
  readonly #alive = new Set<Connection>();
  readonly #waiting = new Map<Connection, Waiting>();
  #onEmpty: () => void = () => undefined;

  constructor(parts: ReceptionParts) {
    this.#parts = parts;
    this.#server = new WebSocketServer(serverOptions(parts.host.limits));
  }

  receive(upgrade: { request: IncomingMessage; socket: Socket; head: Buffer }, peer: Peer): void {
    const { request, socket, head } = upgrade;
    if (LIVE_RELOAD_PATH.test(request.url ?? "")) {
      refuseUpgrade(socket, 404, "nothing is served here");
      return;
    }
    // The answer to the upgrade and the challenge after it leave in one write.
    socket.cork();
    this.#server.handleUpgrade(request, socket, head, (ws) => this.#greet(ws, socket, peer));
    process.nextTick(() => socket.uncork());
  }

  /** The first message: welcomes the connection, or it is being closed. */
  firstFrame(connection: Connection, message: Incoming): void {
    const { access, host } = this.#parts;
    const pauseMs = access.pauseMs(connection.peer);
    if (pauseMs === 0) {
      this.#admit(connection, message);
      return;
    }
    connection.hold();
    host.clock.after(pauseMs, () => {
      connection.goOn();
      if (connection.isOpen) this.#admit(connection, message);
    });
  }

  #admit(connection: Connection, message: Incoming): void {
    const welcome = this.#parts.handshake.receive(connection, message);
    if (!(welcome instanceof Promise)) {
      if (welcome) this.#welcome(connection, welcome);
      return;
    }
    // Whatever comes before the answer waits: until then nobody knows who asks.
    connection.hold();
    welcome
      .then((granted) => {
        if (granted && connection.isOpen) this.#welcome(connection, granted);
        connection.goOn();
      })
      .catch((error: unknown) => {
        this.#parts.wireLog.refused(connection, messageOf(error));
        connection.terminate();
      });
  }

  #welcome(connection: Connection, welcome: Welcome): void {
    const socket = this.#stopWaiting(connection);
    if (socket) this.#parts.budget.settle(socket);
    this.#parts.onWelcome(connection, welcome);
  }

  /** Closes every connection; those that do not answer in time are ended without a word. */
  async closeAll(last: { code: number; reason: string }, withinMs: number): Promise<void> {
    for (const connection of this.#alive) connection.close(last.code, last.reason);
    if (this.#alive.size === 0) return;
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    this.#onEmpty = end;
    const timer = this.#parts.host.clock.after(withinMs, end, true);
    await ended;
    timer.cancel();
    for (const connection of this.#alive) connection.terminate();
  }

  #greet(ws: WebSocket, socket: Socket, peer: Peer): void {
    const { host, wireLog } = this.#parts;
    const nonce = randomUUID();
    const connection = new Connection({ id: randomUUID(), ws, socket, peer, nonce, host });
    this.#alive.add(connection);
    ws.on("message", (data, isBinary) => connection.receive(data as Buffer, isBinary));
    ws.on("close", (code, reason) => this.#gone(connection, code, reason.toString()));
    // A broken frame or socket: the library closes the connection, and `close` follows.
    ws.on("error", ignoreBrokenPeer);
    this.#wait(connection, socket);
    wireLog.opened(connection);
    const challenge = { nonce, ts: host.clock.now() };
    connection.send(
      JSON.stringify({ type: "event", event: "connect.challenge", payload: challenge }),
    );
  }

  #wait(connection: Connection, socket: Socket): void {
    const { clock, limits } = this.#parts.host;
    const bytesMax = socket.bytesRead + limits.maxPayloadBeforeHello + limits.overheadBeforeHello;
    // The library's own limit is the one after hello-ok; until then a stranger gets less (V43).
    const count = () => {
      if (socket.bytesRead > bytesMax) connection.close(CLOSE_TOO_LARGE);
    };
    socket.on("data", count);
    const timer = clock.after(limits.handshakeTimeoutMs, () => {
      this.#parts.wireLog.refused(connection, "handshake timeout");
      connection.close(CLOSE.normal);
    });
    this.#waiting.set(connection, { socket, timer, count });
  }

  #stopWaiting(connection: Connection): Socket | undefined {
    const waiting = this.#waiting.get(connection);
    if (!waiting) return undefined;
    this.#waiting.delete(connection);
    waiting.timer.cancel();
    waiting.socket.off("data", waiting.count);
    return waiting.socket;
  }

  #gone(connection: Connection, code: number, reason: string): void {
    this.#stopWaiting(connection);
    connection.release();
    this.#alive.delete(connection);
    this.#parts.wireLog.closed(connection, code, reason);
    this.#parts.onGone(connection);
    if (this.#alive.size === 0) this.#onEmpty();
  }
}

/** Limits of the library, set where its own defaults are far too generous for strangers (SR27). */
function serverOptions(limits: DoorLimits): ServerOptions {
  const options = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.maxPayload,
    maxFragments: limits.fragmentsMax,
    maxBufferedChunks: limits.bufferedChunksMax,
    closeTimeout: limits.closeWithinMs,
  };
  return options;
}

function ignoreBrokenPeer(): void {
  // Nothing to decide here, see where it is attached.
}
