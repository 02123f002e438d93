import assert from "node:assert/strict";
import { test } from "node:test";
import { settle } from "../../../test/support/fake-clock.ts";
import type { RunId } from "../../domain/ids.ts";
import type { RunOutcome } from "../../domain/run.ts";
import type { StoredRun } from "../../features/agent/index.ts";
import { DONE, inbound, makeWorld, request } from "../../../test/support/turns-world.ts";

test("a client's turn is three transactions: accepted, started, answered", async () => {
  const world = makeWorld();
  const accepted = await world.turns.submit(request("k"));
  assert.equal(accepted.status, "new");
  assert.deepEqual(world.commits[0], ["runs.queued"], "accepted means committed");
  await accepted.done;
  assert.deepEqual(world.commits.slice(1), [
    ["runs.started", "sessions.opened", "sessions.append user"],
    ["runs.finished done"],
  ]);
  assert.ok(!world.turns.isOpen("k" as RunId));
});

test("a channel's turn marks the inbox and enqueues the reply in the transactions of the run (A9)", async () => {
  const world = makeWorld();
  const turn = await world.path.admit({ id: 5, message: inbound("1") });
  assert.ok(turn);
  await world.turns.perform(turn);
  assert.deepEqual(world.commits, [
    ["inbox.taken", "runs.queued", "runs.started", "sessions.opened", "sessions.append user"],
    ["runs.finished done", "inbox.handled", "outbox.reply hello"],
  ]);
});

test("a stranger's message is marked and remembered, and nothing runs (A7)", async () => {
  const world = makeWorld();
  assert.equal(await world.path.admit({ id: 6, message: inbound("2") }), undefined);
  assert.deepEqual(world.commits, [["inbox.ignored stranger", "routing.knocked"]]);
});

test("the same key joins the run that goes on, and another request under it is refused (V31)", async () => {
  const world = makeWorld();
  const end = Promise.withResolvers<{ outcome: RunOutcome }>();
  world.execute = () => end.promise;
  const first = await world.turns.submit(request("k"));
  const second = await world.turns.submit(request("k"));
  assert.deepEqual([first.status, second.status], ["new", "running"]);
  await assert.rejects(
    world.turns.submit(request("k", undefined, "other")),
    /idempotency key reused/,
  );
  end.resolve({ outcome: DONE });
  assert.deepEqual([await first.done, await second.done], [DONE, DONE]);
  assert.equal(world.commits.filter((c) => c[0] === "runs.queued").length, 1);
});

test("a finished run is replayed from the store; a failed one is tried again (V31)", async () => {
  const world = makeWorld();
  const stored: StoredRun = {
    request: request("k"),
    digest: "hi",
    state: "done",
    attempts: 1,
    acceptedAt: 1,
    startedAt: 2,
    outcome: DONE,
  };
  world.runs.set("k", stored);
  const replay = await world.turns.submit(request("k"));
  assert.equal(replay.status, "done");
  assert.deepEqual(await replay.done, DONE);
  assert.deepEqual(world.commits, []);
  world.runs.set("k", { ...stored, state: "failed", outcome: { state: "failed", text: "no" } });
  const again = await world.turns.submit(request("k"));
  assert.deepEqual(await again.done, DONE);
  assert.deepEqual(world.commits, [["runs.requeued"], ["runs.started"], ["runs.finished done"]]);
});

test("one session runs in order while others run beside it, never more than the limit", async () => {
  const world = makeWorld();
  const running: string[] = [];
  let most = 0;
  world.execute = async ({ request: { id } }) => {
    running.push(id);
    most = Math.max(most, running.length);
    await settle();
    running.splice(running.indexOf(id), 1);
    return { outcome: DONE };
  };
  const all = await Promise.all(
    ["a1", "a2", "b1", "c1", "a3"].map((id) =>
      world.turns.submit(request(id, `agent:main:${id[0]}`)),
    ),
  );
  await Promise.all(all.map((turn) => turn.done));
  assert.equal(most, 2);
});

test("at the limits a turn is refused with UNAVAILABLE and the ones that wait are untouched", async () => {
  const world = makeWorld({ openTurnsMax: 3, laneDepthMax: 2, parallelRunsMax: 2 });
  const end = Promise.withResolvers<{ outcome: RunOutcome }>();
  world.execute = () => end.promise;
  const held = [await world.turns.submit(request("a")), await world.turns.submit(request("b"))];
  await assert.rejects(world.turns.submit(request("c")), /too many turns/, "the lane is full");
  held.push(await world.turns.submit(request("d", "agent:main:x")));
  await assert.rejects(world.turns.submit(request("e", "agent:main:y")), /too many turns/);
  end.resolve({ outcome: DONE });
  await Promise.all(held.map((turn) => turn.done));
  assert.equal((await world.turns.submit(request("c"))).status, "new");
});
