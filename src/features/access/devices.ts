import { randomBytes } from "node:crypto";
import type { Device, DeviceGrant, DeviceRequest, DeviceWish } from "../../domain/device.ts";
import { type Authority, type Role, scopeBeyond } from "../../domain/scope.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { Gate } from "../../kernel/gate.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import { secretsEqual } from "../../kernel/secret.ts";
import { type Store, write } from "../../store/store.ts";
import { deleteDevice, putDevice, putGrant, readDevices } from "./device-rows.ts";
import { PairingRequests } from "./pairing-requests.ts";

/** Devices that are remembered. Above it the silent one gives way that was not seen for longest. */
export const DEVICES_MAX = 1_000;
/** How exactly is known when a token was last used: a write for each connect would be a waste. */
const LAST_USED_WITHIN_MS = 3_600_000;
const TOKEN_BYTES = 24;

/** What others are told. */
export interface DeviceEvents {
  requested(request: DeviceRequest): void;
  resolved(request: Resolution): void;
  /** Connections of this device in this role are over. */
  ended(device: { deviceId: string; role: Role }, reason: string): void;
}

export interface Resolution {
  readonly requestId: string;
  readonly deviceId: string;
  readonly decision: "approved" | "rejected";
  /** Milliseconds since the epoch. */
  readonly ts: number;
}

export interface DevicesOptions {
  readonly store: Pick<Store, "commit" | "rows">;
  readonly clock: Pick<Clock, "now" | "after">;
  readonly log: Log;
  readonly events: DeviceEvents;
}

type Asked = Pick<DeviceWish, "deviceId" | "role" | "scopes" | "commands">;

/** A role of a device, as a client names it. */
export interface DeviceRole {
  readonly deviceId: string;
  readonly role: string;
}

/**
 * Which devices are known and what each may be. Memory holds what is on disk and nothing else:
 * every change is committed first, one after the other.
 */
export class Devices {
  readonly #options: DevicesOptions;
  readonly #requests: PairingRequests;
  readonly #devices = new Map<string, Device>();
  readonly #changes = new Gate(1);
  /** Roles whose end was asked for and is not on disk yet. */
  readonly #leaving = new Set<string>();

