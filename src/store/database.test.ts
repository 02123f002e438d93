import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sql from "sql-template-tag";
import { temporaryFolder, temporaryStore } from "../../test/support/store.ts";
import { systemClock } from "../kernel/clock.ts";
import { EXIT, FatalError, messageOf } from "../kernel/errors.ts";
import { silentLog } from "../kernel/log.ts";
import { openDatabase } from "./database.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { hasWalResetBug } from "./sqlite.ts";
import { write } from "./store.ts";

const OPTIONS = { clock: systemClock, log: silentLog };
const fatal = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof FatalError);
  assert.equal(error.status, EXIT.unusableConfig);
  assert.match(error.message, pattern);
  return true;
};

test("text with NUL, emoji and line breaks comes back as it went in (A36)", async (t) => {
  const store = await temporaryStore(t);
  const text = "a\0b\r\n👩‍👩‍👧 \u{10FFFF} '\"; --";
  await store.commit([
    write(sql`INSERT INTO notes (agent, text, created_at) VALUES (${text}, ${text}, 1)`),
  ]);
  const row = await store.row<{ agent: string; text: string }>(
    sql`SELECT agent, text FROM notes WHERE agent = ${text}`,
  );
  assert.deepEqual({ ...row }, { agent: text, text });
});

test("the database survives closing, and its write-ahead log is brought home", async (t) => {
  const folder = temporaryFolder(t);
  const first = await temporaryStore(t, { folder });
  await first.commit([write(sql`INSERT INTO positions VALUES ('test', 'k', 7)`, 1)]);
  await first.close();
  assert.deepEqual(readdirSync(folder), ["zero.db"]);
  const second = await temporaryStore(t, { folder });
  assert.equal((await second.row<{ value: number }>(sql`SELECT value FROM positions`))?.value, 7);
});

test("every commit is made durable by WAL with synchronous FULL", async (t) => {
  const store = await temporaryStore(t);
  const mode = await store.row<{ journal_mode: string }>(sql`PRAGMA journal_mode`);
  const level = await store.row<{ synchronous: number }>(sql`PRAGMA synchronous`);
  assert.equal(mode?.journal_mode, "wal");
  assert.equal(level?.synchronous, 2);
});

test("its files are 0600 in a folder of 0700, also where they were wider before (SR29)", async (t) => {
  const folder = join(temporaryFolder(t), "state");
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  writeFileSync(join(folder, "zero.db"), "");
  chmodSync(join(folder, "zero.db"), 0o644);
  const store = await temporaryStore(t, { folder });
  await store.commit([write(sql`INSERT INTO positions VALUES ('test', 'k', 7)`)]);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  const names = readdirSync(folder).toSorted();
  assert.deepEqual(names, ["zero.db", "zero.db-shm", "zero.db-wal"]);
  for (const name of names) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name);
});

test("a database of a newer build is refused with what to do", async (t) => {
  const path = join(temporaryFolder(t), "zero.db");
  const extra = { name: "later", sql: "CREATE TABLE later (id INTEGER PRIMARY KEY);" };
  const newer = await openDatabase(path, { ...OPTIONS, migrations: [...MIGRATIONS, extra] });
  await newer.close();
  await assert.rejects(openDatabase(path, OPTIONS), fatal(/newer build wrote it; start that one/));
});

test("an older database is brought up and keeps its rows", async (t) => {
  const path = join(temporaryFolder(t), "zero.db");
  const older = await openDatabase(path, OPTIONS);
  await older.commit([write(sql`INSERT INTO positions VALUES ('test', 'k', 7)`)]);
  await older.close();
  const extra = { name: "later", sql: "ALTER TABLE positions ADD COLUMN note TEXT;" };
  const newer = await openDatabase(path, { ...OPTIONS, migrations: [...MIGRATIONS, extra] });
  const row = await newer.row(sql`SELECT value, note FROM positions`);
  assert.deepEqual({ ...row }, { value: 7, note: null });
  await newer.close();
});

