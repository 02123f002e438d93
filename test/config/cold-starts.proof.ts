import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { GatewayProcess, makeHome, stateOf } from "../support/gateway-process.ts";
import { Random } from "../support/random.ts";
import { WireClient } from "../support/wire-client.ts";
import { type BadEdit, KIND_NAMES, makeBadEdit } from "./bad-edits.ts";

const STARTS = 500;
const AT_ONCE = 2;
/** D-05 names a second; the slowest of so many starts, two at a time, may take more. */
const MEDIAN_MS_MAX = 1_000;
const SLOWEST_MS_MAX = 3_000;
const UNUSABLE_CONFIG = 78;
const TOKEN = "cold-start-token-0123456789abcdef";
/** Tells which configuration is in force. */
const [LAST_GOOD, IN_THE_FILE] = [123_457, 654_321];

export const name = "cold-starts";
export const summary =
  "D-05: 500 starts with a bad configuration file: ready on the last good one where there is one, otherwise gone with 78, and the reason named";
export const ciScale = 0.03;

export async function run({ seed, scale, slack, log }: ProofOptions): Promise<ProofResult> {
  const starts = Math.max(15, Math.round(STARTS * scale));
  const random = new Random(seed);
  const used = await usedState();
  const seen: Seen = { ready: [], gone: [], kinds: new Set(), killed: 0 };
  const wrong: string[] = [];
  let next = 0;
  const worker = async () => {
    while (next < starts) {
      const trial = drawTrial(next, random);
      next += 1;
      if (next % 50 === 0) log(`${next} of ${starts}, ${wrong.length} wrong`);
      const problems = await start(trial, used, seen);
      wrong.push(...problems.map((what) => `${trial.edit.kind}: ${what}`));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } finally {
    rmSync(used, { recursive: true, force: true });
  }
  for (const what of wrong) log(what);
  const timely = [seen.ready, seen.gone].every(
    (times) =>
      medianOf(times) <= MEDIAN_MS_MAX * slack && Math.max(...times) <= SLOWEST_MS_MAX * slack,
  );
  const allKinds = seen.kinds.size === KIND_NAMES.length || starts < 10 * KIND_NAMES.length;
  return {
    ok: wrong.length === 0 && timely && allKinds && seen.ready.length + seen.gone.length === starts,
    figures:
      `${starts} starts with ${seen.kinds.size} kinds of bad files, ${seen.killed} by a writer that was killed: ` +
      `${seen.ready.length} ready on the last good one (${timesOf(seen.ready)}), ` +
      `${seen.gone.length} gone with 78 (${timesOf(seen.gone)}), ${wrong.length} wrong`,
  };
}

interface Seen {
  /** Milliseconds from the start of the process. */
  readonly ready: number[];
  readonly gone: number[];
  readonly kinds: Set<string>;
  killed: number;
}

interface Trial {
  readonly edit: BadEdit;
  readonly hasLastGood: boolean;
  /** The file is what a writer left that was killed. */
  readonly isKilled: boolean;
}

/** Every kind in turn, with and without a last good configuration. */
function drawTrial(index: number, random: Random): Trial {
  const kind = KIND_NAMES[Math.floor(index / 2) % KIND_NAMES.length] ?? "";
  const isKilled = kind === "cut short" || random.below(10) === 0;
  const edit = makeBadEdit(isKilled ? "cut short" : kind, textWith(IN_THE_FILE), random);
  return { edit, hasLastGood: index % 2 === 0, isKilled };
}

function textWith(contextTokens: number): string {
  return `// The file of a person.
{
  gateway: { mode: "local", port: 0, auth: { token: "${TOKEN}" } },
  agents: { defaults: { contextTokens: ${contextTokens} } },
  channels: {
    telegram: {
      apiRoot: "http://127.0.0.1:9",
      botToken: "700000001:firstBotTokenOfThirtyFiveLetters12345",
      allowFrom: ["1"],
    },
  },
}
`;
}

/** A home whose gateway ran with a good file and left. */
async function usedState(): Promise<string> {
  const home = makeHome();
  const state = stateOf(home);
  mkdirSync(state, { mode: 0o700 });
  writeFileSync(join(state, "zero.json"), textWith(LAST_GOOD), { mode: 0o600 });
  const gateway = await GatewayProcess.start({ home, args: [] });
  await gateway.until(() => existsSync(join(state, "last-good.json")), 20_000, "the last good one");
  await gateway.stop();
  return home;
}

/** What is not as it should be; empty: it is. */
async function start(trial: Trial, used: string, seen: Seen): Promise<readonly string[]> {
  const home = makeHome();
  const state = stateOf(home);
  if (trial.hasLastGood) cpSync(used, home, { recursive: true });
  else mkdirSync(state, { mode: 0o700 });
  spoil(join(state, "zero.json"), trial);
  seen.kinds.add(trial.edit.kind);
  if (trial.isKilled) seen.killed += 1;
  const begun = performance.now();
  const gateway = GatewayProcess.spawn({ home, args: [] });
  try {
    await gateway.ready().catch((error: unknown) => {
      if (gateway.isRunning) throw error;
    });
    const tookMs = performance.now() - begun;
    // The one thing about which nothing but the file itself decides (V13).
    const mayRun = trial.hasLastGood && trial.edit.kind !== "not a gateway";
    (mayRun ? seen.ready : seen.gone).push(tookMs);
    if (gateway.isRunning !== mayRun) {
      return [`it ${mayRun ? "left" : "runs"}: ${gateway.stderr.slice(0, 300)}`];
    }
    return mayRun ? await assessRunning(gateway, trial) : await assessGone(gateway, trial);
  } catch (error) {
    return [error instanceof Error ? error.message : "an unknown failure"];
  } finally {
    await gateway.clean();
    rmSync(home, { recursive: true, force: true });
  }
}

/** As the writer leaves it: a whole text, or the part that was written when it was killed. */
function spoil(file: string, { edit, isKilled }: Trial): void {
  if (!isKilled) {
    writeFileSync(file, edit.content, { mode: 0o600 });
    return;
  }
  const script = 'umask 077; cat >"$1"; kill -KILL $$';
  const { signal } = spawnSync("/bin/sh", ["-c", script, "sh", file], { input: edit.content });
  if (signal !== "SIGKILL") throw new Error("the writer was not killed");
}

async function assessRunning(gateway: GatewayProcess, { edit }: Trial): Promise<string[]> {
  const wrong: string[] = [];
  const tasks: (() => unknown)[] = [];
  const scope = { after: (task: () => unknown) => void tasks.push(task) };
  const client = await WireClient.connect(scope, gateway.url, { auth: { token: TOKEN } });
  const { services } = await client.call("health", { probe: true });
  const { state, detail = "" } = services.config;
  if (state !== "degraded") wrong.push(`health says that the configuration is ${state}`);
  const { sessions } = await client.call("status");
  if (sessions.defaults.contextTokens !== LAST_GOOD) wrong.push("another configuration in force");
  for (const [where, text] of [
    ["health", detail],
    ["stderr", gateway.stderr],
  ] as const) {
    wrong.push(...unnamed(where, text, gateway, edit));
  }
  for (const task of tasks) await task();
  const status = await gateway.stop();
  if (status !== 0) wrong.push(`it leaves with ${status}`);
  return wrong;
}

async function assessGone(gateway: GatewayProcess, { edit }: Trial): Promise<string[]> {
  const { code } = await gateway.exited;
  const wrong = code === UNUSABLE_CONFIG ? [] : [`it left with ${code}`];
  return [...wrong, ...unnamed("stderr", gateway.stderr, gateway, edit)];
}

/** The file itself is valid, or another one is named that it asks for. */
const OTHERWISE = new Set([
  "not a gateway",
  "exposed without a secret",
  "a secret that is not there",
  "missing include",
]);

/** The file and the key have to be named. */
function unnamed(where: string, text: string, gateway: GatewayProcess, edit: BadEdit): string[] {
  const file = join(stateOf(gateway.home), "zero.json");
  const names = [edit.names, ...(OTHERWISE.has(edit.kind) ? [] : [file])];
  return names
    .filter((what) => !text.includes(what))
    .map((what) => `${where} does not name ${what}: ${text.slice(0, 300)}`);
}

const medianOf = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Infinity;

function timesOf(times: readonly number[]): string {
  return `median ${Math.round(medianOf(times))} ms, slowest ${Math.round(Math.max(...times))} ms`;
}
