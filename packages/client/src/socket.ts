import { CLOSE } from "@zero/protocol/limits";

/** The part of a WebSocket that is used: browsers, Node's own and the `ws` package all have it. */
export interface SocketLike {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  addEventListener(
    type: "open" | "message" | "error" | "close",
    listener: (event: SocketEvent) => void,
  ): void;
}

/** What the events `open`, `message`, `error` and `close` carry, as far as it is read here. */
export interface SocketEvent {
  readonly type?: string;
  readonly data?: unknown;
  readonly code?: number;
  readonly reason?: string;
  readonly error?: unknown;
}

export type OpenSocket = (url: string) => SocketLike;

export const openGlobalSocket: OpenSocket = (url) => new WebSocket(url);

/** Codes that a client may give by the browsers' rules: 1000 and 3000 to 4999. */
export const CLIENT_CLOSE = {
  done: CLOSE.normal,
  tickTimeout: CLOSE.tickTimeout,
  connectFailed: CLOSE.connectFailed,
  frameTooBig: CLOSE.answerTooLarge,
  badFrame: CLOSE.badFrame,
} as const;
