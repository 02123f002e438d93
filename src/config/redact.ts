import { Secret } from "../kernel/secret.ts";
import { isObject, objectOf, type Value } from "./file/document.ts";
import { literalsOf, type Literal } from "./file/literals.ts";
import type { KeyTree, Path } from "./key-tree.ts";

/** Takes known secrets and what looks like a credential out of a text that may be shown. */
export type Scrub = (text: string) => string;

/** A text that is nothing but references to variables names secrets and holds none. */
const REFERENCES = /^(?:\$\{[A-Z_][A-Z0-9_]*\})+$/;
/** What a comment holds that may be a setting which somebody switched off, or a value. */
const SETTING_IN_COMMENT = /[:='"`]/;
const HIDDEN = "***";

/** Copies a document as it may be shown: secrets as fingerprints, the rest scrubbed (SR30). */
export function redactValue(value: Value, tree: KeyTree, scrub: Scrub, path: Path = []): Value {
  if (Array.isArray(value)) {
    return value.map((item, at) => redactValue(item, tree, scrub, [...path, at]));
  }
  if (!isObject(value)) return shown(value, isPublic(tree, path), scrub) as Value;
  return objectOf(
    Object.entries(value).map(([name, inner]) => {
      return [scrub(name), redactValue(inner, tree, scrub, [...path, name])];
    }),
  );
}

/**
 * The text of a document that `parseDocument` accepted, as it may be shown: it still means what
 * `redactValue` makes of the document, and its layout stays. A comment that may hold a setting is
 * hidden as a whole, because nothing says where in it a secret ends.
 */
export function redactText(text: string, tree: KeyTree, scrub: Scrub): string {
  let from = 0;
  const parts = literalsOf(text).map((literal) => {
    const { start, end } = literal;
    const part = text.slice(from, start) + literalText(text, literal, tree, scrub);
    from = end;
    return part;
  });
  return parts.join("") + text.slice(from);
}

/** Every text of a document that stands where a secret may be. */
export function hiddenTexts(value: Value, tree: KeyTree, path: Path = []): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, at) => hiddenTexts(item, tree, [...path, at]));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([name, inner]) =>
      hiddenTexts(inner, tree, [...path, name]),
    );
  }
  return typeof value === "string" && !REFERENCES.test(value) && !isPublic(tree, path)
    ? [value]
    : [];
}

function literalText(text: string, literal: Literal, tree: KeyTree, scrub: Scrub): string {
  const { kind, start, end, value, path } = literal;
  const written = text.slice(start, end);
  if (kind === "comment") return commentText(written, scrub);
  const open = kind === "name" || isPublic(tree, path);
  const changed = shown(value, open, scrub);
  return changed === value ? written : JSON.stringify(changed);
}

function commentText(written: string, scrub: Scrub): string {
  if (!SETTING_IN_COMMENT.test(written)) return scrub(written);
  if (written.startsWith("//")) return `// ${HIDDEN}`;
  // As many lines as before, so that a line number means the same.
  return `/* ${HIDDEN} ${written.replace(/[^\n]/g, "")}*/`;
}

/**
 * True where a declaration describes what stands at this place and does not call it secret. What
 * nobody declared is hidden: it may be a secret under a mistyped name, or where its section should
 * be.
 */
function isPublic(tree: KeyTree, path: Path): boolean {
  const keys = tree.keysTo(path);
  if (keys.some(({ key }) => key.secret)) return false;
  if (path.at(-1) === "$include" || path.at(-2) === "$include") return true;
  const nearest = keys.at(-1);
  if (!nearest) return false;
  const { type } = nearest.key;
  const holdsOthers = type === "list" || type === "record";
  return nearest.path.length === path.length ? type !== "object" && !holdsOthers : holdsOthers;
}

function shown(value: unknown, open: boolean, scrub: Scrub): unknown {
  if (typeof value === "number") return open ? value : HIDDEN;
  if (typeof value !== "string") return value;
  if (open) return scrub(value);
  return value === "" || REFERENCES.test(value) ? value : new Secret(value).toString();
}
