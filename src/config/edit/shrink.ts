import { isObject, type Value, type ValueObject } from "../file/document.ts";
import { type KeyTree, type Path, pathText } from "../key-tree.ts";

/** Of fewer values than this, half are lost in an ordinary edit. */
const VALUES_MIN = 6;

/**
 * Why a whole new document looks like an accident: more than half of what was written is gone, or a
 * credential is. Undefined when it does not.
 */
export function shrinkage(
  before: ValueObject,
  after: ValueObject,
  tree: KeyTree,
): string | undefined {
  const kept = new Set(leavesOf(after).map(pathText));
  const all = leavesOf(before);
  const lost = all.filter((path) => !kept.has(pathText(path)));
  const secrets = lost.filter((path) => tree.keysTo(path).some(({ key }) => key.secret));
  if (secrets.length > 0) {
    return `it would lose a credential: ${secrets.map(pathText).join(", ")}`;
  }
  if (all.length < VALUES_MIN || lost.length * 2 <= all.length) return undefined;
  return `it would lose ${lost.length} of ${all.length} values`;
}

/** Where values stand that hold no others. A list counts as one: its places move. */
export function leavesOf(value: Value, path: Path = []): Path[] {
  if (!isObject(value)) return [path];
  const entries = Object.entries(value);
  if (entries.length === 0) return path.length > 0 ? [path] : [];
  return entries.flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
}
