import assert from "node:assert/strict";
import { test } from "node:test";
import { Gate } from "./gate.ts";

const later = (ms = 1) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test("a gate of one runs tasks one at a time, in arrival order, and goes on after a failure", async () => {
  const lane = new Gate(1);
  const order: number[] = [];
  let running = 0;
  const tasks = Array.from({ length: 20 }, (_, i) =>
    lane.run(async () => {
      running += 1;
      assert.equal(running, 1);
      await later(i % 3);
      running -= 1;
      order.push(i);
      if (i === 5) throw new Error("five");
    }),
  );
  const ends = await Promise.allSettled(tasks);
  assert.deepEqual(
    order,
    Array.from({ length: 20 }, (_, i) => i),
  );
  assert.equal(ends.filter((end) => end.status === "rejected").length, 1);
  assert.equal(lane.open, 0);
});

test("a task that arrives while a place is handed over does not slip in between", async () => {
  const lane = new Gate(1);
  const seen: string[] = [];
  const one = lane.run(async () => void seen.push("one"));
  const two = lane.run(async () => {
    seen.push("two begins");
    await later();
    seen.push("two ends");
  });
  const three = one.then(() => lane.run(async () => void seen.push("three")));
  await Promise.all([one, two, three]);
  assert.deepEqual(seen, ["one", "two begins", "two ends", "three"]);
});

test("a gate lets at most its width run, whatever arrives while places are handed over", async () => {
  const gate = new Gate(3);
  let most = 0;
  let running = 0;
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await later(1);
    running -= 1;
  };
  await Promise.all(Array.from({ length: 30 }, () => gate.run(task).then(() => gate.run(task))));
  assert.equal(most, 3);
  assert.equal(gate.open, 0);
});
