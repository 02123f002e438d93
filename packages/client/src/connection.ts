import {
  ClientUsageError,
  ClosedError,
  RefusedError,
  TimeoutError,
  type WireError,
} from "./errors.ts";
import { parseFrame, type EventFrame, type ResponseFrame } from "./frames.ts";
import { isRecord } from "./is-record.ts";
import { PendingCalls, type CallOptions } from "./pending-calls.ts";
import { CLIENT_CLOSE, type OpenSocket, type SocketEvent, type SocketLike } from "./socket.ts";
import type { HelloOk } from "./types.ts";

export interface ConnectionOptions {
  readonly url: string;
  readonly openSocket: OpenSocket;
  /**
   * Parameters of `connect`, made once the nonce is known; undefined when no challenge came in
   * time. What it rejects with is what `opened` rejects with.
   */
  readonly connectParams: (nonce: string | undefined) => Promise<object>;
  readonly challengeWaitMs: number;
  readonly connectTimeoutMs: number;
  readonly pendingMax: number;
  readonly frameLengthMax: number;
  /** Called once, before any event: what was shown before this connection is out of date. */
  readonly onOpen: (hello: HelloOk) => void;
  readonly onEvent: (event: EventFrame) => void;
  /** Called once, after a connection that was open has gone. */
  readonly onClose: (error: ClosedError) => void;
}

const CONNECT_ID = "connect";

/** How long a gateway that refused `connect` may take to close the socket itself. */
const REFUSED_CLOSE_WAIT_MS = 1_000;

/**
 * A check each half tick: after two ticks without a sign of life, and before two and a half, the
 * connection is over. Counting checks instead of time forgives a machine that slept.
 */
const SILENT_CHECKS_MAX = 4;

