import { isObject, type Value, type ValueObject } from "../file/document.ts";
import type { Path } from "../key-tree.ts";

/** One place of a file that has to change; without a value, what is there goes. */
export interface DocumentEdit {
  readonly path: Path;
  readonly value?: Value;
}

/** The fewest places that make one document of the other, in the order of the keys. */
export function editsBetween(
  before: ValueObject,
  after: ValueObject,
  path: Path = [],
): DocumentEdit[] {
  const gone = Object.keys(before)
    .filter((name) => after[name] === undefined)
    .map((name) => ({ path: [...path, name] }));
  const changed = Object.entries(after).flatMap(([name, value]): DocumentEdit[] => {
    const old = before[name];
    if (isObject(old) && isObject(value)) return editsBetween(old, value, [...path, name]);
    const isSame = old !== undefined && JSON.stringify(old) === JSON.stringify(value);
    return isSame ? [] : [{ path: [...path, name], value }];
  });
  return [...gone, ...changed];
}
