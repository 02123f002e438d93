import assert from "node:assert/strict";
import { test } from "node:test";
import { ReconnectDelays } from "./reconnect-delays.ts";

test("the delays double from one second to thirty and start over after a success", () => {
  const delays = new ReconnectDelays({ random: () => 0 });
  const six = Array.from({ length: 7 }, () => delays.next());
  assert.deepEqual(six, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  delays.reset();
  assert.equal(delays.next(), 1_000);
});

test("at most a fifth is drawn off", () => {
  const delays = new ReconnectDelays({ initialMs: 100, maxMs: 100, random: () => 1 });
  assert.equal(delays.next(), 80);
});
