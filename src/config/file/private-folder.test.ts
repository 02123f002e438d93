import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { makeFolder, makePrivateFolder } from "./private-folder.ts";

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "zero-folder-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

test("SR29 a folder is made with its parents for its owner alone, and one that is open is closed", (t) => {
  const dir = join(folder(t), "state");
  mkdirSync(dir, { mode: 0o755 });
  makeFolder(dir);
  assert.equal(modeOf(dir), 0o755, "what is there stays as it is");
  makePrivateFolder(dir);
  assert.equal(modeOf(dir), 0o700);
  makePrivateFolder(join(dir, "a", "b"));
  assert.deepEqual([modeOf(join(dir, "a")), modeOf(join(dir, "a", "b"))], [0o700, 0o700]);
  symlinkSync(join(dir, "a"), join(dir, "link"));
  makePrivateFolder(join(dir, "link", "c"));
  assert.equal(modeOf(join(dir, "a", "c")), 0o700);
});

test("a folder that cannot be made is an error with its path, and never a wait", (t) => {
  const file = join(folder(t), "file");
  writeFileSync(file, "");
  symlinkSync(join(file, "..", "nowhere"), `${file}-link`);
  const cases: [string, string][] = [
    [file, "EEXIST"],
    [join(file, "below"), "ENOTDIR"],
    [`${file}-link`, "EEXIST"],
    // There only root may try, and nobody succeeds.
    ...(process.platform === "linux" ? [["/proc/nope/deep/er", "ENOENT"] as [string, string]] : []),
  ];
  for (const [path, code] of cases) assert.throws(() => makeFolder(path), { code }, path);
});
