import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Environment, readEnvFile } from "./environment.ts";
import { ConfigError } from "./problems.ts";

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "zero-env-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

test("V30 an empty variable is unset, and the first layer that has one wins", () => {
  const env = Environment.ofProcess({ A: "1", B: "" })
    .under(".env", { A: "2", B: "3", C: "" })
    .under("config env", { C: "4" });
  assert.equal(env.get("A"), "1");
  assert.equal(env.sourceOf("A"), "environment");
  assert.equal(env.get("B"), "3");
  assert.equal(env.sourceOf("B"), ".env");
  assert.equal(env.sourceOf("C"), "config env");
  assert.equal(env.get("toString"), undefined);
  assert.deepEqual(env.toRecord(), { A: "1", B: "3", C: "4" });
});

test("V36 <state>/.env is read when it belongs to this user alone", (t) => {
  const file = join(folder(t), ".env");
  assert.deepEqual(readEnvFile(file), {});
  writeFileSync(file, '# a comment\nKEY="with spaces"\nEMPTY=\nexport OTHER=1\n', { mode: 0o600 });
  assert.deepEqual(readEnvFile(file), { KEY: "with spaces", EMPTY: "", OTHER: "1" });
});

test("V36 SR29 <state>/.env is refused when others may read it, when it is a link, when it is huge", (t) => {
  const dir = folder(t);
  const file = join(dir, ".env");
  writeFileSync(file, "KEY=1\n", { mode: 0o600 });
  for (const mode of [0o640, 0o604, 0o620]) {
    chmodSync(file, mode);
    assert.throws(() => readEnvFile(file), /run `chmod 600` on it/);
  }
  chmodSync(file, 0o600);
  symlinkSync(file, join(dir, "link"));
  assert.throws(() => readEnvFile(join(dir, "link")), /symbolic link/);
  mkdirSync(join(dir, "dir"));
  assert.throws(() => readEnvFile(join(dir, "dir")), /no regular file/);
  writeFileSync(file, "x".repeat(256 * 1024 + 1));
  assert.throws(() => readEnvFile(file), ConfigError);
});
