import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from "node:crypto";
import type { DeviceKey } from "../device.ts";

/** A device's key as text: PEM, as `openssl` writes it. */
export interface KeyTexts {
  readonly publicKeyPem: string;
  readonly privateKeyPem: string;
}

export function makeKeyTexts(): KeyTexts {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return {
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }),
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }),
  };
}

/** The device of a private key. Throws what the library throws for a text that is none. */
export function nodeDeviceKey(privateKeyPem: string): DeviceKey {
  const privateKey = createPrivateKey(privateKeyPem);
  const { crv, x } = createPublicKey(privateKey).export({ format: "jwk" });
  if (crv !== "Ed25519" || x === undefined) throw new TypeError("this is no Ed25519 key");
  return {
    id: createHash("sha256").update(Buffer.from(x, "base64url")).digest("hex"),
    publicKey: x,
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64url"),
  };
}
