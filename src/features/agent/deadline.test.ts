import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock, settle } from "../../../test/support/fake-clock.ts";
import { runSignal, RunTimeout, Scope } from "./deadline.ts";

const never = () => new Promise<never>(() => undefined);
const late = () => new Error("late");

test("A16: a wait ends when nothing settles within its time", async () => {
  const clock = new FakeClock();
  const scope = new Scope(clock, new AbortController().signal);
  scope.expect(100, late);
  const waiting = assert.rejects(scope.wait(never()), /late/);
  await clock.advance(100);
  await waiting;
  assert.equal(scope.signal.aborted, true, "what was started for it is told to stop");
  assert.equal(clock.pending, 0);
  await assert.rejects(scope.wait(Promise.resolve(1)), /late/, "and it stays over");
});

test("each sign of life moves the deadline, forwards and backwards", async () => {
  const clock = new FakeClock();
  const scope = new Scope(clock, new AbortController().signal);
  const ended: string[] = [];
  scope.expect(1_000, late);
  scope.wait(never()).catch(() => ended.push("ended"));
  for (let i = 0; i < 20; i += 1) {
    scope.expect(100, late);
    await clock.advance(90);
    assert.deepEqual(ended, []);
  }
  await clock.advance(10);
  assert.deepEqual(ended, ["ended"]);
});

test("a scope ends with its parent, for its reason, also when the parent was over before", async () => {
  const parent = new AbortController();
  const scope = new Scope(new FakeClock(), parent.signal);
  const waiting = assert.rejects(scope.wait(never()), /stop it/);
  parent.abort(new Error("stop it"));
  await waiting;
  const second = new Scope(new FakeClock(), parent.signal);
  assert.equal(second.signal.aborted, true);
  await assert.rejects(second.wait(never()), /stop it/);
});

test("what settles in time is handed through, and a closed scope leaves no timer", async () => {
  const clock = new FakeClock();
  const scope = new Scope(clock, new AbortController().signal);
  scope.expect(100, late);
  assert.equal(await scope.wait(Promise.resolve(7)), 7);
  await assert.rejects(scope.wait(Promise.reject(new Error("own"))), /own/);
  scope.close();
  scope.close();
  assert.equal(clock.pending, 0);
});

test("A28: what fails after nobody waits any more is no unhandled rejection", async () => {
  const clock = new FakeClock();
  const scope = new Scope(clock, new AbortController().signal);
  const { promise, reject } = Promise.withResolvers<never>();
  scope.expect(10, late);
  const waiting = assert.rejects(scope.wait(promise), /late/);
  await clock.advance(10);
  await waiting;
  reject(new Error("much later"));
  await settle();
});

test("a run's signal aborts after the total time, or with the outer one", async () => {
  const clock = new FakeClock();
  const outer = new AbortController();
  const timed = runSignal(clock, outer.signal, 50);
  await clock.advance(50);
  assert.ok(timed.signal.reason instanceof RunTimeout);
  const endless = runSignal(clock, outer.signal, Number.POSITIVE_INFINITY);
  assert.equal(clock.pending, 0);
  outer.abort("user");
  assert.equal(endless.signal.reason, "user");
  assert.equal(runSignal(clock, outer.signal, 50).signal.reason, "user");
});
