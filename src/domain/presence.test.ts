import assert from "node:assert/strict";
import { test } from "node:test";
import { presenceKey as keyOfClient } from "@zero/client";
import fc from "fast-check";
import { mergePresence, noteOf, presenceKey, type PresencePatch } from "./presence.ts";

test("S91 a row is known by the first of device, instance, host, address and text, in lower case", () => {
  const all: PresencePatch = {
    deviceId: "DEV",
    instanceId: "Inst",
    host: "Host",
    ip: "1.2.3.4",
    text: "Some Text",
  };
  const keys = ["deviceId", "instanceId", "host", "ip", "text"] as const;
  const found = keys.map((_, at) => {
    return presenceKey(Object.fromEntries(keys.slice(at).map((key) => [key, all[key]])));
  });
  assert.deepEqual(found, ["dev", "inst", "host", "1.2.3.4", "some text"]);
  assert.equal(presenceKey({ deviceId: " ", host: "h" }), "h");
  assert.equal(presenceKey({ text: "t".repeat(80) }), "t".repeat(64));
  assert.equal(presenceKey({}), undefined);
  assert.equal(presenceKey({ text: "  " }), undefined);
});

test("S91 V22 clients know a row by the same key", () => {
  const word = fc.oneof(
    fc.constantFrom("", " ", "\t\n", " Mac ", "MAC", "İ", "x".repeat(80), ` ${"y ".repeat(40)}`),
    fc.string({ unit: "grapheme", maxLength: 70 }),
  );
  const row = fc.record(
    { deviceId: word, instanceId: word, host: word, ip: word, text: word },
    { requiredKeys: [] },
  );
  const property = fc.property(row, (patch) => {
    assert.equal(keyOfClient({ ts: 1, ...patch }), presenceKey(patch) ?? "");
  });
  fc.assert(property, { numRuns: 1_000 });
});

test("S69 later fields win, absent and empty ones leave what was, the time is now", () => {
  const before = { host: "h", version: "1", tags: ["a"] };
  const row = mergePresence(before, { version: "2", host: " ", ip: undefined, tags: ["b"] }, 9);
  assert.deepEqual(row, { host: "h", version: "2", tags: ["b"], ts: 9 });
});

test("a text that is no report is the note itself", () => {
  assert.equal(noteOf(undefined, { text: " Battery low " }), "Battery low");
  assert.equal(noteOf(undefined, { text: "  " }), undefined);
});

test("a node's report is a note only for what changed; a periodic reason is no change", () => {
  const before = { host: "mac", ip: "10.0.0.2", version: "1", ts: 1 };
  const report = { text: "Node: mac", host: "mac", ip: "10.0.0.2", version: "1" };
  assert.equal(noteOf(before, report), undefined);
  assert.equal(noteOf(before, { ...report, reason: "periodic check" }), undefined);
  assert.equal(noteOf(before, { ...report, reason: "heartbeat" }), undefined);
  assert.equal(noteOf(before, { ...report, reason: "launch" }), "Node: mac: reason launch");
  const moved = { ...report, ip: "10.0.0.3", version: "2" };
  assert.equal(noteOf(before, moved), "Node: mac: ip 10.0.0.3, version 2");
  assert.equal(noteOf(undefined, { text: "Node: x", mode: "ui" }), "Node: a node: mode ui");
});
