import {
  CLOSE,
  events,
  methods as records,
  type ConnectParams,
  PRESENCE_DELTA,
} from "@zero/protocol";
import {
  paramValidators,
  validateConnectParams,
  validateRequestFrame,
} from "@zero/protocol/generated/validators.js";
import type { Access } from "../../features/access/access.ts";
import type { Presence } from "../../features/presence/presence.ts";
import type { RunId, SessionKey } from "../../domain/ids.ts";
import type { Role } from "../../domain/scope.ts";
import type { Message } from "../../domain/run.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { Log } from "../../kernel/log.ts";
import type { Service, StopReason } from "../../kernel/service.ts";
import { refuseUpgrade, type Listener, type UpgradeHandler } from "../../net/listener.ts";
import type { SocketBudget } from "../../net/socket-budget.ts";
import { Broadcaster, type Versions } from "./connection/broadcast.ts";
import type { Connection, ConnectionHost } from "./connection/connection.ts";
import { FairShare } from "./connection/fair-share.ts";
import { Flusher } from "./connection/frame-writer.ts";
import { DOOR_LIMITS, type DoorLimits } from "./connection/limits.ts";
import { Dispatcher } from "./dispatch.ts";
import { Handshake, type Welcome } from "./handshake.ts";
import { Hello, type GatewayInfo, type SnapshotParts } from "./hello.ts";
import { shownMessage } from "./methods/chat.ts";
import { groups } from "./methods/index.ts";
import { Reception } from "./reception.ts";
import { joinMethods } from "./registry.ts";
import { okReply } from "./replies.ts";
import { RunEvents } from "./run-events.ts";
import type { Caller, JoinedClient, PublishedRunEvent, Services } from "./services.ts";
import { WireLog, type WireStyle } from "./wire-log.ts";

export type { GatewayInfo, SnapshotParts } from "./hello.ts";

export interface SocketDoorParts {
  listener: Pick<Listener, "onUpgrade">;
  services: Services;
  access: Pick<Access, "authorize" | "pauseMs">;
  presence: Pick<Presence, "join" | "leave" | "newest" | "version" | "subscribe">;
  budget: Pick<SocketBudget, "settle">;
  clock: Clock;
  log: Log;
  info: GatewayInfo;
  /** What others keep for hello-ok; `healthVersion` also goes with events. */
  snapshot: () => SnapshotParts;
  /** Whether tools of a run are shown to clients; never when it is left out. */
  verboseOf?: (run: RunId, session: SessionKey) => "off" | "on" | "full";
  /**
   * Called for every client right after its hello-ok; what it returns is called when the client is
   * gone.
   */
  attend?: (client: JoinedClient) => () => void;
  /** Hears what clients are told of a session, for those that are told nothing by broadcast. */
  onSession?: (session: string, event: "agent" | "chat", payload: object) => void;
  limits?: Partial<DoorLimits>;
  /** How much of the traffic the log tells; `auto` when it is left out. */
  wireStyle?: WireStyle | undefined;
}

export interface SocketDoor extends Service {
  /** Connections that completed their handshake. */
  readonly connectionCount: number;
  /**
   * Sends an event to everybody who is entitled to it. The payload is a plain object, or `Encoded`.
   * `versions` defaults to the current ones, and goes out only with events that carry them.
   */
  broadcast(event: string, payload: object, versions?: Versions): void;
  /** Closes what a device has open in a role: what it was granted there is over (SR9). */
  endDevice(device: { deviceId: string; role: Role }, reason: string): void;
  /** Tells clients what a run did. */
  publishRun(fact: PublishedRunEvent): void;
  /** Tells clients of a message that no run made. */
  publishMessage(message: Message): void;
  /**
   * Tells every client that the gateway leaves, once. From then on requests and connections are
   * refused with UNAVAILABLE; answers and events still go out until `stop`.
   */
  announceShutdown(reason: StopReason): void;
}

/** How long clients have to answer the last close. */
const CLOSE_WITHIN_MS = 700;
const LEAVING = "the gateway is stopping; connect again in a moment";

/** The WebSocket door. Throws when a method lacks a handler, a validator or a scope. */
export function createSocketDoor(parts: SocketDoorParts): SocketDoor {
  return new Door(parts);
}

class Door implements SocketDoor {
  readonly name = "socket";
  readonly #parts: SocketDoorParts;
  readonly #limits: DoorLimits;
  readonly #wireLog: WireLog;
  readonly #broadcaster: Broadcaster;
  readonly #dispatcher: Dispatcher;
  readonly #reception: Reception;
  readonly #hello: Hello;
  readonly #runs: RunEvents;
  #ticking: Timer | undefined;
  #unsubscribe: () => void = () => undefined;
  readonly #attended = new Map<Connection, () => void>();
  #leaving = false;

