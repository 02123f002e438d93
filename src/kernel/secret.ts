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

/**
 * How a secret may stand in a text: as it is, inside JSON (once or twice), in a URL or a form, in
 * hexadecimal and inside base64, wherever it begins there. Longest first, so that what contains
 * another is found before it.
 */
export function formsOfSecret(secret: string): readonly string[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  const twice = JSON.stringify(escaped).slice(1, -1);
  const bytes = Buffer.from(secret);
  const hex = bytes.toString("hex");
  const percent = hex.replace(/../g, "%$&");
  const encoded = [
    ...[hex, percent].flatMap((form) => [form, form.toUpperCase()]),
    ...[0, 1, 2].flatMap((at) => insideBase64(bytes, at)),
  ];
  const url = encodeURIComponent(secret.toWellFormed());
  const form = new URLSearchParams([["", secret]]).toString().slice(1);
  // Some leave nothing as it is but what RFC 3986 calls unreserved.
  const strict = url.replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const inUrls = [url, strict, form].flatMap((one) => [
    one,
    one.replace(/%../g, (code) => code.toLowerCase()),
  ]);
  const forms = [secret, escaped, twice, ...inUrls];
  // A short one would hide words that have nothing to do with it.
  forms.push(...encoded.filter((form) => form.length >= ENCODED_LENGTH_MIN));
  return [...new Set(forms)].toSorted((a, b) => b.length - a.length);
}

const ENCODED_LENGTH_MIN = 10;
/** Letters at the beginning that also depend on the bytes before the secret. */
const SHARED_LETTERS = [0, 2, 3];

/** The letters that depend on the secret alone, when so many bytes stand before it. */
function insideBase64(secret: Buffer, before: number): string[] {
  const text = Buffer.concat([Buffer.alloc(before), secret])
    .toString("base64")
    .replace(/=+$/, "");
  const isWhole = (before + secret.length) % 3 === 0;
  const own = text.slice(SHARED_LETTERS[before], isWhole ? undefined : -1);
  return [own, own.replaceAll("+", "-").replaceAll("/", "_")];
}
