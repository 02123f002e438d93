import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const SHOW_FILES = `
import { registerHooks } from "node:module";
registerHooks({
  load(url, context, next) {
    console.log(url.slice(url.lastIndexOf("/") + 1));
    return next(url, context);
  },
});
await import(process.argv[1]);
`;

test("importing the protocol loads five small files and no schema library (S103)", async () => {
  const index = pathToFileURL(join(import.meta.dirname, "index.ts")).href;
  const args = ["--input-type=module", "-e", SHOW_FILES, index];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  assert.deepEqual(stdout.trim().split("\n").toSorted(), [
    "errors.ts",
    "index.ts",
    "limits.ts",
    "methods.ts",
    "validation.ts",
  ]);
});
