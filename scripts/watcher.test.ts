import assert from "node:assert/strict";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { watchProgram } from "./watcher.ts";

let folder = "";
let stop = new AbortController();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zero-watch-"));
  mkdirSync(join(folder, "src/deep"), { recursive: true });
  writeFileSync(join(folder, "log"), "");
  stop = new AbortController();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log = (): string[] => readFileSync(join(folder, "log"), "utf8").split("\n").slice(0, -1);

/** Waits until the log of the stand-in ends with these lines. */
async function until(...lines: string[]): Promise<void> {
  const end = performance.now() + 15_000;
  while (log().slice(-lines.length).join() !== lines.join()) {
    assert.ok(performance.now() < end, `never saw ${lines.join(", ")} in ${log().join(", ")}`);
    await sleep(20);
  }
}

/** A program that notes when it starts and leaves; it takes its time to leave. */
function watchStandIn(body = "setInterval(() => {}, 1000);"): Promise<number> {
  writeFileSync(
    join(folder, "program.mjs"),
    `import { appendFileSync } from "node:fs";
     const note = (line) => appendFileSync(${JSON.stringify(join(folder, "log"))}, line + "\\n");
     const leave = (signal) => {
       note("leaving " + signal);
       setTimeout(() => { note("left"); process.exit(0); }, 400);
     };
     process.once("SIGTERM", leave).once("SIGINT", leave);
     note("started");
     ${body}`,
  );
  return watchProgram({
    command: process.execPath,
    args: [join(folder, "program.mjs")],
    folders: [join(folder, "src")],
    stop: stop.signal,
    say: (line) => appendFileSync(join(folder, "said"), `${line}\n`),
  });
}

test("S7 a TypeScript change restarts the program after the old process has left", async () => {
  const status = watchStandIn();
  await until("started");
  writeFileSync(join(folder, "src/deep/a.ts"), "export {};");
  await until("started", "leaving SIGTERM", "left", "started");
  stop.abort("SIGTERM");
  assert.equal(await status, 0);
  assert.deepEqual(log().slice(-2), ["leaving SIGTERM", "left"]);
});

test("many writes at once restart the program once, and other files not at all", async () => {
  const status = watchStandIn();
  await until("started");
  for (const name of ["a.ts", "b.ts", "c.ts"]) writeFileSync(join(folder, "src", name), "");
  await until("left", "started");
  for (const name of ["notes.md", "a.test.ts"]) writeFileSync(join(folder, "src", name), "");
  await sleep(500);
  assert.equal(log().filter((line) => line === "started").length, 2);
  stop.abort("SIGTERM");
  await status;
});

test("a program that left by itself starts again at the next change", async () => {
  const status = watchStandIn("process.exit(3);");
  await until("started");
  await sleep(300);
  writeFileSync(join(folder, "src/a.ts"), "");
  await until("started", "started");
  stop.abort("SIGTERM");
  assert.equal(await status, 3);
  assert.match(readFileSync(join(folder, "said"), "utf8"), /left with status 3; waiting/);
});

test("the end of the watch hands the program the signal that ended it", async () => {
  const status = watchStandIn();
  await until("started");
  stop.abort("SIGINT");
  assert.equal(await status, 0);
  assert.deepEqual(log(), ["started", "leaving SIGINT", "left"]);
});
