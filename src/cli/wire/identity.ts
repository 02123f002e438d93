import { isSystemError } from "../../kernel/errors.ts";
import type { DeviceKey, TokenStore } from "@zero/client";
import {
  DeviceTokens,
  deviceTokensPath,
  identityPath,
  IdentityError,
  openIdentity,
  readIdentity,
} from "@zero/client/node";
import { systemClock } from "../../kernel/clock.ts";
import { Secret } from "../../kernel/secret.ts";
import type { Scene } from "../scene.ts";
import { addressText, type SentSecret, type Target } from "./target.ts";

/** As which device the command line connects, and what gateways have issued to it. */
export interface CliDevice {
  readonly key: DeviceKey;
  /** Absent for a gateway that may not get what another one issued. */
  readonly tokens?: TokenStore;
}

const ROLE = "operator";

/**
 * The device of this state directory, made at first use. Where the directory cannot be used a note
 * says so, and there is none. Throws `IdentityError` for a key file that cannot be used.
 */
export function openDevice(scene: Scene, target: Target): CliDevice | undefined {
  try {
    const { stateDir } = scene.paths;
    const key = openIdentity(stateDir, systemClock.now());
    if (!target.isOwn) return { key };
    const store = new DeviceTokens(stateDir, { deviceId: key.id, gateway: addressText(target) });
    return { key, tokens: new ForgivingTokens(store, scene.note) };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    scene.note(`Note: going on without a device identity: ${error.message}`);
    return undefined;
  }
}

/** What a person may know of the identity. Nothing is made for it. */
export interface IdentityView {
  readonly path: string;
  /** Absent as long as no command has connected. */
  readonly deviceId?: string;
  readonly problem?: string;
  /** What is kept for this gateway. */
  readonly stored?: SentSecret;
}

export function viewIdentity({ paths }: Scene, target: Target): IdentityView {
  const { stateDir } = paths;
  const path = identityPath(stateDir);
  try {
    const key = readIdentity(stateDir);
    if (!key) return { path };
    const found = { path, deviceId: key.id };
    const tokens = new DeviceTokens(stateDir, { deviceId: key.id, gateway: addressText(target) });
    const token = target.isOwn ? tokens.load(ROLE) : undefined;
    if (token === undefined) return found;
    const source = deviceTokensPath(stateDir);
    return { ...found, stored: { kind: "device-token", secret: new Secret(token), source } };
  } catch (error) {
    if (error instanceof IdentityError || isSystemError(error)) {
      return { path, problem: error.message };
    }
    throw error;
  }
}

/** A disk that cannot be used is no reason not to connect; a file that is wrong is one. */
class ForgivingTokens implements TokenStore {
  readonly #store: TokenStore;
  readonly #note: (line: string) => void;

  constructor(store: TokenStore, note: (line: string) => void) {
    this.#store = store;
    this.#note = note;
  }

  load(role: string): Promise<string | undefined> {
    return this.#forgiving(() => this.#store.load(role));
  }

  async save(role: string, token: string, scopes: readonly string[], at: number): Promise<void> {
    await this.#forgiving(() => this.#store.save(role, token, scopes, at));
  }

  async clear(role: string): Promise<void> {
    await this.#forgiving(() => this.#store.clear(role));
  }

  async #forgiving<Result>(work: () => Result): Promise<Awaited<Result> | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.#note(`Note: the token of this device cannot be kept: ${error.message}`);
      return undefined;
    }
  }
}
