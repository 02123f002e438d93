import type { ValidationIssue } from "@zero/protocol/validation";
import { closest, distance } from "fastest-levenshtein";
import type { Value, ValueObject } from "./file/document.ts";
import { validateConfig } from "./generated/validators.js";
import { pathText, type KeyTree, type Path } from "./key-tree.ts";
import { legacyIssues } from "./migrations/index.ts";
import type { Problem } from "./problems.ts";

/**
 * How many letters of a name may differ for it to be what was meant: two that changed places count
 * as two.
 */
const mistypedMax = (name: string): number => (name.length < 4 ? 1 : Math.ceil(name.length * 0.4));

/** Everything that is wrong with a document, in words; empty when it may be used. */
export function validate(document: ValueObject, tree: KeyTree): Problem[] {
  if (validateConfig(document)) return [];
  const legacy = legacyIssues(document, tree);
  const byPath = new Map<string, ValidationIssue[]>();
  const unknown: Problem[] = [];
  for (const issue of validateConfig.errors ?? []) {
    const name = issue.params["additionalProperty"];
    if (issue.keyword === "additionalProperties" && typeof name === "string") {
      unknown.push(unknownKey([...pointerPath(issue.instancePath, document), name], legacy, tree));
    } else {
      byPath.set(issue.instancePath, [...(byPath.get(issue.instancePath) ?? []), issue]);
    }
  }
  const wrong = [...byPath].map(([pointer, issues]) => ({
    path: pathText(pointerPath(pointer, document)),
    message: wordsFor(issues),
  }));
  return [...unknown, ...wrong];
}

function unknownKey(path: Path, legacy: readonly Problem[], tree: KeyTree): Problem {
  const text = pathText(path);
  const name = `${path.at(-1)}`;
  const hint = legacyHint(text, legacy) ?? suggestion(name, path.slice(0, -1), tree);
  return { path: text, message: `Unrecognized key${hint === undefined ? "" : `; ${hint}`}` };
}

/** What became of a key of an earlier version, or of those in it. */
function legacyHint(text: string, legacy: readonly Problem[]): string | undefined {
  const [first, ...more] = legacy.filter(({ path }) => {
    return path === text || path.startsWith(`${text}.`);
  });
  if (!first) return undefined;
  const said = first.path === text ? first.message : `${first.path}: ${first.message}`;
  return more.length === 0 ? said : `${said}; and ${more.length} more old keys in it`;
}

function suggestion(name: string, parent: Path, tree: KeyTree): string | undefined {
  const names = tree.namesIn(parent);
  if (names.length === 0) return undefined;
  const nearest = closest(name.toLowerCase(), names);
  const far = distance(name.toLowerCase(), nearest.toLowerCase());
  if (far <= mistypedMax(nearest)) return `did you mean "${nearest}"?`;
  return names.length <= 12 ? `known here: ${names.join(", ")}` : undefined;
}

/**
 * One sentence for everything that was found at one place: alternatives of a union are joined by
 * "or".
 */
function wordsFor(issues: readonly ValidationIssue[]): string {
  const isUnion = issues.some(({ keyword }) => keyword === "anyOf");
  const parts = issues.filter(({ keyword }) => keyword !== "anyOf").map(wordsOf);
  const distinct = [...new Set(parts)];
  return distinct.join(isUnion ? " or " : "; ") || "is not valid here";
}

function wordsOf({ keyword, params, message }: ValidationIssue): string {
  const allowed = params["allowedValues"];
  if (keyword === "enum" && Array.isArray(allowed)) {
    return `must be one of ${allowed.map((value) => JSON.stringify(value)).join(", ")}`;
  }
  return message ?? "is not valid";
}

/**
 * The path that a JSON pointer means in this document, where a number may be a name or a place in a
 * list.
 */
function pointerPath(pointer: string, document: ValueObject): Path {
  const path: (string | number)[] = [];
  let at: Value | undefined = document;
  for (const raw of pointer.split("/").slice(1)) {
    const name = raw.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(at) ? Number(name) : name);
    at = member(at, name);
  }
  return path;
}

function member(value: Value | undefined, name: string): Value | undefined {
  if (Array.isArray(value)) return value[Number(name)];
  return typeof value === "object" && value !== null ? value[name] : undefined;
}
