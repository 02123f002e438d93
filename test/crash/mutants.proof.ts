import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../scripts/bundle.ts";
import { describe, isClean } from "./crash.proof.ts";
import { KillLoop } from "./kill-loop.ts";
import { mutate, MUTANTS } from "./mutants.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const KILLS = 30;

export const name = "mutants";
export const summary = "the crash proof notices builds that are broken on purpose";
export const ciScale = 0.3;

export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const folder = mkdtempSync(join(tmpdir(), "zero-mutants-"));
  const kills = Math.max(6, Math.round(KILLS * scale));
  const caught: string[] = [];
  try {
    for (const [index, mutant] of MUTANTS.entries()) {
      const build = join(folder, String(index));
      await bundle(build, [mutate(mutant)]);
      const report = await new KillLoop({
        seed,
        kills,
        atEachPoint: kills,
        messages: kills * 10,
        points: mutant.points,
        program: join(build, "zero.js"),
        settleWithinMs: 40_000,
        log,
      }).run();
      log(`  ${mutant.name}: ${describe(report)}`);
      if (!isClean(report) && mutant.shows(report)) caught.push(mutant.name);
    }
    return {
      ok: caught.length === MUTANTS.length,
      figures: `${caught.length} of ${MUTANTS.length} broken builds caught: ${caught.join(", ")}`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
