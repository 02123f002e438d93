import { setImmediate as nextTurn } from "node:timers/promises";
import { events, type EventRecord } from "@zero/protocol";
import { DoorFixture } from "../support/socket-door.ts";
import { Random } from "../support/random.ts";
import { CALLERS, type Caller } from "./callers.ts";
import { EventLedger } from "./event-ledger.ts";
import { Watcher } from "./watcher.ts";

export interface SequencePlan {
  readonly seed: number;
  readonly clients: number;
  readonly events: number;
  /** Characters in each event, beside what it needs. */
  readonly padding: number;
  /** Share of the clients that stop reading now and then. */
  readonly lazy: number;
}

export interface SequenceOutcome {
  readonly clients: number;
  readonly received: number;
  /** Events that clients lost and knew of. */
  readonly losses: number;
  /** Clients that were cut because they read too slowly. */
  readonly cut: number;
  readonly wrong: readonly string[];
}

/** The event that nobody loses, and everybody sees. */
const LAST = "shutdown";
/** Far more than a connection buffers and the system's sockets beneath it. */
const OVERTAKEN_BYTES = 30_000_000;
const PUBLISHED: readonly EventRecord[] = events.filter(({ sequenced }) => sequenced);
const DROPPABLE = PUBLISHED.filter(({ dropIfSlow }) => dropIfSlow);

/**
 * Publishes events of all scopes to clients of all kinds that come and go, and checks the number
 * of each event at each client.
 */
export async function runSequence(plan: SequencePlan): Promise<SequenceOutcome> {
  const crowd = await Crowd.gather(plan);
  try {
    await crowd.publishAll();
    return await crowd.finish();
  } finally {
    await crowd.stop();
  }
}

class Crowd {
  readonly #plan: SequencePlan;
  readonly #fixture: DoorFixture;
  readonly #random: Random;
  readonly #ledger = new EventLedger(PUBLISHED);
  readonly #all: Watcher[] = [];
  readonly #present: Watcher[] = [];
  readonly #coming = new Set<Promise<void>>();

  private constructor(plan: SequencePlan, fixture: DoorFixture) {
    this.#plan = plan;
    this.#fixture = fixture;
    this.#random = new Random(plan.seed);
    // Every audience has to be known before the first event.
    for (const caller of CALLERS) this.#ledger.audienceOf(caller);
  }

  static async gather(plan: SequencePlan): Promise<Crowd> {
    const crowd = new Crowd(plan, await DoorFixture.start({ limits: { tickIntervalMs: 2 ** 30 } }));
    while (crowd.#present.length < plan.clients) await crowd.#welcome();
    return crowd;
  }

  async publishAll(): Promise<void> {
    while (this.#ledger.count < this.#plan.events) {
      this.#publish(this.#next());
      if (this.#random.chance(0.02)) this.#replaceOne();
      if (this.#plan.lazy > 0 && this.#random.chance(0.03)) this.#tireOrWakeOne();
      // Sometimes many in one turn, sometimes one.
      if (this.#random.chance(0.2)) await nextTurn();
    }
  }

  /** Everybody reads again, hears the last event, and is counted. */
  async finish(): Promise<SequenceOutcome> {
    await Promise.all(this.#coming);
    const present = [...this.#present];
    if (this.#plan.lazy > 0) present.push(...(await this.#overtake()));
    for (const { socket } of present) socket.resume();
    // Whoever was asleep reads what waits before one more event has to fit.
    await Promise.all(present.map((watcher) => watcher.drain()));
    const last = this.#publishLast();
    await Promise.all(present.map((watcher) => watcher.until(last)));
    const cut = this.#all.filter(({ end }) => end?.reason === "slow consumer");
    return {
      clients: this.#all.length,
      received: sum(this.#all.map(({ received }) => received)),
      losses: sum(this.#all.map(({ losses }) => losses)),
      cut: cut.length,
      wrong: this.#all.flatMap(({ wrong }) => wrong),
    };
  }

  /**
   * Two newcomers sleep through more than may wait for them. One wakes before an event that nobody
   * may lose, and has to be told of what it lost; the other sleeps on, and has to be cut.
   */
  async #overtake(): Promise<Watcher[]> {
    const [caller = never("caller")] = CALLERS;
    const sleepers = [await this.#open(caller), await this.#open(caller)] as const;
    await Promise.all(sleepers.map((sleeper) => sleeper.drain()));
    for (const { socket } of sleepers) socket.pause();
    for (let bytes = 0; bytes < OVERTAKEN_BYTES; bytes += this.#plan.padding) {
      this.#publish(this.#random.pick(DROPPABLE));
      await nextTurn();
    }
    sleepers[0].socket.resume();
    await sleepers[0].drain();
    this.#publishLast();
    return [...sleepers];
  }

  #publishLast(): number {
    return this.#publish(PUBLISHED.find(({ name }) => name === LAST) ?? never(LAST));
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#coming);
    for (const { socket } of this.#all) socket.terminate();
    await this.#fixture.stop();
  }

  /** Among lazy readers hardly one that cuts them, or nobody would be left to lose others. */
  #next(): EventRecord {
    const { lazy } = this.#plan;
    return this.#random.pick(lazy > 0 && this.#random.chance(0.98) ? DROPPABLE : PUBLISHED);
  }

  #publish({ name, dropIfSlow }: EventRecord): number {
    const { padding } = this.#plan;
    const index = this.#ledger.add(name, dropIfSlow);
    this.#fixture.door.broadcast(name, { index, padding: "x".repeat(padding) });
    return index;
  }

  async #welcome(): Promise<void> {
    this.#present.push(await this.#open(this.#random.pick(CALLERS)));
  }

  async #open(caller: Caller): Promise<Watcher> {
    const audience = this.#ledger.audienceOf(caller);
    const watcher = await Watcher.open(this.#fixture.url, caller, audience);
    this.#all.push(watcher);
    return watcher;
  }

  /** One leaves, with or without a word, and somebody else comes. */
  #replaceOne(): void {
    const at = this.#random.below(this.#present.length);
    const [leaver] = this.#present.splice(at, 1);
    if (this.#random.chance(0.5)) leaver?.socket.terminate();
    else leaver?.socket.close();
    const coming: Promise<void> = this.#welcome().finally(() => this.#coming.delete(coming));
    this.#coming.add(coming);
  }

  #tireOrWakeOne(): void {
    const lazy = Math.ceil(this.#present.length * this.#plan.lazy);
    const socket = this.#present[this.#random.below(lazy)]?.socket;
    if (socket?.readyState !== socket?.OPEN) return;
    if (this.#random.chance(0.3)) socket?.resume();
    else socket?.pause();
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function never(name: string): never {
  throw new Error(`there is no ${name} any more`);
}
