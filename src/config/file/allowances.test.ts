import assert from "node:assert/strict";
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { type Allowance, type AllowanceFile, withEntry } from "../../domain/exec/allowances.ts";
import { AllowanceStore } from "./allowances.ts";

function world(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "zero-allow-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "exec-approvals.json");
  return { folder, path, store: new AllowanceStore(path) };
}

const entry = (id: string): Allowance => ({
  id,
  argv: ["ls", id],
  binary: { path: "/usr/bin/ls", digest: "a".repeat(64) },
  interpreter: null,
  cwd: "/tmp",
  env: {},
  createdAtMs: 1,
});
const fileOf = (...ids: string[]): AllowanceFile => ({ version: 1, allowlist: ids.map(entry) });

test("what is written is read, by this user alone, and its hash is of its bytes (V29)", async (t) => {
  const { store, path } = world(t);
  assert.deepEqual(store.read().file, fileOf());
  const written = await store.write(fileOf("a"), store.read().hash);
  assert.deepEqual(written, store.read());
  assert.equal(statSync(path).mode & 0o777, 0o600);
  writeFileSync(path, `${readFileSync(path, "utf8")}\n`);
  assert.notEqual(store.read().hash, written.hash);
});

test("of two who read the same list only the first replaces it (2.10)", async (t) => {
  const { store } = world(t);
  const { hash } = store.read();
  const [first, second] = await Promise.allSettled([
    store.write(fileOf("a"), hash),
    store.write(fileOf("b"), hash),
  ]);
  assert.equal(first.status, "fulfilled");
  assert.equal(second.status, "rejected");
  assert.deepEqual(store.read().file, fileOf("a"));
});

test("changes that come at once are all kept, and a known command is kept once (V29)", async (t) => {
  const { store } = world(t);
  const ids = ["a", "b", "c", "d"];
  await Promise.all(ids.map((id) => store.update((file) => withEntry(file, entry(id)))));
  await store.update((file) => withEntry(file, { ...entry("a"), id: "again", createdAtMs: 9 }));
  assert.deepEqual(store.read().file, fileOf(...ids));
});

test("five hundred commands are kept and one more is refused (SR27)", async (t) => {
  const { store } = world(t);
  await store.write(fileOf(...Array.from({ length: 500 }, (_, i) => `n${i}`)));
  await assert.rejects(
    store.update((file) => withEntry(file, entry("more"))),
    /remove some/,
  );
  assert.equal(store.read().file.allowlist.length, 500);
});

test("a list that is a link, open to others or broken is not used, and can be replaced (V29)", async (t) => {
  const { store, path, folder } = world(t);
  await store.write(fileOf("a"));
  chmodSync(path, 0o620);
  assert.throws(() => store.read(), /chmod 600/);
  chmodSync(path, 0o600);
  writeFileSync(path, "{");
  assert.throws(() => store.read(), /is no JSON/);
  await store.write(fileOf("b"));
  assert.deepEqual(store.read().file, fileOf("b"));
  const other = join(folder, "other.json");
  writeFileSync(other, readFileSync(path), { mode: 0o600 });
  rmSync(path);
  symlinkSync(other, path);
  assert.throws(() => store.read(), /cannot be used/);
});
