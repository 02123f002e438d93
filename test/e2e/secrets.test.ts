import assert from "node:assert/strict";
import { test } from "node:test";
import { runCanaries } from "../secrets/run.ts";

test("SR29 SR30 D-29 sixty secrets in configuration, environment and messages come out nowhere", async (t) => {
  const outcome = await runCanaries(t, { seed: 20_261_122, count: 60 });
  const { canaries, leaks, open, texts, characters, samples, processes, idle } = outcome;
  t.diagnostic(`${canaries} canaries, ${texts} texts, ${characters} characters`);
  assert.ok(canaries >= 60);
  assert.ok(texts > 60);
  assert.deepEqual(leaks, []);
  assert.ok(samples > 20 && processes > 20, "the process table was looked at");
  assert.deepEqual(idle, [], "programs that nobody called, so that nothing is known of them");
  assert.deepEqual(open, [], "files that others may use");
});
