import type { ConnectParams, HelloOk, Methods, PresenceEntry } from "@zero/protocol";

export type { HelloOk, Methods, PresenceEntry };

export type MethodName = keyof Methods;

/**
 * Who connects, as `connect` wants it. `presence-delta` is added to `caps`: this client merges
 * deltas.
 */
export type Identity = Omit<ConnectParams, "minProtocol" | "maxProtocol" | "auth" | "device">;
