import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { temporaryFolder } from "../../../test/support/store.ts";
import { configFiles } from "./included.ts";

test("the files of a configuration are found once each, the main one first, also where one is broken", (t) => {
  const folder = temporaryFolder(t);
  const put = (name: string, text: string) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const main = put(
    "zero.json",
    '{ $include: ["a.json5", "parts/b.json5"], x: { $include: "a.json5" } }',
  );
  const a = put("a.json5", "{}");
  const b = put("parts/b.json5", '{ $include: "c.json5" }');
  const c = put("parts/c.json5", "{ this is no JSON5");
  assert.deepEqual(configFiles(main), [main, a, b, c]);
  put("parts/c.json5", '{ $include: "gone.json5" }');
  assert.deepEqual(configFiles(main), [main, a, b, c]);
  put("zero.json", "\u0000");
  assert.deepEqual(configFiles(main), [main], "a backup has it as it is");
  assert.deepEqual(configFiles(join(folder, "none.json")), []);
});
