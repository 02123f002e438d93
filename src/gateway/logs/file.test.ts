import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { temporaryFolder } from "../../../test/support/store.ts";
import { systemClock } from "../../kernel/clock.ts";
import { LogFile, type LogFileOptions } from "./file.ts";

const DAY_MS = 86_400_000;

function logFile(t: TestContext, more: Partial<LogFileOptions> = {}) {
  const folder = temporaryFolder(t);
  const path = join(folder, "logs", "gateway.jsonl");
  let laterMs = 0;
  const clock = {
    ...systemClock,
    now: () => systemClock.now() + laterMs,
    monotonic: () => systemClock.monotonic() + laterMs,
  };
  const options = { path, budgetBytes: 1_000, fileBytes: 250, keepMs: 3 * DAY_MS, clock, ...more };
  const file = new LogFile(options);
  /** Writes each line in a turn of its own, as a gateway does. */
  const put = async (...lines: string[]) => {
    for (const line of lines) {
      file.write(`${line}\n`);
      await file.end();
    }
  };
  const logs = join(folder, "logs");
  const names = () => readdirSync(logs).toSorted();
  const text = (name = "gateway.jsonl") => readFileSync(join(logs, name), "utf8");
  return { file, path, logs, put, names, text, pass: (ms: number) => void (laterMs += ms) };
}

const line = (n: number) => `line ${n} ${"x".repeat(90)}`;
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => line(from + at));

test("A25 no moment sees more than the budget, and older files go first", async (t) => {
  const { put, names, logs, text } = logFile(t);
  for (const each of lines(0, 60)) {
    await put(each);
    const total = names().reduce((sum, name) => sum + statSync(join(logs, name)).size, 0);
    assert.ok(total <= 1_000, `${total} bytes`);
  }
  assert.deepEqual(names(), [
    "gateway.1.jsonl",
    "gateway.2.jsonl",
    "gateway.3.jsonl",
    "gateway.jsonl",
  ]);
  assert.match(text(), /line 59/);
  assert.match(text("gateway.1.jsonl"), /line 57/);
});

test("what an earlier build or another setting left counts too", async (t) => {
  const { put, names, logs } = logFile(t);
  mkdirSync(logs);
  for (const n of [1, 2, 9, 31]) writeFileSync(join(logs, `gateway.${n}.jsonl`), "x".repeat(240));
  writeFileSync(join(logs, "gateway.note.jsonl"), "somebody's own");
  await put(line(1));
  assert.deepEqual(names(), [
    "gateway.1.jsonl",
    "gateway.2.jsonl",
    "gateway.9.jsonl",
    "gateway.jsonl",
    "gateway.note.jsonl",
  ]);
});

test("a day is a file, and files that are too old go", async (t) => {
  const { put, names, text, pass, logs } = logFile(t, { budgetBytes: 100_000, fileBytes: 10_000 });
  await put(line(1));
  pass(DAY_MS);
  await put(line(2));
  assert.deepEqual(names(), ["gateway.1.jsonl", "gateway.jsonl"]);
  assert.match(text("gateway.1.jsonl"), /line 1/);
  const old = (systemClock.now() - 3 * DAY_MS) / 1000;
  utimesSync(join(logs, "gateway.1.jsonl"), old, old);
  pass(DAY_MS);
  await put(line(3));
  assert.deepEqual(names(), ["gateway.1.jsonl", "gateway.jsonl"]);
  assert.match(text("gateway.1.jsonl"), /line 2/);
});

test("a file that somebody moved or removed is begun again, private to its owner", async (t) => {
  const { file, path, text, logs } = logFile(t);
  const put = async (what: string) => {
    file.write(`${what}\n`);
    // Written in the background; the file stays open in between.
    for (let tries = 0; tries < 200; tries += 1) {
      if (readdirSync(logs, { recursive: true }).length > 0 && readable(path)?.includes(what))
        return;
      await systemClock.sleep(5);
    }
    assert.fail(`${what} was not written`);
  };
  mkdirSync(logs);
  await put("one");
  renameSync(path, join(logs, "elsewhere"));
  await put("two");
  assert.deepEqual([text("elsewhere"), text()], ["one\n", "two\n"]);
  rmSync(logs, { recursive: true });
  mkdirSync(logs);
  await put("three");
  assert.equal(text(), "three\n");
  await file.end();
  chmodSync(path, 0o644);
  await put("four");
  assert.equal(statSync(path).mode & 0o777, 0o600);
  await file.end();
});

function readable(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

test("A25 what the disk refuses is counted, and told when it takes records again", async (t) => {
  const { file, path, put, pass, text, logs } = logFile(t);
  mkdirSync(path, { recursive: true });
  await put("lost one");
  await put("lost two", "lost three");
  assert.equal(file.lost, 3);
  rmSync(path, { recursive: true });
  await put("lost four: it is left alone for a moment");
  pass(1_000);
  await put("kept");
  assert.equal(file.lost, 4);
  const [note, kept, ...more] = text().trimEnd().split("\n");
  assert.deepEqual([JSON.parse(note ?? "").lost, kept, more], [4, "kept", []]);
  assert.deepEqual(readdirSync(logs), ["gateway.jsonl"]);
});

test("A25 a disk that is too slow costs the least important records", async (t) => {
  const { file, text } = logFile(t, { budgetBytes: 40_000_000, fileBytes: 40_000_000 });
  const big = "x".repeat(100_000);
  for (let n = 0; n < 100; n += 1) file.write(`{"level":"info","n":${n},"text":"${big}"}\n`);
  file.write(`{"level":"error","text":"${big}"}\n`);
  const { lost } = file;
  assert.ok(lost > 50 && lost < 70, `${lost}`);
  await file.end();
  assert.match(text(), /"level":"error"/);
  file.write(`{"level":"info"}\n`);
  await file.end();
  assert.match(text(), new RegExp(`"lost":${lost},`));
});
