import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { runCanaries } from "./run.ts";
import { askForTraces, lookForTraces } from "./traces.ts";

const CANARIES = 300;

export const name = "canaries";
export const summary =
  "D-29: 300 secrets in the configuration, the environment and the messages of a gateway that works and fails: none in logs, errors, answers, files, the process table, what other programs are started with or what commands print, and no dump of the memory";

export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const endings: (() => unknown)[] = [];
  const t = { after: (ending: () => unknown) => void endings.push(ending) };
  try {
    const count = Math.max(60, Math.round(CANARIES * scale));
    const outcome = await runCanaries(t, { seed, count });
    const { leaks, open, idle, texts, characters, samples, processes, calls } = outcome;
    const traces = await lookForTraces(t, seed);
    const { inReport } = await askForTraces(t, seed);
    for (const leak of leaks) log(leak);
    for (const path of open) log(`others may use ${path}`);
    for (const program of idle) log(`nobody called ${program}`);
    for (const path of traces.dumps) log(`left behind: ${path}`);
    for (const socket of traces.opened) log(`a signal opened ${socket}`);
    for (const secret of inReport) log(`in a report: ${secret}`);
    const wrong = [leaks, open, idle, traces.dumps, traces.opened, inReport];
    return {
      ok: wrong.every(({ length }) => length === 0) && outcome.canaries >= count && samples > 100,
      figures:
        `${outcome.canaries} secrets, ${leaks.length} found in ${texts} texts of ` +
        `${(characters / 1e6).toFixed(1)} M characters, among them ${samples} looks at ${processes} processes ` +
        `and ${calls} calls of other programs; ${open.length} open files; ` +
        `${traces.dumps.length} dumps and ${traces.opened.length} debuggers after ${traces.ways} signals and defects`,
    };
  } finally {
    for (const ending of endings.toReversed()) await ending();
  }
}
