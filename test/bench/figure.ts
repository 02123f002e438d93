import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import type { MockModel } from "./mock.ts";
import type { Targets } from "./targets.ts";

/** One measured figure beside its goal. */
export interface Figure {
  name: string;
  shown: string;
  goal: string;
  /** How many times worse than its goal; at most 1 when the goal is reached. */
  share: number;
  isSpeed: boolean;
}

export interface Plan {
  targets: Targets;
  mock: MockModel;
  scale: number;
  /** Alternating runs; the median counts. */
  runs: number;
  log(line: string): void;
}

/** Units that a slow hour of the machine changes. */
const SPEEDS = new Set(["ms", "x", "turns/s", "messages/s"]);

/**
 * One line of all figures, and whether each is within its goal, or for a speed within `slack` times
 * its goal. Each is logged beside its goal.
 */
export function judge(
  figures: readonly Figure[],
  { slack, log }: Pick<ProofOptions, "slack" | "log">,
): ProofResult {
  // What was not measured has no share, and is no success.
  for (const { name, shown, goal, share } of figures) {
    log(`  ${share <= 1 ? "ok  " : "MISS"} ${name}: ${shown} (goal ${goal})`);
  }
  return {
    ok: figures.every(({ share, isSpeed }) => share <= (isSpeed ? slack : 1)),
    figures: figures.map(({ name, shown }) => `${name} ${shown}`).join(", "),
  };
}

/** A figure that has to stay at or below its goal. */
export function atMost(name: string, value: number, goal: number, unit: string): Figure {
  return figure(name, { value, unit, goal: `at most ${goal} ${unit}`, share: value / goal });
}

/** A figure that has to reach its goal. */
export function atLeast(name: string, value: number, goal: number, unit: string): Figure {
  return figure(name, { value, unit, goal: `at least ${goal} ${unit}`, share: goal / value });
}

const tidy = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "nothing measured";

function figure(
  name: string,
  { value, unit, goal, share }: { value: number; unit: string; goal: string; share: number },
): Figure {
  return { name, shown: `${tidy(value)} ${unit}`, goal, share, isSpeed: SPEEDS.has(unit) };
}
