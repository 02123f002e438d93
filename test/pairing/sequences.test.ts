import assert from "node:assert/strict";
import { test } from "node:test";
import { temporaryStore } from "../support/store.ts";
import { playSequences } from "./sequences.ts";

test("D-42 SR5 SR9 whatever devices, people and kills do, nobody has more than the rules give", async (t) => {
  const seed = Number(process.env["SEED"] ?? Math.floor(Math.random() * 2 ** 31));
  t.diagnostic(`SEED=${seed}`);
  const count = await playSequences(await temporaryStore(t), { seed, sequences: 150 });
  assert.ok(count.connected > 100 && count.killsInCommit > 5, JSON.stringify(count));
});
