import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { test } from "node:test";
import { dashed, type OptionTable } from "./argv/options.ts";
import { parse } from "./argv/parse.ts";
import { GROUPS, TABLE } from "./table.ts";

test("the table holds exactly the commands that have a file", () => {
  const files = globSync("**/*.ts", { cwd: new URL("commands", import.meta.url).pathname });
  const words = files
    .filter((file) => !file.endsWith(".test.ts"))
    .map((file) => file.replace(/\.ts$/, "").replaceAll("/", " "));
  assert.deepEqual(Object.keys(TABLE).toSorted(), words.toSorted());
});

test("every summary in the table is the command's own, and its options can be read", async () => {
  for (const [words, row] of Object.entries(TABLE)) {
    const command = await row.load();
    assert.equal(command.summary, row.summary, words);
    assert.match(row.summary, /^[A-Z].*\.$/);
    const help = parse({ name: `zero ${words}`, ...command }, ["--help"]);
    assert.equal(help.kind, "help");
    const table: OptionTable = command.options;
    for (const [name, spec] of Object.entries(table)) {
      assert.ok(help.text.includes(`--${spec.negated ? "no-" : ""}${dashed(name)}`), name);
      assert.match(spec.summary, /^[A-Z].*[.)]$/, `${words} ${name}`);
    }
  }
});

test("every group has commands, and its fallback is a command", () => {
  for (const [word, { fallback }] of Object.entries(GROUPS)) {
    const members = Object.keys(TABLE).filter((words) => words.startsWith(`${word} `));
    assert.notEqual(members.length, 0, word);
    if (fallback !== undefined) assert.ok(Object.hasOwn(TABLE, fallback));
  }
});
