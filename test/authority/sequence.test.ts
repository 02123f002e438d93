import assert from "node:assert/strict";
import { test } from "node:test";
import { runSequence } from "./sequence.ts";

const SEED = 20_260_728;

test("D-20 V21 clients that come and go see each event that is for them, numbered without a gap", async (t) => {
  const plan = { seed: SEED, clients: 40, events: 600, padding: 10, lazy: 0 };
  const { clients, received, losses, cut, wrong } = await runSequence(plan);
  t.diagnostic(`seed ${SEED}: ${received} events at ${clients} clients`);
  assert.deepEqual(wrong, []);
  assert.ok(clients > 45 && received > 10_000);
  assert.deepEqual({ losses, cut }, { losses: 0, cut: 0 });
});

test("D-20 V21 a client that stops reading misses numbers for what it lost, and is cut for what may not be lost", async (t) => {
  const plan = { seed: SEED, clients: 16, events: 600, padding: 100_000, lazy: 0.5 };
  const { clients, losses, cut, wrong } = await runSequence(plan);
  t.diagnostic(`seed ${SEED}: ${losses} events lost and told, ${cut} of ${clients} clients cut`);
  assert.deepEqual(wrong, []);
  assert.ok(losses > 0 && cut > 0, "some read too slowly");
});
