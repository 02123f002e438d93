import { rmSync } from "node:fs";
import { busyShare, cpuBusy } from "./lib/proc.mjs";
import { sleep } from "./lib/stats.mjs";
import { judge } from "./figure.ts";
import { measureControl } from "./measure-control.ts";
import { startMock } from "./mock.ts";
import { makeTargets } from "./targets.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const RUNS = 5;
/** The median of fewer is a single sample. */
const RUNS_MIN = 3;

export const name = "control";
export const summary =
  "connecting beside a bare server, 500 listed clients that come and of which half leave, and the size of hello-ok";

/** Each figure beside its goal; milliseconds count when both cores were free before. */
export async function run({ scale, slack, log }: ProofOptions): Promise<ProofResult> {
  const before = cpuBusy();
  await sleep(1_000);
  const busy = Math.round(busyShare(before, cpuBusy()) * 100);
  const mock = await startMock("--tokens", "32");
  const targets = await makeTargets(mock.url);
  try {
    const runs = Math.max(RUNS_MIN, Math.round(RUNS * scale));
    const figures = await measureControl({ targets, mock, scale, runs, log });
    const verdict = judge(figures, { slack, log });
    return { ...verdict, figures: `${verdict.figures}; machine ${busy} % busy before` };
  } finally {
    mock.stop();
    rmSync(targets.folder, { recursive: true, force: true });
  }
}
