import assert from "node:assert/strict";
import { test } from "node:test";
import { SESSION, turnRequest } from "../../../test/support/agent/run-fixture.ts";
import { temporaryStore } from "../../../test/support/store.ts";
import type { Address } from "@zero/channel";
import type { RunId } from "../../domain/ids.ts";
import type { RunOutcome } from "../../domain/run.ts";
import { StaleError } from "../../store/store.ts";
import { Runs } from "./runs.ts";

const ID = "run-1" as RunId;
const DONE: RunOutcome = { state: "done", text: "Hi." };
const FAILED: RunOutcome = {
  state: "failed",
  text: "No.",
  error: { code: "UNAVAILABLE", message: "No." },
};

async function runsIn(t: Parameters<typeof temporaryStore>[0]) {
  const store = await temporaryStore(t);
  return { store, runs: new Runs(store) };
}

test("a run goes from queued over running to done, and its row tells all of it", async (t) => {
  const { store, runs } = await runsIn(t);
  const request = turnRequest("hello");
  await store.commit([runs.queued({ request, acceptedAt: 10, inboxId: 7 })]);
  assert.deepEqual(await runs.find(ID), {
    request,
    digest: runs.digest(request),
    state: "queued",
    attempts: 0,
    acceptedAt: 10,
    inboxId: 7,
  });
  await store.commit([runs.started(ID, 20)]);
  await store.commit([runs.started(ID, 30)]);
  const running = await runs.find(ID);
  assert.deepEqual([running?.state, running?.attempts, running?.startedAt], ["running", 2, 20]);
  await store.commit([runs.finished(ID, DONE, 40)]);
  const done = await runs.find(ID);
  assert.deepEqual([done?.state, done?.endedAt, done?.outcome], ["done", 40, DONE]);
});

test("each change of state misses when the run is in another one", async (t) => {
  const { store, runs } = await runsIn(t);
  const queued = runs.queued({ request: turnRequest("x"), acceptedAt: 1 });
  await assert.rejects(store.commit([runs.started(ID, 1)]), StaleError);
  await store.commit([queued]);
  await assert.rejects(store.commit([queued]), StaleError, "one row a key");
  await assert.rejects(store.commit([runs.requeued(ID, 2)]), StaleError);
  await store.commit([runs.finished(ID, { state: "aborted", text: "" }, 2)]);
  await assert.rejects(store.commit([runs.finished(ID, DONE, 3)]), StaleError, "it ends once");
  await assert.rejects(store.commit([runs.started(ID, 3)]), StaleError);
  await assert.rejects(store.commit([runs.requeued(ID, 3)]), StaleError, "an abort is replayed");
  await assert.rejects(store.commit([runs.parked(ID)]), StaleError);
});

test("V31: a definite failure frees the key, and the run is known to have begun before", async (t) => {
  const { store, runs } = await runsIn(t);
  await store.commit([runs.queued({ request: turnRequest("x"), acceptedAt: 1 })]);
  await store.commit([runs.started(ID, 2)]);
  await store.commit([runs.finished(ID, FAILED, 3)]);
  await store.commit([runs.requeued(ID, 4)]);
  const again = await runs.find(ID);
  assert.deepEqual(
    [again?.state, again?.attempts, again?.acceptedAt, again?.outcome, again?.endedAt],
    ["queued", 0, 4, undefined, undefined],
  );
  assert.equal(again?.startedAt, 2);
});

test("an attempt that was parked in order is given back", async (t) => {
  const { store, runs } = await runsIn(t);
  await store.commit([runs.queued({ request: turnRequest("x"), acceptedAt: 1 })]);
  for (let i = 0; i < 5; i += 1) {
    await store.commit([runs.started(ID, 2)]);
    await store.commit([runs.parked(ID)]);
  }
  const run = await runs.find(ID);
  assert.deepEqual([run?.state, run?.attempts], ["queued", 0]);
  assert.equal(run?.startedAt, 2, "and it is known to have begun");
});

test("open runs are those that are not over, in the order of their arrival", async (t) => {
  const { store, runs } = await runsIn(t);
  for (const [id, acceptedAt] of [
    ["b", 5],
    ["a", 5],
    ["c", 1],
    ["d", 2],
  ] as const) {
    const request = { ...turnRequest("x"), id: id as RunId };
    await store.commit([runs.queued({ request, acceptedAt })]);
  }
  await store.commit([runs.started("a" as RunId, 6)]);
  await store.commit([runs.finished("d" as RunId, DONE, 7)]);
  assert.deepEqual(
    (await runs.open()).map((run) => run.request.id),
    ["c", "b", "a"],
  );
});

test("V31: old runs are deleted in batches, open ones never", async (t) => {
  const { store, runs } = await runsIn(t);
  const ids = Array.from({ length: 600 }, (_, i) => `r${i}` as RunId);
  await store.commit(
    ids.map((id) => runs.queued({ request: { ...turnRequest("x"), id }, acceptedAt: 1 })),
  );
  await store.commit(ids.slice(1).map((id) => runs.finished(id, DONE, 100)));
  assert.deepEqual(await runs.expired(100), [], "what ended at the limit stays");
  let page = await runs.expired(101);
  assert.deepEqual([page.length, { ...page[0] }], [100, { id: "r1", acceptedAt: 1 }]);
  for (; page.length > 0; page = await runs.expired(101)) {
    await store.commit(page.map((run) => runs.deleted(run.id)));
  }
  await assert.rejects(store.commit([runs.deleted("r0" as RunId)]), /had to change/);
  assert.equal(await runs.find("r599" as RunId), undefined);
  assert.deepEqual(
    (await runs.open()).map((run) => run.request.id),
    ["r0"],
  );
});

test("V31: the digest is of everything but the key, whatever the order of the members", async (t) => {
  const { runs } = await runsIn(t);
  const request = turnRequest("x", { timeoutMs: 5, thinking: undefined });
  const { id: _id, ...rest } = request;
  const reversed = Object.fromEntries(Object.entries(rest).toReversed());
  const same = { ...reversed, id: "another" } as typeof request;
  assert.equal(runs.digest(same), runs.digest(request));
  for (const other of [{ text: "y" }, { timeoutMs: 6 }, { session: `${SESSION}x` as never }]) {
    assert.notEqual(runs.digest({ ...request, ...other }), runs.digest(request));
  }
});

test("V31: a request that leaves the target to the session's route is the same after that moved", async (t) => {
  const { runs } = await runsIn(t);
  const to = (conversation: string, byRoute: object = { byRoute: true }) => {
    const address = { channel: "telegram", account: "default", conversation } as Address;
    return turnRequest("x", { replyTo: { address, ...byRoute } });
  };
  assert.equal(runs.digest(to("1")), runs.digest(to("2")));
  assert.notEqual(runs.digest(to("1", {})), runs.digest(to("2", {})));
  assert.notEqual(runs.digest(to("1")), runs.digest(to("1", {})));
});

test("all open runs are found, however many a crash left", async (t) => {
  const { store, runs } = await runsIn(t);
  const ids = Array.from({ length: 10_003 }, (_, n) => `run-${n}` as RunId);
  // Many of them arrived within one millisecond.
  for (let from = 0; from < ids.length; from += 1_000) {
    const some = ids.slice(from, from + 1_000);
    await store.commit(
      some.map((id) => runs.queued({ request: turnRequest("x", { id }), acceptedAt: from >> 11 })),
    );
  }
  assert.deepEqual(
    (await runs.open()).map(({ request }) => request.id),
    ids,
  );
});
