import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { parseDocument } from "./document.ts";
import { writeConfigFile } from "./write.ts";

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "zero-write-"));
  t.after(() => rmSync(path, { recursive: true }));
  return path;
}

const modeOf = (path: string) => statSync(path).mode & 0o777;

test("SR29 a configuration file is written for this user only and leaves nothing beside it", async (t) => {
  const dir = join(folder(t), "state");
  const file = join(dir, "zero.json");
  const document = parseDocument("{ gateway: { port: 1 } }", file);
  await writeConfigFile(file, document);
  assert.equal(readFileSync(file, "utf8"), '{\n  "gateway": {\n    "port": 1\n  }\n}\n');
  assert.equal(modeOf(file), 0o600);
  assert.equal(modeOf(dir), 0o700);
  assert.deepEqual(readdirSync(dir), ["zero.json"]);
  chmodSync(file, 0o644);
  await writeConfigFile(file, document);
  assert.equal(modeOf(file), 0o600);
});
