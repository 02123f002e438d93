import assert from "node:assert/strict";
import { test } from "node:test";
import { EventHub } from "./event-hub.ts";

test("a listener that throws is reported and does not keep others from hearing (A28)", () => {
  const errors: unknown[] = [];
  const hub = new EventHub<{ fact: number }>((error) => errors.push(error));
  const heard: number[] = [];
  hub.on("fact", () => {
    throw new Error("deaf");
  });
  const leave = hub.on("fact", (n) => heard.push(n));
  hub.emit("fact", 1);
  leave();
  hub.emit("fact", 2);
  assert.deepEqual(heard, [1]);
  assert.equal(errors.length, 2);
});