  constructor(parts: SocketDoorParts) {
    const { clock, log, services } = parts;
    const limits = { ...DOOR_LIMITS, ...parts.limits };
    const methods = joinMethods({ records, validators: paramValidators, groups });
    this.#parts = parts;
    this.#limits = limits;
    this.#wireLog = new WireLog({
      log,
      clock,
      badFrameEveryMs: limits.badFrameLogEveryMs,
      style: parts.wireStyle,
    });
    this.#broadcaster = new Broadcaster(events, this.#wireLog);
    this.#dispatcher = new Dispatcher({
      methods,
      validateRequest: validateRequestFrame,
      services,
      clock,
      log,
      wireLog: this.#wireLog,
      longRequestsMax: limits.longRequestsMax,
      leaving: () => (this.#leaving ? LEAVING : undefined),
    });
    this.#reception = new Reception({
      host: this.#connectionHost(),
      handshake: this.#handshake(),
      access: parts.access,
      budget: parts.budget,
      wireLog: this.#wireLog,
      onWelcome: (connection, welcome) => this.#welcome(connection, welcome),
      onGone: (connection) => this.#gone(connection),
    });
    this.#hello = new Hello({
      info: parts.info,
      features: { methods: [...methods.keys()], events: events.map((event) => event.name) },
      policy: {
        maxPayload: limits.maxPayload,
        maxBufferedBytes: limits.maxBufferedBytes,
        tickIntervalMs: limits.tickIntervalMs,
      },
    });
    this.#runs = new RunEvents({
      clock,
      agent: (event) => this.#tellSession("agent", event.sessionKey, event),
      chat: (event) => this.#tellSession("chat", event.sessionKey, event),
      verboseOf: parts.verboseOf ?? (() => "off"),
    });
  }

  get connectionCount(): number {
    return this.#broadcaster.connections.size;
  }

  async start(): Promise<void> {
    this.#unsubscribe = this.#parts.presence.subscribe(({ full, delta }) => {
      this.#broadcaster.sendPresence({ full, delta }, this.#versions());
    });
    this.#tickLater();
    this.#parts.listener.onUpgrade(this.#onUpgrade);
  }

  broadcast(event: string, payload: object, versions: Versions = this.#versions()): void {
    this.#broadcaster.send(event, payload, versions);
  }

  endDevice({ deviceId, role }: { deviceId: string; role: Role }, reason: string): void {
    const over = [...this.#broadcaster.connections].filter(
      ({ caller }) => caller?.deviceId === deviceId && caller.role === role,
    );
    // A turn later: whoever ended itself still gets the answer.
    this.#parts.clock.after(0, () => {
      for (const connection of over) connection.close(CLOSE.policy, reason);
    });
  }

  publishRun(fact: PublishedRunEvent): void {
    this.#runs.publish(fact);
  }

  publishMessage(message: Message): void {
    const { run: runId, session: sessionKey } = message;
    const shown = shownMessage(message);
    this.broadcast("chat", { runId, sessionKey, seq: 0, state: "final", message: shown });
  }

  announceShutdown({ reason, restartExpectedMs }: StopReason): void {
    if (this.#leaving) return;
    this.#leaving = true;
    this.broadcast("shutdown", {
      reason,
      ...(restartExpectedMs === undefined ? {} : { restartExpectedMs }),
    });
  }

  async stop(reason: StopReason): Promise<void> {
    this.announceShutdown(reason);
    this.#unsubscribe();
    this.#ticking?.cancel();
    this.#runs.stop();
    await this.#reception.closeAll(
      { code: CLOSE.serviceRestart, reason: "service restart" },
      CLOSE_WITHIN_MS,
    );
  }

  readonly #onUpgrade: UpgradeHandler = (upgrade, peer) => {
    if (this.#leaving) refuseUpgrade(upgrade.socket, 503, LEAVING);
    else this.#reception.receive(upgrade, peer);
  };

  #connectionHost(): ConnectionHost {
    const { clock } = this.#parts;
    const wireLog = this.#wireLog;
    const tell = wireLog.frame.bind(wireLog);
    return {
      clock,
      limits: this.#limits,
      ...(wireLog.tellsFrames ? { onTraffic: tell } : {}),
      share: new FairShare(clock),
      flusher: new Flusher(),
      onFrame: (connection, data, isBinary) => {
        const { caller } = connection;
        if (caller) this.#dispatcher.handle(connection, caller, { data, isBinary });
        else this.#reception.firstFrame(connection, { data, isBinary });
      },
      onSlow: (connection, bufferedBytes) => this.#wireLog.slow(connection, bufferedBytes),
    };
  }

  #handshake(): Handshake {
    const max = this.#limits.connectionsMax;
    return new Handshake({
      validateRequest: validateRequestFrame,
      validateConnect: validateConnectParams,
      access: this.#parts.access,
      log: this.#parts.log,
      wireLog: this.#wireLog,
      frameBytesMax: this.#limits.maxPayloadBeforeHello,
      assertRoom: () => {
        if (this.connectionCount < max) return;
        throw new ZeroError(
          "UNAVAILABLE",
          `all ${max} connections are taken; close one and try again`,
        );
      },
    });
  }

  /** From here on the connection is somebody. Presence shows it before the snapshot is made. */
  #welcome(connection: Connection, { requestId, params, grant }: Welcome): void {
    const { presence, snapshot, clock } = this.#parts;
    const caller = callerOf(connection, { params, grant });
    connection.caller = caller;
    connection.wantsDeltas = params.caps?.includes(PRESENCE_DELTA) ?? false;
    if (params.client.mode !== "cli") {
      connection.presenceKey = presence.join(rowOf(connection, { params, grant }));
    }
    const kept = snapshot();
    const hello = this.#hello.compose(
      { connId: connection.id, token: grant.token },
      {
        ...kept,
        presence: presence.newest(),
        stateVersion: { presence: presence.version, health: kept.healthVersion },
        uptimeMs: clock.monotonic(),
      },
    );
    connection.send(okReply(requestId, hello));
    this.#broadcaster.add(connection);
    this.#wireLog.welcomed(connection, caller);
    this.#attend(connection, caller, params);
  }

  #attend(connection: Connection, caller: Caller, params: ConnectParams): void {
    const { peer } = connection;
    const end = this.#parts.attend?.({
      caller,
      params,
      ...(peer.local ? {} : { ip: peer.ip }),
      tell: (event, payload) => this.#broadcaster.tell(connection, event, payload),
      close: (reason) => connection.close(CLOSE.policy, reason),
    });
    if (end) this.#attended.set(connection, end);
  }

  #gone(connection: Connection): void {
    this.#attended.get(connection)?.();
    this.#attended.delete(connection);
    if (!this.#broadcaster.remove(connection) || connection.presenceKey === undefined) return;
    this.#parts.presence.leave(connection.presenceKey);
  }

  #tellSession(name: "agent" | "chat", session: string | undefined, event: object): void {
    this.broadcast(name, event);
    if (session !== undefined) this.#parts.onSession?.(session, name, event);
  }

  #versions(): Versions {
    return {
      presence: this.#parts.presence.version,
      health: this.#parts.snapshot().healthVersion,
    };
  }

  #tickLater(): void {
    const { clock } = this.#parts;
    this.#ticking = clock.after(this.#limits.tickIntervalMs, () => {
      this.broadcast("tick", { ts: clock.now() });
      this.#tickLater();
    });
  }
}

type Introduction = Pick<Welcome, "params" | "grant">;

function callerOf({ id, peer }: Connection, { params, grant }: Introduction): Caller {
  const { id: clientId, mode, version, platform, displayName, instanceId } = params.client;
  const client = Object.freeze({
    id: clientId,
    mode,
    version,
    platform,
    ...(displayName === undefined ? {} : { displayName }),
    ...(instanceId === undefined ? {} : { instanceId }),
  });
  const { role, scopes, deviceId } = grant;
  return Object.freeze({
    connId: id,
    role,
    scopes,
    client,
    ...(deviceId === undefined ? {} : { deviceId }),
    local: peer.local,
  });
}

/** The presence row of a client; one without an instance id is its connection (S70, S91). */
function rowOf({ id, peer }: Connection, { params, grant }: Introduction) {
  const { client } = params;
  return {
    host: client.displayName ?? client.id,
    ip: peer.local ? undefined : peer.ip,
    version: client.version,
    platform: client.platform,
    deviceFamily: client.deviceFamily,
    modelIdentifier: client.modelIdentifier,
    mode: client.mode,
    roles: [grant.role],
    scopes: grant.scopes,
    deviceId: grant.deviceId,
    instanceId: client.instanceId ?? id,
  };
}
