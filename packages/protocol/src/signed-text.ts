import type { DeviceProof } from "../generated/types.ts";

/** What a device signs besides its own words: taken from the same `connect`. */
export interface SignedWords {
  readonly clientId: string;
  readonly clientMode: string;
  readonly role: string;
  readonly scopes: readonly string[];
  /** `auth.token` as sent, else empty. */
  readonly token: string;
}

/** The text that a device signs: version 2 with the challenge's nonce, version 1 without. */
export function signedText(
  device: Pick<DeviceProof, "id" | "signedAt" | "nonce">,
  { clientId, clientMode, role, scopes, token }: SignedWords,
): string {
  const words = [device.id, clientId, clientMode, role, scopes.join(","), device.signedAt, token];
  return device.nonce === undefined
    ? ["v1", ...words].join("|")
    : ["v2", ...words, device.nonce].join("|");
}
