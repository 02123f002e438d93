import {
  isObject,
  objectOf,
  type Value,
  valueAt,
  type ValueObject,
  withValue,
} from "../file/document.ts";
import { type KeyTree, type Path, pathText } from "../key-tree.ts";

/** A key that an earlier version had, and where its value belongs now. */
export interface Rename {
  /** Dotted; a `*` at the end is every name below that has no rename of its own. */
  readonly from: string;
  /** Dotted, as people read it; a `*` at the end is the name that `from` has there. */
  readonly to: string;
  /** What the old value is in the new place; without it, the same. Undefined: it cannot be told. */
  readonly convert?: (value: Value) => readonly Placed[] | undefined;
}

/** A value and where it goes. */
export interface Placed {
  readonly path: Path;
  readonly value: Value;
}

/** One step that an old key takes. */
export interface Change {
  readonly from: Path;
  /** Where its value goes; none when the same stands there already. */
  readonly placed: readonly Placed[];
}

/** An old key that stays, and why. */
export interface Stuck {
  readonly path: Path;
  readonly message: string;
  /** Nothing of today does what it did, so that removing it changes nothing. */
  readonly isObsolete: boolean;
}

export interface Outcome {
  readonly document: ValueObject;
  readonly changes: readonly Change[];
  readonly stuck: readonly Stuck[];
}

/** A numbered step; pure. */
export type Migration = (document: ValueObject, tree: KeyTree) => Outcome;

/**
 * Makes a migration of renames. A value moves only to a place that is declared today and holds
 * nothing else; any other old key stays and is named.
 */
export function renaming(renames: readonly Rename[]): Migration {
  const named = new Set(renames.map(({ from }) => from));
  return (document, tree) => {
    const changes: Change[] = [];
    const stuck: Stuck[] = [];
    let at = document;
    for (const rename of renames) {
      const isWild = rename.from.endsWith("*");
      for (const from of placesOf(rename.from, at)) {
        if (isWild && named.has(pathText(from))) continue;
        const step = stepFor(rename, from, at, tree);
        if ("message" in step) {
          stuck.push({ path: from, ...step });
          continue;
        }
        changes.push({ from, placed: step });
        const rest = withoutKey(at, from, tree);
        at = step.reduce((all, { path, value }) => withValue(all, path, value), rest);
      }
    }
    return { document: at, changes, stuck };
  };
}

/** The places of an old key that hold something. */
function placesOf(from: string, document: ValueObject): Path[] {
  const names = from.split(".");
  if (names.at(-1) !== "*") return valueAt(document, names) === undefined ? [] : [names];
  const folder = names.slice(0, -1);
  const holder = valueAt(document, folder);
  return isObject(holder) ? Object.keys(holder).map((name) => [...folder, name]) : [];
}

function stepFor(
  rename: Rename,
  from: Path,
  document: ValueObject,
  tree: KeyTree,
): readonly Placed[] | Omit<Stuck, "path"> {
  const value = valueAt(document, from) ?? null;
  const to = targetOf(rename, from);
  const wanted = rename.convert ? rename.convert(value) : [{ path: to, value }];
  const placed = wanted?.flatMap((one) => spread(one, document));
  if (placed === undefined) {
    const message = `it is ${pathText(to)} now, and what stands there cannot be taken over: write it anew`;
    return { message, isObsolete: false };
  }
  if (!placed.every(({ path }) => isDeclared(path, tree))) {
    const message = `this version has no such setting (${pathText(to)}): remove it`;
    return { message, isObsolete: true };
  }
  const other = placed.find(({ path, value: moved }) => {
    const there = valueAt(document, path);
    return there !== undefined && !isSame(there, moved);
  });
  if (other) {
    const message = `it is ${pathText(other.path)} now, which is set to something else: remove one of them`;
    return { message, isObsolete: false };
  }
  return placed.filter(({ path }) => valueAt(document, path) === undefined);
}

/** Where an old key is now, in words. */
function targetOf({ to }: Rename, from: Path): Path {
  return to.split(".").map((name, at, all) => {
    return name === "*" && at === all.length - 1 ? (from.at(-1) ?? name) : name;
  });
}

/** An object moves into one that is there already name by name. */
function spread({ path, value }: Placed, document: ValueObject): readonly Placed[] {
  const there = valueAt(document, path);
  if (!isObject(there) || !isObject(value)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, inner]) =>
    spread({ path: [...path, name], value: inner }, document),
  );
}

function isDeclared(path: Path, tree: KeyTree): boolean {
  return tree.keysTo(path).at(-1)?.path.length === path.length;
}

function isSame(a: Value, b: Value): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The document without a key, and without what held nothing else. */
export function withoutKey(document: ValueObject, path: Path, tree: KeyTree): ValueObject {
  return withoutEmpty(withoutAt(document, path), path.slice(0, -1), tree);
}

function withoutAt(document: ValueObject, path: Path): ValueObject {
  const [name = "", ...rest] = path;
  const inner = document[name];
  const others = Object.entries(document).filter(([other]) => other !== name);
  if (rest.length === 0 || !isObject(inner)) return objectOf(others);
  return objectOf(
    Object.entries(document).map(([other, value]) => {
      return [other, other === name ? withoutAt(inner, rest) : value];
    }),
  );
}

/** Without what held the old key, when nothing is left in it and no version of today knows it. */
function withoutEmpty(document: ValueObject, path: Path, tree: KeyTree): ValueObject {
  const holder = valueAt(document, path);
  const isLeft = !isObject(holder) || Object.keys(holder).length > 0;
  if (path.length === 0 || isLeft || isDeclared(path, tree)) return document;
  return withoutEmpty(withoutAt(document, path), path.slice(0, -1), tree);
}
