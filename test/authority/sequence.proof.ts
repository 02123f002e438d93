import { runSequence } from "./sequence.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const CLIENTS = 200;
const EVENTS = 20_000;

export const name = "sequence";
export const summary =
  "D-20: 200 clients of all scopes that come and go while 20,000 events are published: every gap in a client's numbers is a loss, every loss a gap";

export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const events = Math.max(500, Math.round(EVENTS * scale));
  const plan = { seed, clients: CLIENTS, events, padding: 10, lazy: 0 };
  const quick = await runSequence(plan);
  const lazy = await runSequence({
    ...plan,
    clients: 24,
    events: Math.max(400, Math.round(events / 10)),
    padding: 100_000,
    lazy: 0.5,
  });
  const wrong = [...quick.wrong, ...lazy.wrong];
  for (const line of wrong.slice(0, 10)) log(line);
  return {
    ok:
      wrong.length === 0 &&
      quick.losses === 0 &&
      quick.cut === 0 &&
      lazy.cut > 0 &&
      lazy.losses > 0,
    figures:
      `${quick.received} events at ${quick.clients} clients, ${quick.losses} lost; ` +
      `among slow readers ${lazy.received} at ${lazy.clients}, ${lazy.losses} lost and told, ` +
      `${lazy.cut} clients cut; ${wrong.length} wrong numbers`,
  };
}
