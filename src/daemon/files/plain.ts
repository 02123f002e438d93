import { isAbsolute, normalize } from "node:path";

/**
 * A value that a service file cannot carry without changing its meaning (SR22): it is refused
 * instead of being bent. The message names the value, never a secret.
 */
export class UnwritableError extends Error {
  override readonly name = "UnwritableError";
}

const VALUE_LENGTH_MAX = 32_768;
/**
 * Line breaks would begin a new directive; both readers refuse the rest: other control characters,
 * halves of a pair, code points that are no characters.
 */
const FORBIDDEN = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** Throws `UnwritableError` for a text with control characters, or one that is too long. */
export function assertPlain(text: string, what: string): void {
  if (FORBIDDEN.test(text)) {
    throw new UnwritableError(`${what} contains a control character; take it out and try again`);
  }
  if (text.length > VALUE_LENGTH_MAX) {
    throw new UnwritableError(`${what} is longer than ${VALUE_LENGTH_MAX} characters`);
  }
}

/** Throws `UnwritableError` for a path that is not absolute and in its simplest form. */
export function assertPath(path: string, what: string): void {
  assertPlain(path, what);
  if (isAbsolute(path) && normalize(path) === path && (path === "/" || !path.endsWith("/"))) return;
  throw new UnwritableError(`${what} is no absolute path in its simplest form: ${path}`);
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,254}$/;

/** Throws `UnwritableError` for what cannot be the name of a variable, and as `assertPlain`. */
export function assertVariable(name: string, value: string): void {
  if (!VARIABLE.test(name)) throw new UnwritableError("the name of a variable is not one");
  assertPlain(value, `the value of ${name}`);
}
