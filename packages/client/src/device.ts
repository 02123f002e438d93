import type { DeviceProof } from "@zero/protocol";
import { signedText, type SignedWords } from "@zero/protocol/signed-text";

/**
 * The Ed25519 key that says which device connects. `webDeviceKey` and `nodeDeviceKey` make one;
 * any other keeper of keys fits.
 */
export interface DeviceKey {
  /** SHA-256 of the raw public key, as lower-case hex. */
  readonly id: string;
  /** The raw 32 bytes, as base64url. */
  readonly publicKey: string;
  /** Signs the UTF-8 bytes of a text; resolves with base64url. */
  sign(text: string): string | Promise<string>;
}

/**
 * Keeps the tokens that one gateway issued to this device, one for each role. What is kept is sent
 * to whatever the client connects to, so a store belongs to one gateway (SR2).
 */
export interface TokenStore {
  load(role: string): string | undefined | Promise<string | undefined>;
  save(
    role: string,
    token: string,
    scopes: readonly string[],
    issuedAtMs: number,
  ): void | Promise<void>;
  clear(role: string): void | Promise<void>;
}

/** The proof that whoever connects holds the key now, on the connection that has this nonce. */
export async function proofOf(
  key: DeviceKey,
  words: SignedWords,
  { signedAt, nonce }: { signedAt: number; nonce: string | undefined },
): Promise<DeviceProof> {
  const { id, publicKey } = key;
  const device = { id, signedAt, ...(nonce === undefined ? {} : { nonce }) };
  const signature = await key.sign(signedText(device, words));
  return { ...device, publicKey, signature };
}