/**
 * One socket from opening to close: handshake, requests, events, and a watchdog that closes a
 * silent one with 4000. It never reconnects.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #calls: PendingCalls;
  readonly #socket: SocketLike;
  readonly #opened = Promise.withResolvers<HelloOk>();
  #state: "opening" | "open" | "closed" = "opening";
  #handshakeTimer: ReturnType<typeof setTimeout> | undefined;
  #connectTimer: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setInterval> | undefined;
  #silentChecks = 0;
  #sendBytesMax = Number.MAX_SAFE_INTEGER;
  #connectSent = false;
  #refusal: WireError | undefined;
  #socketError: unknown;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#calls = new PendingCalls(options.pendingMax);
    this.#socket = options.openSocket(options.url);
    // Whoever awaits `opened` hears the failure; a caller that closed early must not crash on it.
    this.#opened.promise.catch(() => {});
    this.#socket.addEventListener("open", () => this.#awaitChallenge());
    this.#socket.addEventListener("message", (event) => this.#receive(event.data));
    this.#socket.addEventListener("error", (event) => (this.#socketError = event.error));
    this.#socket.addEventListener("close", (event) => this.#closed(event));
    this.#connectTimer = setTimeout(() => this.#expire(), options.connectTimeoutMs);
  }

  /** Rejects with `RefusedError`, `ClosedError` or `TimeoutError`. */
  get opened(): Promise<HelloOk> {
    return this.#opened.promise;
  }

  get isOpen(): boolean {
    return this.#state === "open";
  }

  /** Rejects as `PendingCalls.add`, and with `ClosedError` when the connection goes first. */
  request(method: string, params: unknown, options: CallOptions): Promise<unknown> {
    if (this.#state !== "open") {
      return Promise.reject(new ClientUsageError("not connected to the gateway"));
    }
    return this.#calls.add(options, (id) => this.#sendRequest(id, method, params));
  }

  close(code: number = CLIENT_CLOSE.done, reason = ""): void {
    if (this.#state === "closed") return;
    this.#socket.close(code, reason);
    // The other side may never answer the close frame: for us it is over now.
    this.#closed({ code, reason });
  }

  #sendRequest(id: string, method: string, params: unknown): void {
    const text = JSON.stringify({ type: "req", id, method, params });
    const bytes = byteLength(text);
    // The gateway would cut the connection, and with it everybody else's requests.
    if (bytes > this.#sendBytesMax) {
      throw new ClientUsageError(
        `this request has ${bytes} bytes; the gateway takes at most ${this.#sendBytesMax}`,
      );
    }
    this.#socket.send(text);
  }

  #awaitChallenge(): void {
    if (this.#state !== "opening") return;
    const withoutNonce = () => this.#connect(undefined);
    this.#handshakeTimer = setTimeout(withoutNonce, this.#options.challengeWaitMs);
  }

  #connect(nonce: string | undefined): void {
    if (this.#connectSent || this.#state !== "opening") return;
    this.#connectSent = true;
    clearTimeout(this.#handshakeTimer);
    this.#sendConnect(nonce).catch((error: unknown) => {
      this.#opened.reject(error);
      this.close(CLIENT_CLOSE.connectFailed, "connect failed");
    });
  }

  async #sendConnect(nonce: string | undefined): Promise<void> {
    const params = await this.#options.connectParams(nonce);
    if (this.#state === "opening") this.#sendRequest(CONNECT_ID, "connect", params);
  }

  /**
   * Not through the table of calls: an event may follow the hello in the same packet and must find
   * us open.
   */
  #answered(frame: ResponseFrame): void {
    if (frame.id !== CONNECT_ID || !this.#connectSent || this.#refusal) return;
    clearTimeout(this.#connectTimer);
    if (frame.error) this.#refused(frame.error);
    else if (isHelloOk(frame.payload)) this.#welcome(frame.payload);
    else this.close(CLIENT_CLOSE.badFrame, "hello-ok expected");
  }

  #welcome(hello: HelloOk): void {
    this.#state = "open";
    this.#sendBytesMax = hello.policy.maxPayload;
    this.#watchdog = setInterval(() => this.#checkLife(), hello.policy.tickIntervalMs / 2);
    this.#options.onOpen(hello);
    this.#opened.resolve(hello);
  }

  /** The gateway closes next, and its code belongs to the refusal. */
  #refused(error: WireError): void {
    this.#refusal = error;
    const giveUp = () => {
      this.#socket.close(CLIENT_CLOSE.connectFailed, "connect failed");
      this.#closed({});
    };
    this.#handshakeTimer = setTimeout(giveUp, REFUSED_CLOSE_WAIT_MS);
  }

  #expire(): void {
    this.#opened.reject(new TimeoutError(this.#options.connectTimeoutMs));
    this.close(CLIENT_CLOSE.connectFailed, "connect failed");
  }

  #receive(data: unknown): void {
    if (this.#state === "closed") return;
    this.#silentChecks = 0;
    if (typeof data !== "string") {
      this.close(CLIENT_CLOSE.badFrame, "text frames only");
      return;
    }
    if (data.length > this.#options.frameLengthMax) {
      this.close(CLIENT_CLOSE.frameTooBig, "frame too big");
      return;
    }
    const frame = parseFrame(data);
    if (!frame) this.close(CLIENT_CLOSE.badFrame, "malformed frame");
    else if (frame.type === "event") this.#hear(frame);
    else if (this.#state === "open") this.#calls.settle(frame);
    else this.#answered(frame);
  }

  #hear(event: EventFrame): void {
    if (this.#state === "open") this.#options.onEvent(event);
    else if (event.event === "connect.challenge") this.#connect(nonceOf(event));
  }

  #checkLife(): void {
    this.#silentChecks += 1;
    if (this.#silentChecks > SILENT_CHECKS_MAX) {
      this.close(CLIENT_CLOSE.tickTimeout, "tick timeout");
    }
  }

  #closed(event: SocketEvent): void {
    if (this.#state === "closed") return;
    const wasOpen = this.#state === "open";
    this.#state = "closed";
    clearTimeout(this.#handshakeTimer);
    clearTimeout(this.#connectTimer);
    clearInterval(this.#watchdog);
    const closed = new ClosedError(event.code ?? 1006, event.reason ?? "", this.#socketError);
    const refusal = this.#refusal && new RefusedError(this.#refusal, event.code);
    this.#opened.reject(refusal ?? closed);
    this.#calls.failAll(closed);
    if (wasOpen) this.#options.onClose(closed);
  }
}

function nonceOf(event: EventFrame): string | undefined {
  const nonce = isRecord(event.payload) ? event.payload["nonce"] : undefined;
  return typeof nonce === "string" ? nonce : undefined;
}

function isHelloOk(payload: unknown): payload is HelloOk {
  if (!isRecord(payload) || payload["type"] !== "hello-ok") return false;
  const { policy, snapshot } = payload;
  return (
    isRecord(policy) &&
    typeof policy["tickIntervalMs"] === "number" &&
    policy["tickIntervalMs"] > 0 &&
    typeof policy["maxPayload"] === "number" &&
    isRecord(snapshot) &&
    Array.isArray(snapshot["presence"])
  );
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
