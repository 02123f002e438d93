import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock, settle } from "../../../test/support/fake-clock.ts";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";
import type { RunOutcome } from "../../domain/run.ts";
import { silentLog } from "../../kernel/log.ts";
import { Consumer, type ConsumerParts } from "./consumer.ts";
import type { InboxRow, Turn } from "../path-parts.ts";
import type { Turns } from "./turns.ts";

const DONE: RunOutcome = { state: "done", text: "ok" };

/** An inbox in memory that gives rows out once, and again when they are handed back. */
class Rows {
  readonly waitingIds: number[];
  readonly #back: number[] = [];
  /** A page that was read before gives its rows out before those that come back. */
  readonly #pageFirst: boolean;
  #wake: () => void = () => undefined;

  constructor(count: number, pageFirst = false) {
    this.#pageFirst = pageFirst;
    this.waitingIds = Array.from({ length: count }, (_, i) => i + 1);
  }

  recover = () => Promise.resolve(0);
  close = () => undefined;

  handBack(id: number): void {
    this.#back.push(id);
    this.#wake();
  }

  async *waiting(signal: AbortSignal): AsyncGenerator<InboxRow> {
    signal.addEventListener("abort", () => this.#wake());
    while (!signal.aborted) {
      const [first, second] = this.#pageFirst
        ? [this.waitingIds, this.#back]
        : [this.#back, this.waitingIds];
      const id = first.shift() ?? second.shift();
      if (id !== undefined) yield { id } as InboxRow;
      else await new Promise<void>((wake) => (this.#wake = wake));
    }
  }
}

/** The session is what `sessionOf` says of a row; a row of `undefined` is ignored. */
function makeConsumer(rows: Rows, sessionOf: (id: number) => string | undefined) {
  const running = new Map<number, (outcome: RunOutcome) => void>();
  const order: number[] = [];
  const turns = {
    recover: () => Promise.resolve(0),
    isOpen: () => false,
    leave: () => Promise.resolve(),
    perform: ({ inboxId = 0 }: Turn) => {
      order.push(inboxId);
      return new Promise<RunOutcome>((resolve) => running.set(inboxId, resolve));
    },
  } as unknown as Turns;
  const admit: ConsumerParts["path"]["admit"] = ({ id }) => {
    const session = sessionOf(id) as SessionKey | undefined;
    if (session === undefined) return Promise.resolve(undefined);
    const request = { id: `inbox-${id}` as RunId, agent: "main" as AgentId, session };
    return Promise.resolve({ request, inboxId: id } as unknown as Turn);
  };
  const clock = new FakeClock();
  const consumer = new Consumer({ inbox: rows, path: { admit }, turns, clock, log: silentLog });
  const end = (id: number) => {
    running.get(id)?.(DONE);
    running.delete(id);
  };
  return { consumer, order, end, running };
}

test("a flood of one person does not keep the messages of others waiting", async () => {
  const rows = new Rows(501);
  const { consumer, order, end, running } = makeConsumer(rows, (id) => (id === 501 ? "b" : "a"));
  await consumer.start();
  await settle();
  assert.ok(order.includes(501), "the other person's message is under way");
  assert.equal(order.length, 17);
  while (running.size > 0) {
    const [next = 0] = running.keys();
    end(next);
    await settle();
  }
  assert.equal(order.length, 501);
  const ofFlood = order.filter((id) => id !== 501);
  assert.deepEqual(
    ofFlood,
    ofFlood.toSorted((a, b) => a - b),
    "in the order of arrival",
  );
  await consumer.stop();
});

test("a new message does not overtake those of its session that were given back", async () => {
  const rows = new Rows(20, true);
  const { consumer, order, end, running } = makeConsumer(rows, () => "a");
  await consumer.start();
  await settle();
  assert.equal(order.length, 16);
  rows.waitingIds.push(21);
  for (const id of [1, 2, 3, 4, 5]) end(id);
  await settle();
  while (running.size > 0) {
    for (const id of running.keys()) end(id);
    await settle();
  }
  assert.deepEqual(
    order,
    Array.from({ length: 21 }, (_, i) => i + 1),
  );
  await consumer.stop();
});

test("a row that is held back and then wants no turn gives its place to the next one", async () => {
  const asked = new Map<number, number>();
  const { consumer, order, end, running } = makeConsumer(new Rows(20), (id) => {
    asked.set(id, (asked.get(id) ?? 0) + 1);
    // The person was admitted when the message came, and is not any more when it is its turn.
    return id === 17 && asked.get(id) === 2 ? undefined : "a";
  });
  await consumer.start();
  await settle();
  while (running.size > 0) {
    const [next = 0] = running.keys();
    end(next);
    await settle();
  }
  assert.equal(order.length, 19);
  assert.ok(!order.includes(17));
  await consumer.stop();
});

test("a message that cannot be admitted is tried again, and the ones behind it go on (A27)", async () => {
  let failures = 2;
  const rows = new Rows(2);
  const clock = new FakeClock();
  const order: number[] = [];
  const turns = {
    recover: () => Promise.resolve(0),
    isOpen: () => false,
    leave: () => Promise.resolve(),
    perform: ({ inboxId = 0 }: Turn) => {
      order.push(inboxId);
      return Promise.resolve(DONE);
    },
  } as unknown as Turns;
  const admit = ({ id }: InboxRow) => {
    failures -= id === 1 ? 1 : 0;
    if (id === 1 && failures >= 0) return Promise.reject(new Error("no disk"));
    return Promise.resolve({ request: { session: `s${id}` }, inboxId: id } as unknown as Turn);
  };
  const consumer = new Consumer({ inbox: rows, path: { admit }, turns, clock, log: silentLog });
  await consumer.start();
  await clock.advance(30_000);
  assert.deepEqual(
    order.toSorted((a, b) => a - b),
    [1, 2],
  );
  assert.equal(consumer.health().state, "ok");
  await consumer.stop();
});

test("a row that waits behind its session is taken back, and the ones behind it move up", async () => {
  const rows = new Rows(20);
  const { consumer, order, end } = makeConsumer(rows, () => "a");
  await consumer.start();
  await settle();
  assert.equal(order.length, 16);
  const ended: number[] = [];
  await consumer.release(18, () => Promise.resolve(void ended.push(18)));
  await assert.rejects(
    consumer.release(19, () => Promise.reject(new Error("the disk is full"))),
    /the disk is full/,
  );
  for (let id = 1; id <= 20; id += 1) {
    end(id);
    await settle();
  }
  assert.deepEqual(ended, [18]);
  assert.deepEqual(order.slice(16), [17, 19, 20], "19 kept its place");
  await consumer.stop();
});
