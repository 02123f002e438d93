import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { HealthReport } from "../../kernel/service.ts";
import { Readiness } from "./readiness.ts";

function world() {
  const clock = new FakeClock();
  const state = {
    commits: 0,
    refuse: false,
    hang: false,
    reports: {} as Record<string, HealthReport>,
  };
  const commit = () => {
    state.commits += 1;
    if (state.hang) return new Promise<void>(() => undefined);
    if (!state.refuse) return Promise.resolve();
    return Promise.reject(new ZeroError("UNAVAILABLE", "the disk is full"));
  };
  const readiness = new Readiness({ clock, store: { commit }, reports: () => state.reports });
  return { clock, state, readiness };
}

test("it is ready between its start and its stop, and commits nothing outside of that", async () => {
  const { readiness, state } = world();
  assert.equal((await readiness.check()).word, "starting");
  assert.equal(state.commits, 0);
  await readiness.start();
  assert.deepEqual(await readiness.check(), { word: "ready", reasons: [] });
  await readiness.stop();
  assert.equal((await readiness.check()).word, "stopping");
  assert.equal(state.commits, 1);
});

test("many who ask at once share one commit, and it is believed for five seconds", async () => {
  const { readiness, state, clock } = world();
  await readiness.start();
  await Promise.all(Array.from({ length: 50 }, () => readiness.check()));
  await clock.advance(4_999);
  await readiness.check();
  assert.equal(state.commits, 1);
  await clock.advance(1);
  await readiness.check();
  assert.equal(state.commits, 2);
});

test("a disk that refuses or does not answer, or a part that failed, is a reason; less is none", async () => {
  const { readiness, state, clock } = world();
  await readiness.start();
  state.refuse = true;
  assert.deepEqual(await readiness.check(), {
    word: "failing",
    reasons: ["store: the disk is full"],
  });
  Object.assign(state, { refuse: false, hang: true });
  await clock.advance(1_000);
  const late = readiness.check();
  await clock.advance(2_000);
  assert.deepEqual((await late).reasons, ["store: no commit within 2000 ms"]);
  state.hang = false;
  await clock.advance(1_000);
  state.reports = { turns: { state: "degraded" } };
  assert.equal((await readiness.check()).word, "ready");
  state.reports = { turns: { state: "failed", detail: "the inbox cannot be read" } };
  assert.deepEqual((await readiness.check()).reasons, ["turns: the inbox cannot be read"]);
});
