/**
 * `pnpm check`: every rule that a machine can hold. A rule that is not here does not exist.
 * Prints one line for each step and the whole output of those that fail.
 */
import { runScript, runTool, type ChildResult } from "./child.ts";

interface Step {
  name: string;
  run: () => Promise<ChildResult>;
}

/** Two cores, two steps at a time; the slowest come first. */
const WIDTH = 2;

const STEPS: readonly Step[] = [
  { name: "lint", run: () => runTool("oxlint", []) },
  { name: "types", run: () => runTool("tsc", ["-p", "."]) },
  {
    name: "imports",
    run: () =>
      runTool("depcruise", [
        "--config",
        ".dependency-cruiser.mjs",
        "src",
        "packages",
        "scripts",
        "test",
      ]),
  },
  { name: "dead code", run: () => runTool("knip", []) },
  { name: "generated files", run: () => runScript("scripts/gen.ts", ["--check"]) },
  { name: "format", run: () => runTool("oxfmt", ["--check"]) },
];

/** Runs every step, whatever the others say. Resolves to the names of those that failed. */
export async function check(): Promise<string[]> {
  const waiting = [...STEPS];
  const failed: string[] = [];
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { status, output, seconds } = await step.run();
      const ok = status === 0;
      console.log(`${ok ? "ok  " : "FAIL"} ${step.name.padEnd(16)} ${seconds.toFixed(1)} s`);
      if (ok) continue;
      failed.push(step.name);
      console.log(output.trimEnd());
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, worker));
  return failed;
}

if (import.meta.main) {
  const failed = await check();
  if (failed.length > 0) {
    console.log(`check failed: ${failed.join(", ")}`);
    process.exitCode = 1;
  }
}
