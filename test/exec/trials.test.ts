import assert from "node:assert/strict";
import { test } from "node:test";
import { runFolderRace, runRace, runTrials } from "./trials.ts";

const SEED = 32;

test("of random commands, allowed or attacked, exactly the allowed ones run (SR18, SR20, D-32)", async (t) => {
  t.diagnostic(`SEED=${SEED}`);
  const { commands, approved, refused, wrong } = await runTrials({ seed: SEED, count: 300 });
  assert.deepEqual(wrong, []);
  assert.equal(commands, 300);
  assert.ok(approved > 30 && refused > 150);
});

test("a program that is swapped all the time never runs in the place of the approved one (SR18, D-32)", async () => {
  const { swaps, ran, evil } = await runRace(150);
  assert.equal(evil, 0);
  assert.ok(swaps > 0);
  assert.ok(ran <= 150);
});

test("a folder whose name is led elsewhere meanwhile is never another one (SR18, D-32)", async () => {
  const { swaps, evil } = await runFolderRace(100);
  assert.equal(evil, 0);
  assert.equal(swaps, 100);
});
