import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { runCanaries } from "./run.ts";

const CANARIES = 300;

export const name = "canaries";
export const summary =
  "D-29: 300 secrets in the configuration, the environment and the messages of a gateway that works and fails: none in logs, errors, answers, files or what commands print";

export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const endings: (() => unknown)[] = [];
  const t = { after: (ending: () => unknown) => void endings.push(ending) };
  try {
    const count = Math.max(60, Math.round(CANARIES * scale));
    const outcome = await runCanaries(t, { seed, count });
    for (const leak of outcome.leaks) log(leak);
    for (const path of outcome.open) log(`others may use ${path}`);
    return {
      ok: outcome.leaks.length === 0 && outcome.open.length === 0 && outcome.canaries >= count,
      figures:
        `${outcome.canaries} secrets, ${outcome.leaks.length} found in ${outcome.texts} texts of ` +
        `${(outcome.characters / 1e6).toFixed(1)} M characters; ${outcome.open.length} open files`,
    };
  } finally {
    for (const ending of endings.toReversed()) await ending();
  }
}
