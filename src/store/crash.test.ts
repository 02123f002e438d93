import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import sql from "sql-template-tag";
import { SLOW_MIGRATION, StoreProcess } from "../../test/support/store-process.ts";
import { temporaryFolder, temporaryStore } from "../../test/support/store.ts";
import { systemClock } from "../kernel/clock.ts";
import { silentLog } from "../kernel/log.ts";
import { openDatabase } from "./database.ts";
import { MIGRATIONS } from "./migrations/index.ts";

const numbers = (lines: readonly string[]) =>
  lines.filter((line) => /^\d+$/.test(line)).map(Number);

test("what a commit resolved for is there after SIGKILL, and no list is there by half (A13, A27)", async (t) => {
  const folder = temporaryFolder(t);
  const promised: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const writer = new StoreProcess("write", folder);
    await writer.printed(20 + round * 37);
    await writer.kill();
    promised.push(...numbers(writer.lines));
  }
  const store = await temporaryStore(t, { folder });
  const kept = await store.rows<{ value: number }>(sql`SELECT value FROM positions`);
  const notes = await store.rows<{ value: number }>(sql`SELECT created_at AS value FROM notes`);
  const values = new Set(kept.map((row) => row.value));
  assert.ok(promised.length > 200);
  assert.deepEqual(
    promised.filter((value) => !values.has(value)),
    [],
  );
  assert.deepEqual(new Set(notes.map((row) => row.value)), values);
  assert.deepEqual(await store.check(), []);
});

test("a database whose making was cut short opens at the next start (A27)", async (t) => {
  for (let round = 0; round < 6; round += 1) {
    const folder = temporaryFolder(t);
    const writer = new StoreProcess("migrate", folder);
    await writer.printed(1);
    await systemClock.sleep(round * 5);
    await writer.kill();
    const migrations = [...MIGRATIONS, SLOW_MIGRATION];
    const path = join(folder, "zero.db");
    const store = await openDatabase(path, { clock: systemClock, log: silentLog, migrations });
    const row = await store.row<{ count: number }>(sql`SELECT count(*) AS count FROM slow`);
    assert.equal(row?.count, 200_000);
    assert.deepEqual(await store.check(), []);
    await store.close();
  }
});

test("when the disk refuses to grow, nothing that was promised is missing and the process goes on (A27)", async (t) => {
  const folder = temporaryFolder(t);
  const writer = new StoreProcess("write", folder, 2_000);
  let seen = 0;
  while (!writer.lines.some((line) => line.startsWith("failed")) && seen < 100_000) {
    await writer.printed((seen += 50));
  }
  const failure = writer.lines.find((line) => line.startsWith("failed"));
  await writer.printed(writer.lines.length + 3);
  assert.equal(writer.child.exitCode, null);
  await writer.kill();
  assert.match(failure ?? "", /nothing was saved/);
  const store = await temporaryStore(t, { folder });
  const kept = await store.rows<{ value: number }>(sql`SELECT value FROM positions`);
  const values = new Set(kept.map((row) => row.value));
  assert.deepEqual(
    numbers(writer.lines).filter((value) => !values.has(value)),
    [],
  );
});
