import { isSystemError, messageOf } from "../../kernel/errors.ts";
import { CommandError } from "../failures.ts";
import { type Check, type Diagnosis, type Finding, problem, type Repair } from "./check.ts";

/** What one check found. */
export interface Examined {
  readonly check: Check;
  readonly findings: readonly Finding[];
}

/** Runs all checks at once. One that fails is a problem of its own; the others go on. */
export function examine(checks: readonly Check[], diagnosis: Diagnosis): Promise<Examined[]> {
  return Promise.all(
    checks.map(async (check): Promise<Examined> => {
      try {
        return { check, findings: await check.find(diagnosis) };
      } catch (error) {
        if (!isSystemError(error)) throw error;
        return { check, findings: [problem(`It could not be looked at: ${messageOf(error)}.`)] };
      }
    }),
  );
}

/** What became of a repair. */
export interface Attempt {
  readonly check: string;
  readonly done: boolean;
  /** What was done, or why not. */
  readonly told: string;
}

/** Repairs one after the other what `wants` agrees to; one that fails ends none of the others. */
export async function repair(
  examined: readonly Examined[],
  wants: (finding: Finding) => Promise<boolean>,
): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  for (const { check, findings } of examined) {
    for (const finding of findings) {
      if (!finding.repair || !(await wants(finding))) continue;
      attempts.push({ check: check.id, ...(await attempt(finding.repair)) });
    }
  }
  return attempts;
}

async function attempt(offered: Repair): Promise<Omit<Attempt, "check">> {
  try {
    return { done: true, told: await offered.apply() };
  } catch (error) {
    if (!(error instanceof CommandError) && !isSystemError(error)) throw error;
    const more = error instanceof CommandError ? error.lines : [];
    return { done: false, told: [`${offered.says}: ${error.message}`, ...more].join(" ") };
  }
}
