import { rmSync } from "node:fs";
import { busyShare, cpuBusy } from "./lib/proc.mjs";
import { sleep } from "./lib/stats.mjs";
import { showFigure } from "./figure.ts";
import { measureControl } from "./measure-control.ts";
import { startMock } from "./mock.ts";
import { makeTargets } from "./targets.ts";
import type { ProofOptions } from "../../scripts/proofs.ts";

const RUNS = 5;

export const name = "control";
export const summary =
  "connecting beside a bare server, 500 listed clients that come and of which half leave, and the size of hello-ok";

/** Each figure beside its goal; milliseconds count when both cores were free before. */
export async function run({ scale, log }: ProofOptions): Promise<{ ok: boolean; figures: string }> {
  const before = cpuBusy();
  await sleep(1_000);
  const busy = Math.round(busyShare(before, cpuBusy()) * 100);
  const mock = await startMock("--tokens", "32");
  const targets = await makeTargets(mock.url);
  try {
    const runs = Math.max(1, Math.round(RUNS * scale));
    const figures = await measureControl({ targets, mock, scale, runs, log });
    for (const figure of figures) log(showFigure(figure));
    return {
      ok: figures.every(({ ok }) => ok),
      figures: `${figures.map((f) => `${f.name} ${f.shown}`).join(", ")}; machine ${busy} % busy before`,
    };
  } finally {
    mock.stop();
    rmSync(targets.folder, { recursive: true, force: true });
  }
}
