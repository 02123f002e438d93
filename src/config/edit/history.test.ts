import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { History } from "./history.ts";

function world(t: TestContext) {
  const state = mkdtempSync(join(tmpdir(), "zero-history-"));
  t.after(() => rmSync(state, { recursive: true, force: true }));
  const folder = join(state, "config-history");
  return { folder, history: new History(state, new FakeClock()) };
}

test("A2 a version is kept once, numbered on, and only for this user", (t) => {
  const { folder, history } = world(t);
  assert.deepEqual(history.list(), []);
  for (const text of ["a", "a", "b", "a"]) history.keep(text, "cli");
  const versions = history.list();
  assert.deepEqual(
    versions.map(({ number, by }) => [number, by, history.text(number)]),
    [
      [1, "cli", "a"],
      [2, "cli", "b"],
      [3, "cli", "a"],
    ],
  );
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  for (const name of readdirSync(folder)) {
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
  }
});

test("A2 twenty versions are kept, and of large ones 8 MiB, but always the newest", (t) => {
  const { folder, history } = world(t);
  for (let at = 0; at < 25; at++) history.keep(`${at}`, "rpc");
  assert.deepEqual(
    history.list().map(({ number }) => number),
    Array.from({ length: 20 }, (_, at) => at + 6),
  );
  for (let at = 0; at < 10; at++) history.keep(`${at}${"x".repeat(1024 * 1024)}`, "rpc");
  const bytes = readdirSync(folder).reduce(
    (sum, name) => sum + statSync(join(folder, name)).size,
    0,
  );
  assert.ok(bytes <= 8 * 1024 * 1024 && bytes > 6 * 1024 * 1024, `${bytes}`);
  history.keep("y".repeat(9 * 1024 * 1024), "rpc");
  assert.equal(history.list().length, 1);
});

test("a version that is not what it was is not given out, and foreign files are let be", (t) => {
  const { folder, history } = world(t);
  history.keep("first", "cli");
  const [name = ""] = readdirSync(folder);
  truncateSync(join(folder, name), 2);
  assert.equal(history.text(1), undefined);
  assert.equal(history.text(9), undefined);
  writeFileSync(join(folder, "notes.txt"), "mine");
  history.keep("second", "cli");
  assert.deepEqual(readdirSync(folder).includes("notes.txt"), true);
  assert.equal(history.text(2), "second");
});
