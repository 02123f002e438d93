import type { DeviceKey } from "./device.ts";
import { ClientUsageError } from "./errors.ts";

type WebKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** What a browser keeps of a device: structured cloning, and so IndexedDB, takes it as it is. */
export interface WebKeyPair {
  readonly publicKey: WebKey;
  readonly privateKey: WebKey;
}

/**
 * A new key for this browser. Its private half cannot be read, not even by the page: keep the pair
 * in IndexedDB. Throws `ClientUsageError` where the browser has no such keys.
 */
export async function makeWebKeyPair(): Promise<WebKeyPair> {
  const made = await subtle().generateKey("Ed25519", false, ["sign", "verify"]);
  if ("privateKey" in made) return made;
  throw new ClientUsageError("this browser makes no Ed25519 key pairs; use a newer one");
}

/** The device of a pair. Throws `ClientUsageError` where the browser has no such keys. */
export async function webDeviceKey({ publicKey, privateKey }: WebKeyPair): Promise<DeviceKey> {
  const keys = subtle();
  const raw = new Uint8Array(await keys.exportKey("raw", publicKey));
  const digest = new Uint8Array(await keys.digest("SHA-256", raw));
  return {
    id: Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join(""),
    publicKey: base64url(raw),
    async sign(text) {
      const bytes = new TextEncoder().encode(text);
      return base64url(new Uint8Array(await keys.sign("Ed25519", privateKey, bytes)));
    },
  };
}

/** Browsers give pages from elsewhere than HTTPS or their own machine no keys at all. */
function subtle(): typeof crypto.subtle {
  const found: typeof crypto.subtle | undefined = globalThis.crypto.subtle;
  if (found) return found;
  throw new ClientUsageError("a page has device keys only over https or on localhost");
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
