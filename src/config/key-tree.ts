import type { ConfigKey } from "./define.ts";
import { isObject, pathTo, type Value, type ValueObject } from "./file/document.ts";

/** Where a value is: names of objects and records, places in lists. */
export type Path = readonly (string | number)[];

/** A place in a document that a key speaks of, whether or not something is there. */
export interface Place {
  readonly path: Path;
  readonly parent: ValueObject;
  readonly name: string;
}

/** `["agents", "list", 0, "id"]` as people write it: `agents.list[0].id`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => pathTo(text, part), "");
}

/** The declared keys, by their patterns. */
export class KeyTree {
  readonly keys: readonly ConfigKey[];
  readonly #byPattern: ReadonlyMap<string, ConfigKey>;
  readonly #children = new Map<string, string[]>();

  constructor(keys: readonly ConfigKey[]) {
    this.keys = keys;
    this.#byPattern = new Map(keys.map((key) => [key.key, key]));
    for (const { key } of keys) {
      const dot = key.lastIndexOf(".");
      const parent = dot < 0 ? "" : key.slice(0, dot);
      const names = this.#children.get(parent) ?? [];
      this.#children.set(parent, [...names, key.slice(dot + 1)]);
    }
  }

  /** The pattern of a path: what is no declared name, and every place in a list, becomes `*`. */
  patternOf(path: Path): string {
    return path.reduce<string>((pattern, part) => {
      const prefix = pattern === "" ? "" : `${pattern}.`;
      const exact = `${prefix}${part}`;
      return this.#byPattern.has(exact) ? exact : `${prefix}*`;
    }, "");
  }

  /** The declared keys on the way to `path`, the outermost first, itself where it is one. */
  keysTo(path: Path): { key: ConfigKey; path: Path }[] {
    return path.flatMap((_part, at) => {
      const part = path.slice(0, at + 1);
      const key = this.#byPattern.get(this.patternOf(part));
      return key ? [{ key, path: part }] : [];
    });
  }

  /** Names that may stand in the object at `path`. */
  namesIn(path: Path): string[] {
    const names = this.#children.get(path.length === 0 ? "" : this.patternOf(path)) ?? [];
    return names.filter((name) => name !== "*");
  }

  /** Every place that the key means in this document; none where what holds it is missing. */
  placesOf(key: ConfigKey, document: ValueObject): Place[] {
    const names = key.key.split(".");
    const last = names.pop() ?? "";
    const holders = names.reduce<Holder[]>(
      (found, name) => found.flatMap((holder) => step(holder, name)),
      [{ path: [], value: document }],
    );
    return holders.flatMap(({ path, value }) => {
      if (!isObject(value)) return [];
      const found = last === "*" ? Object.keys(value) : [last];
      return found.map((name) => ({ path: [...path, name], parent: value, name }));
    });
  }
}

interface Holder {
  readonly path: Path;
  readonly value: Value;
}

function step({ path, value }: Holder, name: string): Holder[] {
  if (name !== "*") {
    const inner = isObject(value) ? value[name] : undefined;
    return inner === undefined ? [] : [{ path: [...path, name], value: inner }];
  }
  if (Array.isArray(value))
    return value.map((inner, at) => ({ path: [...path, at], value: inner }));
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, inner]) => ({ path: [...path, key], value: inner }));
}
