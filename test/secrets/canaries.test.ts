import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { endChild } from "../support/machine/child.ts";
import { eventually } from "../support/wire-client.ts";
import { Aviary, TELLINGS } from "./canaries.ts";
import { ProcessTable, Programs } from "./surroundings.ts";

test("D-29 a canary is found in every telling, alone, among other words and split over chunks", () => {
  for (let seed = 1; seed < 60; seed += 1) {
    const aviary = new Aviary(seed);
    const value = aviary.add("configuration", "one");
    for (const tell of TELLINGS) {
      for (const before of ["", "x", "xy", "xyz"]) {
        const text = `${before}${tell(value)} and more`;
        assert.deepEqual(aviary.in(text, ["configuration"]), ["configuration/one"], text);
      }
    }
    for (const tell of TELLINGS) {
      const told = tell(value);
      for (let at = 1; at < told.length; at += 3) {
        const split = `{"delta":${JSON.stringify(told.slice(0, at))}}\n${JSON.stringify(told.slice(at))}`;
        assert.deepEqual(aviary.in(split, ["configuration"]), ["configuration/one"], split);
      }
    }
    const [first, last] = [value.slice(0, 8), value.slice(8)];
    for (const split of [
      `{"delta":${JSON.stringify(first)}}${JSON.stringify(last)}`,
      `"${first}",\n"${last}"`,
    ]) {
      assert.deepEqual(aviary.in(split, ["configuration"]), ["configuration/one"], split);
    }
    assert.deepEqual(aviary.in(value, ["message"]), [], "only where it was asked for");
  }
});

test("D-29 what a process is called with and what it calls itself are seen in the process table", async (t) => {
  const aviary = new Aviary(7);
  const word = aviary.add("configuration", "word", true);
  const title = aviary.add("environment", "title", true);
  const found = new Set<string>();
  const table = new ProcessTable((text) => {
    for (const name of aviary.in(text, ["configuration", "environment"])) found.add(name);
  });
  t.after(() => table.stop());
  const code = `
    setTimeout(() => {
      process.title = "${title.slice(0, 11)}" + "${title.slice(11)}";
    }, 200);
    setInterval(() => undefined, 1_000);`;
  const program = join(mkdtempSync(join(tmpdir(), "zero-title-")), "program.mjs");
  writeFileSync(program, code);
  t.after(() => rmSync(dirname(program), { recursive: true }));
  // A title has the room that the words had.
  const child = spawn(process.execPath, [program, word, "-".repeat(100)], { stdio: "ignore" });
  t.after(() => endChild(child));
  await eventually(() => found.size === 2, "the word and the title");
  assert.deepEqual([...found].toSorted(), ["configuration/word", "environment/title"]);
});

test("D-29 what a program of the machine is started with is written down", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "zero-programs-"));
  t.after(() => rmSync(root, { recursive: true }));
  const programs = new Programs(root);
  const env = { PATH: programs.path, KEY: "the-value" };
  spawnSync("lsof", ["a-word"], { env });
  assert.deepEqual(
    programs.calls.map(({ program }) => program),
    ["lsof"],
  );
  assert.match(programs.calls[0]?.text ?? "", /a-word[^]*KEY=the-value/);
  assert.ok(!programs.idle.includes("lsof") && programs.idle.includes("ssh"));
});
