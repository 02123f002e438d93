import { chmodSync } from "node:fs";
import { pathText } from "../../config/key-tree.ts";
import type { Edit } from "../../config/edit/edits.ts";
import { isSystemError, messageOf } from "../../kernel/errors.ts";
import { modeText } from "../facts/sensitive-files.ts";
import { CommandError } from "../failures.ts";
import type { AuditCheck, AuditFacts, Fix } from "./check.ts";

/** What `--fix` did. */
export interface Fixed {
  readonly checkId: string;
  readonly ok: boolean;
  /** What was changed, or why it was not. */
  readonly detail: string;
}

/** Puts right what can be put right without asking. One that fails ends none of the others. */
export async function fixAll(
  checks: readonly AuditCheck[],
  facts: AuditFacts,
  edit: (edits: readonly Edit[]) => Promise<void>,
): Promise<Fixed[]> {
  const fixed: Fixed[] = [];
  for (const { id, find, fix } of checks) {
    if (!fix || find(facts).length === 0) continue;
    for (const one of fix(facts)) fixed.push({ checkId: id, ...(await apply(one, edit)) });
  }
  return fixed;
}

async function apply(
  fix: Fix,
  edit: (edits: readonly Edit[]) => Promise<void>,
): Promise<Omit<Fixed, "checkId">> {
  const told =
    fix.kind === "chmod"
      ? `chmod ${modeText(fix.mode)} ${fix.path}`
      : `${pathText(fix.edit.path)} = ${JSON.stringify(fix.edit.value)}`;
  try {
    if (fix.kind === "chmod") chmodSync(fix.path, fix.mode);
    else await edit([fix.edit]);
    return { ok: true, detail: told };
  } catch (error) {
    if (!(error instanceof CommandError) && !isSystemError(error)) throw error;
    return { ok: false, detail: `${told}: ${messageOf(error)}` };
  }
}
