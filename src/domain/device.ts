import type { Role } from "./scope.ts";

/** What a device said of itself when it was last approved; shown to people, never decided upon. */
export interface DeviceAbout {
  readonly displayName?: string;
  readonly platform?: string;
  readonly deviceFamily?: string;
  readonly modelIdentifier?: string;
  readonly clientId?: string;
  readonly clientMode?: string;
  /** Absent for a device on this machine. */
  readonly remoteIp?: string;
}

/** What a device asks to be: compared with what it was granted. */
export interface DeviceWish {
  readonly deviceId: string;
  readonly publicKey: string;
  readonly role: Role;
  readonly scopes: readonly string[];
  /** Commands that a node offers; an operator has none. */
  readonly commands: readonly string[];
  readonly about: DeviceAbout;
}

/** What a device may be in one role. Times in milliseconds since the epoch. */
export interface DeviceGrant {
  readonly role: Role;
  readonly scopes: readonly string[];
  readonly commands: readonly string[];
  /**
   * Counts only together with a signature by the device's key, so whoever reads it gains nothing,
   * and a client that lost it is given the same one again.
   */
  readonly token: string;
  /** Nobody was asked: the device is on this machine. What a person decided is not silent. */
  readonly silent: boolean;
  readonly createdAtMs: number;
  readonly rotatedAtMs?: number;
  /** Set: this role is over, until a person approves it again. */
  readonly revokedAtMs?: number;
  readonly lastUsedAtMs?: number;
}

/** A device that was approved at least once, with a grant for each role. */
export interface Device {
  readonly deviceId: string;
  readonly publicKey: string;
  readonly about: DeviceAbout;
  readonly createdAtMs: number;
  readonly approvedAtMs: number;
  readonly grants: ReadonlyMap<Role, DeviceGrant>;
}

/** Its grants that nobody took away. */
export function heldGrants({ grants }: Pick<Device, "grants">): readonly DeviceGrant[] {
  return [...grants.values()].filter((grant) => grant.revokedAtMs === undefined);
}

/** A device that waits for a person's word. Its content never changes under its id. */
export interface DeviceRequest extends DeviceWish {
  readonly requestId: string;
  /** It was approved before, in this role or another. */
  readonly isRepair: boolean;
  /** Milliseconds since the epoch. */
  readonly ts: number;
}
