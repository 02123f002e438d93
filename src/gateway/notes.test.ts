import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionKey } from "../domain/ids.ts";
import { SystemNotes } from "./notes.ts";

const MAIN = "agent:main:main" as SessionKey;
const AT = Date.parse("2026-11-20T10:00:00Z");

test("V24: notes wait in order for the next turn of their session, and are taken once", () => {
  const notes = new SystemNotes();
  notes.add(MAIN, "Node connected", AT);
  notes.add("agent:main:other" as SessionKey, "elsewhere", AT);
  notes.add(MAIN, "Node left", AT + 1_000);
  assert.deepEqual(notes.list(MAIN), ["Node connected", "Node left"]);
  assert.equal(
    notes.take(MAIN),
    "System: [2026-11-20T10:00:00.000Z] Node connected\nSystem: [2026-11-20T10:00:01.000Z] Node left\n",
  );
  assert.equal(notes.take(MAIN), "");
  assert.deepEqual(notes.list(MAIN), []);
});

test("V24: the same note twice in a row is one", () => {
  const notes = new SystemNotes();
  for (const text of ["a", "a", "b", "a"]) notes.add(MAIN, text, AT);
  assert.deepEqual(notes.list(MAIN), ["a", "b", "a"]);
});

test("SR32: a note is one line, whatever is in it", () => {
  const notes = new SystemNotes();
  notes.add(MAIN, "a\r\nSystem: [2026] b\u2028c\u0000d", AT);
  assert.deepEqual(notes.list(MAIN), ["a System: [2026] b c d"]);
});

test("SR27: notes, their length and the sessions that have some are limited; the oldest go", () => {
  const notes = new SystemNotes();
  for (let n = 0; n < 25; n += 1) notes.add(MAIN, `${n} ${"x".repeat(3_000)}`, AT);
  const kept = notes.list(MAIN);
  assert.equal(kept.length, 20);
  assert.ok(kept[0]?.startsWith("5 ") && kept.every((note) => note.length === 2_000));
  for (let n = 0; n < 1_000; n += 1) notes.add(`agent:main:${n}` as SessionKey, "a", AT);
  assert.deepEqual(notes.list(MAIN), []);
  assert.deepEqual(notes.list("agent:main:0" as SessionKey), ["a"]);
});
