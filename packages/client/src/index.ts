export { GatewayClient, type ClientEvents, type ClientOptions } from "./client.ts";
export type { DeviceKey, TokenStore } from "./device.ts";
export {
  ClientUsageError,
  ClosedError,
  GatewayError,
  RefusedError,
  TimeoutError,
  closeHint,
} from "./errors.ts";
export type { EventFrame } from "./frames.ts";
export type { SentCredential, SharedAuth } from "./login.ts";
export type { CallOptions } from "./pending-calls.ts";
export { presenceKey } from "./presence.ts";
export type { ReconnectOptions } from "./reconnect-delays.ts";
export type { OpenSocket, SocketEvent, SocketLike } from "./socket.ts";
export type { HelloOk, Identity, MethodName, Methods, PresenceEntry } from "./types.ts";
export { makeWebKeyPair, webDeviceKey, type WebKeyPair } from "./web-key.ts";
