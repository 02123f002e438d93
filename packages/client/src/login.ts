import type { ConnectParams } from "@zero/protocol";
import { PRESENCE_DELTA, PROTOCOL_VERSION } from "@zero/protocol/limits";
import { proofOf, type DeviceKey, type TokenStore } from "./device.ts";
import { RefusedError } from "./errors.ts";
import type { HelloOk, Identity } from "./types.ts";

/** The gateway's shared secret. */
export interface SharedAuth {
  token?: string;
  password?: string;
  /** Somebody typed it for this very connection: it is sent, whatever is stored (V45). */
  isExplicit?: boolean;
}

/** Which kind of secret went out with `connect`. */
export type SentCredential = "device-token" | "shared" | "none";

export interface LoginOptions {
  readonly identity: Identity;
  readonly auth: SharedAuth | undefined;
  readonly device: { key: DeviceKey; tokens?: TokenStore } | undefined;
  /** Wall clock, milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * What a client says about itself in `connect`: its device, and one secret. A token that the
 * gateway issued to this device goes before the shared secret, which opens more doors and should
 * travel less.
 */
export class Login {
  readonly #options: LoginOptions;
  #sent: SentCredential = "none";
  #storedRefused = false;

  constructor(options: LoginOptions) {
    this.#options = options;
  }

  /** What the last `connect` carried. */
  get sent(): SentCredential {
    return this.#sent;
  }

  /** Rejects with what the key or the store throws. */
  async connectParams(nonce: string | undefined): Promise<ConnectParams> {
    const { client, caps = [], ...rest } = this.#options.identity;
    const auth = await this.#secret();
    const device = await this.#proof(nonce, auth?.token ?? "");
    return {
      minProtocol: PROTOCOL_VERSION,
      maxProtocol: PROTOCOL_VERSION,
      client,
      caps: [...new Set([...caps, PRESENCE_DELTA])],
      ...rest,
      ...(device && { device }),
      ...(auth && { auth }),
    };
  }

  /**
   * True when a stored token was refused and the shared secret is worth one try at once; the stored
   * token is gone then. Rejects with what the store throws.
   */
  async fallsBack(error: unknown): Promise<boolean> {
    const isRefused = error instanceof RefusedError && error.isUnauthorized;
    if (!isRefused || this.#sent !== "device-token" || !this.#shared()) return false;
    this.#storedRefused = true;
    await this.#options.device?.tokens?.clear(this.#role);
    return true;
  }

  /** Keeps what the gateway issued. Rejects with what the store throws. */
  async keep({ auth }: HelloOk): Promise<void> {
    const { device, now } = this.#options;
    // A token for a role that was not asked for has no place to be used.
    if (!auth || auth.role !== this.#role) return;
    const { deviceToken, role, scopes, issuedAtMs } = auth;
    await device?.tokens?.save(role, deviceToken, scopes, issuedAtMs ?? now());
  }

  get #role(): string {
    return this.#options.identity.role ?? "operator";
  }

  async #secret(): Promise<ConnectParams["auth"]> {
    const shared = this.#shared();
    const isStoredWanted = !this.#options.auth?.isExplicit && !this.#storedRefused;
    this.#storedRefused = false;
    const stored = isStoredWanted && (await this.#options.device?.tokens?.load(this.#role));
    if (stored) {
      this.#sent = "device-token";
      return { token: stored };
    }
    this.#sent = shared ? "shared" : "none";
    return shared;
  }

  #shared(): ConnectParams["auth"] {
    const { token, password } = this.#options.auth ?? {};
    if (token === undefined && password === undefined) return undefined;
    return {
      ...(token === undefined ? {} : { token }),
      ...(password === undefined ? {} : { password }),
    };
  }

  async #proof(nonce: string | undefined, token: string): Promise<ConnectParams["device"]> {
    const { device, identity, now } = this.#options;
    if (!device) return undefined;
    const { client, scopes = [] } = identity;
    const words = { clientId: client.id, clientMode: client.mode, role: this.#role, scopes, token };
    return proofOf(device.key, words, { signedAt: now(), nonce });
  }
}
