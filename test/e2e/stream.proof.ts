import assert from "node:assert/strict";
import { GatewayProcess } from "../support/gateway-process.ts";
import { answeredBy, pacedModel } from "../support/paced-model.ts";
import { WireClient } from "../support/wire-client.ts";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";

const TOKENS = 2_000;
const PER_SECOND = 100;
/** One in 50 ms of the 20 s that the answer takes, and a few for its begin and end. */
const EVENTS_MAX = 410;
const EVENTS_BESIDE_WORDS = 10;

export const name = "stream";
export const summary =
  "an answer of 2,000 tokens at 100 a second costs a client at most 410 `agent` events";

export async function run({ scale }: ProofOptions): Promise<ProofResult> {
  const tokens = Math.max(100, Math.round(TOKENS * scale));
  const most = ((EVENTS_MAX - EVENTS_BESIDE_WORDS) * tokens) / TOKENS + EVENTS_BESIDE_WORDS;
  const ends: (() => void | Promise<void>)[] = [];
  const scope = { after: (end: () => void | Promise<void>) => void ends.push(end) };
  const model = await pacedModel(scope, { tokens, perSecond: PER_SECOND });
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local" }, ...answeredBy(model.baseUrl) },
    args: ["--port", "0"],
  });
  try {
    const client = await WireClient.connect(scope, gateway.url);
    const began = performance.now();
    const { result } = await client.turn({ message: "go on", idempotencyKey: "run-1" });
    const seconds = (performance.now() - began) / 1_000;
    assert.equal(result.payloads[0].text, model.text, "nothing is missing");
    const deltas = client.events("agent").map(({ payload }) => payload.data.delta ?? "");
    assert.equal(deltas.join(""), model.text, "and no delta was lost");
    const figures =
      `${tokens} tokens in ${seconds.toFixed(1)} s: ${deltas.length} agent events ` +
      `(at most ${Math.floor(most)}) and ${client.events("chat").length} chat events`;
    return { ok: deltas.length <= most, figures };
  } finally {
    await gateway.clean();
    for (const end of ends) await end();
  }
}
