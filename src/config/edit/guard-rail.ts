import { isObject, type Value, type ValueObject } from "../file/document.ts";
import { type KeyTree, type Path, pathText } from "../key-tree.ts";

/**
 * Why the agent may not make one document of the other (SR16): it may change the values of keys
 * that say `agentMayChange`, and nothing else, above all no include and no variable. Undefined when
 * it may. Both are as they are written, before anything is included or filled in.
 */
export function guardRail(
  before: ValueObject,
  after: ValueObject,
  tree: KeyTree,
): string | undefined {
  const changes = changesOf(before, after);
  const foreign = changes.filter(({ path }) => {
    const found = tree.keysTo(path).at(-1);
    return found?.key.agentMayChange !== true || found.path.length !== path.length;
  });
  if (foreign.length > 0) {
    const keys = foreign.map(({ path }) => pathText(path)).join(", ");
    return `the agent may not change ${keys}; its owner can, with \`zero config set\``;
  }
  // It would be shown what the variable holds, in the place of a value that is no secret.
  const reference = changes.find(({ value }) => JSON.stringify(value ?? null).includes("${"));
  if (reference === undefined) return undefined;
  return `the agent may not refer to a variable, as it would in ${pathText(reference.path)}`;
}

interface Change {
  readonly path: Path;
  /** What stands there afterwards; undefined for nothing. */
  readonly value: Value | undefined;
}

/** The places of what differs: values that hold no others, lists as a whole, empty objects. */
function changesOf(before: Value | undefined, after: Value | undefined, path: Path = []): Change[] {
  const left = isObject(before) ? before : undefined;
  const right = isObject(after) ? after : undefined;
  if (!left && !right) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, value: after }];
  }
  const names = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
  const inside = [...names].flatMap((name) =>
    changesOf(left?.[name], right?.[name], [...path, name]),
  );
  // An object that comes, goes or takes the place of a value means something even when it is empty.
  const isValue = (one: Value | undefined) => one !== undefined && !isObject(one);
  const isSelf = isValue(before) || isValue(after) || (!(left && right) && inside.length === 0);
  return isSelf ? [{ path, value: undefined }, ...inside] : inside;
}
