import { rmSync } from "node:fs";
import {
  type ModelSimulator,
  startModel,
  startTelegram,
  type TelegramSimulator,
} from "@zero/simulator";
import { type Asked, countUnanswered } from "../crash/asked.ts";
import { Feed } from "../crash/feed.ts";
import { answer, configure, pause, until } from "../crash/kill-loop.ts";
import { beyondOne, readAnswers, readInFlight, readOwed } from "../crash/ledger.ts";
import { GatewayProcess, makeHome, stateOf, writeConfig } from "../support/gateway-process.ts";
import type { Random } from "../support/random.ts";
import { SmallDisk } from "../support/machine/small-disk.ts";
import { WireClient } from "../support/wire-client.ts";

const RECOVERED_WITHIN_MS = 20_000;
const SETTLED_WITHIN_MS = 60_000;

/** What a trial found; everything but the first four has to be 0, or `ok`. */
export interface TrialReport {
  messages: number;
  accepted: number;
  refused: number;
  sendsInFlight: number;
  lost: number;
  doubled: number;
  unfinished: number;
  owed: number;
  integrity: string;
}

/** A gateway with people on Telegram and a client, both of whom count what was promised to them. */
export class DiskTrial {
  readonly home: string;
  /** Where the state is, when it has a disk of its own. */
  readonly disk: SmallDisk | undefined;
  readonly #feed: Feed;
  readonly #telegram: TelegramSimulator;
  readonly #model: ModelSimulator;
  readonly #ends: (() => void)[] = [];
  readonly #accepted: Asked[] = [];
  #asked = 0;
  #refused = 0;
  #sendsInFlight = 0;

  private constructor(
    place: { home: string; disk: SmallDisk | undefined },
    telegram: TelegramSimulator,
    model: ModelSimulator,
    random: Random,
  ) {
    this.home = place.home;
    this.disk = place.disk;
    this.#telegram = telegram;
    this.#model = model;
    this.#feed = new Feed(telegram, random);
  }

  /** The state is on a disk of its own when a size is given; that needs root. */
  static async make(random: Random, diskKilobytes?: number): Promise<DiskTrial> {
    const [telegram, model] = await Promise.all([
      startTelegram(),
      startModel({ script: answer, chunkLength: 12, chunkDelayMs: 2 }),
    ]);
    const home = makeHome();
    const disk = diskKilobytes ? SmallDisk.mount(diskKilobytes, stateOf(home)) : undefined;
    writeConfig(home, configure(telegram, model));
    return new DiskTrial({ home, disk }, telegram, model, random);
  }

  spawn(within: readonly string[] = []): GatewayProcess {
    return GatewayProcess.spawn({ home: this.home, args: ["--port", "0"], within });
  }

  async start(): Promise<{ gateway: GatewayProcess; client: WireClient }> {
    const gateway = this.spawn();
    await gateway.ready();
    return { gateway, client: await this.client(gateway) };
  }

  client(gateway: GatewayProcess): Promise<WireClient> {
    const scope = { after: (end: () => void) => void this.#ends.push(end) };
    return WireClient.connect(scope, gateway.url);
  }

  /** People write to the bot. */
  say(messages: number): void {
    this.#feed.say(messages);
  }

  /** A client asks for turns and hears of each whether it is accepted. */
  async ask(client: WireClient, turns: number): Promise<void> {
    for (let index = 0; index < turns; index += 1) {
      this.#asked += 1;
      const idempotencyKey = `turn-${String(this.#asked).padStart(6, "0")}`;
      const sessionKey = `agent:main:client-${this.#asked % 7}`;
      const asked = { sessionKey, message: `say ${idempotencyKey}`, idempotencyKey };
      const { ok, error } = await client.request("agent", asked);
      if (ok) this.#accepted.push(asked);
      else if (error?.code === "UNAVAILABLE" && error.retryable) this.#refused += 1;
      else throw new Error(`a turn was refused with ${error?.code}: ${error?.message}`);
    }
  }

  /** What the gateway says of its store, now. */
  async storeState(client: WireClient): Promise<string> {
    return (await client.call("status")).services.store.state;
  }

  /** False when the store does not come to this state by itself. */
  async becomes(client: WireClient, state: string): Promise<boolean> {
    const end = performance.now() + RECOVERED_WITHIN_MS;
    while (performance.now() < end) {
      if ((await this.storeState(client)) === state) return true;
      await pause(20);
    }
    return false;
  }

  /** Counts what a process that is gone was in the middle of. */
  left(): void {
    this.#sendsInFlight += readInFlight(this.home).sends;
  }

  /** Waits until everything that was promised is done, and counts what is not. */
  async settle(gateway: GatewayProcess): Promise<TrialReport> {
    const client = await this.client(gateway);
    await until(() => this.#feed.isAnswered, SETTLED_WITHIN_MS, 50);
    const unfinished = await countUnanswered(client, this.#accepted);
    await pause(300);
    await gateway.stop();
    const { times } = this.#feed.answers();
    const inHistory = readAnswers(this.home);
    const { inbox, runs, outbox, integrity } = readOwed(this.home);
    return {
      messages: this.#feed.count,
      accepted: this.#accepted.length,
      refused: this.#refused,
      sendsInFlight: this.#sendsInFlight,
      lost: this.#feed.nonces().filter((nonce) => !times.has(nonce) || !inHistory.has(nonce))
        .length,
      doubled: beyondOne(times) + beyondOne(inHistory),
      unfinished,
      owed: inbox + runs + outbox,
      integrity,
    };
  }

  async close(): Promise<void> {
    for (const end of this.#ends) end();
    await Promise.all([this.#telegram.close(), this.#model.close()]);
    this.disk?.unmount();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** True when nothing that was promised is missing, and nothing was said twice without a reason. */
export function isClean(report: TrialReport): boolean {
  const { lost, doubled, unfinished, owed, integrity, sendsInFlight } = report;
  return lost + unfinished + owed === 0 && doubled <= sendsInFlight && integrity === "ok";
}

export function describe(report: TrialReport): string {
  const { messages, accepted, refused, lost, doubled, unfinished, owed, integrity } = report;
  return (
    `${messages} messages and ${accepted} accepted turns (${refused} refused): ` +
    `${lost} lost, ${unfinished} unfinished, ${doubled} doubled of ${report.sendsInFlight} in flight, ` +
    `${owed} owed, integrity ${integrity}`
  );
}
