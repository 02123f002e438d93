import { LIMITS } from "@zero/protocol/limits";
import { Connection } from "./connection.ts";
import type { DeviceKey, TokenStore } from "./device.ts";
import {
  ClientUsageError,
  ClosedError,
  GatewayError,
  RefusedError,
  TimeoutError,
} from "./errors.ts";
import type { EventFrame } from "./frames.ts";
import { Listeners } from "./listeners.ts";
import { Login, type SentCredential, type SharedAuth } from "./login.ts";
import type { CallOptions } from "./pending-calls.ts";
import { PresenceList } from "./presence.ts";
import { ReconnectDelays, type ReconnectOptions } from "./reconnect-delays.ts";
import { openGlobalSocket, type OpenSocket } from "./socket.ts";
import type { HelloOk, Identity, MethodName, Methods, PresenceEntry } from "./types.ts";

export interface ClientOptions {
  url: string;
  /** Who connects; goes into `connect` as it is. */
  identity: Identity;
  auth?: SharedAuth;
  /**
   * Which device connects. With `tokens`, what the gateway issues is kept and goes before `auth`
   * the next time; once it is refused it is cleared, and `auth` is tried once.
   */
  device?: { key: DeviceKey; tokens?: TokenStore };
  /** Longest wait from opening the socket to hello-ok. */
  connectTimeoutMs?: number;
  /** Longest wait for an answer where a request names none; 0 waits for ever. */
  requestTimeoutMs?: number;
  challengeWaitMs?: number;
  /**
   * Comes back by itself after the connection was lost; never after a refusal that is not
   * retryable.
   */
  reconnect?: boolean | ReconnectOptions;
  /**
   * With `reconnect`: goes on trying while this device waits to be approved at the gateway. The
   * error of `closed` has the id of the request.
   */
  waitForApproval?: boolean;
  /**
   * After lost events: ask `health` and `system-presence` again, as the protocol wants. On unless
   * false.
   */
  refreshOnGap?: boolean;
  /** Requests that may wait at once; one more is refused. */
  pendingMax?: number;
  /** Longest text of one frame, in UTF-16 units; a longer one closes the connection. */
  frameLengthMax?: number;
  /** Opens the socket; the platform's own `WebSocket` unless given. */
  openSocket?: OpenSocket;
}

export interface ClientEvents {
  /** Connected, for the first time or again: the snapshot replaces whatever was known. */
  hello: HelloOk;
  event: EventFrame;
  /** Events were lost. With `refreshOnGap` the refresh is under way. */
  gap: { expected: number; received: number };
  presence: readonly PresenceEntry[];
  /** The answer of `health`, or the event of that name. */
  health: unknown;
  /** The connection is gone; `retryInMs` is set when the client comes back by itself. */
  closed: { error: Error; retryInMs: number | undefined };
  /** A refresh after a gap failed; the next gap or reconnection tries again. */
  refreshFailed: unknown;
  /** What the gateway issued to this device could not be kept; the connection goes on. */
  keepFailed: unknown;
}

const DEFAULTS = {
  connectTimeoutMs: 10_000,
  requestTimeoutMs: 10_000,
  challengeWaitMs: LIMITS.challengeWaitMs,
  pendingMax: 1_024,
  frameLengthMax: LIMITS.clientMaxPayload,
  refreshOnGap: true,
};

type Settings = ClientOptions & Required<Pick<ClientOptions, keyof typeof DEFAULTS>>;

/** A gateway that wants to be left alone for longer is asked again all the same. */
const RETRY_AFTER_MS_MAX = 10 * 60_000;

/** Rows of presence that are kept; a gateway sends at most 200 of them in an event. */
const PRESENCE_MAX = 1_000;

/**
 * A connection to the gateway that speaks protocol 3: typed requests, events, presence, and coming
 * back.
 */
export class GatewayClient {
  readonly #options: Settings;
  readonly #listeners = new Listeners<ClientEvents>();
  readonly #presence = new PresenceList(PRESENCE_MAX);
  readonly #delays: ReconnectDelays | undefined;
  readonly #login: Login;
  #connection: Connection | undefined;
  #hello: HelloOk | undefined;
  #lastSeq = 0;
  #refreshing: Promise<void> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #left = false;

  constructor(options: ClientOptions) {
    this.#options = { ...DEFAULTS, ...withoutUndefined(options) };
    const { reconnect = false, identity, auth, device } = options;
    this.#login = new Login({ identity, auth, device, now: Date.now });
    if (reconnect) this.#delays = new ReconnectDelays(reconnect === true ? {} : reconnect);
  }

  /** What the gateway said at the last handshake; undefined before the first. */
  get hello(): HelloOk | undefined {
    return this.#hello;
  }

  get connected(): boolean {
    return this.#connection?.isOpen ?? false;
  }

  /** Which secret the last `connect` carried. */
  get credential(): SentCredential {
    return this.#login.sent;
  }

  /** Newest first. Follows the snapshot and every `presence` event. */
  get presence(): readonly PresenceEntry[] {
    return this.#presence.rows;
  }

  on<Name extends keyof ClientEvents>(
    name: Name,
    listener: (fact: ClientEvents[Name]) => void,
  ): () => void {
    return this.#listeners.on(name, listener);
  }

