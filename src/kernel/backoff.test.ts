import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "./backoff.ts";

test("delays double up to the limit, stay within the jitter and start over after a reset", () => {
  const plain = new Backoff({ initialMs: 100, maxMs: 1_000, jitter: 0 });
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].map(() => plain.next()),
    [100, 200, 400, 800, 1_000, 1_000],
  );
  plain.reset();
  assert.equal(plain.next(), 100);
  for (const random of [() => 0, () => 0.999_999]) {
    const drawn = new Backoff({ initialMs: 1_000, maxMs: 60_000, jitter: 0.25, random }).next();
    assert.ok(drawn >= 750 && drawn <= 1_250, String(drawn));
  }
});

test("a thousand attempts do not overflow the limit", () => {
  const backoff = new Backoff({ initialMs: 100, maxMs: 5_000 });
  for (let i = 0; i < 1_000; i++) assert.ok(backoff.next() <= 5_000);
});
