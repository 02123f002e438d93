import assert from "node:assert/strict";
import { test } from "node:test";
import { DONE, makeWorld, request } from "../../../test/support/turns-world.ts";
import { settle } from "../../../test/support/fake-clock.ts";
import type { SessionKey } from "../../domain/ids.ts";
import type { RunOutcome } from "../../domain/run.ts";
import type { Execution } from "../path-parts.ts";
import { Holds } from "./holds.ts";

const MAIN = "agent:main:main" as SessionKey;
const OTHER = "agent:main:other" as SessionKey;
const ABORTED: RunOutcome = { state: "aborted", text: "" };

/** Runs until it is aborted. */
const untilAborted = ({ signal }: Execution) =>
  new Promise<{ outcome: RunOutcome }>((resolve) => {
    signal.addEventListener("abort", () => resolve({ outcome: ABORTED }));
  });

async function recovered(...limits: Parameters<typeof makeWorld>) {
  const world = makeWorld(...limits);
  await world.turns.recover();
  return world;
}

test("work on a session happens after its run has ended and before the next one begins (A13)", async () => {
  const world = await recovered();
  const order: string[] = [];
  world.execute = async (input) => {
    order.push(`begin ${input.request.id}`);
    const ended = input.request.id === "a" ? await untilAborted(input) : { outcome: DONE };
    order.push(`end ${input.request.id}`);
    return ended;
  };
  const running = await world.turns.submit(request("a"));
  const waiting = await world.turns.submit(request("b"));
  await settle();
  await world.turns.between(MAIN, async () => {
    order.push("work");
    await settle();
    order.push("worked");
  });
  assert.deepEqual([await running.done, await waiting.done], [ABORTED, DONE]);
  assert.deepEqual(order, ["begin a", "end a", "work", "worked", "begin b", "end b"]);
});

test("a turn that comes while work goes on waits for it; other sessions do not", async () => {
  const world = await recovered();
  const gate = Promise.withResolvers<void>();
  const started: string[] = [];
  world.execute = async ({ request: { id } }) => {
    started.push(id);
    return { outcome: DONE };
  };
  const work = world.turns.between(MAIN, () => gate.promise);
  const late = await world.turns.submit(request("late"));
  const other = await world.turns.submit(request("other", OTHER));
  await other.done;
  await settle();
  assert.deepEqual(started, ["other"]);
  gate.resolve();
  await work;
  assert.deepEqual(await late.done, DONE);
});

test("two works on one session follow one another, and no turn slips between unseen", async () => {
  const world = await recovered();
  const order: string[] = [];
  world.execute = async (input) => {
    order.push("run");
    return untilAborted(input);
  };
  const first = world.turns.between(MAIN, async () => {
    order.push("first");
    await settle();
  });
  const turn = await world.turns.submit(request("a"));
  await settle();
  const second = world.turns.between(MAIN, async () => void order.push("second"));
  await Promise.all([first, second]);
  assert.deepEqual(await turn.done, ABORTED);
  assert.deepEqual(order, ["first", "run", "second"]);
});

test("a run that does not end within 15 s keeps its session: the work is refused and not done", async () => {
  const world = await recovered();
  const end = Promise.withResolvers<{ outcome: RunOutcome }>();
  world.execute = () => end.promise;
  const stubborn = await world.turns.submit(request("a"));
  await settle();
  let isDone = false;
  const work = world.turns.between(MAIN, async () => void (isDone = true));
  const refused = assert.rejects(work, {
    code: "UNAVAILABLE",
    message: /did not end within 15 s, so nothing was changed/,
  });
  await world.clock.advance(14_999);
  assert.equal(isDone, false);
  await world.clock.advance(1);
  await refused;
  end.resolve({ outcome: DONE });
  assert.deepEqual(await stubborn.done, DONE);
  assert.equal(isDone, false);
  assert.deepEqual(await (await world.turns.submit(request("b"))).done, DONE);
});

test("a turn that waits for a place among those that run does not hold the work up", async () => {
  const world = await recovered({ openTurnsMax: 10, laneDepthMax: 5, parallelRunsMax: 1 });
  world.execute = (input) =>
    input.request.id === "busy" ? untilAborted(input) : Promise.resolve({ outcome: DONE });
  const busy = await world.turns.submit(request("busy", OTHER));
  const waiting = await world.turns.submit(request("a"));
  await settle();
  await world.turns.between(MAIN, async () => undefined);
  await world.turns.abort(OTHER);
  assert.deepEqual(await busy.done, ABORTED);
  assert.deepEqual(await waiting.done, DONE);
});

test("what a crash interrupted counts as running: it is ended, and not run again", async () => {
  const world = makeWorld({ openTurnsMax: 10, laneDepthMax: 5, parallelRunsMax: 1 });
  const open = (id: string, session: SessionKey) => ({
    request: request(id, session),
    digest: "hi",
    state: "running" as const,
    attempts: 1,
    acceptedAt: 1,
    startedAt: 2,
  });
  world.runs.set("busy", open("busy", OTHER));
  world.runs.set("left", open("left", MAIN));
  const started: string[] = [];
  world.execute = (input) => {
    started.push(input.request.id);
    return untilAborted(input);
  };
  const early = world.turns.between(MAIN, async () => undefined);
  await assert.rejects(early, { code: "UNAVAILABLE", message: /still starting/ });
  await world.turns.recover();
  await settle();
  await world.turns.between(MAIN, async () => undefined);
  assert.ok(world.commits.flat().includes("runs.finished aborted"));
  await world.turns.abort(OTHER);
  await settle();
  assert.deepEqual(started, ["busy"]);
});

test("a disk that cannot take the end of a turn keeps the work from being done", async () => {
  const world = makeWorld({ openTurnsMax: 10, laneDepthMax: 5, parallelRunsMax: 1 });
  const left = { request: request("left"), digest: "hi", attempts: 8, acceptedAt: 1, startedAt: 2 };
  world.runs.set("left", { ...left, state: "running" });
  await world.turns.recover();
  await settle();
  world.failCommits = 1;
  const work = world.turns.between(MAIN, async () => assert.fail("it was done"));
  await assert.rejects(work, /the disk is full/);
});

test("a session that nobody holds any more is forgotten, also when the work failed", async () => {
  const holds = new Holds();
  await assert.rejects(
    holds.hold(MAIN, () => Promise.reject(new Error("no"))),
    /no/,
  );
  let isThrough = false;
  const passed = holds.pass(MAIN, () => (isThrough = true));
  assert.ok(isThrough, "nobody holds it, so there is nothing to wait for");
  await passed;
});
