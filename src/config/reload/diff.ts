import { Secret, secretsEqual } from "../../kernel/secret.ts";
import type { Config } from "../generated/sections.ts";
import type { Path } from "../key-tree.ts";

/**
 * Where two complete configurations differ: the paths of values that hold no others, and of lists
 * as a whole.
 */
export function differences(before: Config, after: Config): Path[] {
  const found: Path[] = [];
  compare(before, after, [], found);
  return found;
}

function compare(before: unknown, after: unknown, path: Path, found: Path[]): void {
  if (isHolder(before) || isHolder(after)) {
    const left = isHolder(before) ? before : {};
    const right = isHolder(after) ? after : {};
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
      compare(left[name], right[name], [...path, name], found);
    }
  } else if (!isSame(before, after)) {
    found.push(path);
  }
}

function isHolder(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Secret)
  );
}

function isSame(before: unknown, after: unknown): boolean {
  if (before instanceof Secret && after instanceof Secret) {
    return secretsEqual(before.reveal(), after.reveal());
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return (
      before.length === after.length &&
      before.every((item, at) => isSame(item, after[at] as unknown))
    );
  }
  if (isHolder(before) && isHolder(after)) {
    const found: Path[] = [];
    compare(before, after, [], found);
    return found.length === 0;
  }
  return before === after;
}

/** The configuration with what stands at these paths as it was before. */
export function withOld(next: Config, before: Config, paths: readonly Path[]): Config {
  return paths.reduce<unknown>(
    (config, path) => put(config, path, at(before, path)),
    next,
  ) as Config;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, name) => (isHolder(inner) ? inner[name] : undefined), value);
}

function put(holder: unknown, [name, ...rest]: Path, value: unknown): unknown {
  if (name === undefined) return value;
  const object = isHolder(holder) ? holder : {};
  const { [name]: inner, ...others } = object;
  const changed = put(inner, rest, value);
  return Object.freeze(changed === undefined ? others : { ...others, [name]: changed });
}
