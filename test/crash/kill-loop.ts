import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  echo,
  echoAfterTool,
  lastUserText,
  type ModelSimulator,
  startModel,
  startTelegram,
  type TelegramSimulator,
} from "@zero/simulator";
import { quantile } from "../bench/lib/stats.mjs";
import { GatewayProcess, makeHome, writeConfig } from "../support/gateway-process.ts";
import { Random } from "../support/random.ts";
import { Feed, people } from "./feed.ts";
import { beyondOne, type InFlight, readAnswers, readInFlight, readOwed } from "./ledger.ts";

const PRELOAD = fileURLToPath(new URL("./kill-points.mjs", import.meta.url));
const READY_WITHIN_MS = 20_000;
const POINT_WITHIN_MS = 5_000;
const SETTLE_WITHIN_MS = 30_000;

/** In the process: around the commit of each transaction of the path. */
const COMMIT_POINTS = ["accept", "start", "tool", "answer", "sending", "sent"].flatMap((kind) => [
  `${kind}:before`,
  `${kind}:after`,
]);
/** On the wire: while somebody else has the word. */
const WIRE_POINTS = [
  "model:asked",
  "model:streaming",
  "send:received",
  "send:answered",
  "poll:confirming",
];
export const POINTS: readonly string[] = [...COMMIT_POINTS, ...WIRE_POINTS];

export interface LoopOptions {
  seed: number;
  kills: number;
  atEachPoint: number;
  messages: number;
  /** Another program than the build; for builds that are broken on purpose. */
  program?: string;
  /** How long the gateway may be without progress at the end; 30 s. */
  settleWithinMs?: number;
  /** Only these points, and no random kills. */
  points?: readonly string[];
  log(line: string): void;
}

export interface LoopReport {
  kills: number;
  messages: number;
  inFlight: number;
  sendsInFlight: number;
  atPoint: readonly { point: string; kills: number }[];
  lost: number;
  doubledInHistory: number;
  /** Messages whose answer history does not hold; so that the figure before cannot be empty. */
  unrecorded: number;
  doubledOnTelegram: number;
  misrouted: number;
  disorder: number;
  owed: ReturnType<typeof readOwed>;
  readyMs: { p50: number; p99: number };
}

