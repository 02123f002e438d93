import type { ConnectParams } from "@zero/protocol";
import type { DeviceGrant, DeviceWish } from "../../domain/device.ts";
import { isRole, OPERATOR_SCOPES_DEFAULT, type Authority, type Role } from "../../domain/scope.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { GuessBudget } from "../../net/guess-budget.ts";
import type { Peer } from "../../net/peer.ts";
import { verifyDevice } from "./device.ts";
import type { Devices } from "./devices.ts";
import { checkSharedSecret, isStrong, type AuthSettings } from "./shared-secret.ts";

export type { AuthSettings } from "./shared-secret.ts";

/** One `connect`, with what the server itself knows of the connection. */
export interface Attempt {
  readonly params: Pick<
    ConnectParams,
    "client" | "role" | "scopes" | "commands" | "device" | "auth"
  >;
  readonly peer: Peer;
  /** The challenge of this connection. */
  readonly nonce: string;
}

/** What a connection is from now on. Frozen: nothing that it sends later changes it (SR4). */
export interface Grant extends Authority {
  /** What the device is known by from now on, beside its key. */
  readonly token?: DeviceToken;
}

/** `auth` of hello-ok. */
export interface DeviceToken {
  readonly deviceToken: string;
  readonly role: Role;
  /** All that the device was approved for; this connection may have asked for less. */
  readonly scopes: readonly string[];
  /** Milliseconds since the epoch. */
  readonly issuedAtMs: number;
}

export interface AccessParts {
  auth: AuthSettings;
  devices: Pick<Devices, "accepts" | "admit">;
  guesses: GuessBudget;
  clock: Clock;
}

const HTTP_ASKER = { id: "http", mode: "http" };

/** Decides who may connect. */
export class Access {
  readonly #parts: AccessParts;

  constructor(parts: AccessParts) {
    this.#parts = parts;
  }

  /**
   * What this client gets: at once, or after a device was written down. Throws or rejects with
   * INVALID_REQUEST, NOT_PAIRED, RATE_LIMITED or UNAVAILABLE; the message is also the reason of the
   * close. The order of the checks is the protocol's.
   */
  authorize({ params, peer, nonce }: Attempt): Grant | Promise<Grant> {
    const { auth, devices } = this.#parts;
    const { client, device } = params;
    const role = roleOf(params.role);
    const scopes = [...new Set(params.scopes ?? defaultScopes(role))];
    if (!device && client.id.endsWith("-control-ui")) {
      throw new ZeroError(
        "INVALID_REQUEST",
        "control ui requires HTTPS or localhost (secure context)",
      );
    }
    if (auth.mode === "none" && !peer.local && !device) {
      throw new ZeroError("NOT_PAIRED", "device identity required");
    }
    const wish = this.#verify({ params, peer, nonce }, role, scopes);
    this.#checkSecret({ params, peer }, wish);
    if (!wish) return Object.freeze({ role, scopes: Object.freeze(scopes) });
    const held = devices.admit(wish, peer.local);
    return held instanceof Promise ? held.then((g) => grantOf(wish, g)) : grantOf(wish, held);
  }

  /**
   * Milliseconds to hold this peer's `connect` back before `authorize` sees it: more than 0 only
   * for guesses at a weak secret from this machine, which are always compared (SR7).
   */
  pauseMs(peer: Peer): number {
    const { auth, guesses } = this.#parts;
    const isGuessable = auth.mode !== "none" && auth.secret && !isStrong(auth.secret);
    return isGuessable ? guesses.pauseMs(peer) : 0;
  }

  /**
   * Passes whoever sends the shared secret over HTTP; without one, only this machine (V1). Throws
   * UNAUTHORIZED, or RATE_LIMITED with the time to wait.
   */
  checkBearer(given: string | undefined, peer: Peer): void {
    const { auth, guesses } = this.#parts;
    if (auth.mode === "none") {
      if (peer.local) return;
      throw new ZeroError("UNAUTHORIZED", "unauthorized: no secret is configured");
    }
    try {
      checkSharedSecret(auth, given, { asker: HTTP_ASKER, peer, guesses });
    } catch (error) {
      if (!(error instanceof ZeroError) || error.code === "RATE_LIMITED") throw error;
      throw new ZeroError("UNAUTHORIZED", error.message, { cause: error });
    }
  }

  /** Passes whoever holds the shared secret, or a device with its own token (spec.md 1.5). */
  #checkSecret({ params, peer }: Omit<Attempt, "nonce">, wish: DeviceWish | undefined): void {
    const { auth, devices, guesses } = this.#parts;
    if (auth.mode === "none") return;
    const { token, password } = params.auth ?? {};
    if (wish && token !== undefined && devices.accepts(wish, token)) return;
    const given = auth.mode === "token" ? token : password;
    checkSharedSecret(auth, given, { asker: params.client, peer, guesses });
  }

  /** What a device asks for, once its signature holds. */
  #verify(
    { params, peer, nonce }: Attempt,
    role: Role,
    scopes: readonly string[],
  ): DeviceWish | undefined {
    const { client, device } = params;
    if (!device) return undefined;
    const proven = verifyDevice(device, {
      clientId: client.id,
      clientMode: client.mode,
      role,
      scopeLists: params.scopes === undefined ? [[], scopes] : [params.scopes],
      token: params.auth?.token ?? "",
      nonce,
      local: peer.local,
      now: this.#parts.clock.now(),
    });
    const { displayName, platform, deviceFamily, modelIdentifier } = client;
    const said = { displayName, platform, deviceFamily, modelIdentifier };
    const remoteIp = peer.local ? undefined : peer.ip;
    return {
      ...proven,
      role,
      scopes,
      commands: role === "node" ? [...new Set(params.commands)] : [],
      about: withoutUndefined({ ...said, clientId: client.id, clientMode: client.mode, remoteIp }),
    };
  }
}

/** No more than was asked for, whatever the device was approved for (SR4). */
function grantOf({ deviceId, role, scopes }: DeviceWish, held: DeviceGrant): Grant {
  const issuedAtMs = held.rotatedAtMs ?? held.createdAtMs;
  const token = { deviceToken: held.token, role, scopes: held.scopes, issuedAtMs };
  return Object.freeze({ role, scopes: Object.freeze([...scopes]), deviceId, token });
}

type Defined<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

function withoutUndefined<Fields extends object>(fields: Fields): Defined<Fields> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Defined<Fields>;
}

function roleOf(asked: string | undefined): Role {
  const role = asked ?? "operator";
  if (!isRole(role)) throw new ZeroError("INVALID_REQUEST", "invalid role");
  return role;
}

function defaultScopes(role: Role): readonly string[] {
  return role === "operator" ? OPERATOR_SCOPES_DEFAULT : [];
}