test("a migration that fails leaves the version before it", async (t) => {
  const path = join(temporaryFolder(t), "zero.db");
  const broken = {
    name: "broken",
    sql: "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);",
  };
  await assert.rejects(
    openDatabase(path, { ...OPTIONS, migrations: [...MIGRATIONS, broken] }),
    fatal(/cannot be opened/),
  );
  const store = await openDatabase(path, OPTIONS);
  const half = await store.row(sql`SELECT 1 FROM sqlite_schema WHERE name = 'half'`);
  assert.equal(half, undefined);
  await store.close();
});

test("a file that is no database, or another program's, is refused and left as it is", async (t) => {
  const folder = temporaryFolder(t);
  const text = join(folder, "text.db");
  writeFileSync(text, "not a database at all, but long enough to be looked at as one".repeat(20));
  await assert.rejects(openDatabase(text, OPTIONS), fatal(/damaged.*restore a backup/));
  const foreign = join(folder, "foreign.db");
  const made = await openDatabase(foreign, OPTIONS);
  await made.commit([write(sql`PRAGMA application_id = 7`)]);
  await made.close();
  await assert.rejects(openDatabase(foreign, OPTIONS), fatal(/database of another program/));
});

test("V28 a database that this user may not open is 78, not trouble of the disk", async (t) => {
  const path = join(temporaryFolder(t), "zero.db");
  await (await openDatabase(path, OPTIONS)).close();
  chmodSync(path, 0);
  const script = `
    import { openDatabase } from ${JSON.stringify(import.meta.resolve("./database.ts"))};
    const options = { log: {} };
    await openDatabase(${JSON.stringify(path)}, options).catch(({ status, message }) => {
      console.log(status, message);
    });`;
  const words = [process.execPath, "--input-type=module", "--eval", script];
  // Root may open anything, until it gives that up.
  const without = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];
  const [command = "", ...rest] = process.getuid?.() === 0 ? [...without, ...words] : words;
  const { stdout, stderr } = spawnSync(command, rest, { encoding: "utf8" });
  assert.match(stdout, /^78 .*cannot be written; check the permissions and the owner/, stderr);
});

test("a folder that cannot be made is reported with its path", async (t) => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, "file"), "");
  await assert.rejects(
    openDatabase(join(folder, "file", "zero.db"), OPTIONS),
    fatal(/file\/zero\.db/),
  );
});

test("damage is found on demand", async (t) => {
  const folder = temporaryFolder(t);
  const store = await temporaryStore(t, { folder });
  for (let n = 0; n < 40; n += 1) {
    const text = `${n}`.repeat(2_000);
    await store.commit([
      write(sql`INSERT INTO notes (agent, text, created_at) VALUES ('a', ${text}, ${n})`),
    ]);
  }
  assert.deepEqual(await store.check(), []);
  await store.close();
  const path = join(folder, "zero.db");
  const file = openSync(path, "r+");
  const size = statSync(path).size;
  for (let at = size - 5 * 4096; at < size; at += 4096)
    writeSync(file, Buffer.alloc(64, 0xff), 0, 64, at);
  closeSync(file);
  const damaged = await temporaryStore(t, { folder });
  const found = await damaged.check().catch((error: unknown) => [messageOf(error)]);
  assert.notEqual(found.length, 0);
});

test("builds of SQLite that can damage a database are known by version (A36)", () => {
  const bad = ["3.7.0", "3.31.1", "3.44.5", "3.45.1", "3.50.6", "3.51.0", "3.51.2"];
  const good = ["3.6.23", "3.44.6", "3.50.7", "3.51.3", "3.53.4", "4.0.0"];
  assert.deepEqual(bad.filter(hasWalResetBug), bad);
  assert.deepEqual(good.filter(hasWalResetBug), []);
  assert.equal(hasWalResetBug(process.versions.sqlite ?? ""), false);
});

test("idle, an open database keeps no timer and writes nothing", async (t) => {
  const folder = temporaryFolder(t);
  const store = await temporaryStore(t, { folder });
  await store.commit([write(sql`INSERT INTO positions VALUES ('test', 'k', 7)`)]);
  const sizes = () => readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs);
  const before = sizes();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(sizes(), before);
  assert.deepEqual(
    process.getActiveResourcesInfo().filter((name) => name === "Immediate"),
    [],
  );
});
