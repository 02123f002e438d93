import { rmSync } from "node:fs";
import { busyShare, cpuBusy } from "./lib/proc.mjs";
import { measureAgent } from "./measure-agent.ts";
import { measureCli } from "./measure-cli.ts";
import { measureLoad } from "./measure-load.ts";
import { measureStart } from "./measure-start.ts";
import { startMock } from "./mock.ts";
import { type Figure, showFigure } from "./figure.ts";
import { makeTargets } from "./targets.ts";
import type { ProofOptions } from "../../scripts/proofs.ts";

const RUNS = 5;

export const name = "bench";
export const summary =
  "start, memory, requests, fan-out, turns and the command line, beside a bare server on the same Node";

/**
 * Every figure of the goals, each beside its goal. Ratios always count; milliseconds count when
 * both cores were free, so the share of the machine that was busy before it began is part of the
 * line.
 */
export async function run({ scale, log }: ProofOptions): Promise<{ ok: boolean; figures: string }> {
  const before = cpuBusy();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const busy = Math.round(busyShare(before, cpuBusy()) * 100);
  const mock = await startMock("--tokens", "32");
  const targets = await makeTargets(mock.url);
  const plan = { targets, mock, scale, runs: Math.max(1, Math.round(RUNS * scale)), log };
  try {
    const figures: Figure[] = [
      ...(await measureStart(plan)),
      ...(await measureLoad(plan)),
      ...(await measureAgent(plan)),
      ...(await measureCli(plan)),
    ];
    for (const figure of figures) log(showFigure(figure));
    const missed = figures.filter((figure) => !figure.ok);
    return {
      ok: missed.length === 0,
      figures: `${figures.map((f) => `${f.name} ${f.shown}`).join(", ")}; machine ${busy} % busy before`,
    };
  } finally {
    mock.stop();
    rmSync(targets.folder, { recursive: true, force: true });
  }
}
