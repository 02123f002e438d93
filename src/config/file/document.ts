import JSON5 from "json5";
import { ConfigError } from "../problems.ts";

/** JSON data whose objects have no prototype, so that no key can reach one (SR28). */
export type Value = null | boolean | number | string | Value[] | ValueObject;
export interface ValueObject {
  [key: string]: Value;
}

export const DOCUMENT_LIMITS = { bytes: 1024 * 1024, depth: 32, keys: 10_000 } as const;

const REFUSED_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * The object in a JSON5 text. Throws `ConfigError` with line and column for a syntax error, and
 * with the key's path for what is too deep, too much or named like a part of a prototype.
 */
export function parseDocument(text: string, file: string): ValueObject {
  const value = parseValue(text, file);
  if (isObject(value)) return value;
  throw new ConfigError(file, [{ path: "", message: "the file must hold one object: { … }" }]);
}

/** As `parseDocument`, of a text that may hold any value. */
export function parseValue(text: string, file: string): Value {
  const refuse = (path: string, message: string, cause?: unknown): never => {
    throw new ConfigError(file, [{ path, message }], { cause });
  };
  let parsed: unknown;
  try {
    parsed = JSON5.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return refuse("", syntaxMessage(error), error);
  }
  return new Copier(refuse).copy(parsed, "", 1);
}

/**
 * The text of a configuration file, with its byte order mark where it has one: JSON5 takes it for a
 * blank, and an edit leaves it where it is. Throws `ConfigError` when it is too large or no UTF-8.
 */
export function decodeDocument(bytes: Uint8Array, file: string): string {
  if (bytes.length > DOCUMENT_LIMITS.bytes) {
    const message = `the file has ${bytes.length} bytes; the limit is ${DOCUMENT_LIMITS.bytes}`;
    throw new ConfigError(file, [{ path: "", message }]);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    const message = "the file is no UTF-8 text; save it in that encoding";
    throw new ConfigError(file, [{ path: "", message }], { cause: error });
  }
}

export function isObject(value: unknown): value is ValueObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object without a prototype and with these members. */
export function objectOf(members: Iterable<readonly [string, Value]>): ValueObject {
  const object = Object.create(null) as ValueObject;
  for (const [key, value] of members) object[key] = value;
  return object;
}

/** The value at a dotted key, or at a path where a name may hold a dot; undefined for none. */
export function valueAt(
  document: Value,
  key: string | readonly (string | number)[],
): Value | undefined {
  const path = typeof key === "string" ? key.split(".") : key;
  let at: Value | undefined = document;
  for (const name of path) at = isObject(at) ? at[name] : undefined;
  return at;
}

/** The document with a value at a path. What is in the way and no object is replaced. */
export function withValue(
  document: ValueObject,
  path: readonly (string | number)[],
  value: Value,
): ValueObject {
  const [name = "", ...rest] = path;
  const inner = document[name];
  const changed =
    rest.length === 0 ? value : withValue(isObject(inner) ? inner : objectOf([]), rest, value);
  return objectOf([
    ...Object.entries(document).filter(([other]) => other !== name),
    [`${name}`, changed],
  ]);
}

/** A key's path within the one of what holds it. */
export function pathTo(parent: string, key: string | number): string {
  if (typeof key === "number") return `${parent}[${key}]`;
  return parent === "" ? key : `${parent}.${key}`;
}

/** Copies what the parser made into objects without prototypes, within the limits. */
class Copier {
  readonly #refuse: (path: string, message: string) => never;
  #keys = 0;

  constructor(refuse: (path: string, message: string) => never) {
    this.#refuse = refuse;
  }

  copy(value: unknown, path: string, depth: number): Value {
    if (typeof value !== "object" || value === null) return this.#scalar(value, path);
    if (depth > DOCUMENT_LIMITS.depth) {
      return this.#refuse(path, `nested deeper than ${DOCUMENT_LIMITS.depth} levels`);
    }
    if (Array.isArray(value)) {
      this.#count(value.length, path);
      return value.map((item, at) => this.copy(item, pathTo(path, at), depth + 1));
    }
    const entries = Object.entries(value);
    this.#count(entries.length, path);
    return objectOf(
      entries.map(([key, member]) => {
        const at = pathTo(path, key);
        if (REFUSED_KEYS.has(key)) return this.#refuse(at, "this name is not allowed for a key");
        return [key, this.copy(member, at, depth + 1)];
      }),
    );
  }

  /** JSON5 knows numbers that JSON does not. */
  #scalar(value: unknown, path: string): Value {
    if (value === null || typeof value === "boolean" || typeof value === "string") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    return this.#refuse(path, "not a finite number");
  }

  #count(keys: number, path: string): void {
    this.#keys += keys;
    if (this.#keys > DOCUMENT_LIMITS.keys) {
      this.#refuse(path, `the file has more than ${DOCUMENT_LIMITS.keys} keys and list items`);
    }
  }
}

function syntaxMessage(error: SyntaxError): string {
  const { lineNumber, columnNumber } = error as { lineNumber?: number; columnNumber?: number };
  const what = error.message.replace(/^JSON5: /, "").replace(/ at \d+:\d+$/, "");
  if (lineNumber === undefined || columnNumber === undefined) return what;
  return `${what} at line ${lineNumber}, column ${columnNumber}`;
}
