import assert from "node:assert/strict";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import sql from "sql-template-tag";
import { createTarPacker } from "modern-tar";
import { systemClock } from "../../kernel/clock.ts";
import { silentLog } from "../../kernel/log.ts";
import { openDatabase } from "../database.ts";
import { write } from "../store.ts";
import { createBackup, sealOf } from "./create.ts";
import { MANIFEST, type Member, placeOf, SEAL } from "./manifest.ts";
import { EscapeError, restoreBackup, type Restored } from "./restore.ts";
import { verifyBackup } from "./verify.ts";

const NOW = Date.UTC(2026, 10, 22, 12);

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "zero-backup-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function put(path: string, text: string, mode = 0o600): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, text, { mode });
  return path;
}

/** A state directory with a bit of everything, its database open as a gateway has it. */
async function stateOf(
  t: TestContext,
  folder: string,
): Promise<{ stateDir: string; main: string }> {
  const stateDir = join(folder, "state");
  const main = put(join(stateDir, "zero.json"), '{ "$include": "parts/a.json5" }');
  put(join(stateDir, "parts/a.json5"), "{ gateway: { mode: 'local' } }");
  put(join(stateDir, ".env"), "KEY=secret-in-env\n");
  put(join(stateDir, "identity/device.json"), '{"deviceId":"d"}');
  put(join(stateDir, "credentials/whatsapp/default/creds.json"), "{}", 0o640);
  put(join(stateDir, "logs/gateway.jsonl"), "not in a backup");
  symlinkSync("/etc/passwd", join(stateDir, "credentials", "link"));
  const database = await openDatabase(join(stateDir, "zero.db"), {
    clock: systemClock,
    log: silentLog,
  });
  t.after(() => database.close());
  const value = "x".repeat(200);
  await database.commit([
    write(sql`CREATE TABLE trial (id INTEGER PRIMARY KEY, value TEXT)`),
    ...Array.from({ length: 200 }, () => write(sql`INSERT INTO trial (value) VALUES (${value})`)),
  ]);
  return { stateDir, main };
}

async function backedUp(t: TestContext, folder: string): Promise<string> {
  const { stateDir, main } = await stateOf(t, folder);
  const output = join(folder, "backup.tar");
  const elsewhere = put(join(folder, "other/b.json5"), "{}");
  const configFiles = [main, join(stateDir, "parts/a.json5"), elsewhere];
  const { skipped } = await createBackup({
    output,
    stateDir,
    configFiles,
    profile: undefined,
    version: "1.2.3",
    now: NOW,
  });
  assert.deepEqual(skipped, [join(stateDir, "credentials", "link")]);
  return output;
}

const into = (path: string, stateDir: string, agree = true) =>
  restoreBackup({
    path,
    stateDir,
    configPath: join(stateDir, "zero.json"),
    now: NOW,
    agree: async () => agree,
  });

function assertRestored(
  restored: Restored,
): asserts restored is Extract<Restored, { kind: "restored" }> {
  assert.equal(restored.kind, "restored", JSON.stringify(restored));
}

/** Files below a folder and their texts. */
function textsIn(folder: string, names: readonly string[]): string[] {
  return names.map((name) => readFileSync(join(folder, name), "utf8"));
}

test("a backup of an open database is one private file that verifies and restores elsewhere", async (t) => {
  const folder = folderOf(t);
  const output = await backedUp(t, folder);
  assert.equal(statSync(output).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder).toSorted(), ["backup.tar", "other", "state"], "no remains");
  const { problems, manifest } = await verifyBackup(output);
  assert.deepEqual(problems, []);
  assert.deepEqual(manifest?.members.map(({ name }) => name).toSorted(), [
    "config/parts/a.json5",
    "config/zero.json",
    "elsewhere/2/b.json5",
    "state/.env",
    "state/credentials/whatsapp/default/creds.json",
    "state/identity/device.json",
    "state/zero.db",
  ]);

  const target = join(folder, "new");
  const restored = await into(output, target);
  assertRestored(restored);
  assert.equal(restored.kept, undefined);
  const [other] = restored.elsewhere;
  assert.equal(other?.from, join(folder, "other/b.json5"));
  assert.equal(readFileSync(other.to, "utf8"), "{}");
  const names = ["zero.json", "parts/a.json5", ".env", "identity/device.json"];
  assert.deepEqual(textsIn(target, names), textsIn(join(folder, "state"), names));
  const creds = statSync(join(target, "credentials/whatsapp/default/creds.json"));
  assert.equal(creds.mode & 0o777, 0o600, "never for the group, whatever it was");
  const options = { clock: systemClock, log: silentLog };
  const database = await openDatabase(join(target, "zero.db"), options);
  const row = await database.row<{ count: number }>(sql`SELECT count(*) AS count FROM trial`);
  assert.equal(row?.count, 200);
  await database.close();
});

