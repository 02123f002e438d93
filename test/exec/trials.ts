import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { RunRequest } from "../../src/domain/exec/request.ts";
import { bypassTexts } from "../support/exec/bypass-commands.ts";
import { type Announced, type Answer, EVIL, ExecNode } from "../support/exec/node.ts";
import { Random } from "../support/random.ts";

const PIECES = [
  ...Array.from("abz019 -_=/.*?~$`'\"\\|&;<>(){}[]!#%^\n\t\r\u0001\u001b\u007fé€😀\u202eа"),
  "$(",
  "--",
  "&&",
  "\\n",
  "-c",
  "../",
  "/proc/self/",
  "LD_PRELOAD=",
  "approval",
  "%00",
];

export interface Tally {
  commands: number;
  approved: number;
  refused: number;
  /** Runs that nobody approved, or with other arguments. */
  wrong: string[];
}

type Move = (trial: Trial) => Promise<Answer>;

interface Trial {
  readonly node: ExecNode;
  readonly random: Random;
  readonly request: RunRequest;
  readonly target: string;
}

/** What a person allows, and nothing came between. */
const allow: Move = ({ node, request }) => node.run(request);

/** Everything else: each has to run nothing. */
const ATTACKS: readonly Move[] = [
  async ({ node, request }) => node.settle(request, await node.announce(request), "deny"),
  async ({ node, request }) => node.settle(request, await node.announce(request), "listed"),
  async ({ node, request, random }) => {
    const plan = await node.announce(request);
    const other = [...request.command, random.pick(PIECES)];
    return node.settle({ ...request, command: other }, plan);
  },
  async ({ node, request, random }) => {
    const plan = await node.announce(request);
    return node.settle({ ...request, env: { ADDED: random.pick(PIECES) } }, plan);
  },
  async ({ node, request }) => {
    const plan = await node.announce(request);
    return node.settle({ ...request, cwd: "/" }, plan);
  },
  async ({ node, request, target }) => {
    const plan = await node.announce(request);
    appendFileSync(target, "# more\n");
    return node.settle(request, plan);
  },
  async ({ node, request, target }) => {
    const plan = await node.announce(request);
    rmSync(target);
    symlinkSync(node.path("evil"), target);
    return node.settle(request, plan);
  },
  async ({ node, request }) => {
    const [one, two] = [await node.announce(request), await node.announce(request)];
    return node.settle(request, { ...one, hash: two.hash });
  },
  async ({ node, request, random }) => {
    const plan: Announced = await node.announce(request);
    const hash = random
      .below(2 ** 31)
      .toString(16)
      .padStart(64, "0");
    return node.settle(request, { ...plan, hash });
  },
  async ({ node, request }) => {
    const plan = await node.announce(request);
    node.reconnect();
    return node.settle(request, plan);
  },
  ({ node, request, random }) => {
    const text = random.pick(bypassTexts(node.stub));
    return node.invoke("system.run", { ...request, rawCommand: text });
  },
];

/**
 * Random commands through a node, each either allowed or attacked in one way. What ran has to be
 * what was allowed: the same arguments, in the same order, and nothing besides.
 */
export async function runTrials({ seed, count }: { seed: number; count: number }): Promise<Tally> {
  const random = new Random(seed);
  const node = new ExecNode();
  const tally: Tally = { commands: 0, approved: 0, refused: 0, wrong: [] };
  const stub = readFileSync(node.stub);
  node.program("evil", EVIL);
  try {
    for (let i = 0; i < count; i += 1) {
      const target = node.path(`target${i % 8}`);
      rmSync(target, { force: true });
      writeFileSync(target, stub, { mode: 0o755 });
      const words = Array.from({ length: random.below(5) }, () =>
        Array.from({ length: random.below(8) }, () => random.pick(PIECES)).join(""),
      );
      const request: RunRequest = { command: [target, ...words] };
      const isAllowed = random.chance(0.25);
      const move = isAllowed ? allow : random.pick(ATTACKS);
      const { ok, payload } = await move({ node, random, request, target });
      const ran = node.runs();
      node.forgetRuns();
      tally.commands += 1;
      if (isAllowed) tally.approved += 1;
      else tally.refused += 1;
      const expected = JSON.stringify(isAllowed ? [words] : []);
      if (JSON.stringify(ran) === expected && (!isAllowed || (ok && payload.success))) continue;
      tally.wrong.push(`${i}: ${JSON.stringify(request)} ran ${JSON.stringify(ran)}`);
    }
  } finally {
    node.clean();
  }
  return tally;
}

