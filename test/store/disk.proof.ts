import { join } from "node:path";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { pause, until } from "../crash/kill-loop.ts";
import { type GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { Random } from "../support/random.ts";
import { attach } from "../support/machine/strace.ts";
import { describe, DiskTrial, isClean, type TrialReport } from "./disk-trial.ts";

const FILLS = 40;
const FAULTS = 300;
const STARTS = 120;
const DISK_KILOBYTES = 24_576;

export const name = "disk";
export const summary =
  "disks that fill up and calls that fail with ENOSPC and EIO: nothing promised is lost, health says so, it recovers by itself";

/** What has to hold besides the trial's own report. */
interface Part {
  report: TrialReport;
  figures: string;
  ok: boolean;
}

export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const random = new Random(seed);
  const times = (full: number) => Math.max(2, Math.round(full * scale));
  const parts = [
    await fills(random, times(FILLS)),
    await faults(random, times(FAULTS)),
    await starts(random, times(STARTS)),
  ];
  for (const { figures, report, ok } of parts)
    log(`${ok ? "ok  " : "FAIL"} ${figures}; ${describe(report)}`);
  const ok = parts.every((part) => part.ok && isClean(part.report));
  return { ok, figures: parts.map(({ figures }) => figures).join("; ") + `; ${total(parts)}` };
}

function total(parts: readonly Part[]): string {
  const sum = (of: (report: TrialReport) => number) =>
    parts.reduce((all, { report }) => all + of(report), 0);
  const promised = sum(({ messages, accepted }) => messages + accepted);
  const lost = sum((report) => report.lost + report.unfinished + report.owed);
  return `${promised} promises, ${lost} broken, ${sum(({ doubled }) => doubled)} answers twice`;
}

/** One process, whose disk is filled to the last page and freed, again and again. */
async function fills(random: Random, count: number): Promise<Part> {
  const trial = await DiskTrial.make(random, DISK_KILOBYTES);
  if (!trial.disk) throw new Error("a small disk can only be mounted by root");
  try {
    const { gateway, client } = await trial.start();
    let said = 0;
    let recovered = 0;
    for (let index = 0; index < count; index += 1) {
      trial.say(4);
      await trial.ask(client, 2);
      await pause(random.below(60));
      trial.disk.fill();
      trial.say(3);
      // Pages that are there already may take a few more.
      for (let tries = 0; tries < 50; tries += 1) {
        await trial.ask(client, 1);
        if ((await trial.storeState(client)) === "failed") break;
      }
      if (await trial.becomes(client, "failed")) said += 1;
      await pause(random.below(300));
      trial.disk.free();
      if (await trial.becomes(client, "ok")) recovered += 1;
    }
    const alive = gateway.isRunning;
    const report = await trial.settle(gateway);
    return {
      report,
      ok: alive && said === count && recovered === count,
      figures: `disk filled ${count} times: said ${said}, recovered ${recovered}`,
    };
  } finally {
    await trial.close();
  }
}

const CALLS = ["pwrite64", "fsync,fdatasync", "pwrite64,write,fdatasync,fsync,ftruncate"];
const ERRORS = ["ENOSPC", "EIO"];
/** How many calls of one kind a few turns make. */
const CALLS_MAX = 60;

function injection(calls: string, error: string, when: string): string[] {
  return ["-qq", "-e", `trace=${calls}`, "-e", `inject=${calls}:error=${error}:when=${when}`];
}

/** Only calls about these files: a socket that fails is another matter. */
function filesOf(home: string): string[] {
  const state = stateOf(home);
  const names = ["zero.db", "zero.db-wal", "zero.db-shm", "logs/gateway.jsonl"];
  return ["-o", "/dev/null", ...names.flatMap((file) => ["-P", join(state, file)])];
}

/** One process, of which one call fails, or all from one on, for a moment. */
async function faults(random: Random, count: number): Promise<Part> {
  const trial = await DiskTrial.make(random);
  try {
    const { gateway, client } = await trial.start();
    let lasting = 0;
    let said = 0;
    let recovered = 0;
    for (let index = 0; index < count; index += 1) {
      const lasts = index % 2 === 0;
      const nth = 1 + (lasts ? random.below(8) : (index >> 1) % CALLS_MAX);
      const faulty = injection(
        random.pick(CALLS),
        random.pick(ERRORS),
        `${nth}${lasts ? "+" : ""}`,
      );
      const strace = await attach(gateway.pid, [...faulty.slice(1), ...filesOf(trial.home)]);
      trial.say(3);
      await trial.ask(client, 3);
      if (lasts) {
        lasting += 1;
        for (let tries = 0; tries < 20 && (await trial.storeState(client)) === "ok"; tries += 1)
          await trial.ask(client, 1);
        if (await trial.becomes(client, "failed")) said += 1;
      }
      await pause(random.below(150));
      await strace.detach();
      if (await trial.becomes(client, "ok")) recovered += 1;
    }
    const alive = gateway.isRunning;
    const report = await trial.settle(gateway);
    return {
      report,
      ok: alive && said === lasting && recovered === count,
      figures: `${count} faults in a running gateway, ${lasting} lasting: said ${said}, recovered ${recovered}`,
    };
  } finally {
    await trial.close();
  }
}

/** The n-th call of a process that starts fails: it starts all the same, or says why not. */
async function starts(random: Random, count: number): Promise<Part> {
  const trial = await DiskTrial.make(random);
  let refused = 0;
  let unclear = 0;
  try {
    // The very first start, which makes the database, and then those that find one.
    for (let index = 0; index < count; index += 1) {
      const faulty = injection(
        random.pick(CALLS),
        ERRORS[index % 2] ?? "EIO",
        `${1 + Math.floor((index * CALLS_MAX) / count)}`,
      );
      trial.say(2);
      const gateway = trial.spawn(["strace", "-f", ...faulty, ...filesOf(trial.home)]);
      const started = await gateway.ready().then(
        () => true,
        () => false,
      );
      if (started) {
        await until(() => !gateway.isRunning, 100 + random.below(200));
        await leave(gateway);
      } else {
        refused += 1;
        const { code } = await gateway.exited;
        if (code !== 1 || !/cannot be (opened|used)|nothing was saved/.test(gateway.stderr))
          unclear += 1;
      }
      trial.left();
      if (index === 0) await (await trial.start()).gateway.kill();
    }
    const { gateway } = await trial.start();
    const report = await trial.settle(gateway);
    return {
      report,
      ok: unclear === 0,
      figures: `${count} faulty starts: ${refused} refused, ${unclear} without a clear word`,
    };
  } finally {
    await trial.close();
  }
}

/** The tracer is the child, and passes no signal on that it gets. */
async function leave(gateway: GatewayProcess): Promise<void> {
  const pid = gateway.records().find(({ msg }) => msg === "the gateway listens")?.["pid"];
  process.kill(Number(pid), "SIGTERM");
  await gateway.exited;
}
