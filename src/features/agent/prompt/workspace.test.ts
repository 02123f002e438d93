import assert from "node:assert/strict";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { FakeClock } from "../../../../test/support/fake-clock.ts";
import { temporaryFolder } from "../../../../test/support/store.ts";
import { type Log, silentLog } from "../../../kernel/log.ts";
import { Workspace } from "./workspace.ts";

function workspaceIn(t: TestContext, fileCharsMax = 20_000) {
  const root = temporaryFolder(t);
  const clock = new FakeClock();
  const warnings: unknown[] = [];
  const log: Log = { ...silentLog, warn: (_message, fields) => warnings.push(fields) };
  return { root, clock, warnings, workspace: new Workspace({ root, fileCharsMax, clock, log }) };
}

test("the owner's files come in their fixed order, and missing or empty ones are left out", async (t) => {
  const { root, workspace } = workspaceIn(t);
  await writeFile(join(root, "USER.md"), "Call me Ann.");
  await writeFile(join(root, "AGENTS.md"), "Be brief.");
  await writeFile(join(root, "SOUL.md"), "  \n");
  await writeFile(join(root, "OTHER.md"), "not for the prompt");
  assert.deepEqual(await workspace.files(), [
    { name: "AGENTS.md", text: "Be brief." },
    { name: "USER.md", text: "Call me Ann." },
  ]);
});

test("a workspace that does not exist has no files", async (t) => {
  const { clock } = workspaceIn(t);
  const root = join(temporaryFolder(t), "nowhere");
  const workspace = new Workspace({ root, fileCharsMax: 100, clock, log: silentLog });
  assert.deepEqual(await workspace.files(), []);
});

test("SR27: a large file keeps its beginning and its end, and never more than its limit", async (t) => {
  const { root, workspace } = workspaceIn(t, 1_000);
  await writeFile(join(root, "MEMORY.md"), `start${"é".repeat(500_000)}finish`);
  const [file] = await workspace.files();
  assert.ok(file && file.text.length <= 1_000);
  assert.ok(file.text.startsWith("start") && file.text.endsWith("finish"));
  assert.match(file.text, /characters left out/);
});

test("a link out of the workspace is refused and named once; one inside it works", async (t) => {
  const { root, clock, warnings, workspace } = workspaceIn(t);
  const outside = temporaryFolder(t);
  await writeFile(join(outside, "secret.txt"), "do not show");
  await symlink(join(outside, "secret.txt"), join(root, "SOUL.md"));
  await mkdir(join(root, "parts"));
  await writeFile(join(root, "parts", "tools.md"), "Use them.");
  await symlink(join("parts", "tools.md"), join(root, "TOOLS.md"));
  await mkdir(join(root, "USER.md"));
  for (let turn = 0; turn < 3; turn += 1) {
    assert.deepEqual(await workspace.files(), [{ name: "TOOLS.md", text: "Use them." }]);
    await clock.advance(2_000);
  }
  assert.deepEqual(warnings.map((fields) => (fields as { file: string }).file).toSorted(), [
    "SOUL.md",
    "USER.md",
  ]);
});

test("an edit counts for the turns that begin a second later", async (t) => {
  const { root, clock, workspace } = workspaceIn(t);
  await writeFile(join(root, "SOUL.md"), "old");
  assert.equal((await workspace.files())[0]?.text, "old");
  await writeFile(join(root, "SOUL.md"), "new");
  await clock.advance(1_500);
  assert.equal((await workspace.files())[0]?.text, "new");
});