test("nothing that is at the output is ever replaced", async (t) => {
  const folder = folderOf(t);
  const { stateDir } = await stateOf(t, folder);
  const output = put(join(folder, "mine.tar"), "mine");
  const options = { output, stateDir, configFiles: [], profile: "x", version: "1", now: NOW };
  await assert.rejects(createBackup(options), { code: "EEXIST" });
  assert.equal(readFileSync(output, "utf8"), "mine");
});

test("a flipped byte in any member is found, and the member is named", async (t) => {
  const folder = folderOf(t);
  const output = await backedUp(t, folder);
  const bytes = readFileSync(output);
  const { manifest } = await verifyBackup(output);
  const names = [...(manifest?.members ?? []).map(({ name }) => name), MANIFEST];
  let offset = 0;
  for (const name of names) {
    const header = bytes.indexOf(`${name}\0`, offset, "latin1");
    assert.notEqual(header, -1, name);
    offset = header + 512;
    for (const [at, named] of [
      [offset, name],
      [offset + 1, name],
    ] as const) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x04;
      const copy = put(join(folder, "flipped.tar"), "");
      writeFileSync(copy, changed);
      const { problems } = await verifyBackup(copy);
      assert.ok(problems[0]?.startsWith(named), `${named}: ${problems[0]}`);
      const state = join(folder, "untouched");
      assert.equal((await into(copy, state)).kind, "damaged");
      assert.deepEqual(readdirSync(state), [], "and nothing of it is restored");
    }
  }
});

test("an archive that is cut short anywhere is refused, and so is what is no archive", async (t) => {
  const folder = folderOf(t);
  const output = await backedUp(t, folder);
  const { size } = statSync(output);
  for (const part of [0, 0.001, 0.3, 0.7, 0.99]) {
    const copy = put(join(folder, "cut.tar"), "");
    writeFileSync(copy, readFileSync(output));
    truncateSync(copy, Math.floor(size * part));
    const { problems } = await verifyBackup(copy);
    assert.notDeepEqual(problems, [], `${part}`);
  }
  const text = put(join(folder, "no.tar"), "hello ".repeat(1000));
  assert.match((await verifyBackup(text)).problems[0] ?? "", /^it is no backup archive/);
  await assert.rejects(verifyBackup(join(folder, "gone.tar")), { code: "ENOENT" });
});

/** An archive as a stranger would make it, with a manifest and a seal that fit. */
async function forged(
  path: string,
  entries: readonly { name: string; text: string; type?: "symlink" }[],
): Promise<string> {
  const { createHash } = await import("node:crypto");
  const { readable, controller } = createTarPacker();
  const bytes = new Response(readable).arrayBuffer();
  const add = async (name: string, text: string) => {
    const writer = controller.add({ name, size: text.length, type: "file" }).getWriter();
    await writer.write(Buffer.from(text));
    await writer.close();
  };
  const members: Member[] = [];
  for (const { name, text, type } of entries) {
    if (type === "symlink") {
      const header = { name, size: 0, type, linkname: text } as const;
      await controller.add(header).getWriter().close();
      continue;
    }
    await add(name, text);
    const sha256 = createHash("sha256").update(text).digest("hex");
    members.push({ name, size: text.length, mode: 0o600, sha256 });
  }
  const head = { format: 1, product: "zero", version: "1", node: "v26", createdAt: "now" };
  const tail = { profile: null, stateDir: "/", config: null, schema: null, members };
  const manifest = JSON.stringify({ ...head, ...tail });
  await add(MANIFEST, manifest);
  await add(SEAL, sealOf(manifest));
  controller.finalize();
  writeFileSync(path, Buffer.from(await bytes));
  return path;
}

