import { createHash, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { connect, type Socket } from "node:net";
import type { TestContext } from "node:test";
import type { HelloOk } from "@zero/protocol";
import { signedText } from "@zero/protocol/signed-text";
import { WebSocket, type ClientOptions } from "ws";
import { DOOR_LIMITS, type DoorLimits } from "../../src/doors/socket/connection/limits.ts";
import {
  createSocketDoor,
  type SnapshotParts,
  type SocketDoor,
  type SocketDoorParts,
} from "../../src/doors/socket/server.ts";
import type { Services } from "../../src/doors/socket/services.ts";
import { Access, type AuthSettings } from "../../src/features/access/access.ts";
import { Devices, type DevicesOptions } from "../../src/features/access/devices.ts";
import { requestOnWire } from "../../src/doors/socket/methods/devices.ts";
import { Presence } from "../../src/features/presence/presence.ts";
import { systemClock, type Clock } from "../../src/kernel/clock.ts";
import { silentLog, type Log } from "../../src/kernel/log.ts";
import { GuessBudget } from "../../src/net/guess-budget.ts";
import { Listener } from "../../src/net/listener.ts";
import { SocketBudget } from "../../src/net/socket-budget.ts";
import type { Frame } from "./wire-client.ts";

export const HEALTH: string = JSON.stringify({
  ok: true,
  ts: 1,
  durationMs: 0,
  channels: {},
  channelOrder: [],
  channelLabels: {},
  heartbeatSeconds: 0,
  defaultAgentId: "main",
  agents: [],
  sessions: { path: "", count: 0, recent: [] },
});

export interface DoorOptions {
  auth?: AuthSettings;
  limits?: Partial<DoorLimits>;
  services?: Partial<Services>;
  snapshot?: () => SnapshotParts;
  attend?: SocketDoorParts["attend"];
  clock?: Clock;
  log?: Log;
  /** Where devices are kept; nowhere unless given. */
  store?: DevicesOptions["store"];
}

/** Keeps nothing: what was granted lives as long as the door. */
const FORGETFUL: DevicesOptions["store"] = { commit: async () => undefined, rows: async () => [] };

/** The door on a free port of 127.0.0.1, with the parts around it that need no store. */
export class DoorFixture {
  readonly door: SocketDoor;
  readonly listener: Listener;
  readonly presence: Presence;
  readonly devices: Devices;
  readonly budget: SocketBudget;
  readonly #clients = new Set<TestClient>();

  constructor(options: DoorOptions) {
    const { clock = systemClock, log = silentLog, auth = { mode: "none" } } = options;
    this.budget = new SocketBudget(clock);
    this.listener = new Listener({
      bind: { mode: "loopback" },
      port: 0,
      secretConfigured: auth.mode !== "none",
      budget: this.budget,
      log,
    });
    this.devices = new Devices({
      store: options.store ?? FORGETFUL,
      clock,
      log,
      events: {
        requested: (request) =>
          this.door.broadcast("device.pair.requested", requestOnWire(request)),
        resolved: (resolution) => this.door.broadcast("device.pair.resolved", resolution),
        ended: (device, reason) => this.door.endDevice(device, reason),
      },
    });
    const { devices } = this;
    const access = new Access({ auth, devices, guesses: new GuessBudget(clock), clock });
    const self = { host: "gateway-host", instanceId: "gateway", mode: "gateway", reason: "self" };
    this.presence = new Presence({ clock, self });
    this.door = createSocketDoor({
      listener: this.listener,
      services: servicesOf({ presence: this.presence, devices }, options.services),
      access,
      presence: this.presence,
      budget: this.budget,
      clock,
      log,
      info: { version: "1.2.3", host: "gateway-host", stateDir: "/state", configPath: "/c.json" },
      snapshot: options.snapshot ?? (() => ({ health: HEALTH, healthVersion: 7 })),
      ...(options.attend ? { attend: options.attend } : {}),
      limits: { ...DOOR_LIMITS, ...options.limits },
    });
  }

  static async start(options: DoorOptions = {}): Promise<DoorFixture> {
    const fixture = new DoorFixture(options);
    await fixture.devices.start();
    await fixture.listener.start();
    await fixture.door.start();
    return fixture;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.listener.port}`;
  }

  /** Opens a socket; nothing is sent yet. */
  async open(options: ClientOptions = {}): Promise<TestClient> {
    const client = await TestClient.open(this.url, options);
    this.#clients.add(client);
    return client;
  }

  /** Opens a socket and completes the handshake. */
  async connect(params: object = {}, options: ClientOptions = {}): Promise<TestClient> {
    const client = await this.open(options);
    await client.hello(params);
    return client;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    await this.door.stop({ reason: "test over" });
    await this.listener.stop();
    this.devices.stop();
    this.presence.stop();
  }
}

/** The door for one test; it is stopped when the test is over, however it ends. */
export async function startDoor(t: TestContext, options: DoorOptions = {}): Promise<DoorFixture> {
  const fixture = await DoorFixture.start(options);
  t.after(() => fixture.stop());
  return fixture;
}

/** Services that fail when they are used, but for those that a test passes and the cheap ones. */
function servicesOf(
  real: Pick<Services, "presence" | "devices">,
  given: Partial<Services> = {},
): Services {
  const unused = (name: string) =>
    new Proxy({}, { get: () => () => Promise.reject(new Error(`${name} is not part of this`)) });
  return {
    turns: unused("turns") as Services["turns"],
    sends: unused("sends") as Services["sends"],
    sessions: unused("sessions") as Services["sessions"],
    wizard: unused("wizard") as Services["wizard"],
    channels: unused("channels") as Services["channels"],
    models: { list: async () => [], usable: (name) => name },
    agents: unused("agents") as Services["agents"],
    config: unused("config") as Services["config"],
    logs: unused("logs") as Services["logs"],
    voice: unused("voice") as Services["voice"],
    usage: unused("usage") as Services["usage"],
    nodes: unused("nodes") as Services["nodes"],
    exec: unused("exec") as Services["exec"],
    queue: unused("queue") as Services["queue"],
    health: { summary: async () => HEALTH, status: async () => "{}" },
    ...real,
    ...given,
  };
}

/** A client that shows everything it got. */
export class TestClient {
  readonly ws: WebSocket;
  /** The TCP socket under it, for tests that stop reading or write what no client would. */
  readonly socket: Socket;
  readonly frames: Frame[] = [];
  readonly texts: string[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #nextId = 0;
  #onFrame: () => void = () => undefined;

  private constructor(ws: WebSocket, socket: Socket) {
    this.ws = ws;
    this.socket = socket;
    ws.on("message", (data: Buffer) => {
      const text = data.toString();
      this.texts.push(text);
      this.frames.push(JSON.parse(text) as Frame);
      this.#onFrame();
    });
    this.closed = new Promise((resolve) => {
      ws.on("close", (code, reason) => {
        resolve({ code, reason: reason.toString() });
        this.#onFrame();
      });
    });
    ws.on("error", () => undefined);
  }

  static async open(url: string, options: ClientOptions = {}): Promise<TestClient> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    const createConnection = () => socket;
    const ws = new WebSocket(url, { perMessageDeflate: false, createConnection, ...options });
    const client = new TestClient(ws, socket);
    await new Promise<void>((resolve, reject) => {
      ws.once("open", () => resolve());
      ws.once("error", reject);
    });
    return client;
  }

  get nonce(): Promise<string> {
    return this.event("connect.challenge").then((frame) => frame.payload.nonce as string);
  }

  send(frame: unknown): void {
    this.ws.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** The first frame that fits, now or later; fails after 5 s, or when the socket closes. */
  async frame(fits: (frame: Frame) => boolean, what = "a frame"): Promise<Frame> {
    const deadline = setTimeout(() => this.#onFrame(), 5_000);
    const until = performance.now() + 4_900;
    try {
      for (;;) {
        const found = this.frames.find(fits);
        if (found) return found;
        if (this.ws.readyState === WebSocket.CLOSED) throw new Error(`closed without ${what}`);
        if (performance.now() > until) throw new Error(`no ${what} came`);
        await new Promise<void>((resolve) => (this.#onFrame = resolve));
      }
    } finally {
      clearTimeout(deadline);
    }
  }

  event(name: string, fits: (frame: Frame) => boolean = () => true): Promise<Frame> {
    return this.frame((frame) => frame.event === name && fits(frame), `event ${name}`);
  }

  events(name: string): Frame[] {
    return this.frames.filter((frame) => frame.event === name);
  }

  answer(id: string): Promise<Frame> {
    return this.frame((frame) => frame.type === "res" && frame.id === id, `answer ${id}`);
  }

  async request(method: string, params?: unknown): Promise<Frame> {
    const id = this.ask(method, params);
    return this.answer(id);
  }

  /** Sends a request and does not wait. */
  ask(method: string, params?: unknown): string {
    this.#nextId += 1;
    const id = `r${this.#nextId}`;
    this.send({ type: "req", id, method, ...(params === undefined ? {} : { params }) });
    return id;
  }

  async hello(params: object = {}): Promise<HelloOk> {
    const answer = await this.request("connect", connectParams(params));
    if (!answer.ok) throw new Error(`connect was refused: ${JSON.stringify(answer.error)}`);
    return answer.payload as HelloOk;
  }

  destroy(): void {
    this.ws.terminate();
  }
}

/** What the plainest client sends; `overrides` win. */
export function connectParams(overrides: object = {}): Record<string, unknown> {
  return {
    minProtocol: 3,
    maxProtocol: 3,
    client: { id: "test", version: "1.0.0", platform: "linux", mode: "test" },
    caps: [],
    ...overrides,
  };
}

export interface TestDevice {
  id: string;
  publicKey: string;
  privateKey: KeyObject;
}

export function makeDevice(): TestDevice {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
  return {
    id: createHash("sha256").update(raw).digest("hex"),
    publicKey: raw.toString("base64url"),
    privateKey,
  };
}

/** A device's proof for the client of `connectParams`. */
export function proveDevice(
  device: TestDevice,
  options: {
    nonce?: string;
    scopes?: readonly string[];
    token?: string;
    signedAt?: number;
    role?: string;
  },
) {
  const { nonce, scopes = [], token = "", signedAt = Date.now(), role = "operator" } = options;
  const words = { id: device.id, signedAt, ...(nonce === undefined ? {} : { nonce }) };
  const context = { clientId: "test", clientMode: "test", role, scopes, token };
  const signature = sign(null, Buffer.from(signedText(words, context)), device.privateKey);
  return {
    ...words,
    publicKey: device.publicKey,
    signature: signature.toString("base64url"),
  };
}
