import { createHash, hash, timingSafeEqual } from "node:crypto";
import { inspect } from "node:util";

/**
 * A credential that cannot be printed by accident: in strings, JSON and logs it shows only a
 * fingerprint (SR30). `reveal()` is called where the value leaves for its owner, nowhere else.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  /**
   * First eight hex digits of SHA-256: enough to tell two secrets apart, useless to anyone else.
   */
  get fingerprint(): string {
    return createHash("sha256").update(this.#value).digest("hex").slice(0, 8);
  }

  toString(): string {
    return `***${this.fingerprint}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/**
 * Compares a given credential with a stored one in time that does not depend on where they differ
 * (SR8). Both are hashed, so the compared buffers have one length whatever was sent; it never
 * throws, and is true exactly when the UTF-8 bytes are equal. Lone surrogates become U+FFFD on both
 * sides.
 */
export function secretsEqual(given: string, stored: string): boolean {
  const digest = (text: string) => hash("sha256", text, "buffer");
  return timingSafeEqual(digest(given), digest(stored));
}
