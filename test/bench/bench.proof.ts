import { rmSync } from "node:fs";
import { busyShare, cpuBusy } from "./lib/proc.mjs";
import { measureAgent } from "./measure-agent.ts";
import { measureCli } from "./measure-cli.ts";
import { measureLoad } from "./measure-load.ts";
import { measureStart } from "./measure-start.ts";
import { startMock } from "./mock.ts";
import { type Figure, judge } from "./figure.ts";
import { makeTargets } from "./targets.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const RUNS = 5;
/** The median of fewer is a single sample. */
const RUNS_MIN = 3;

export const name = "bench";
export const summary =
  "start, memory, requests, fan-out, turns and the command line, beside a bare server on the same Node";

/**
 * Every figure of the goals, each beside its goal. Ratios always count; milliseconds count when
 * both cores were free, so the share of the machine that was busy before it began is part of the
 * line.
 */
export async function run({ scale, slack, log }: ProofOptions): Promise<ProofResult> {
  const before = cpuBusy();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const busy = Math.round(busyShare(before, cpuBusy()) * 100);
  const mock = await startMock("--tokens", "32");
  const targets = await makeTargets(mock.url);
  const plan = { targets, mock, scale, runs: Math.max(RUNS_MIN, Math.round(RUNS * scale)), log };
  try {
    const figures: Figure[] = [
      ...(await measureStart(plan)),
      ...(await measureLoad(plan)),
      ...(await measureAgent(plan)),
      ...(await measureCli(plan)),
    ];
    const verdict = judge(figures, { slack, log });
    return { ...verdict, figures: `${verdict.figures}; machine ${busy} % busy before` };
  } finally {
    mock.stop();
    rmSync(targets.folder, { recursive: true, force: true });
  }
}
