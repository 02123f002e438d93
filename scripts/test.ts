/**
 * `npm test [path …]`: check, build, then every test; the last line counts them. With paths it runs
 * only the test files whose names contain one of them, without `check`.
 */
import { availableParallelism } from "node:os";
import { globSync } from "node:fs";
import { join } from "node:path";
import { run } from "node:test";
import type { TestEvent } from "node:test/reporters";
import { CLAIMS, countClaims } from "../test/claims.ts";
import { check } from "./check.ts";
import { ROOT, runScript } from "./child.ts";
import { FileReport, sumOf } from "./test-report.ts";

const PATTERNS = [
  "src/**/*.test.ts",
  "packages/*/src/**/*.test.ts",
  "scripts/**/*.test.ts",
  "test/**/*.test.ts",
];

/** A file that takes longer waits for ever, or left something open that keeps its process alive. */
const FILE_TIMEOUT_MS = 150_000;

/** The folders that hold the slowest files; they start first, so that no core idles at the end. */
const SLOW = /^test\/(crash|e2e|conformance|fuzz|simulation)\//;

function testFiles(wanted: readonly string[]): string[] {
  const files = globSync(PATTERNS, { cwd: ROOT, exclude: ["**/node_modules/**"] })
    .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
    .toSorted();
  const slow = files.filter((file) => SLOW.test(file));
  return [...slow, ...files.filter((file) => !SLOW.test(file))];
}

async function runFile(file: string): Promise<FileReport> {
  const report = new FileReport(file, (line) => console.log(line));
  const signal = AbortSignal.timeout(FILE_TIMEOUT_MS);
  const events = run({ files: [file], cwd: ROOT, isolation: "process", signal });
  for await (const event of events as AsyncIterable<TestEvent>) report.take(event);
  report.close();
  return report;
}

/** Runs the files side by side, each in a process of its own that has to end by itself. */
async function runTests(files: readonly string[]): Promise<FileReport[]> {
  const reports: FileReport[] = [];
  const waiting = files.map((file) => join(ROOT, file));
  const worker = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      reports.push(await runFile(file));
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  return reports;
}

async function main(wanted: readonly string[]): Promise<boolean> {
  const startedAt = performance.now();
  const broken = wanted.length === 0 ? await check() : [];
  const build = await runScript("scripts/build.ts", []);
  console.log(build.output.trimEnd());
  if (build.status !== 0) broken.push("build");

  const reports = await runTests(testFiles(wanted));
  console.log();
  for (const failure of reports.flatMap(({ failures }) => failures)) console.log(failure);
  if (broken.length > 0) console.log(`check failed: ${broken.join(", ")}`);
  const { proven, stored } = countClaims();
  console.log(`claims ${proven.length} of ${CLAIMS} named by tests from outside, ${stored} before`);
  const { tests, passed, failed, skipped } = sumOf(reports);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(
    `tests ${tests}, passed ${passed}, failed ${failed}, skipped ${skipped}, seconds ${seconds}`,
  );
  return broken.length === 0 && failed === 0 && tests > 0;
}

if (!(await main(process.argv.slice(2)))) process.exitCode = 1;
