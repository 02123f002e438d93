import { statSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { SmallDisk } from "../support/machine/small-disk.ts";
import { eventually } from "../support/wire-client.ts";
import { metricsOf, runFlood, type FloodOutcome } from "./flood.ts";

const RECORDS = 1_000_000;
const BUDGET_MB = 64;

export const name = "logs";
export const summary =
  "A25: 1,000,000 records through the log of a real gateway: its files stay within their budget at every look, no warning is pushed out, and a full disk costs records only";

export async function run({ scale, log }: ProofOptions): Promise<ProofResult> {
  const records = Math.round(RECORDS * scale);
  // As many rotations at every scale.
  const budgetMb = Math.max(4, Math.round(BUDGET_MB * Math.min(1, scale)));
  const flood = await runFlood({ records, budgetMb });
  const wrong = wrongIn(flood, records, budgetMb);
  const full = await fullDisk(Math.round(records / 20));
  if (full === undefined) log("a full disk was not shown: no file system may be mounted here");
  else wrong.push(...full.wrong);
  for (const line of wrong) log(line);
  return {
    ok: wrong.length === 0,
    figures:
      `${flood.records} records, at most ${(flood.largest / 1_048_576).toFixed(1)} of ${budgetMb} MiB ` +
      `in ${flood.samples} looks over ${flood.rotations} rotations; ${flood.lost} lost, ` +
      `${flood.folded} folded into ${flood.warningLines} lines; ${flood.rssMb} MB resident; ` +
      `full disk: ${full === undefined ? "not shown" : `${full.lost} lost, told, and it went on`}`,
  };
}

function wrongIn(flood: FloodOutcome, records: number, budgetMb: number): string[] {
  const checks: readonly (readonly [boolean, string])[] = [
    [flood.records >= records, `only ${flood.records} of ${records} records`],
    [flood.largest <= budgetMb * 1_048_576, `${flood.largest} bytes at one look`],
    [flood.rotations >= 3, `only ${flood.rotations} rotations`],
    [flood.firstWarning, "the first warning is gone"],
    [flood.warningLines <= 45, `${flood.warningLines} lines about one thing`],
    [flood.foldedTold === flood.folded, `${flood.folded} folded, ${flood.foldedTold} told`],
    [flood.open.length === 0, `others may read ${flood.open.join()}`],
    [flood.status === 0, `the gateway left with ${flood.status}`],
  ];
  return checks.flatMap(([ok, why]) => (ok ? [] : [why]));
}

/** The same on a disk that is full after 2 MiB, and has room again later. */
async function fullDisk(records: number): Promise<{ lost: number; wrong: string[] } | undefined> {
  const disk = SmallDisk.mount(2_048);
  if (!disk) return undefined;
  try {
    const file = join(disk.path, "gateway.jsonl");
    const ballast = join(disk.path, "ballast");
    writeFileSync(ballast, Buffer.alloc(1_900_000), { mode: 0o600 });
    let grewTo = 0;
    const outcome = await runFlood({
      records,
      budgetMb: BUDGET_MB,
      file,
      meanwhile: async (gateway) => {
        const isLosing = async () => (await metricsOf(gateway.port)).lost > 100;
        await eventually(isLosing, "records that are lost");
        const before = statSync(file).size;
        unlinkSync(ballast);
        await eventually(() => statSync(file).size > before, "the log goes on");
        grewTo = statSync(file).size;
      },
    });
    const wrong = [
      ...(outcome.status === 0 ? [] : [`on a full disk it left with ${outcome.status}`]),
      ...(outcome.lost > 100 ? [] : ["nothing was lost on a full disk"]),
      ...(grewTo > 0 ? [] : ["the log did not go on"]),
    ];
    return { lost: outcome.lost, wrong };
  } finally {
    disk.unmount();
  }
}
