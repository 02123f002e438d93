import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { Environment } from "../../src/config/environment.ts";
import { loadConfig } from "../../src/config/load.ts";
import { pathsOf } from "../../src/config/paths.ts";
import { ConfigError } from "../../src/config/problems.ts";
import { objectionTo } from "../../src/config/rules/objections.ts";
import { Random } from "../support/random.ts";
import { eventually, type WireClient } from "../support/wire-client.ts";
import { CliHome } from "../support/cli-process.ts";
import { type BadEdit, drawBadEdit, KIND_NAMES } from "./bad-edits.ts";
import { ConfigWorld } from "./world.ts";

const BY_RPC = 16_000;
const BY_FILE = 3_600;
const BY_CLI = 400;
/** Among so many bad edits, one good one. */
const GOOD_EVERY = 40;
/** The debounce, and a moment to read the file. */
const SETTLE_MS = 40;

export const name = "edits";
export const summary =
  "D-05: 20,000 bad edits by method, file and command: one process, no client dropped, no channel reconnected, what is in force is the last valid configuration";
export const ciScale = 0.03;

interface Count {
  bad: number;
  good: number;
  /** Bad edits that were taken, or changed what is in force. */
  taken: number;
  /** The command line and the gateway said different things. */
  apart: number;
  kinds: Set<string>;
}

export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const tasks: (() => unknown)[] = [];
  const scope = { after: (task: () => unknown) => void tasks.push(task) };
  const world = await ConfigWorld.start(scope);
  try {
    const client = await world.connect();
    const accounts = await accountsOf(client);
    const random = new Random(seed);
    const trial = new Trial(world, client, random);
    await trial.byMethod(Math.ceil(BY_RPC * scale));
    log(`by method: ${JSON.stringify(trial.told)}`);
    await trial.byFile(Math.ceil(BY_FILE * scale));
    log(`by file: ${JSON.stringify(trial.told)}`);
    await trial.byCommand(Math.ceil(BY_CLI * scale));
    const { bad, good, taken, apart, kinds } = trial.count;
    const isOne = world.gateway.isRunning && world.gateway.pid === world.gateway.child.pid;
    const restarts = world.records("the gateway restarts in its process").length;
    const reconnects =
      JSON.stringify(await accountsOf(client)) === JSON.stringify(accounts) ? 0 : 1;
    const dropped = client.isClosed ? 1 : 0;
    const kindsSeen = kinds.size === KIND_NAMES.length || scale < 0.01;
    return {
      ok:
        isOne &&
        restarts === 0 &&
        reconnects === 0 &&
        dropped === 0 &&
        taken + apart === 0 &&
        kindsSeen,
      figures:
        `${bad} bad edits of ${kinds.size} kinds and ${good} good ones: ${taken} bad ones in force, ` +
        `${apart} verdicts apart, process ${isOne ? "the same" : "GONE"}, ${restarts} restarts, ` +
        `${dropped} clients dropped, ${reconnects} channels reconnected`,
    };
  } finally {
    for (const task of tasks.toReversed()) await task();
  }
}

class Trial {
  readonly count: Count = { bad: 0, good: 0, taken: 0, apart: 0, kinds: new Set() };
  readonly #world: ConfigWorld;
  readonly #client: WireClient;
  readonly #random: Random;
  #tokens = 100_000;

  constructor(world: ConfigWorld, client: WireClient, random: Random) {
    this.#world = world;
    this.#client = client;
    this.#random = random;
  }

  get told(): object {
    return { ...this.count, kinds: this.count.kinds.size };
  }

  async byMethod(edits: number): Promise<void> {
    let { hash } = await this.#client.call("config.get");
    for (let i = 0; i < edits;) {
      const good = this.#world.text;
      i += 1;
      if (i % GOOD_EVERY === GOOD_EVERY - 1) {
        const raw = this.#goodText(good);
        const answer = await this.#client.request("config.set", { raw, baseHash: hash });
        if (!answer.ok) throw new Error(`a good edit was refused: ${answer.error?.message}`);
        ({ hash } = await this.#client.call("config.get"));
        await this.#inForce();
        continue;
      }
      const { kind, content } = drawBadEdit(good, this.#random);
      // A frame ends before so much, and holds text only.
      if (kind === "too large" || typeof content !== "string") {
        i -= 1;
        continue;
      }
      const answer = await this.#client.request("config.set", {
        raw: content,
        baseHash: hash,
        force: true,
      });
      this.#counted(kind, answer.ok === true, content);
    }
    await this.#inForce();
  }

