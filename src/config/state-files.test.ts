import assert from "node:assert/strict";
import { test } from "node:test";
import { stateEntryOf } from "./state-files.ts";

const of = (name: string) => stateEntryOf(name)?.name;

test("what a killed write left is of its file, and somebody's own copy is not ours to remove", () => {
  assert.equal(of("zero.json.0123456789ab.tmp"), "zero.json");
  assert.equal(of("last-good.json.tmp"), "last-good.json");
  assert.equal(of(".env.4012345678"), ".env");
  assert.equal(of("gateway.lock.json.42"), "gateway.lock.json");
  const copies = [
    "zero.json.1",
    "zero.json.20261122",
    "zero.json.bak",
    "zero.db.2",
    "zero.db-wal.3",
  ];
  for (const name of copies) assert.equal(of(name), undefined, name);
});