/** Feeds messages to a gateway that is killed again and again, then lets it finish and counts. */
export class KillLoop {
  readonly #options: LoopOptions;
  readonly #random: Random;
  readonly #home = makeHome();
  readonly #atPoint = new Map<string, number>();
  readonly #readyMs: number[] = [];
  #kills = 0;
  #inFlight = 0;
  #sendsInFlight = 0;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.#random = new Random(options.seed);
  }

  async run(): Promise<LoopReport> {
    const telegram = await startTelegram();
    const model = await startModel({ script: answer, chunkLength: 12, chunkDelayMs: 2 });
    writeConfig(this.#home, configure(telegram, model));
    const feed = new Feed(telegram, this.#random);
    try {
      const plan = this.#plan();
      const each = Math.ceil(this.#options.messages / plan.length);
      for (const [index, point] of plan.entries()) {
        await this.#killOnce(point, { telegram, model, feed, each });
        if ((index + 1) % 100 === 0) this.#options.log(`  ${index + 1} of ${plan.length} kills`);
      }
      await this.#settle(feed);
      return this.#report(feed);
    } finally {
      await Promise.all([telegram.close(), model.close()]);
      rmSync(this.#home, { recursive: true, force: true });
    }
  }

  /** Every named point as often as wanted, random instants for the rest, shuffled. */
  #plan(): readonly (string | undefined)[] {
    const { kills, atEachPoint, points = POINTS } = this.#options;
    const named = points.flatMap((point) => Array.from({ length: atEachPoint }, () => point));
    const rest = this.#options.points ? 0 : Math.max(0, kills - named.length);
    const plan = [...named, ...Array.from({ length: rest }, () => undefined)];
    for (let i = plan.length - 1; i > 0; i--) {
      const j = this.#random.below(i + 1);
      [plan[i], plan[j]] = [plan[j], plan[i]];
    }
    return plan;
  }

  async #killOnce(
    point: string | undefined,
    world: { telegram: TelegramSimulator; model: ModelSimulator; feed: Feed; each: number },
  ): Promise<void> {
    const began = performance.now();
    const gateway = this.#spawn(point);
    const { feed, each } = world;
    const early = this.#random.chance(0.5) ? each : Math.floor(each / 2);
    feed.say(early);
    const died = await Promise.race([
      gateway.ready(READY_WITHIN_MS).then(
        () => false,
        () => true,
      ),
      gateway.exited.then(() => true),
    ]);
    if (!died) this.#readyMs.push(performance.now() - began);
    feed.say(each - early);
    const hit = await this.#killAt(gateway, point, world);
    await gateway.kill();
    this.#count(readInFlight(this.#home), hit ? point : undefined);
  }

  #spawn(point: string | undefined): GatewayProcess {
    const inside = point !== undefined && COMMIT_POINTS.includes(point);
    // Messages are taken in batches, so there are few commits of that kind.
    const nth = point?.startsWith("accept") ? 1 : 1 + this.#random.below(3);
    return GatewayProcess.spawn({
      home: this.#home,
      args: ["--port", "0"],
      runtimeArgs: inside ? ["--import", PRELOAD] : [],
      env: inside ? { ZERO_TEST_KILL_AT: `${point}:${nth}` } : {},
      program: this.#options.program,
    });
  }

  /**
   * Kills the gateway, or waits until it killed itself; true when it died at the point that was
   * meant.
   */
  async #killAt(
    gateway: GatewayProcess,
    point: string | undefined,
    { telegram, model }: { telegram: TelegramSimulator; model: ModelSimulator },
  ): Promise<boolean> {
    if (point === undefined) {
      await pause(this.#random.below(250));
      return true;
    }
    if (COMMIT_POINTS.includes(point)) {
      await Promise.race([gateway.exited, pause(POINT_WITHIN_MS)]);
      return !gateway.isRunning;
    }
    return this.#killOnWire(gateway, point, { telegram, model });
  }

  async #killOnWire(
    gateway: GatewayProcess,
    point: string,
    { telegram, model }: { telegram: TelegramSimulator; model: ModelSimulator },
  ): Promise<boolean> {
    const held = Promise.withResolvers<void>();
    const calls = (method: string) =>
      telegram.calls.filter((call) => call.method === method).length;
    const before = {
      asked: model.stats.requests,
      sent: calls("sendMessage"),
      confirmed: telegram.stats.confirmed,
    };
    if (point === "send:received")
      telegram.fault("sendMessage", { kind: "hold", until: held.promise });
    const reached: Record<string, () => boolean> = {
      "model:asked": () => model.stats.requests > before.asked,
      "model:streaming": () => model.stats.requests > before.asked,
      "send:received": () => calls("sendMessage") > before.sent,
      "send:answered": () => calls("sendMessage") > before.sent,
      "poll:confirming": () => telegram.stats.confirmed > before.confirmed,
    };
    const hit = await until(reached[point] ?? (() => true), POINT_WITHIN_MS);
    if (point === "model:streaming") await pause(5);
    if (point === "send:answered") await pause(1);
    await gateway.kill();
    telegram.clearFaults();
    held.resolve();
    return hit;
  }

  #count(left: InFlight, point: string | undefined): void {
    this.#kills += 1;
    if (left.runs + left.sends > 0) this.#inFlight += 1;
    this.#sendsInFlight += left.sends;
    if (point !== undefined) this.#atPoint.set(point, (this.#atPoint.get(point) ?? 0) + 1);
  }

  /** Lets the gateway finish what it owes, undisturbed. */
  async #settle(feed: Feed): Promise<void> {
    const gateway = this.#spawn(undefined);
    await gateway.ready(READY_WITHIN_MS);
    const { settleWithinMs = SETTLE_WITHIN_MS } = this.#options;
    let before = -1;
    let done = false;
    // As long as there is progress there is hope: a long backlog is no loss.
    while (!done && feed.answers().times.size > before) {
      before = feed.answers().times.size;
      done = await until(() => feed.isAnswered, settleWithinMs, 100);
    }
    if (!done) this.#options.log(`  not settled within ${settleWithinMs} ms`);
    await pause(500);
    await gateway.stop();
  }

  #report(feed: Feed): LoopReport {
    const { times, misrouted, disorder } = feed.answers();
    const inHistory = readAnswers(this.#home);
    const ready = this.#readyMs.toSorted((a, b) => a - b);
    return {
      kills: this.#kills,
      messages: feed.count,
      inFlight: this.#inFlight,
      sendsInFlight: this.#sendsInFlight,
      atPoint: POINTS.map((point) => ({ point, kills: this.#atPoint.get(point) ?? 0 })),
      lost: feed.nonces().filter((nonce) => !times.has(nonce)).length,
      doubledInHistory: beyondOne(inHistory),
      unrecorded: feed.nonces().filter((nonce) => !inHistory.has(nonce)).length,
      doubledOnTelegram: beyondOne(times),
      misrouted,
      disorder,
      owed: readOwed(this.#home),
      readyMs: { p50: quantile(ready, 0.5), p99: quantile(ready, 0.99) },
    };
  }
}

/** Says back the nonce; every fifth message makes a tool call first. */
const withTool = echoAfterTool({ name: "time", arguments: {} });
export const answer: typeof echo = (request) =>
  lastUserText(request).includes("tool n") ? withTool(request) : echo(request);

/** A gateway of these two, whose answers can be told apart. */
export function configure(telegram: TelegramSimulator, model: ModelSimulator): object {
  return {
    gateway: { mode: "local" },
    session: { dmScope: "per-channel-peer" },
    agents: { defaults: { model: { primary: "sim/simulated" }, maxConcurrent: 8 } },
    models: {
      providers: {
        sim: {
          baseUrl: model.baseUrl,
          apiKey: "sk-simulated",
          api: "openai-completions",
          models: [{ id: "simulated", name: "Simulated", contextWindow: 32_000 }],
        },
      },
    },
    channels: {
      telegram: { botToken: telegram.token, apiRoot: telegram.apiRoot, allowFrom: people() },
    },
  };
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** False when it does not come true within that time. */
export async function until(
  condition: () => boolean,
  withinMs: number,
  everyMs = 1,
): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (performance.now() < end) {
    if (condition()) return true;
    await pause(everyMs);
  }
  return condition();
}
