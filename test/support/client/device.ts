import { makeWebKeyPair, webDeviceKey, type DeviceKey, type TokenStore } from "@zero/client";
import { makeKeyTexts, nodeDeviceKey } from "@zero/client/node";

/** Both kinds of key that the client package knows. */
export const KEYS: readonly (readonly [string, () => Promise<DeviceKey>])[] = [
  ["Node", () => Promise.resolve(nodeDeviceKey(makeKeyTexts().privateKeyPem))],
  ["WebCrypto", async () => webDeviceKey(await makeWebKeyPair())],
];

export function makeKey(): DeviceKey {
  return nodeDeviceKey(makeKeyTexts().privateKeyPem);
}

/** Tokens in memory, and what was done to them. */
export class MemoryTokens implements TokenStore {
  readonly tokens = new Map<string, string>();
  readonly done: string[] = [];

  constructor(token?: string) {
    if (token !== undefined) this.tokens.set("operator", token);
  }

  load(role: string): string | undefined {
    return this.tokens.get(role);
  }

  async save(role: string, token: string, scopes: readonly string[], at: number): Promise<void> {
    this.tokens.set(role, token);
    this.done.push(`save ${role} ${token} ${scopes.join(",")} ${at}`);
  }

  async clear(role: string): Promise<void> {
    this.tokens.delete(role);
    this.done.push(`clear ${role}`);
  }
}
