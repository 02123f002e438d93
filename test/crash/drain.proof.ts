import { rmSync } from "node:fs";
import {
  lastUserText,
  type ModelSimulator,
  startModel,
  startTelegram,
  type TelegramSimulator,
} from "@zero/simulator";
import type { ProofOptions, ProofResult } from "../../scripts/proofs.ts";
import { quantile } from "../bench/lib/stats.mjs";
import { GatewayProcess, makeHome, writeConfig } from "../support/gateway-process.ts";
import { Random } from "../support/random.ts";
import { WireClient } from "../support/wire-client.ts";
import { type Asked, countUnanswered } from "./asked.ts";
import { Feed } from "./feed.ts";
import { configure, pause, until } from "./kill-loop.ts";
import { beyondOne, readAnswers, readInFlight, readOwed } from "./ledger.ts";

const STOPS = 200;
const CLIENTS = 50;
const TURNS_OF_CLIENTS = 10;
const MESSAGES = 10;
const LEAVE_WITHIN_MS = 10_000;
/** In one round of so many the answers take longer than a leaving gateway waits for them. */
const LONG_EVERY = 8;
const SETTLED_WITHIN_MS = 60_000;

export const name = "drain";
export const summary =
  "200 SIGTERMs with 50 clients and 20 turns in flight: `shutdown` first, exit 0 within 10 s, every turn answered after the restart";
export const ciScale = 0.02;

interface Found {
  stops: number;
  inFlight: number;
  parked: number;
  sendsInFlight: number;
  /** Clients that were closed without the event, twice told, or told something else before it. */
  untold: number;
  badExits: number;
  leftMs: number[];
}

export async function run({ seed, scale, log }: ProofOptions): Promise<ProofResult> {
  const random = new Random(seed);
  const stops = Math.max(3, Math.round(STOPS * scale));
  const [telegram, model] = await Promise.all([
    startTelegram(),
    startModel({ script: slowEcho, chunkLength: 8, chunkDelayMs: 60 }),
  ]);
  const drain = new Drain(random, telegram, model);
  try {
    for (let index = 0; index < stops; index += 1) {
      await drain.stopOnce(index % LONG_EVERY === LONG_EVERY - 1 || stops < LONG_EVERY);
      if ((index + 1) % 20 === 0) log(`${index + 1} of ${stops} stops`);
    }
    return await drain.settle();
  } finally {
    await drain.close();
  }
}

/** Says the words back, and goes on for a while when it is asked to. */
const slowEcho: NonNullable<Parameters<typeof startModel>[0]>["script"] = (request) => {
  const said = lastUserText(request);
  return { text: `${said} ${"and so on ".repeat(said.includes("at length") ? 60 : 4)}` };
};

