import type { ConfigKey } from "./define.ts";
import { isObject, objectOf, valueAt, type Value, type ValueObject } from "./file/document.ts";
import type { Environment, VariableSource } from "./environment.ts";
import { pathText, type KeyTree } from "./key-tree.ts";
import type { Problem } from "./problems.ts";

/**
 * What decided a value, in falling order of strength: flag, then environment, then file, then
 * default (V30).
 */
export type Source =
  | { readonly kind: "flag"; readonly name: string }
  | { readonly kind: "environment"; readonly name: string; readonly from: VariableSource }
  | { readonly kind: "file" }
  | { readonly kind: "default"; readonly from: "declaration" | "profile" | "derived" };

/** A value from the command line, by the key that it sets. */
interface FlagValue {
  /** As it was typed, such as `--port`. */
  readonly flag: string;
  readonly value: string | number | boolean;
}
export type FlagValues = Readonly<Record<string, FlagValue>>;

/** Sources of the values that are set, by path. */
export type Sources = Map<string, Source>;

/**
 * Writes what flags and variables say over the document. A variable never makes a part that is
 * optional: naming a token does not set a channel up. What cannot be read as the key's type becomes
 * a problem.
 */
export function overlay(
  document: ValueObject,
  tree: KeyTree,
  { env, flags }: { env: Environment; flags: FlagValues },
  problems: Problem[],
): Sources {
  const sources: Sources = new Map();
  noteFile(document, [], sources);
  for (const key of tree.keys) {
    const flag = Object.hasOwn(flags, key.key) ? flags[key.key] : undefined;
    if (flag) {
      put(document, key, flag.value);
      sources.set(key.key, { kind: "flag", name: flag.flag });
    } else if (key.env !== undefined) {
      const value = fromVariable(key, key.env, env, problems);
      if (value === undefined || !hasRoom(document, key)) continue;
      put(document, key, value);
      const from = env.sourceOf(key.env) ?? "environment";
      sources.set(key.key, { kind: "environment", name: key.env, from });
    }
  }
  return sources;
}

function noteFile(value: Value, path: readonly (string | number)[], sources: Sources): void {
  if (path.length > 0) sources.set(pathText(path), { kind: "file" });
  const members = Array.isArray(value)
    ? value.entries()
    : Object.entries(isObject(value) ? value : {});
  for (const [name, inner] of members) noteFile(inner, [...path, name], sources);
}

function fromVariable(
  key: ConfigKey,
  name: string,
  env: Environment,
  problems: Problem[],
): Value | undefined {
  const text = env.get(name);
  if (text === undefined) return undefined;
  const value = parseAs(key.type, text.trim());
  if (value === undefined) {
    const message = `the variable ${name} must be ${ARTICLES[key.type] ?? "something else"}`;
    problems.push({ path: key.key, message });
  }
  return value;
}

const ARTICLES: Partial<Record<ConfigKey["type"], string>> = {
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  list: "a list with commas between its items",
};

function parseAs(type: ConfigKey["type"], text: string): Value | undefined {
  switch (type) {
    case "string":
      return text;
    case "integer":
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case "number":
      return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : undefined;
    case "boolean":
      return { true: true, "1": true, false: false, "0": false }[text.toLowerCase()];
    case "list":
      return text.split(",").map((item) => item.trim());
    case "record":
    case "object":
    case "any":
      return undefined;
  }
}

/** True when every optional part that holds the key is written in the document. */
function hasRoom(document: ValueObject, { within }: ConfigKey): boolean {
  return within === undefined || isObject(valueAt(document, within));
}

/** Leaves the document as it is where something else stands in the way: the validator says what. */
function put(document: ValueObject, { key }: ConfigKey, value: Value): void {
  const names = key.split(".");
  const last = names.pop() ?? "";
  let at: ValueObject = document;
  for (const name of names) {
    const inner = at[name] ?? objectOf([]);
    if (!isObject(inner)) return;
    at[name] = inner;
    at = inner;
  }
  at[last] = value;
}
