import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { systemClock } from "../../kernel/clock.ts";
import { LockedError, withFileLock } from "./file-lock.ts";

function lockIn(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "zero-lock-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "zero.json.lock");
}

const aged = (path: string, seconds: number) => {
  const at = systemClock.now() / 1000 - seconds;
  utimesSync(path, at, at);
};

/** The id of a process that has ended. */
const goneProcess = () => spawnSync("true").pid;

test("A2 of work that comes at once one is done after the other, and the lock is gone then", async (t) => {
  const path = lockIn(t);
  let inside = 0;
  const works = Array.from({ length: 8 }, () =>
    withFileLock(path, systemClock, async () => {
      inside += 1;
      assert.equal(inside, 1);
      assert.equal(readFileSync(path, "utf8"), `${process.pid}\n`);
      await systemClock.sleep(2);
      inside -= 1;
    }),
  );
  await Promise.all(works);
  assert.equal(existsSync(path), false);
});

test("A2 the lock of a process that was killed is taken over at once", async (t) => {
  const path = lockIn(t);
  writeFileSync(path, `${goneProcess()}\n`);
  assert.equal(await withFileLock(path, systemClock, async () => "done"), "done");
  assert.equal(existsSync(path), false);
});

test("A2 a lock whose owner's number is another process's by now is taken over when it is old, also after the clock went back", async (t) => {
  const path = lockIn(t);
  for (const seconds of [60, -60]) {
    writeFileSync(path, `${process.pid}\n`);
    aged(path, seconds);
    assert.equal(await withFileLock(path, systemClock, async () => "done"), "done");
  }
});

test("a lock that somebody holds is waited for, and then named with its owner", async (t) => {
  const path = lockIn(t);
  writeFileSync(path, `${process.pid}\n`);
  const clock = new FakeClock(systemClock.now());
  clock.sleep = (ms) => clock.advance(ms);
  const waiting = withFileLock(path, clock, async () => assert.fail("it is held"));
  await assert.rejects(waiting, (error: Error) => {
    assert.ok(error instanceof LockedError);
    assert.match(error.message, new RegExp(`^process ${process.pid} has held .*; end it`));
    return true;
  });
  assert.ok(existsSync(path), "it is not ours to remove");
});

test("a lock that was taken over meanwhile is left to whoever has it, and work that fails lets go", async (t) => {
  const path = lockIn(t);
  await withFileLock(path, systemClock, async () => writeFileSync(path, "1\n"));
  assert.equal(readFileSync(path, "utf8"), "1\n");
  rmSync(path);
  const failing = withFileLock(path, systemClock, () => Promise.reject(new Error("broken")));
  await assert.rejects(failing, /broken/);
  assert.equal(existsSync(path), false);
});

test("A2 a lock that root left in another user's folder is taken over when it is old", async (t) => {
  const path = lockIn(t);
  writeFileSync(path, `${process.pid}\n`, { mode: 0 });
  if (process.geteuid?.() === 0) {
    chownSync(dirname(path), 65_534, 65_534);
    process.seteuid?.(65_534);
    t.after(() => process.seteuid?.(0));
  }
  const clock = new FakeClock(systemClock.now());
  clock.sleep = (ms) => clock.advance(ms);
  const work = () => withFileLock(path, clock, async () => "done");
  await assert.rejects(work(), (error: Error) => {
    return error instanceof LockedError && error.message.startsWith("another process has held");
  });
  await clock.advance(30_000);
  assert.equal(await work(), "done");
});
