import assert from "node:assert/strict";
import { test } from "node:test";
import { settle } from "../../../test/support/fake-clock.ts";
import type { RunId, SessionKey } from "../../domain/ids.ts";
import type { RunOutcome } from "../../domain/run.ts";
import type { StoredRun } from "../../features/agent/index.ts";
import { StaleError } from "../../store/store.ts";
import { Parked } from "../path-parts.ts";
import { DONE, inbound, makeWorld, request } from "../../../test/support/turns-world.ts";

test("an accepted turn outlives a disk that fails: it is tried until its answer is written", async () => {
  const world = makeWorld();
  const turn = await world.turns.submit(request("k"));
  world.failCommits = 2;
  let ended = false;
  const watched = turn.done.then(() => (ended = true));
  await settle();
  assert.equal(ended, false);
  await world.clock.advance(5_000);
  assert.equal(ended, true);
  await watched;
});

test("leaving parks what does not end in time, and refuses what comes (A13)", async () => {
  const world = makeWorld();
  world.execute = ({ signal }) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve({ outcome: { state: "aborted", text: "" } }));
    });
  const turn = await world.turns.submit(request("k"));
  const waiting = await world.turns.submit(request("k2"));
  await settle();
  const left = world.turns.leave(4_000);
  await assert.rejects(world.turns.submit(request("late")), /stopping/);
  await world.clock.advance(4_000);
  await left;
  for (const { done } of [turn, waiting]) await assert.rejects(done, Parked);
  assert.ok(!world.commits.flat().some((statement) => statement.startsWith("runs.finished")));
});

test("what a crash left is taken up again; too many interruptions end it with a sentence", async () => {
  const world = makeWorld();
  const open = (id: string, attempts: number): StoredRun => ({
    request: request(id, `agent:main:${id}`),
    digest: "hi",
    state: "running",
    attempts,
    acceptedAt: 1,
    startedAt: 2,
  });
  world.runs.set("once", open("once", 1));
  world.runs.set("suspect", open("suspect", 8));
  world.runs.set("last", open("last", 15));
  world.runs.set("poison", open("poison", 16));
  const started: string[] = [];
  world.execute = async ({ run }) => {
    started.push(run.id);
    return { outcome: DONE };
  };
  assert.equal(await world.turns.recover(), 4);
  await world.clock.advance(1_999);
  assert.deepEqual(started, ["once"], "a suspect waits until the process is stable");
  await world.clock.advance(10);
  assert.deepEqual(started, ["once", "suspect", "last"]);
  const ends = world.commits.flat().filter((statement) => statement.startsWith("runs.finished"));
  assert.deepEqual(ends.toSorted(), [
    "runs.finished done",
    "runs.finished done",
    "runs.finished done",
    "runs.finished failed",
  ]);
  assert.ok(!world.commits.flat().includes("sessions.append user"), "it was written before");
});

test("A13: a run that was parked goes on behind its words, which are in history already", async () => {
  const world = makeWorld();
  const parked = { request: request("k"), digest: "hi", attempts: 0, acceptedAt: 1, startedAt: 2 };
  world.runs.set("k", { ...parked, state: "queued" });
  await world.turns.recover();
  assert.deepEqual(await (await world.turns.submit(request("k"))).done, DONE);
  assert.deepEqual(world.commits, [["runs.started"], ["runs.finished done"]]);
});

test("a client that asks before the recovery for what was left joins it, and it runs once", async () => {
  const world = makeWorld();
  const left = { request: request("k"), digest: "hi", attempts: 1, acceptedAt: 1, startedAt: 2 };
  world.runs.set("k", { ...left, state: "running" });
  const joined = world.turns.submit(request("k"));
  await world.turns.recover();
  assert.deepEqual(await (await joined).done, DONE);
  assert.deepEqual(world.commits, [["runs.started"], ["runs.finished done"]]);
});

test("aborting ends the session's runs and no other, and a run of another session is refused", async () => {
  const world = makeWorld();
  world.execute = ({ signal }) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve({ outcome: { state: "aborted", text: "" } }));
    });
  const a = await world.turns.submit(request("a", "agent:main:a"));
  const b = await world.turns.submit(request("b", "agent:main:b"));
  await settle();
  await assert.rejects(
    world.turns.abort("agent:main:a" as SessionKey, "b" as RunId),
    /does not match/,
  );
  assert.deepEqual(await world.turns.abort("agent:main:a" as SessionKey), ["a"]);
  assert.equal((await a.done).state, "aborted");
  assert.ok(world.turns.isOpen("b" as RunId));
  await world.turns.abort("agent:main:b" as SessionKey, "b" as RunId);
  await b.done;
});

