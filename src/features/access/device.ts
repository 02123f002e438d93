import { createHash, createPublicKey, verify, type KeyObject } from "node:crypto";
import { LIMITS, type DeviceProof } from "@zero/protocol";
import { signedText } from "@zero/protocol/signed-text";
import { ZeroError } from "../../kernel/errors.ts";

/** What a device must have signed, besides its own words: taken from the same `connect`. */
export interface SignedContext {
  readonly clientId: string;
  readonly clientMode: string;
  readonly role: string;
  /** The scopes as sent, and with the defaults filled in: a signature over either holds (V40). */
  readonly scopeLists: readonly (readonly string[])[];
  /** `auth.token` as sent, else empty. */
  readonly token: string;
  /** The challenge of this very connection. */
  readonly nonce: string;
  /** A direct loopback peer may leave the nonce out. */
  readonly local: boolean;
  readonly now: number;
}

const RAW_KEY = /^[A-Za-z0-9+/_-]{43}=?$/;
const SIGNATURE = /^[A-Za-z0-9+/_-]{86}={0,2}$/;

/**
 * Proves that whoever connects holds the key of `device.id`, now and on this connection. Throws
 * INVALID_REQUEST with the reason, in the order in which the protocol lists them. Returns the id
 * and the key, raw in base64url however it was sent.
 */
export function verifyDevice(
  device: DeviceProof,
  context: SignedContext,
): { deviceId: string; publicKey: string } {
  const key = parseKey(device.publicKey);
  if (!key) throw refusal("device public key invalid");
  if (createHash("sha256").update(key.raw).digest("hex") !== device.id) {
    throw refusal("device identity mismatch");
  }
  if (Math.abs(context.now - device.signedAt) > LIMITS.deviceSignatureAgeMsMax) {
    throw refusal("device signature expired");
  }
  if (device.nonce === undefined && !context.local) throw refusal("device nonce required");
  if (device.nonce !== undefined && device.nonce !== context.nonce) {
    throw refusal("device nonce mismatch");
  }
  const signature = SIGNATURE.test(device.signature) && Buffer.from(device.signature, "base64");
  const proven =
    signature &&
    context.scopeLists.some((scopes) =>
      verify(null, Buffer.from(signedText(device, { ...context, scopes })), key.key, signature),
    );
  if (!proven) throw refusal("device signature invalid");
  return { deviceId: device.id, publicKey: key.raw.toString("base64url") };
}

/** An Ed25519 public key: the raw 32 bytes in base64url, or PEM. */
function parseKey(text: string): { key: KeyObject; raw: Buffer } | undefined {
  try {
    const key = text.includes("-----BEGIN") ? createPublicKey(text) : keyOfRaw(text);
    if (key?.asymmetricKeyType !== "ed25519") return undefined;
    const { x } = key.export({ format: "jwk" });
    return x === undefined ? undefined : { key, raw: Buffer.from(x, "base64url") };
  } catch {
    return undefined; // Not a key, whatever the library calls it.
  }
}

function keyOfRaw(text: string): KeyObject | undefined {
  if (!RAW_KEY.test(text)) return undefined;
  const x = Buffer.from(text, "base64").toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}

function refusal(message: string): ZeroError {
  return new ZeroError("INVALID_REQUEST", message);
}
