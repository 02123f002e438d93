import type { MockModel } from "./mock.ts";
import type { Targets } from "./targets.ts";

/** One measured figure beside its goal. */
export interface Figure {
  name: string;
  shown: string;
  goal: string;
  ok: boolean;
}

export interface Plan {
  targets: Targets;
  mock: MockModel;
  scale: number;
  /** Alternating runs; the median counts. */
  runs: number;
  log(line: string): void;
}

export const showFigure = (f: Figure): string =>
  `  ${f.ok ? "ok  " : "MISS"} ${f.name}: ${f.shown} (goal ${f.goal})`;

/** A figure that has to stay at or below its goal. */
export function atMost(name: string, value: number, goal: number, unit: string): Figure {
  return { name, shown: `${tidy(value)} ${unit}`, goal: `at most ${goal} ${unit}`, ok: value <= goal };
}

/** A figure that has to reach its goal. */
export function atLeast(name: string, value: number, goal: number, unit: string): Figure {
  return { name, shown: `${tidy(value)} ${unit}`, goal: `at least ${goal} ${unit}`, ok: value >= goal };
}

const tidy = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(4))) : "nothing measured";