test("SR25 names that leave their folder, links and doubles are refused before anything is written", async (t) => {
  const folder = folderOf(t);
  const state = join(folder, "deep/state");
  const wrong: { name: string; text: string; type?: "symlink" }[][] = [
    ...["state/../../x", "/etc/x", "state//x", "../x", "state/a\\..\\x", "state", "other/x"].map(
      (name) => [{ name, text: "x" }],
    ),
    [{ name: "state/credentials/a", text: "/etc", type: "symlink" }],
    [
      { name: "state/credentials/a", text: "1" },
      { name: "state/credentials/A", text: "2" },
    ],
    [{ name: "config/gateway.lock", text: "x" }],
    [{ name: "config/zero.db-wal", text: "x" }],
  ];
  for (const entries of wrong) {
    const path = await forged(join(folder, "forged.tar"), entries);
    try {
      assert.equal((await into(path, state)).kind, "damaged", JSON.stringify(entries));
    } catch (error) {
      assert.ok(error instanceof EscapeError, JSON.stringify(entries));
    }
    assert.deepEqual(readdirSync(folder).toSorted(), ["deep", "forged.tar"]);
    assert.deepEqual(readdirSync(state), [], JSON.stringify(entries));
  }
  const strange = await forged(join(folder, "f.tar"), [{ name: "state/new-thing", text: "x" }]);
  const restored = await into(strange, state);
  assertRestored(restored);
  assert.deepEqual([restored.count, restored.leftOut], [0, ["state/new-thing"]]);
});

test("SR24 nothing is written through a link that stands in the state directory", async (t) => {
  const folder = folderOf(t);
  const output = await backedUp(t, folder);
  const state = join(folder, "new");
  const outside = join(folder, "outside");
  mkdirSync(outside);
  mkdirSync(state);
  symlinkSync(outside, join(state, "credentials"));
  await assert.rejects(into(output, state), EscapeError);
  assert.deepEqual(readdirSync(outside), []);
  assert.deepEqual(readdirSync(state), ["credentials"]);
});

test("what was there is kept beside it, what the backup lacks is taken away, and a no changes nothing", async (t) => {
  const folder = folderOf(t);
  const output = await backedUp(t, folder);
  const state = join(folder, "new");
  put(join(state, "zero.json"), "old configuration");
  put(join(state, "credentials/old.json"), "old credential");
  put(join(state, "zero.db"), "no database at all");
  put(join(state, "zero.db-wal"), "its log");
  put(join(state, "notes.txt"), "mine");
  put(join(state, ".restore-aB3xYz/state/.env"), "of a restore that was killed");
  assert.equal((await into(output, state, false)).kind, "refused");
  assert.equal(readFileSync(join(state, "zero.json"), "utf8"), "old configuration");

  const restored = await into(output, state);
  assertRestored(restored);
  const kept = restored.kept ?? "";
  const old = ["zero.json", "credentials/old.json", "zero.db", "zero.db-wal"];
  assert.deepEqual(textsIn(kept, old), [
    "old configuration",
    "old credential",
    "no database at all",
    "its log",
  ]);
  assert.deepEqual(readdirSync(join(state, "credentials")), ["whatsapp"]);
  assert.equal(readFileSync(join(state, "notes.txt"), "utf8"), "mine");
  assert.ok(!readdirSync(state).includes("zero.db-wal"), "a log would destroy the new database");
  assert.equal(statSync(kept).mode & 0o077, 0);
  assert.deepEqual(
    readdirSync(state).filter((name) => name.startsWith(".restore")),
    [],
  );
  const again = await into(output, state);
  assertRestored(again);
  assert.notEqual(again.kept, kept, "an earlier one is not written over");
});

test("the workspace goes where somebody says, with its own modes, and nowhere otherwise", async (t) => {
  const folder = folderOf(t);
  const { stateDir } = await stateOf(t, folder);
  const workspace = join(folder, "workspace");
  put(join(workspace, "AGENTS.md"), "be kind", 0o644);
  chmodSync(put(join(workspace, "tools/run.sh"), "#!/bin/sh\n"), 0o755);
  const output = join(folder, "b.tar");
  const options = { output, stateDir, configFiles: [], profile: undefined, version: "1", now: NOW };
  await createBackup({ ...options, workspace });
  const without = await into(output, join(folder, "one"));
  assertRestored(without);
  assert.deepEqual(without.leftOut, ["workspace/AGENTS.md", "workspace/tools/run.sh"]);
  const two = join(folder, "two");
  const place = { stateDir: two, configPath: join(two, "zero.json"), now: NOW };
  const target = { path: output, ...place, workspace: join(folder, "own") };
  assertRestored(await restoreBackup({ ...target, agree: async () => true }));
  assert.equal(readFileSync(join(folder, "own/AGENTS.md"), "utf8"), "be kind");
  assert.equal(statSync(join(folder, "own/tools/run.sh")).mode & 0o777, 0o755);
});

test("a name belongs to a backup only when it stays below one of its folders", () => {
  assert.deepEqual(placeOf("state/a/b"), { root: "state", path: "a/b" });
  for (const name of [
    "state",
    "state/",
    "state/./a",
    "a/b",
    "",
    "state/a\0",
    `state/${"é".repeat(128)}`,
  ]) {
    assert.equal(placeOf(name), undefined, JSON.stringify(name));
  }
});