class Drain {
  readonly #random: Random;
  readonly #telegram: TelegramSimulator;
  readonly #model: ModelSimulator;
  readonly #home = makeHome();
  readonly #feed: Feed;
  readonly #asked: Asked[] = [];
  readonly #found: Found = {
    stops: 0,
    inFlight: 0,
    parked: 0,
    sendsInFlight: 0,
    untold: 0,
    badExits: 0,
    leftMs: [],
  };
  #ends: (() => void)[] = [];

  constructor(random: Random, telegram: TelegramSimulator, model: ModelSimulator) {
    this.#random = random;
    this.#telegram = telegram;
    this.#model = model;
    this.#feed = new Feed(telegram, random);
    const config = configure(telegram, model) as { agents: { defaults: object } };
    Object.assign(config.agents.defaults, { maxConcurrent: 64 });
    writeConfig(this.#home, config);
  }

  async stopOnce(long: boolean): Promise<void> {
    const gateway = await this.#start();
    const clients = await Promise.all(
      Array.from({ length: CLIENTS }, () => this.#connect(gateway)),
    );
    const before = this.#model.stats.requests;
    for (const client of clients.slice(0, TURNS_OF_CLIENTS)) this.#ask(client, long);
    this.#feed.say(MESSAGES);
    // What an earlier round left is asked for as well.
    await until(
      () => this.#model.stats.requests - before >= TURNS_OF_CLIENTS + MESSAGES / 2,
      5_000,
    );
    await pause(this.#random.below(250));
    this.#found.inFlight += this.#open();
    const began = performance.now();
    gateway.child.kill("SIGTERM");
    const { code } = await gateway.exited;
    const leftMs = performance.now() - began;
    await Promise.all(clients.map(({ closed }) => closed));
    this.#note({ code, leftMs }, clients);
  }

  /** Lets the last gateway finish what is owed, and counts. */
  async settle(): Promise<ProofResult> {
    const gateway = await this.#start();
    const client = await this.#connect(gateway);
    await until(() => this.#feed.isAnswered, SETTLED_WITHIN_MS, 50);
    const unanswered = await countUnanswered(client, this.#asked);
    await pause(300);
    const last = await gateway.stop();
    const { times, misrouted } = this.#feed.answers();
    const history = readAnswers(this.#home);
    const lost = this.#feed.nonces().filter((nonce) => !times.has(nonce)).length;
    const doubled = beyondOne(times);
    const doubledInHistory = beyondOne(history);
    const { inbox, runs, outbox, integrity } = readOwed(this.#home);
    const { stops, inFlight, parked, sendsInFlight, untold, badExits } = this.#found;
    const leftMs = this.#found.leftMs.toSorted((a, b) => a - b);
    const slowest = leftMs.at(-1) ?? 0;
    const broken = lost + unanswered + misrouted + doubledInHistory + untold + badExits;
    const ok =
      broken + inbox + runs + outbox === 0 &&
      doubled <= sendsInFlight &&
      parked > 0 &&
      last === 0 &&
      integrity === "ok" &&
      slowest <= LEAVE_WITHIN_MS;
    const figures =
      `${stops} stops with ${CLIENTS} clients and ${(inFlight / stops).toFixed(1)} turns in flight: ` +
      `${untold} clients not told first, ${badExits} exits other than 0, left after p50 ` +
      `${quantile(leftMs, 0.5).toFixed(0)} ms, at most ${slowest.toFixed(0)} ms; ${parked} turns parked; ` +
      `${this.#feed.count} messages and ${this.#asked.length} turns: ${lost} lost, ${unanswered} unanswered, ` +
      `${doubled} doubled of ${sendsInFlight} sends in flight, ${doubledInHistory} doubled in history`;
    return { ok, figures };
  }

  async close(): Promise<void> {
    this.#forget();
    await Promise.all([this.#telegram.close(), this.#model.close()]);
    rmSync(this.#home, { recursive: true, force: true });
  }

  async #start(): Promise<GatewayProcess> {
    const gateway = GatewayProcess.spawn({ home: this.#home, args: ["--port", "0"] });
    await gateway.ready();
    return gateway;
  }

  #connect(gateway: GatewayProcess): Promise<WireClient> {
    const scope = { after: (end: () => void) => void this.#ends.push(end) };
    return WireClient.connect(scope, gateway.url);
  }

  #ask(client: WireClient, long: boolean): void {
    const idempotencyKey = `turn-${String(this.#asked.length + 1).padStart(6, "0")}`;
    const sessionKey = `agent:main:client-${this.#asked.length % 50}`;
    const message = `say ${idempotencyKey}${long ? " at length" : ""}`;
    this.#asked.push({ sessionKey, message, idempotencyKey });
    client.ask("agent", { sessionKey, message, idempotencyKey });
  }

  /** Answers that the model is in the middle of. */
  #open(): number {
    const { requests, answered, abandoned } = this.#model.stats;
    return requests - answered - abandoned;
  }

  #note(exit: { code: number | null; leftMs: number }, clients: readonly WireClient[]): void {
    const found = this.#found;
    found.stops += 1;
    found.leftMs.push(exit.leftMs);
    if (exit.code !== 0) found.badExits += 1;
    found.untold += clients.filter((client) => !wasToldFirst(client)).length;
    const left = readInFlight(this.#home);
    found.parked += left.runs;
    found.sendsInFlight += left.sends;
    this.#forget();
  }

  #forget(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
  }
}

/** Exactly one `shutdown`, before anything else that says that the gateway leaves. */
function wasToldFirst({ frames }: WireClient): boolean {
  const at = frames.findIndex(({ event }) => event === "shutdown");
  const refusedAt = frames.findIndex(
    ({ ok, error }) => ok === false && error?.code === "UNAVAILABLE",
  );
  const told = frames.filter(({ event }) => event === "shutdown").length;
  return told === 1 && (refusedAt < 0 || refusedAt > at);
}