  constructor(options: DevicesOptions) {
    const { clock, events } = options;
    this.#options = options;
    this.#requests = new PairingRequests({
      clock,
      requested: (request) => events.requested(request),
      dropped: (request) => this.#resolved(request, "rejected"),
    });
  }

  async start(): Promise<void> {
    for (const device of await readDevices(this.#options.store)) {
      this.#devices.set(device.deviceId, device);
    }
  }

  stop(): void {
    this.#requests.stop();
  }

  /** Those that wait, newest first, and those that were approved. */
  list(): { pending: readonly DeviceRequest[]; paired: readonly Device[] } {
    return { pending: this.#requests.list(), paired: [...this.#devices.values()] };
  }

  /** True for the token of this device, in a grant that holds all it asks for. */
  accepts(wish: DeviceWish, token: string): boolean {
    const grant = this.#grantFor(wish);
    return grant !== undefined && token !== "" && secretsEqual(token, grant.token);
  }

  /**
   * The grant of a device whose signature holds. Without one that covers the wish a device on this
   * machine is approved silently, unless a person decided about it before; any other throws
   * NOT_PAIRED with the id of the request that a person can approve.
   */
  admit(wish: DeviceWish, local: boolean): DeviceGrant | Promise<DeviceGrant> {
    const grant = this.#grantFor(wish);
    if (grant) {
      this.#used(wish.deviceId, grant);
      return grant;
    }
    if (local && this.#isUndecided(wish.deviceId)) return this.#admitSilently(wish);
    const { requestId } = this.#requests.add(wish, this.#devices.has(wish.deviceId));
    throw new ZeroError("NOT_PAIRED", "pairing required", { details: { requestId } });
  }

  /**
   * Lets a waiting device in, by somebody who may do at least as much (SR5). Throws
   * INVALID_REQUEST for an unknown request and for one that asks for more than the approver has.
   */
  approve(requestId: string, by: Authority): Promise<{ requestId: string; device: Device }> {
    return this.#changes.run(async () => {
      this.assertHeld(by);
      const request = this.#requests.find(requestId);
      assertWithin(by, [...request.scopes, ...scopesOfNode(request)]);
      // Taken before it is written: nobody rejects meanwhile what is approved.
      this.#requests.take(requestId);
      try {
        const device = await this.#grant(request, false);
        this.#noted("a device was approved", request);
        this.#resolved(request, "approved");
        return { requestId, device };
      } catch (error) {
        this.#requests.putBack(request);
        throw error;
      }
    });
  }

  /**
   * Throws INVALID_REQUEST when what a device may was taken away since it connected: what it asked
   * for before and what is done now must not differ (SR9). Whoever is no device has nothing to
   * lose.
   */
  assertHeld({ deviceId, role, scopes }: Authority): void {
    if (deviceId === undefined) return;
    const held = this.#grantFor({ deviceId, role, scopes, commands: [] });
    if (held) return;
    throw new ZeroError("INVALID_REQUEST", "the grant of this device was taken away");
  }

  /** Throws INVALID_REQUEST for an unknown request. */
  reject(requestId: string): { requestId: string; deviceId: string } {
    const request = this.#requests.take(requestId);
    this.#resolved(request, "rejected");
    return { requestId, deviceId: request.deviceId };
  }

  /**
   * A new token, and with `scopes` a narrower grant; the role stays what it is and nothing widens
   * (SR5). Connections of the old token end (SR9). Throws INVALID_REQUEST for a device or a role
   * that is not approved, for scopes beyond the grant, and for a grant beyond the caller's own.
   */
  rotate(target: DeviceRole, scopes: readonly string[] | undefined, by: Authority) {
    return this.#changes.run(async () => {
      this.assertHeld(by);
      const { device, grant } = this.#find(target);
      assertWithin(by, grant.scopes);
      const wanted = scopes ?? grant.scopes;
      const beyond = scopeBeyond(grant.scopes, wanted);
      if (beyond !== undefined) {
        const why = `the device was not approved for ${beyond}; it has to ask for it when it connects`;
        throw new ZeroError("INVALID_REQUEST", why);
      }
      const rotatedAtMs = this.#options.clock.now();
      const next = {
        ...grant,
        scopes: [...new Set(wanted)],
        token: newToken(),
        silent: grant.silent && scopes === undefined,
        rotatedAtMs,
      };
      await this.#put(device, next);
      this.#noted("a device's token was rotated", { ...next, ...device });
      this.#options.events.ended({ ...device, role: grant.role }, "device token rotated");
      return { ...next, deviceId: device.deviceId, rotatedAtMs };
    });
  }

  /**
   * Ends a role of a device and its connections (SR5, SR9); only a person's approval brings it
   * back. Throws INVALID_REQUEST for a device or a role that is not approved.
   */
  async revoke(target: DeviceRole) {
    const { clock, events } = this.#options;
    const { device: known, grant: held } = this.#find(target);
    const place = { deviceId: known.deviceId, role: held.role };
    const key = leavingKey(place);
    // It counts before it is written: no change that waits, and no disk, keeps a connection alive.
    this.#leaving.add(key);
    events.ended(place, "device token revoked");
    try {
      return await this.#changes.run(async () => {
        const { device, grant } = this.#find(target);
        const revokedAtMs = clock.now();
        await this.#put(device, { ...grant, token: newToken(), silent: false, revokedAtMs });
        this.#noted("a device's role was revoked", { ...grant, ...device });
        return { ...place, revokedAtMs };
      });
    } finally {
      this.#leaving.delete(key);
    }
  }

  #grantFor({ deviceId, role, scopes, commands }: Asked): DeviceGrant | undefined {
    const grant = this.#devices.get(deviceId)?.grants.get(role);
    if (!grant || grant.revokedAtMs !== undefined) return undefined;
    if (this.#leaving.has(leavingKey({ deviceId, role }))) return undefined;
    if (scopeBeyond(grant.scopes, scopes) !== undefined) return undefined;
    return commands.every((command) => grant.commands.includes(command)) ? grant : undefined;
  }

  /** No person ever decided about it, in whatever role. */
  #isUndecided(deviceId: string): boolean {
    const grants = [...(this.#devices.get(deviceId)?.grants.values() ?? [])];
    const isLeaving = grants.some(({ role }) => this.#leaving.has(leavingKey({ deviceId, role })));
    return !isLeaving && grants.every((grant) => grant.silent);
  }

  async #admitSilently(wish: DeviceWish): Promise<DeviceGrant> {
    return this.#changes.run(async () => {
      // Another connection of the same device may have been first, or a person.
      if (!this.#isUndecided(wish.deviceId)) return this.admit(wish, false);
      const known = this.#grantFor(wish);
      if (known) return known;
      const requestId = randomBytes(16).toString("hex");
      const { grants } = await this.#grant(wish, true);
      this.#noted("a device of this machine was approved", wish);
      this.#resolved({ requestId, deviceId: wish.deviceId }, "approved");
      const grant = grants.get(wish.role);
      if (!grant) throw new Error("a device was approved without a grant");
      return grant;
    });
  }

  /** Approves a wish: together with what the role was granted before, unless that was revoked. */
  async #grant(wish: DeviceWish, silent: boolean): Promise<Device> {
    const { deviceId, publicKey, about, role } = wish;
    const now = this.#options.clock.now();
    const known = this.#devices.get(deviceId);
    const held = known?.grants.get(role);
    const before = held?.revokedAtMs === undefined ? held : undefined;
    const device = {
      deviceId,
      publicKey,
      about,
      createdAtMs: known?.createdAtMs ?? now,
      approvedAtMs: now,
      grants: known?.grants ?? new Map<Role, DeviceGrant>(),
    };
    return this.#put(device, {
      role,
      scopes: union(before?.scopes, wish.scopes),
      commands: union(before?.commands, wish.commands),
      // Silently widened, the token stays: other processes of the device live by it.
      token: silent && before ? before.token : newToken(),
      silent,
      createdAtMs: before?.createdAtMs ?? now,
      lastUsedAtMs: now,
    });
  }

  async #put(device: Device, grant: DeviceGrant): Promise<Device> {
    const { store } = this.#options;
    const drop = this.#toDrop(device.deviceId);
    await store.commit([
      ...(drop === undefined ? [] : deleteDevice(drop).map((sql) => write(sql))),
      write(putDevice(device), 1),
      write(putGrant(device.deviceId, grant), 1),
    ]);
    if (drop !== undefined) this.#forget(drop);
    const next = { ...device, grants: new Map([...device.grants, [grant.role, grant] as const]) };
    this.#devices.set(device.deviceId, next);
    return next;
  }

  /** What it has open ends too: nothing would be left to take away from it. */
  #forget(deviceId: string): void {
    const roles = [...(this.#devices.get(deviceId)?.grants.keys() ?? [])];
    this.#devices.delete(deviceId);
    for (const role of roles) {
      this.#options.events.ended({ deviceId, role }, "device forgotten; connect again");
    }
  }

  /** Who gives way to a new device. Throws UNAVAILABLE when all were decided upon by a person. */
  #toDrop(deviceId: string): string | undefined {
    if (this.#devices.has(deviceId) || this.#devices.size < DEVICES_MAX) return undefined;
    const silent = [...this.#devices.values()]
      .filter(({ grants }) => [...grants.values()].every((grant) => grant.silent))
      .map((device) => ({ device, at: lastUsed(device) }));
    const oldest = silent.toSorted((a, b) => a.at - b.at)[0];
    if (oldest) return oldest.device.deviceId;
    throw new ZeroError("UNAVAILABLE", `${DEVICES_MAX} devices are paired; there is no room`);
  }

  #find({ deviceId, role }: DeviceRole): { device: Device; grant: DeviceGrant } {
    const device = this.#devices.get(deviceId);
    if (!device) throw new ZeroError("INVALID_REQUEST", "unknown deviceId");
    const grant = [...device.grants.values()].find((held) => held.role === role);
    if (grant && grant.revokedAtMs === undefined) return { device, grant };
    const why = grant ? "is revoked" : "was never approved";
    throw new ZeroError("INVALID_REQUEST", `the role ${role} of this device ${why}`);
  }

  #used(deviceId: string, grant: DeviceGrant): void {
    const { clock, log } = this.#options;
    if (clock.now() - (grant.lastUsedAtMs ?? 0) < LAST_USED_WITHIN_MS) return;
    const noted = this.#changes.run(async () => {
      const device = this.#devices.get(deviceId);
      const held = device?.grants.get(grant.role);
      if (!device || held !== grant) return;
      await this.#put(device, { ...held, lastUsedAtMs: clock.now() });
    });
    noted.catch((error: unknown) => log.debug("a device's use was not noted", errorFields(error)));
  }

  /** Who may connect is part of what an operator looks for in the log. */
  #noted(what: string, { deviceId, role, scopes }: Omit<DeviceWish, "about" | "publicKey">): void {
    this.#options.log.info(what, { deviceId, role, scopes });
  }

  #resolved(
    { requestId, deviceId }: Pick<DeviceRequest, "requestId" | "deviceId">,
    decision: Resolution["decision"],
  ): void {
    const { clock, events } = this.#options;
    events.resolved({ requestId, deviceId, decision, ts: clock.now() });
  }
}

function assertWithin(by: Authority, scopes: readonly string[]): void {
  const beyond = scopeBeyond(by.scopes, scopes);
  if (beyond === undefined) return;
  throw new ZeroError("INVALID_REQUEST", `missing scope: ${beyond}`);
}

/** Who lets a node in lets it speak in sessions, and a machine that runs programs do that. */
function scopesOfNode({ role, commands }: DeviceWish): readonly string[] {
  if (role !== "node") return [];
  return [
    commands.some((name) => name.startsWith("system.")) ? "operator.admin" : "operator.write",
  ];
}

/** No role has a space in its name. */
function leavingKey({ deviceId, role }: { deviceId: string; role: Role }): string {
  return `${role} ${deviceId}`;
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

function union(a: readonly string[] = [], b: readonly string[] = []): readonly string[] {
  return [...new Set([...a, ...b])];
}

function lastUsed({ grants }: Device): number {
  return Math.max(0, ...[...grants.values()].map((grant) => grant.lastUsedAtMs ?? 0));
}
