import { runClaims } from "./claims.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const CASES = 100_000;

export const name = "authority";
export const summary =
  "SR4: 100,000 requests that claim to be somebody, each beside the same one that does not: no decision changes";

export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const total = Math.max(1_000, Math.round(CASES * scale));
  const { cases, refused, stopped, answered, wrong } = await runClaims(seed, total);
  for (const line of wrong.slice(0, 10)) log(line);
  return {
    ok: wrong.length === 0 && cases === total && refused > 0 && stopped > 0 && answered > 0,
    figures:
      `${cases} cases: ${refused} refused for role or scope, ${stopped} stopped at the parameters, ` +
      `${answered} answered; ${wrong.length} decisions changed`,
  };
}
