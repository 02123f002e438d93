/**
 * `pnpm proof NAME [--scale X] [--slack X] [--seed N] [--record]`: runs one bar of the project at full size and
 * prints one line of figures with what is needed to repeat it. Without a name it lists the proofs.
 * `pnpm proof --ci [--minutes N]` runs all of them small, one after the other, within that time;
 * a figure of speed then fails when it is `--slack` times slower than its goal, and is printed with
 * a MISS before that.
 */
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, runChild, runScript } from "./child.ts";
import { currentCommit, recordFigure } from "./figures.ts";
import { CI_SCALE, CI_SLACK, findProofs, type Proof } from "./proofs.ts";

const FIGURES = join(ROOT, "docs/reference/figures.md");
const CI_MINUTES = 30;

interface Choice {
  seed: number;
  scale: number;
  slack: number;
  record: boolean;
}

async function runProof(proof: Proof, { seed, scale, slack, record }: Choice): Promise<boolean> {
  const startedAt = performance.now();
  console.log(`${proof.summary}\nSEED=${seed} SCALE=${scale}`);
  const log = (line: string) => console.log(`  ${line}`);
  const { ok, figures } = await proof.run({ seed, scale, slack, log });
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const commit = await currentCommit();
  const run = `seed ${seed}, scale ${scale}, slack ${slack}, commit ${commit}, ${seconds} s`;
  console.log(`${ok ? "PROVEN" : "FAILED"} ${proof.name}: ${figures} (${run})`);
  const date = new Date().toISOString().slice(0, 10);
  if (record && ok && slack === 1)
    recordFigure(FIGURES, { proof: proof.name, figures, seed, scale, commit, date });
  return ok;
}

/** Each proof in a process of its own: what one leaves behind cannot colour the next. */
async function runAll(proofs: readonly Proof[], minutes: number): Promise<boolean> {
  const endsAt = performance.now() + minutes * 60_000;
  let proven = 0;
  for (const { name, ciScale = CI_SCALE } of proofs) {
    const leftMs = Math.max(1, Math.round(endsAt - performance.now()));
    const args = [join(ROOT, "scripts/proof.ts"), name, "--scale", String(ciScale)];
    args.push("--slack", String(CI_SLACK), "--built");
    const { status, output } = await runChild(process.execPath, args, { timeout: leftMs });
    console.log(status === 0 ? summaryOf(output) : output.trimEnd());
    if (status === 0) proven += 1;
    else console.log(`FAILED ${name}: see above; it had ${Math.round(leftMs / 1000)} s`);
  }
  console.log(`proofs ${proofs.length}, proven ${proven}, failed ${proofs.length - proven}`);
  return proven === proofs.length;
}

/** The line of figures, after those that missed a goal. */
function summaryOf(output: string): string {
  const lines = output.trimEnd().split("\n");
  return [...lines.filter((line) => line.trim().startsWith("MISS ")), lines.at(-1)].join("\n");
}

function list(proofs: readonly Proof[]): void {
  console.log("usage: npm run proof NAME -- [--scale X] [--slack X] [--seed N] [--record]\n");
  for (const { name, summary } of proofs) console.log(`  ${name.padEnd(12)} ${summary}`);
}

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      scale: { type: "string", default: "1" },
      slack: { type: "string", default: "1" },
      seed: { type: "string" },
      record: { type: "boolean", default: false },
      ci: { type: "boolean", default: false },
      minutes: { type: "string", default: String(CI_MINUTES) },
      // The caller has just built: a proof that is one of many does not look again.
      built: { type: "boolean", default: false },
    },
  });
  const proofs = await findProofs();
  const [name] = positionals;
  if (name === undefined && !values.ci) {
    list(proofs);
    return true;
  }
  if (!values.built) {
    const build = await runScript("scripts/build.ts", []);
    console.log(build.output.trimEnd());
    if (build.status !== 0) return false;
  }
  if (values.ci) return runAll(proofs, numberOf("minutes", values.minutes));
  const proof = proofs.find((candidate) => candidate.name === name);
  if (!proof) {
    console.log(`no proof is named ${name}`);
    list(proofs);
    return false;
  }
  const scale = numberOf("scale", values.scale);
  const slack = numberOf("slack", values.slack);
  const seed = values.seed === undefined ? randomInt(2 ** 31) : numberOf("seed", values.seed);
  return runProof(proof, { seed, scale, slack, record: values.record });
}

function numberOf(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${option} takes a number above zero, not ${text}`);
  return value;
}

if (!(await main())) process.exitCode = 1;
// A proof that failed may have left a socket or a process behind; its answer is printed.
process.exit();
