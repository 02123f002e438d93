import { join } from "node:path";
import type { TokenStore } from "../device.ts";
import { isRecord } from "../is-record.ts";
import { parseJson } from "./identity.ts";
import { IdentityError } from "./identity-error.ts";
import { readPrivate, replacePrivate } from "./private-file.ts";

interface StoredToken {
  readonly token: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly updatedAtMs: number;
  /** The address of the gateway that issued it: it is sent nowhere else (SR2). */
  readonly gateway: string;
}

/** The file of `identity/device-auth.json`. */
interface TokenFile {
  readonly version: 1;
  readonly deviceId: string;
  readonly tokens: Readonly<Record<string, StoredToken>>;
}

const VERSION = 1;

export function deviceTokensPath(stateDir: string): string {
  return join(stateDir, "identity", "device-auth.json");
}

/**
 * The tokens that a gateway issued to this device, in a file beside its key: one for each role, of
 * the gateway that issued last. Each method throws `IdentityError` for a file that is broken or of
 * another device, which stays as it is, and what the system throws.
 */
export class DeviceTokens implements TokenStore {
  readonly #path: string;
  readonly #deviceId: string;
  readonly #gateway: string;

  /** `gateway` is the address that is connected to. */
  constructor(stateDir: string, { deviceId, gateway }: { deviceId: string; gateway: string }) {
    this.#path = deviceTokensPath(stateDir);
    this.#deviceId = deviceId;
    this.#gateway = gateway;
  }

  load(role: string): string | undefined {
    const { tokens } = this.#read();
    const stored = Object.hasOwn(tokens, role) ? tokens[role] : undefined;
    return stored?.gateway === this.#gateway ? stored.token : undefined;
  }

  save(role: string, token: string, scopes: readonly string[], issuedAtMs: number): void {
    const file = this.#read();
    const gateway = this.#gateway;
    const stored: StoredToken = { token, role, scopes, updatedAtMs: issuedAtMs, gateway };
    this.#replace(file, { ...file.tokens, [role]: stored });
  }

  clear(role: string): void {
    const file = this.#read();
    if (file.tokens[role]?.gateway !== this.#gateway) return;
    const rest = Object.entries(file.tokens).filter(([name]) => name !== role);
    this.#replace(file, Object.fromEntries(rest));
  }

  /** Does nothing when nothing changed: a gateway says the same token at every connect. */
  #replace(file: TokenFile, tokens: TokenFile["tokens"]): void {
    const text = textOf({ ...file, tokens });
    if (text !== textOf(file)) replacePrivate(this.#path, text);
  }

  #read(): TokenFile {
    const text = readPrivate(this.#path);
    if (text === undefined) return { version: VERSION, deviceId: this.#deviceId, tokens: {} };
    const file = parseJson(this.#path, text);
    if (!isTokenFile(file)) {
      throw new IdentityError(this.#path, "it holds no tokens of version 1", NEXT);
    }
    if (file.deviceId !== this.#deviceId) {
      throw new IdentityError(this.#path, "it belongs to another device", NEXT);
    }
    return file;
  }
}

const NEXT = "move the file away; a new one is made at the next connection";

function textOf({ version, deviceId, tokens }: TokenFile): string {
  return `${JSON.stringify({ version, deviceId, tokens }, null, 2)}\n`;
}

function isTokenFile(value: unknown): value is TokenFile {
  return (
    isRecord(value) &&
    value["version"] === VERSION &&
    typeof value["deviceId"] === "string" &&
    isRecord(value["tokens"]) &&
    Object.values(value["tokens"]).every(isStoredToken)
  );
}

function isStoredToken(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value["token"] === "string" &&
    typeof value["role"] === "string" &&
    Array.isArray(value["scopes"]) &&
    Number.isSafeInteger(value["updatedAtMs"])
  );
}
