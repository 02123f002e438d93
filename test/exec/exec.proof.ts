import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { runFolderRace, runRace, runTrials } from "./trials.ts";

const COMMANDS = 100_000;
const RACES = 5_000;

export const name = "exec";
export const summary =
  "100,000 random commands, allowed or attacked, and racers on program and folder: only what was approved runs";
export const ciScale = 0.01;

/** D-32: what ran is what was approved, in all of them. */
export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const count = Math.max(200, Math.round(COMMANDS * scale));
  const races = Math.max(100, Math.round(RACES * scale));
  const tally = await runTrials({ seed, count });
  for (const line of tally.wrong.slice(0, 20)) log(line);
  const program = await runRace(races);
  const folder = await runFolderRace(races);
  const figures = [
    `${tally.commands} commands, ${tally.approved} approved, ${tally.refused} attacked`,
    `${tally.wrong.length} not as approved`,
    `${program.swaps} swaps of the program in ${program.attempts} runs, ${program.evil} of another`,
    `${folder.swaps} swaps of the folder, ${folder.evil} in another`,
  ].join(", ");
  const ok = tally.wrong.length === 0 && program.evil === 0 && folder.evil === 0;
  return { ok: ok && program.ran > 0, figures };
}
