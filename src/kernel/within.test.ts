import assert from "node:assert/strict";
import { test } from "node:test";
import type { Clock } from "./clock.ts";
import { within } from "./within.ts";

/** Time that passes when the test says so. */
function handClock() {
  const tasks = new Set<() => void>();
  const after: Clock["after"] = (_ms, task) => {
    tasks.add(task);
    return { cancel: () => tasks.delete(task) };
  };
  const pass = () => {
    for (const task of tasks) task();
  };
  return { clock: { after }, pass, waiting: () => tasks.size };
}

test("what settles in time is returned or thrown as it is, and leaves no timer behind", async () => {
  const { clock, waiting } = handClock();
  assert.equal(
    await within(
      clock,
      5,
      async () => "done",
      () => "late",
    ),
    "done",
  );
  const broken = async () => {
    throw new Error("broken");
  };
  await assert.rejects(
    within(clock, 5, broken, () => "late"),
    /broken/,
  );
  const throws = () => {
    throw new Error("at once");
  };
  await assert.rejects(
    within(clock, 5, throws, () => "late"),
    /at once/,
  );
  assert.equal(waiting(), 0);
});

test("what takes longer is left, and its late rejection is nobody's problem", async () => {
  const { clock, pass, waiting } = handClock();
  const work = Promise.withResolvers<string>();
  const outcome = within(
    clock,
    5,
    () => work.promise,
    () => "late",
  );
  pass();
  assert.equal(await outcome, "late");
  assert.equal(waiting(), 0);
  work.reject(new Error("after the time"));
  await new Promise((resolve) => setImmediate(resolve));
});
