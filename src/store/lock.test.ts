import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { StoreProcess } from "../../test/support/store-process.ts";
import { temporaryFolder } from "../../test/support/store.ts";
import { EXIT, FatalError } from "../kernel/errors.ts";
import { silentLog } from "../kernel/log.ts";
import { takeLock } from "./lock.ts";

const me = { pid: process.pid, startedAt: 1_700_000_000_000 };
const taken = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof FatalError);
  assert.equal(error.status, EXIT.taken);
  assert.match(error.message, pattern);
  return true;
};

test("a second start in one state directory is refused with who holds it and what to do (V39)", (t) => {
  const folder = join(temporaryFolder(t), "state");
  const lock = takeLock(folder, { ...me, config: "/etc/one.json" }, silentLog);
  lock.announce(18_789);
  const second = () => takeLock(folder, { ...me, config: "/etc/other.json" }, silentLog);
  assert.throws(second, taken(new RegExp(`pid ${process.pid}, port 18789, since 2023-11-14`)));
  assert.throws(second, taken(/configuration \/etc\/one\.json.*--profile or ZERO_STATE_DIR/));
  lock.release();
  second().release();
});

test("the lock's files are for their owner alone, and the note is gone after release", (t) => {
  const folder = join(temporaryFolder(t), "state");
  const lock = takeLock(folder, me, silentLog);
  const note = join(folder, "gateway.lock.json");
  assert.equal(statSync(join(folder, "gateway.lock")).mode & 0o777, 0o600);
  assert.equal(statSync(note).mode & 0o777, 0o600);
  assert.deepEqual(JSON.parse(readFileSync(note, "utf8")), me);
  lock.release();
  lock.release();
  lock.announce(1);
  assert.equal(existsSync(note), false);
});

test("a process that was killed leaves the directory free at once (A17, V39)", async (t) => {
  const folder = temporaryFolder(t);
  for (let round = 0; round < 3; round += 1) {
    const holder = new StoreProcess("lock", folder);
    await holder.printed(1);
    assert.deepEqual(holder.lines, ["held"]);
    assert.throws(
      () => takeLock(folder, me, silentLog),
      taken(new RegExp(`pid ${holder.child.pid}, port 19001`)),
    );
    await holder.kill();
    takeLock(folder, me, silentLog).release();
  }
});

test("of several that start in the same moment exactly one wins (A17)", async (t) => {
  const folder = temporaryFolder(t);
  for (let round = 0; round < 3; round += 1) {
    const starters = Array.from({ length: 4 }, () => new StoreProcess("lock", folder));
    await Promise.all(starters.map((starter) => starter.printed(1)));
    const said = starters.flatMap((starter) => starter.lines);
    assert.equal(said.filter((line) => line === "held").length, 1, said.join("\n"));
    assert.equal(said.filter((line) => line.includes("is in use by")).length, 3);
    await Promise.all(starters.map((starter) => starter.kill()));
  }
});

test("a note of a process that is gone, or none at all, does not keep anybody out or name anybody", (t) => {
  const folder = temporaryFolder(t);
  const note = join(folder, "gateway.lock.json");
  writeFileSync(note, JSON.stringify({ pid: 2 ** 22 + 7, startedAt: 1 }));
  const lock = takeLock(folder, me, silentLog);
  writeFileSync(note, "half a");
  assert.throws(() => takeLock(folder, me, silentLog), taken(/in use by another process:/));
  writeFileSync(note, JSON.stringify({ pid: 2 ** 22 + 7, startedAt: 1 }));
  assert.throws(() => takeLock(folder, me, silentLog), taken(/in use by another process:/));
  lock.release();
});

test("a state directory that cannot be used is no lock but a sentence", (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "file"), "");
  assert.throws(
    () => takeLock(join(folder, "file"), me, silentLog),
    (error) => error instanceof FatalError && error.status === EXIT.unusableConfig,
  );
});
