import { dirname, isAbsolute, join } from "node:path";
import { isObject, objectOf, type Value, type ValueObject } from "./document.ts";
import { ConfigError } from "../problems.ts";

const INCLUDE = "$include";
const DEPTH_MAX = 10;
const FILES_MAX = 64;

/**
 * Reads another file of the configuration. Throws `ConfigError` when it is missing or cannot be
 * used.
 */
export type ReadDocument = (file: string) => ValueObject;

/**
 * Puts in what `$include` names: one path or a list, relative to the file that names it. Lists are
 * merged in order (objects merged, lists joined, anything else replaced), and the keys beside
 * `$include` win. Throws `ConfigError` for a circle, for more than 10 levels and for more than 64
 * files.
 */
export function include(document: ValueObject, file: string, read: ReadDocument): ValueObject {
  return new Includer(read).expandObject(document, [file]);
}

class Includer {
  readonly #read: ReadDocument;
  #files = 0;

  constructor(read: ReadDocument) {
    this.#read = read;
  }

  expandObject(object: ValueObject, chain: readonly string[]): ValueObject {
    const own = Object.entries(object).filter(([key]) => key !== INCLUDE);
    const expanded = objectOf(own.map(([key, value]) => [key, this.#expand(value, chain)]));
    const named = object[INCLUDE];
    if (named === undefined) return expanded;
    const paths = Array.isArray(named) ? named : [named];
    const base = paths.reduce<ValueObject>((merged, path) => {
      return mergeObjects(merged, this.#file(path, chain));
    }, objectOf([]));
    return mergeObjects(base, expanded);
  }

  #expand(value: Value, chain: readonly string[]): Value {
    if (Array.isArray(value)) return value.map((item) => this.#expand(item, chain));
    return isObject(value) ? this.expandObject(value, chain) : value;
  }

  #file(path: Value, chain: readonly string[]): ValueObject {
    const [from = ""] = chain.slice(-1);
    const refuse = (message: string): never => {
      throw new ConfigError(from, [{ path: INCLUDE, message }]);
    };
    if (typeof path !== "string" || path === "") return refuse("must be a path or a list of paths");
    const file = isAbsolute(path) ? path : join(dirname(from), path);
    if (chain.includes(file))
      return refuse(`files include each other: ${[...chain, file].join(" → ")}`);
    if (chain.length > DEPTH_MAX)
      return refuse(`files include each other over ${DEPTH_MAX} levels`);
    this.#files += 1;
    if (this.#files > FILES_MAX) return refuse(`more than ${FILES_MAX} files are included`);
    return this.expandObject(this.#read(file), [...chain, file]);
  }
}

function mergeObjects(under: ValueObject, over: ValueObject): ValueObject {
  const merged = objectOf(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const known = merged[key];
    merged[key] = known === undefined ? value : merge(known, value);
  }
  return merged;
}

function merge(under: Value, over: Value): Value {
  if (Array.isArray(under) && Array.isArray(over)) return [...under, ...over];
  return isObject(under) && isObject(over) ? mergeObjects(under, over) : over;
}
