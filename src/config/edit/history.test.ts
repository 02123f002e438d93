import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { History } from "./history.ts";

function world(t: TestContext) {
  const state = mkdtempSync(join(tmpdir(), "zero-history-"));
  t.after(() => rmSync(state, { recursive: true, force: true }));
  const folder = join(state, "config-history");
  return { folder, history: new History(state, new FakeClock()) };
}

test("A2 a version is kept once, numbered on, and only for this user", async (t) => {
  const { folder, history } = world(t);
  assert.deepEqual(history.list(), []);
  for (const text of ["a", "a", "b", "a"]) await history.keep(text, "cli");
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

test("A2 twenty versions are kept, and of large ones 8 MiB, but always the newest", async (t) => {
  const { folder, history } = world(t);
  for (let at = 0; at < 25; at++) await history.keep(`${at}`, "rpc");
  assert.deepEqual(
    history.list().map(({ number }) => number),
    Array.from({ length: 20 }, (_, at) => at + 6),
  );
  for (let at = 0; at < 10; at++) await history.keep(`${at}${"x".repeat(1024 * 1024)}`, "rpc");
  const bytes = readdirSync(folder).reduce(
    (sum, name) => sum + statSync(join(folder, name)).size,
    0,
  );
  assert.ok(bytes <= 8 * 1024 * 1024 && bytes > 6 * 1024 * 1024, `${bytes}`);
  await history.keep("y".repeat(9 * 1024 * 1024), "rpc");
  assert.equal(history.list().length, 1);
});

test("a version that is not what it was is not given out, and foreign files are let be", async (t) => {
  const { folder, history } = world(t);
  await history.keep("first", "cli");
  const [name = ""] = readdirSync(folder);
  truncateSync(join(folder, name), 2);
  assert.equal(history.text(1), undefined);
  assert.equal(history.text(9), undefined);
  writeFileSync(join(folder, "notes.txt"), "mine");
  await history.keep("second", "cli");
  assert.deepEqual(readdirSync(folder).includes("notes.txt"), true);
  assert.equal(history.text(2), "second");
});

test("A2 what is not in force any more is kept only where it was not kept before", async (t) => {
  const { history } = world(t);
  const texts = () => history.list().map(({ number }) => history.text(number));
  await history.keep("theirs", "editor");
  await history.keep("ours", "cli");
  await history.keep("theirs", "editor", () => false);
  assert.deepEqual(texts(), ["theirs", "ours"]);
  await history.keep("between", "editor", () => false);
  await history.keep("theirs", "editor", () => true);
  assert.deepEqual(texts(), ["theirs", "ours", "between", "theirs"]);
});

const KEEPER = `
const [history, clock, state, name] = process.argv.slice(1);
const { History } = await import(history);
const { systemClock } = await import(clock);
const kept = new History(state, systemClock);
process.stdout.write("ready");
process.stdin.once("data", async () => {
  await kept.keep(name + " first", "editor");
  await kept.keep(name + " second", "editor");
  process.exit(0);
});
`;

test("A2 eight processes that notice an edit at the same time keep every version under a number of its own", async (t) => {
  const { folder, history } = world(t);
  const state = dirname(folder);
  const modules = ["./history.ts", "../../kernel/clock.ts"].map(
    (name) => new URL(name, import.meta.url).href,
  );
  const keepers = Array.from({ length: 8 }, (_, at) =>
    spawn(
      process.execPath,
      ["--input-type=module", "-e", KEEPER, ...modules, state, `keeper ${at}`],
      { stdio: ["pipe", "pipe", "inherit"] },
    ),
  );
  t.after(() => keepers.forEach((keeper) => keeper.kill()));
  await Promise.all(keepers.map((keeper) => once(keeper.stdout, "data")));
  const left = keepers.map((keeper) => once(keeper, "exit"));
  for (const keeper of keepers) keeper.stdin.write("go");
  assert.deepEqual(
    (await Promise.all(left)).map(([status]) => status as number),
    keepers.map(() => 0),
  );
  const versions = history.list();
  assert.deepEqual(
    versions.map(({ number }) => number),
    Array.from({ length: 16 }, (_, at) => at + 1),
  );
  assert.equal(new Set(versions.map(({ number }) => history.text(number))).size, 16);
});