/** Swaps a program for another as fast as it can, in a thread of its own. */
const RACER = `
const { renameSync, symlinkSync, copyFileSync } = require("node:fs");
const { workerData, parentPort } = require("node:worker_threads");
const { target, good, evil, spare } = workerData;
const stop = new Int32Array(workerData.stop);
let swaps = 0;
while (Atomics.load(stop, 0) === 0) {
  copyFileSync(evil, spare); renameSync(spare, target);
  symlinkSync(evil, spare); renameSync(spare, target);
  copyFileSync(good, spare); renameSync(spare, target);
  swaps += 3;
}
parentPort.postMessage(swaps);
`;

export interface Race {
  attempts: number;
  swaps: number;
  ran: number;
  /** Runs of the program that was never approved. */
  evil: number;
}

/** How many times more often it is tried until one run was quicker than the racer. */
const LONGER = 100;

/**
 * Approves the good program again and again while a thread swaps it for another one: whatever is
 * there at the start of a run, only what was approved may run. The other one, where it is what the
 * node saw, is denied.
 */
export async function runRace(count: number): Promise<Race> {
  const node = new ExecNode();
  const good = node.stub;
  const evil = node.program("evil", EVIL);
  const target = node.path("target");
  copyFileSync(good, target);
  const { plan: known } = await node.announce({ command: [good] });
  const stop = new SharedArrayBuffer(4);
  const workerData = { target, good, evil, spare: join(node.home, "spare"), stop };
  const racer = new Worker(RACER, { eval: true, workerData });
  const swapped = new Promise<number>((resolve, reject) => {
    racer.once("message", resolve);
    racer.once("error", reject);
  });
  const race: Race = { attempts: 0, swaps: 0, ran: 0, evil: 0 };
  try {
    // A race that nobody ever wins shows nothing: it goes on until one run was quick enough.
    const goesOn = () => node.runs().length === 0 && race.attempts < count * LONGER;
    for (; race.attempts < count || goesOn(); race.attempts += 1) {
      const request = { command: [target, "approved"] };
      const announced = await node.announce(request).catch(() => undefined);
      if (!announced) continue;
      const isGood = announced.plan.binary.digest === known.binary.digest;
      await node.settle(request, announced, isGood ? "allow-once" : "deny");
    }
  } finally {
    Atomics.store(new Int32Array(stop), 0, 1);
    race.swaps = await swapped;
    const runs = node.runs();
    race.ran = runs.length;
    race.evil = runs.filter(([word]) => word !== "approved").length;
    node.clean();
  }
  return race;
}

/** Used by a racer that swaps folders instead: the name leads to one, then to another. */
export async function runFolderRace(count: number): Promise<Race> {
  const node = new ExecNode();
  const real = node.folder("real");
  node.folder("other");
  const link = node.path("here");
  symlinkSync(real, link);
  const race: Race = { attempts: 0, swaps: 0, ran: 0, evil: 0 };
  try {
    for (; race.attempts < count; race.attempts += 1) {
      const request = { command: ["/bin/pwd", "-P"], cwd: link };
      const announced = await node.announce(request);
      const settled = node.settle(request, announced);
      // The name leads elsewhere while the node is at work on it.
      symlinkSync(node.path("other"), node.path("spare"));
      renameSync(node.path("spare"), link);
      const { ok, payload } = await settled;
      race.swaps += 1;
      if (ok) race.ran += 1;
      if (ok && payload.stdout.trim() !== real) race.evil += 1;
      symlinkSync(real, node.path("spare"));
      renameSync(node.path("spare"), link);
    }
  } finally {
    node.clean();
  }
  return race;
}
