import type { ConnectParams } from "@zero/protocol";
import { isRole, OPERATOR_SCOPES_DEFAULT, type Authority, type Role } from "../../domain/scope.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { GuessBudget } from "../../net/guess-budget.ts";
import type { Peer } from "../../net/peer.ts";
import { verifyDevice } from "./device.ts";
import { checkSharedSecret, isStrong, type AuthSettings } from "./shared-secret.ts";

export type { AuthSettings } from "./shared-secret.ts";

/** One `connect`, with what the server itself knows of the connection. */
export interface Attempt {
  readonly params: Pick<ConnectParams, "client" | "role" | "scopes" | "device" | "auth">;
  readonly peer: Peer;
  /** The challenge of this connection. */
  readonly nonce: string;
}

/** What a connection is from now on. Frozen: nothing that it sends later changes it (SR4). */
export interface Grant extends Authority {
  /** Only when it was proven. */
  readonly deviceId?: string;
}

export interface AccessParts {
  auth: AuthSettings;
  guesses: GuessBudget;
  clock: Clock;
}

/** Decides who may connect. */
export class Access {
  readonly #parts: AccessParts;

  constructor(parts: AccessParts) {
    this.#parts = parts;
  }

  /**
   * What this client gets. Throws INVALID_REQUEST, NOT_PAIRED or RATE_LIMITED; the message is also
   * the reason of the close. The order of the checks is the protocol's.
   */
  authorize({ params, peer, nonce }: Attempt): Grant {
    const { auth } = this.#parts;
    const { client, device } = params;
    const role = roleOf(params.role);
    const scopes = params.scopes ?? defaultScopes(role);
    if (!device && client.id.endsWith("-control-ui")) {
      throw new ZeroError(
        "INVALID_REQUEST",
        "control ui requires HTTPS or localhost (secure context)",
      );
    }
    if (auth.mode === "none" && !peer.local && !device) {
      throw new ZeroError("NOT_PAIRED", "device identity required");
    }
    const deviceId = this.#verify({ params, peer, nonce }, role, scopes);
    if (auth.mode !== "none") {
      const given = auth.mode === "token" ? params.auth?.token : params.auth?.password;
      checkSharedSecret(auth, given, { asker: client, peer, guesses: this.#parts.guesses });
    } else if (!peer.local) {
      throw new ZeroError("NOT_PAIRED", "pairing required");
    }
    return Object.freeze({
      role,
      scopes: Object.freeze([...new Set(scopes)]),
      ...(deviceId === undefined ? {} : { deviceId }),
    });
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

  #verify(
    { params, peer, nonce }: Attempt,
    role: Role,
    scopes: readonly string[],
  ): string | undefined {
    if (!params.device) return undefined;
    return verifyDevice(params.device, {
      clientId: params.client.id,
      clientMode: params.client.mode,
      role,
      scopeLists: params.scopes === undefined ? [[], scopes] : [scopes],
      token: params.auth?.token ?? "",
      nonce,
      local: peer.local,
      now: this.#parts.clock.now(),
    });
  }
}

function roleOf(asked: string | undefined): Role {
  const role = asked ?? "operator";
  if (!isRole(role)) throw new ZeroError("INVALID_REQUEST", "invalid role");
  return role;
}

function defaultScopes(role: Role): readonly string[] {
  return role === "operator" ? OPERATOR_SCOPES_DEFAULT : [];
}
