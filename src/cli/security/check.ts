import type { Value } from "../../config/file/document.ts";
import type { Configuration } from "../../config/load.ts";
import type { Edit } from "../../config/edit/edits.ts";
import { isRecord } from "../../kernel/is-record.ts";
import type { SensitiveFile } from "../facts/sensitive-files.ts";

/** `critical`: somebody else may take over or read everything. `info`: to know, not to act on. */
export type Severity = "critical" | "warn" | "info";
const SEVERITIES = ["critical", "warn", "info"] as const satisfies readonly Severity[];

/** What the audit looks at, collected once. */
export interface AuditFacts {
  readonly configuration: Configuration;
  /** What the main file says itself, before includes and variables. */
  readonly written: Value;
  readonly stateDir: string;
  readonly files: readonly SensitiveFile[];
}

/** One declaration of one thing that can be wrong. */
export interface AuditCheck {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** What to do; absent where there is nothing to do. */
  readonly remediation?: string;
  /** One sentence for each place where it is so; none where it is not. Pure. */
  readonly find: (facts: AuditFacts) => readonly string[];
  /** How `--fix` puts it right without asking; only what cannot cut anybody off. */
  readonly fix?: (facts: AuditFacts) => readonly Fix[];
}

export type Fix =
  | { readonly kind: "chmod"; readonly path: string; readonly mode: number }
  | { readonly kind: "setting"; readonly edit: Edit & { readonly value: Value } };

export interface AuditFinding {
  readonly checkId: string;
  readonly severity: Severity;
  readonly title: string;
  readonly detail: string;
  readonly remediation?: string;
}

/** Every finding, the gravest first. */
export function findingsOf(checks: readonly AuditCheck[], facts: AuditFacts): AuditFinding[] {
  const found = checks.flatMap(({ id, severity, title, remediation, find }) =>
    find(facts).map((detail) => ({
      checkId: id,
      severity,
      title,
      detail,
      ...(remediation === undefined ? {} : { remediation }),
    })),
  );
  return found.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** `sentence` where something is so. */
export const when = (isSo: boolean, sentence: string): readonly string[] =>
  isSo ? [sentence] : [];

/**
 * The value of a key that this build may or may not have; a check of one that it lacks finds
 * nothing.
 */
export function setting({ configuration }: AuditFacts, key: string): unknown {
  let at: unknown = configuration.config;
  for (const name of key.split("."))
    at = isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return at;
}
