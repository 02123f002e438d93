import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const folder = mkdtempSync(join(tmpdir(), "zero-report-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a file as `npm test` does, from a process of its own, and reports on it. */
function report(name: string, text: string): { totals: object; lines: string[] } {
  const path = join(folder, name);
  writeFileSync(path, `import { describe, test } from "node:test";\n${text}`);
  const program = `
    import { run } from "node:test";
    import { FileReport } from ${JSON.stringify(join(import.meta.dirname, "test-report.ts"))};
    const lines = [];
    const report = new FileReport(${JSON.stringify(path)}, (line) => lines.push(line));
    const events = run({ files: [report.file], signal: AbortSignal.timeout(3000) });
    for await (const event of events) report.take(event);
    report.close();
    const { totals, failures } = report;
    console.log(JSON.stringify({ totals, lines: [...lines, ...failures] }));`;
  const runner = join(folder, "runner.mjs");
  writeFileSync(runner, program);
  // Without the mark that this is a test itself, which keeps a runner from running anything.
  const env = { PATH: process.env.PATH, HOME: folder };
  const { stdout, stderr } = spawnSync(process.execPath, [runner], { encoding: "utf8", env });
  assert.equal(stderr, "");
  return JSON.parse(stdout) as { totals: object; lines: string[] };
}

test("passing, failing, skipped and planned tests are counted, suites are not", () => {
  const { totals } = report(
    "count.test.ts",
    `test("a", () => {});
     describe("suite", () => {
       test("b", () => { throw new Error("no"); });
       test("c", () => {});
     });
     test.skip("d", () => {});
     test.todo("e");`,
  );
  assert.deepEqual(totals, { tests: 5, passed: 2, failed: 1, skipped: 2 });
});

test("a failure is told with its place, title and whole reason", () => {
  const { lines } = report(
    "fails.test.ts",
    `test("two is one", () => { throw new Error("boo", { cause: "why" }); });`,
  );
  const text = lines.join("\n");
  assert.match(text, /FAIL .*fails\.test\.ts:2: two is one/);
  assert.match(text, /Error: boo/);
  assert.match(text, /\[cause\]: 'why'/);
});

test("a file that does not load, leaves early or holds no test is a failed test", () => {
  const cases = [
    [`throw new Error("cannot load");`, /cannot load/],
    [`test("never", async () => { process.exit(9); });`, /did not run to its end/],
    [`export const a = 1;`, /holds no test/],
  ] as const;
  for (const [text, said] of cases) {
    const { totals, lines } = report("broken.test.ts", text);
    assert.match(lines.join("\n"), said);
    assert.equal((totals as { failed: number }).failed, 1, text);
  }
});

test("an error that arrives after its test is a failure too", () => {
  const { totals, lines } = report(
    "late.test.ts",
    `test("too early", () => { setTimeout(() => { throw new Error("late"); }, 20); });
     test("waits", () => new Promise((resolve) => setTimeout(resolve, 100)));`,
  );
  assert.deepEqual(totals, { tests: 3, passed: 2, failed: 1, skipped: 0 });
  assert.match(lines.join("\n"), /Error: late/);
});

test("a file whose tests pass but which never ends is a failed test", () => {
  const { totals, lines } = report(
    "open.test.ts",
    `test("leaves a timer", () => { setInterval(() => {}, 1000); });`,
  );
  assert.deepEqual(totals, { tests: 2, passed: 1, failed: 1, skipped: 0 });
  assert.match(lines.join("\n"), /open\.test\.ts: did not end in time and was stopped/);
});

test("what a test prints is shown, so that a seed can be read", () => {
  const { lines } = report("seed.test.ts", `test("a", () => { console.log("SEED=7"); });`);
  assert.ok(lines.some((line) => line.includes("SEED=7")));
});
