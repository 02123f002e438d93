import { join } from "node:path";
import { Secret } from "../kernel/secret.ts";
import type { ConfigKey, Derivation } from "./define.ts";
import { isObject, objectOf, valueAt, type Value, type ValueObject } from "./file/document.ts";
import type { Config } from "./generated/sections.ts";
import { pathText, type KeyTree, type Place } from "./key-tree.ts";
import type { Sources } from "./overlay.ts";
import { DEV_PROFILE, expandHome, type Paths } from "./paths.ts";
import { PORT_MAX } from "./ports/plan.ts";

/** Chains of derived keys that are followed; more would be a declaration that runs in a circle. */
const DERIVATION_CHAIN_MAX = 4;

/**
 * Turns a valid document into the configuration: defaults of the profile and of the declarations,
 * derived keys, `~` in paths, secrets as `Secret`. Adds to `sources` what it sets. The result is
 * frozen.
 */
export function complete(
  document: ValueObject,
  tree: KeyTree,
  paths: Paths,
  sources: Sources,
): Config {
  const profile = profileDefaults(paths);
  for (const key of tree.keys) {
    for (const place of tree.placesOf(key, document)) applyDefault(key, place, profile, sources);
  }
  for (let round = 0; round < DERIVATION_CHAIN_MAX; round += 1) derive(document, tree, sources);
  for (const key of tree.keys) {
    for (const place of tree.placesOf(key, document)) finish(key, place, paths.home);
  }
  return deepFreeze(document) as unknown as Config;
}

/** What a profile changes in the defaults; the file, variables and flags still win (S52). */
function profileDefaults({ profile, workspace }: Paths): Readonly<Record<string, Value>> {
  if (profile === undefined) return {};
  return {
    "agents.defaults.workspace": workspace,
    ...(profile === DEV_PROFILE ? { "gateway.port": DEV_PORT } : {}),
  };
}

const DEV_PORT = 19_001;

function applyDefault(
  key: ConfigKey,
  { path, parent, name }: Place,
  profile: Readonly<Record<string, Value>>,
  sources: Sources,
): void {
  if (parent[name] !== undefined) return;
  const ofProfile = Object.hasOwn(profile, key.key) ? profile[key.key] : undefined;
  const value = ofProfile ?? copy(key.default as Value | undefined);
  if (value !== undefined) {
    parent[name] = value;
    const from = ofProfile === undefined ? "declaration" : "profile";
    sources.set(pathText(path), { kind: "default", from });
  } else if (key.type === "object" && !key.optional) {
    parent[name] = objectOf([]);
  }
}

function derive(document: ValueObject, tree: KeyTree, sources: Sources): void {
  for (const key of tree.keys) {
    if (!key.derived) continue;
    const value = derived(key.derived, valueAt(document, key.derived.from));
    if (value === undefined) continue;
    for (const { path, parent, name } of tree.placesOf(key, document)) {
      if (parent[name] !== undefined) continue;
      parent[name] = value;
      sources.set(pathText(path), { kind: "default", from: "derived" });
    }
  }
}

function derived(derivation: Derivation, from: Value | undefined): Value | undefined {
  const { plus, url, append } = derivation;
  if (typeof from === "number") {
    if (plus === undefined) return from;
    const port = from + plus;
    if (from === 0 || port > PORT_MAX) return undefined;
    return url === undefined ? port : `${url}:${port}`;
  }
  if (typeof from === "string") return append === undefined ? from : join(from, append);
  return from;
}

function finish(key: ConfigKey, { parent, name }: Place, home: string): void {
  const value = parent[name];
  if (value === undefined) return;
  if (key.secret) parent[name] = hide(value);
  else if (typeof value === "string" && /^~(\/|$)/.test(value)) {
    parent[name] = expandHome(value, home);
  }
}

/**
 * Every text below becomes a `Secret`. The document's type does not know them; the configuration's
 * does.
 */
function hide(value: Value | Secret): Value {
  if (typeof value === "string") return new Secret(value) as unknown as Value;
  if (value instanceof Secret) return value as unknown as Value;
  if (Array.isArray(value)) return value.map(hide);
  if (!isObject(value)) return value;
  return objectOf(Object.entries(value).map(([name, inner]) => [name, hide(inner)]));
}

function copy(value: Value | undefined): Value | undefined {
  if (Array.isArray(value)) return value.map((item) => copy(item) ?? null);
  if (!isObject(value)) return value;
  return objectOf(Object.entries(value).map(([name, inner]) => [name, copy(inner) ?? null]));
}

function deepFreeze<Type extends object>(value: Type): Type {
  for (const inner of Object.values(value)) {
    if (typeof inner === "object" && inner !== null && !Object.isFrozen(inner)) deepFreeze(inner);
  }
  return Object.freeze(value);
}
