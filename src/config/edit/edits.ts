import { isDeepStrictEqual } from "node:util";
import { isObject, objectOf, type Value, type ValueObject } from "../file/document.ts";
import { pathText, type Path } from "../key-tree.ts";

/** One change of a document: a value at a path, or nothing there any more. */
export type Edit =
  | { readonly path: Path; readonly value: Value }
  | { readonly path: Path; readonly remove: true };

/** An edit that the document, as it is, has no place for. */
export class EditError extends Error {
  override readonly name = "EditError";
}

/** Changes the document in place, and returns it. Throws `EditError`. */
export function editDocument(document: ValueObject, edit: Edit): ValueObject {
  const [name] = edit.path;
  if (typeof name !== "string") throw new EditError("a path begins with the name of a key");
  // What is edited further must not be the caller's own.
  return changed(
    document,
    edit.path,
    "remove" in edit ? undefined : copied(edit.value),
  ) as ValueObject;
}

function changed(
  holder: Value | undefined,
  path: Path,
  value: Value | undefined,
): Value | undefined {
  const [name = "", ...rest] = path;
  const isGone = value === undefined;
  if (isGone && !isObject(holder) && !Array.isArray(holder)) return holder;
  if (Array.isArray(holder)) {
    const at = placeIn(holder.length, name, isGone);
    const next = rest.length === 0 ? value : changed(holder[at], rest, value);
    holder.splice(at, 1, ...(next === undefined ? [] : [next]));
    return holder;
  }
  // A place in a list is nothing that an object could lose.
  if (typeof name === "number") return isGone ? holder : nestedValue(path, value);
  const object = isObject(holder) ? holder : objectOf([]);
  if (isGone && object[name] === undefined) return object;
  const next = rest.length === 0 ? value : changed(object[name], rest, value);
  if (next === undefined) Reflect.deleteProperty(object, name);
  else object[name] = next;
  return object;
}

function copied(value: Value): Value {
  if (Array.isArray(value)) return value.map(copied);
  if (!isObject(value)) return value;
  return objectOf(Object.entries(value).map(([name, inner]) => [name, copied(inner)]));
}

/** The place that a part of a path means in a list; one behind its last adds to it. */
export function placeIn(length: number, name: string | number, mustExist: boolean): number {
  const at = typeof name === "number" || /^\d{1,6}$/.test(name) ? Number(name) : Number.NaN;
  if (at >= 0 && at < length + (mustExist ? 0 : 1)) return at;
  throw new EditError(`"${name}" is no place in a list of ${length}; they are counted from 0`);
}

/** The value within the objects that a path needs around it. */
export function nestedValue(path: Path, value: Value): Value {
  return path.reduceRight<Value>((inner, name) => {
    if (typeof name === "string") return objectOf([[name, inner]]);
    return [inner].toSpliced(placeIn(0, name, false), 0);
  }, value);
}

/**
 * The smallest changes that make the value at the path what it should be: where both are objects,
 * only what differs between them, so that everything that was written about the rest stays.
 */
export function refined(current: Value | undefined, path: Path, value: Value): Edit[] {
  if (!isObject(current) || !isObject(value)) {
    return isSameValue(current, value) ? [] : [{ path, value }];
  }
  const gone = Object.keys(current).filter((name) => value[name] === undefined);
  return [
    ...gone.map((name) => ({ path: [...path, name], remove: true as const })),
    ...Object.entries(value).flatMap(([name, inner]) =>
      refined(current[name], [...path, name], inner),
    ),
  ];
}

/** Whether two values mean the same: the order of names means nothing. */
export function isSameValue(left: Value | undefined, right: Value | undefined): boolean {
  return isDeepStrictEqual(canonical(left), canonical(right));
}

function canonical(value: Value | undefined): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (!isObject(value)) return value;
  return new Map(Object.entries(value).map(([name, inner]) => [name, canonical(inner)]));
}

/**
 * The edits that a merge patch means (RFC 7396): null deletes, objects are merged, anything else
 * replaces what was there.
 */
export function editsOfPatch(
  current: Value | undefined,
  patch: ValueObject,
  at: Path = [],
): Edit[] {
  const object = isObject(current) ? current : undefined;
  return Object.entries(patch).flatMap(([name, value]): Edit[] => {
    const path = [...at, name];
    if (value === null) return [{ path, remove: true }];
    const inner = object?.[name];
    if (isObject(value) && isObject(inner)) return editsOfPatch(inner, value, path);
    return [{ path, value: isObject(value) ? withoutNulls(value) : value }];
  });
}

/** What a patch makes of nothing. */
function withoutNulls(patch: ValueObject): ValueObject {
  const kept = Object.entries(patch).filter(([, value]) => value !== null);
  return objectOf(
    kept.map(([name, value]) => [name, isObject(value) ? withoutNulls(value) : value]),
  );
}

/** Words for what is edited, for people. */
export function editedKeys(edits: readonly Edit[]): string[] {
  return edits.map(({ path }) => pathText(path));
}

/**
 * The path that a person writes as `a.b[0]["c.d"]`. Throws `EditError` for what is no path.
 */
export function parsePath(text: string): Path {
  const part = /(?:^|\.)([^.[\]"']+)|\[(\d{1,6})\]|\[("(?:[^"\\]|\\.)*")\]/y;
  const path: (string | number)[] = [];
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (!found) throw new EditError(`"${text}" is no path; write it as a.b[0] or a["b.c"]`);
    const [, name, place, quoted] = found;
    if (name !== undefined) path.push(name);
    else path.push(place === undefined ? (JSON.parse(quoted ?? '""') as string) : Number(place));
  }
  if (typeof path[0] !== "string") throw new EditError("name a key, such as gateway.port");
  return path;
}

/** What stands at a path, also in a list; undefined for nothing. */
export function valueIn(document: ValueObject, path: Path): Value | undefined {
  return path.reduce<Value | undefined>((at, name) => {
    if (Array.isArray(at)) return at[Number(name)];
    return isObject(at) ? at[name] : undefined;
  }, document);
}
