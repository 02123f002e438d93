import { LIMITS } from "./limits.ts";

/** The part of a validator's finding that people are told. */
export interface ValidationIssue {
  /** JSON pointer to the value; empty for the root. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A generated validator. `errors` holds what the last call found, until the next one. */
export interface Validate<Value> {
  (data: unknown): data is Value;
  errors?: readonly ValidationIssue[] | null;
}

/**
 * One line that says what is wrong: `at <path>: <message>`, joined by `; `, each once. Cut at
 * `LIMITS.explanationLengthMax`, because names and paths in it are the sender's own words.
 */
export function explain(issues: readonly ValidationIssue[] | null | undefined): string {
  const sentences = new Set<string>();
  let length = 0;
  for (const issue of issues ?? []) {
    if (length > LIMITS.explanationLengthMax) break;
    const sentence = describe(issue);
    if (sentences.has(sentence)) continue;
    sentences.add(sentence);
    length += sentence.length + "; ".length;
  }
  if (sentences.size === 0) return "unknown validation error";
  return [...sentences].join("; ").slice(0, LIMITS.explanationLengthMax).toWellFormed();
}

function describe(issue: ValidationIssue): string {
  const path = issue.instancePath === "" ? "root" : issue.instancePath;
  const name = issue.params["additionalProperty"];
  const message =
    issue.keyword === "additionalProperties" && typeof name === "string"
      ? `unexpected property '${name}'`
      : (issue.message ?? "is not valid");
  return `at ${path}: ${message}`;
}
