import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message } from "../../domain/run.ts";
import { RecentMessages } from "./recent.ts";

const message = { step: 0 } as Message;

test("above the limit the session that was used longest ago gives way, then the large one itself", () => {
  const recent = new RecentMessages(100);
  for (const [id, size] of [
    ["a", 40],
    ["b", 40],
  ] as const) {
    recent.keep(id, 1, { message, size });
    recent.trim(id);
  }
  assert.equal(recent.of("a").size, 1);
  recent.keep("c", 1, { message, size: 40 });
  recent.trim("c");
  assert.deepEqual([recent.of("b").size, recent.of("a").size, recent.of("c").size], [0, 1, 1]);
  recent.keep("d", 1, { message, size: 101 });
  recent.trim("d");
  assert.deepEqual(
    ["a", "b", "c", "d"].map((id) => recent.of(id).size),
    [0, 0, 0, 0],
  );
  recent.keep("a", 1, { message, size: 100 });
  recent.keep("a", 1, { message, size: 100 });
  recent.trim("a");
  assert.equal(recent.of("a").size, 1, "the same message counts once");
  recent.clear();
  assert.equal(recent.of("a").size, 0);
});
