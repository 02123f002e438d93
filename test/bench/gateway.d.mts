import type { BenchContext } from "./matrix.mjs";

export function runSuites(ctx: BenchContext, names: readonly string[]): Promise<Record<string, any>>;
