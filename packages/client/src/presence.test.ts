import assert from "node:assert/strict";
import { test } from "node:test";
import { presenceKey, PresenceList } from "./presence.ts";

test("a row is known by the first of its ids, in lower case", () => {
  assert.equal(presenceKey({ ts: 1, deviceId: "D", instanceId: "I", host: "H" }), "d");
  assert.equal(presenceKey({ ts: 1, instanceId: "I", host: "H" }), "i");
  assert.equal(presenceKey({ ts: 1, host: "H", ip: "1.2.3.4" }), "h");
  assert.equal(presenceKey({ ts: 1, ip: "::1" }), "::1");
  assert.equal(presenceKey({ ts: 1, text: `${"X".repeat(64)}rest` }), "x".repeat(64));
  assert.equal(presenceKey({ ts: 1 }), "");
  assert.equal(presenceKey({ ts: 1, deviceId: " ", instanceId: "", host: " H " }), "h");
  assert.equal(presenceKey({ ts: 1, text: ` ${"x".repeat(80)}` }), "x".repeat(64));
});

test("deltas merge, newest first, and the newest stay when there are too many", () => {
  const list = new PresenceList(3);
  const row = (host: string, ts: number) => ({ host, ts });
  list.replace([row("a", 1), row("b", 2)]);
  assert.equal(list.apply({ changed: [row("A", 5), row("c", 3)], removed: ["b"] }), true);
  assert.deepEqual(list.rows, [row("A", 5), row("c", 3)]);
  list.apply({ changed: [row("d", 6), row("e", 7)], removed: [] });
  assert.deepEqual(
    list.rows.map(({ host }) => host),
    ["e", "d", "A"],
  );
});

test("a payload of neither shape changes nothing", () => {
  const list = new PresenceList(3);
  list.replace([{ ts: 1, host: "a" }]);
  const wrong = [null, 1, {}, { presence: [1] }, { changed: [] }, { changed: [{}], removed: [] }];
  for (const payload of wrong) assert.equal(list.apply(payload), false);
  assert.equal(list.rows.length, 1);
});
