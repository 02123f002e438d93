import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readLinger } from "./linger.ts";
import type { ToolResult, Tools } from "./tools.ts";

/** A `loginctl` that answers with this. */
function saying(answer: Partial<ToolResult>): Tools {
  const result = { shown: "loginctl", ok: true, status: 0, stdout: "", stderr: "", ...answer };
  return { run: () => Promise.resolve(result) };
}

test("lingering is read from loginctl, and from systemd's folder where the account has no session", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "zero-linger-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  assert.equal(await readLinger(saying({ stdout: "Linger=yes\n" }), "ann", folder), "yes");
  assert.equal(await readLinger(saying({ stdout: "Linger=no\n" }), "ann", folder), "no");
  const nobody = saying({
    ok: false,
    status: 1,
    stderr: "User ID 1 is not logged in or lingering",
  });
  assert.equal(await readLinger(nobody, "ann", folder), "no");
  writeFileSync(join(folder, "ann"), "");
  assert.equal(await readLinger(nobody, "ann", folder), "yes");
  const missing = saying({ ok: false, status: null, trouble: "missing" });
  assert.equal(await readLinger(missing, "bob", folder), "unknown");
});
