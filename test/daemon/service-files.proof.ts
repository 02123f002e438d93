import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { findFaults } from "./hostile.ts";
import { readWithSystemd } from "./real-reading.ts";

const CASES = 100_000;
/** For systemd itself, which reads them one by one. */
const UNITS = 200;

export const name = "service-files";
export const summary =
  "100,000 hostile paths and values in units, property lists and secrets: read back equal, or refused";

/** SR22: our own readers, Python's and systemd's all agree with what was to be written. */
export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const count = Math.max(1_000, Math.round(CASES * scale));
  const found = findFaults(seed, count);
  const real = await readWithSystemd(seed, Math.max(40, Math.round(UNITS * scale)));
  const faults = [...found.faults, ...real.faults];
  for (const fault of faults.slice(0, 10)) log(fault);
  for (const reason of real.skipped) log(`skipped: ${reason}`);
  if (found.foreign === 0) log("skipped: python3 is not installed");
  const figures = [
    `${found.units} units read back equal and ${found.refusedUnits} refused`,
    `${found.plists} property lists and ${found.refusedPlists} refused`,
    `${found.foreign} of them read by Python too`,
    `${found.secrets} secrets`,
    `${real.verified} units verified by systemd-analyze, ${real.read} read by a real systemd`,
    `${faults.length} faults`,
  ].join(", ");
  return { ok: faults.length === 0 && found.units > 0 && found.plists > 0, figures };
}