test("a queued turn is aborted at once, on disk, although somebody else runs", async () => {
  const world = makeWorld({ openTurnsMax: 10, laneDepthMax: 5, parallelRunsMax: 1 });
  const end = Promise.withResolvers<{ outcome: RunOutcome }>();
  world.execute = () => end.promise;
  const running = await world.turns.submit(request("a", "agent:main:a"));
  const queued = await world.turns.submit(request("b", "agent:main:b"));
  await settle();
  assert.deepEqual(await world.turns.abort("agent:main:b" as SessionKey), ["b"]);
  assert.equal((await queued.done).state, "aborted");
  assert.ok(world.commits.some((list) => list.join() === "runs.finished aborted"));
  end.resolve({ outcome: DONE });
  await running.done;
  await settle();
  assert.equal(world.commits.flat().filter((name) => name === "runs.started").length, 1);
});

test("what no repetition heals ends the turn with a sentence, and the lane goes on (A16)", async () => {
  const world = makeWorld();
  const stale = new StaleError(0, 1, 0);
  world.failCommits = 1;
  world.failure = stale;
  const first = await world.path.admit({ id: 5, message: inbound("1") });
  assert.ok(first);
  const outcome = await world.turns.perform(first);
  assert.equal(outcome.state, "failed");
  assert.match(outcome.text, /went wrong/);
  const flat = world.commits.flat();
  assert.ok(flat.includes("inbox.handled") && flat.some((name) => name.startsWith("outbox.reply")));
  assert.equal((await (await world.turns.submit(request("next"))).done).state, "done");
});

test("an answer that the disk refuses is kept and written later; the model is not asked again", async () => {
  const world = makeWorld();
  let asked = 0;
  world.execute = async () => {
    asked += 1;
    world.failCommits = 3;
    return { outcome: DONE };
  };
  const turn = await world.turns.submit(request("k"));
  const done = turn.done;
  await world.clock.advance(60_000);
  assert.deepEqual(await done, DONE);
  assert.equal(asked, 1);
});

test("a request that failed and is asked again has a reply of its own (V31)", async () => {
  const world = makeWorld();
  const groups: string[] = [];
  world.reply = (group) => groups.push(group);
  const address = inbound("1").address;
  const asked = { ...request("k"), replyTo: { address } };
  await (
    await world.turns.submit(asked)
  ).done;
  const failed = { state: "failed", attempts: 1, acceptedAt: 1, startedAt: 2 } as const;
  const outcome: RunOutcome = { state: "failed", text: "no" };
  world.runs.set("k", { request: asked, digest: "hi", outcome, ...failed });
  await world.clock.advance(10);
  await (
    await world.turns.submit(asked)
  ).done;
  assert.equal(new Set(groups).size, 2);
});

test("waiting for a run that nobody knows polls nothing, and ends with its client", async () => {
  const world = makeWorld();
  let asked = 0;
  world.onFind = () => (asked += 1);
  const gone = new AbortController();
  const waiting = world.turns.wait("later" as RunId, 1e9, gone.signal);
  await world.clock.advance(60_000);
  assert.equal(asked, 1);
  gone.abort();
  assert.deepEqual(await waiting, { status: "timeout" });
  const told = world.turns.wait("k" as RunId, 1e9);
  await settle();
  const run = { request: request("k"), digest: "hi", attempts: 1, acceptedAt: 1 } as const;
  const turn = await world.turns.submit(request("k"));
  world.runs.set("k", { ...run, state: "done", startedAt: 2, endedAt: 3, outcome: DONE });
  await turn.done;
  assert.equal((await told).status, "ok");
});

test("waiting answers when the run is over, and times out without stopping it", async () => {
  const world = makeWorld();
  const end = Promise.withResolvers<{ outcome: RunOutcome }>();
  world.execute = () => end.promise;
  const turn = await world.turns.submit(request("k"));
  const short = world.turns.wait("k" as RunId, 1_000);
  await world.clock.advance(1_000);
  assert.deepEqual(await short, { status: "timeout" });
  const long = world.turns.wait("k" as RunId, 10_000);
  const base = { request: request("k"), digest: "hi", attempts: 1, acceptedAt: 1 };
  world.runs.set("k", { ...base, state: "done", startedAt: 2, endedAt: 3, outcome: DONE });
  end.resolve({ outcome: DONE });
  await turn.done;
  assert.deepEqual(await long, { status: "ok", startedAt: 2, endedAt: 3, error: undefined });
});

test("a client cannot take an id that a message from a channel will get", async () => {
  await assert.rejects(makeWorld().turns.submit(request("inbox-12")), /reserved/);
});
