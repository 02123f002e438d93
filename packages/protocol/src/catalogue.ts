import type { ErrorCode } from "./errors.ts";

/**
 * What a caller must be granted. `node` is the role, not a scope. `connect` is no method: it has
 * none.
 */
export type Scope = "read" | "write" | "admin" | "pairing" | "approvals" | "node";

/** A declared method, without its shapes. */
export interface MethodRecord {
  readonly name: string;
  readonly summary: string;
  readonly scope: Scope;
  /** Codes besides INVALID_REQUEST and UNAVAILABLE, which any method may answer. */
  readonly errors: readonly ErrorCode[];
  /** True: it answers twice with the same id, first that it accepted, then how it ended. */
  readonly twoStage: boolean;
}

/** A declared event, without its shape. */
export interface EventRecord {
  readonly name: string;
  readonly summary: string;
  /** Who may see it; `all` is every connection that completed its handshake. */
  readonly scope: Scope | "all";
  /** True: a client that reads too slowly loses it. False: such a client is cut. */
  readonly dropIfSlow: boolean;
  /** Values of the payload's `state` that such a client loses although other states cut it. */
  readonly dropIfSlowStates: readonly string[];
  /** False only for events that are no broadcast, such as the challenge. */
  readonly sequenced: boolean;
  /** The event carries `stateVersion`. */
  readonly versioned: boolean;
}