  /**
   * Connects once and resolves with hello-ok. Rejects with `RefusedError`, `ClosedError` or
   * `TimeoutError`; with `reconnect` the client then goes on trying all the same, unless it was
   * refused for good.
   */
  async connect(): Promise<HelloOk> {
    if (this.#left) throw new ClientUsageError("this client was closed; make a new one");
    if (this.#connection) throw new ClientUsageError("this client is connecting or connected");
    return this.#dial();
  }

  /**
   * Asks the gateway. Rejects with `GatewayError` when it refused or failed, with `ClosedError` or
   * `TimeoutError` when the outcome is unknown, with `ClientUsageError` when nothing was sent.
   */
  async request<Name extends MethodName>(
    method: Name,
    params: Methods[Name]["params"],
    options: CallOptions = {},
  ): Promise<Methods[Name]["result"]> {
    const result = await this.call(method, params, options);
    return result as Methods[Name]["result"];
  }

  /** As `request`, for a method that is only known at run time. */
  async call(method: string, params: unknown, options: CallOptions = {}): Promise<unknown> {
    if (!this.#connection) throw new ClientUsageError("not connected to the gateway");
    const timeoutMs = options.timeoutMs ?? this.#options.requestTimeoutMs;
    return this.#connection.request(method, params, { ...options, timeoutMs });
  }

  /**
   * What a client does after a gap: asks `health` and `system-presence`, and tells its listeners.
   * Calls that overlap share one refresh.
   */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** Ends the connection for good. Requests that wait are rejected with `ClosedError`. */
  close(): void {
    this.#left = true;
    clearTimeout(this.#retryTimer);
    this.#connection?.close();
    this.#connection = undefined;
  }

  /** One attempt; two when the first one's secret was refused and another is there. */
  async #dial(): Promise<HelloOk> {
    const connection = this.#open();
    try {
      return await connection.opened;
    } catch (refusal) {
      const { error, again } = await this.#judge(refusal);
      if (this.#connection !== connection) throw error;
      if (again) return this.#dial();
      this.#lost(error);
      throw error;
    }
  }

  async #judge(error: unknown): Promise<{ error: unknown; again: boolean }> {
    try {
      return { error, again: await this.#login.fallsBack(error) };
    } catch (failure) {
      return { error: failure, again: false };
    }
  }

  #open(): Connection {
    const { url, connectTimeoutMs, challengeWaitMs, pendingMax, frameLengthMax } = this.#options;
    this.#lastSeq = 0;
    clearTimeout(this.#retryTimer);
    this.#connection = new Connection({
      url,
      openSocket: this.#options.openSocket ?? openGlobalSocket,
      connectTimeoutMs,
      challengeWaitMs,
      pendingMax,
      frameLengthMax,
      connectParams: (nonce) => this.#login.connectParams(nonce),
      onOpen: (hello) => this.#welcome(hello),
      onEvent: (event) => this.#hear(event),
      onClose: (error) => this.#lost(error),
    });
    return this.#connection;
  }

  #welcome(hello: HelloOk): void {
    this.#hello = hello;
    this.#delays?.reset();
    this.#presence.replace(hello.snapshot.presence);
    this.#listeners.emit("hello", hello);
    this.#login.keep(hello).catch((error: unknown) => this.#listeners.emit("keepFailed", error));
  }

  #hear(event: EventFrame): void {
    if (event.event === "presence" && this.#presence.apply(event.payload)) {
      this.#listeners.emit("presence", this.presence);
    }
    if (event.event === "health") this.#listeners.emit("health", event.payload);
    this.#listeners.emit("event", event);
    if (event.seq !== undefined) this.#count(event.seq);
  }

  #count(received: number): void {
    const expected = this.#lastSeq + 1;
    this.#lastSeq = received;
    if (received === expected) return;
    this.#listeners.emit("gap", { expected, received });
    if (!this.#options.refreshOnGap) return;
    this.refresh().catch((error: unknown) => this.#listeners.emit("refreshFailed", error));
  }

  async #refresh(): Promise<void> {
    const [health, rows] = await Promise.all([
      this.request("health", {}),
      this.request("system-presence", {}),
    ]);
    this.#presence.replace(rows);
    this.#listeners.emit("health", health);
    this.#listeners.emit("presence", this.presence);
  }

  #lost(error: unknown): void {
    this.#connection = undefined;
    const retryInMs = this.#retryInMs(error);
    if (retryInMs !== undefined) this.#retryTimer = setTimeout(() => this.#retry(), retryInMs);
    if (error instanceof Error) this.#listeners.emit("closed", { error, retryInMs });
  }

  #retryInMs(error: unknown): number | undefined {
    if (this.#left || !this.#mayRetry(error)) return undefined;
    const delayMs = this.#delays?.next();
    if (delayMs === undefined || !(error instanceof GatewayError)) return delayMs;
    return Math.max(delayMs, Math.min(error.retryAfterMs ?? 0, RETRY_AFTER_MS_MAX));
  }

  #mayRetry(error: unknown): boolean {
    if (error instanceof RefusedError && error.requestId !== undefined) {
      return this.#options.waitForApproval ?? false;
    }
    if (error instanceof GatewayError) return error.retryable;
    return error instanceof ClosedError || error instanceof TimeoutError;
  }

  #retry(): void {
    // Whoever listens to `closed` hears of a failure.
    this.#dial().catch(() => undefined);
  }
}

/** An option that is given as undefined is not given. */
function withoutUndefined(options: ClientOptions): ClientOptions {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as ClientOptions;
}