  async byFile(edits: number): Promise<void> {
    const good = this.#world.text;
    let current = good;
    for (let i = 0; i < edits; i++) {
      if (i % GOOD_EVERY === GOOD_EVERY - 1) {
        current = this.#goodText(good);
        this.#world.write(current);
        await this.#inForce();
        continue;
      }
      const edit = drawBadEdit(current, this.#random);
      this.#spoil(edit);
      await sleep(SETTLE_MS);
      await eventually(() => this.#isDegraded(), `health to tell of ${edit.kind}`);
      this.#counted(edit.kind, !(await this.#isLastGood()), edit.content);
    }
    this.#world.write(current);
    await this.#inForce();
  }

  /** A process each: a value that does not fit, or a whole file to check. */
  async byCommand(edits: number): Promise<void> {
    const folder = dirname(this.#world.file);
    const other = join(folder, "other.json");
    const { home } = this.#world.gateway;
    const cli = CliHome.at(home);
    for (let i = 0; i < edits; i++) {
      const edit = drawBadEdit(this.#world.text, this.#random);
      writeFileSync(other, edit.content, { mode: 0o600 });
      const env = { ZERO_CONFIG_PATH: other };
      const { status } = await cli.run(["config", "validate"], env);
      this.count.bad += 1;
      this.count.kinds.add(edit.kind);
      if ((status === 0) !== isValid(home, other)) this.count.apart += 1;
      const set = await cli.run(["config", "set", ...this.#random.pick(BAD_SETS)]);
      if (status === 0 || set.status === 0) this.count.taken += 1;
    }
    rmSync(other);
    if (!(await this.#isLastGood())) this.count.taken += 1;
  }

  #goodText(text: string): string {
    this.count.good += 1;
    this.#tokens += 1;
    const line = `agents: { defaults: { contextTokens: ${this.#tokens} } },`;
    return /agents: \{.*\},/.test(text)
      ? text.replace(/agents: \{.*\},/, line)
      : text.replace("/* Two bots. */", `${line}\n  /* Two bots. */`);
  }

  #spoil({ content }: BadEdit): void {
    const { file } = this.#world;
    const way = this.#random.below(10);
    if (way === 0) rmSync(file, { force: true });
    // In place, as some editors do, and in two parts.
    else if (way < 4) {
      const bytes = Buffer.from(content);
      writeFileSync(file, bytes.subarray(0, bytes.length / 2));
      writeFileSync(file, bytes);
    } else this.#world.write(content);
  }

  #counted(kind: string, isTaken: boolean, content: string | Buffer): void {
    this.count.bad += 1;
    this.count.kinds.add(kind);
    if (isTaken) this.count.taken += 1;
    const copy = `${this.#world.file}.copy`;
    writeFileSync(copy, content, { mode: 0o600 });
    if (isValid(this.#world.gateway.home, copy)) this.count.apart += 1;
    rmSync(copy);
  }

  async #isDegraded(): Promise<boolean> {
    const { services } = await this.#client.call("health", { probe: true });
    return services.config.state === "degraded";
  }

  async #isLastGood(): Promise<boolean> {
    const { sessions } = await this.#client.call("status");
    return sessions.defaults.contextTokens === (this.count.good === 0 ? 200_000 : this.#tokens);
  }

  #inForce(): Promise<boolean> {
    return eventually(() => this.#isLastGood(), `contextTokens ${this.#tokens}`);
  }
}

const BAD_SETS: readonly (readonly [string, string])[] = [
  ["gateway.port", "no port"],
  ["gateway.prot", "1"],
  ["gateway.bind", "everywhere"],
  ["agents.defaults.contextTokens", "-1"],
  ["channels.telegram.dmPolicy", "open"],
  ["logging.level", "{"],
  ["a..b", "1"],
];

/** The verdict of the command line, without its process. */
function isValid(home: string, file: string): boolean {
  const env = Environment.ofProcess({ HOME: home, ZERO_CONFIG_PATH: file });
  try {
    const configuration = loadConfig({ paths: pathsOf(undefined, env, home), env });
    return objectionTo(configuration, { program: "zero", allowUnconfigured: false }) === undefined;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

async function accountsOf(client: WireClient): Promise<unknown> {
  const { channelAccounts } = await client.call("channels.status", {});
  return channelAccounts.telegram.map(
    ({ accountId, lastStartAt, lastConnectedAt }: Record<string, unknown>) => {
      return { accountId, lastStartAt, lastConnectedAt };
    },
  );
}
