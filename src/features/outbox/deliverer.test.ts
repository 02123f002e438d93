import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import sql from "sql-template-tag";
import { FakeClock, settle } from "../../../test/support/fake-clock.ts";
import { address } from "../../../test/support/messages.ts";
import { type Fate, FakeNetwork } from "../../../test/support/network.ts";
import { drainOutbox, openOutbox, outboxTable } from "../../../test/support/outbox.ts";
import { temporaryStore } from "../../../test/support/store.ts";
import type { Database } from "../../store/database.ts";

const HOUR_MS = 3_600_000;

/** A machine whose wall clock is put right while it runs. */
class JumpingClock extends FakeClock {
  jumpMs = 0;

  override now(): number {
    return super.now() + this.jumpMs;
  }

  override monotonic(): number {
    return super.now();
  }
}

test("a refused part ends its reply: the parts behind it are not sent, the next reply is", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.fate = (key) => (key === "run:1#1" ? "rejected" : "deliver");
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one|two|three"));
  await store.commit(outbox.reply("run:2", address("a"), "four"));
  await drainOutbox(outbox, clock);
  assert.deepEqual(network.texts(), ["one", "four"]);
  assert.deepEqual(await outboxTable(store), [
    "run:1#0 sent 1",
    "run:1#1 rejected 1",
    "run:1#2 rejected 0",
    "run:2#0 sent 1",
  ]);
});

test("a failed attempt is repeated after a growing pause, or after the one that the network asks for", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.fate = (_key, attempt) => (attempt < 4 ? "retry" : "deliver");
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await settle();
  assert.equal(network.attempts.length, 1);
  await clock.advance(999);
  assert.equal(network.attempts.length, 1);
  await clock.advance(1);
  assert.equal(network.attempts.length, 2);
  network.retryAfterMs = 50_000;
  await clock.advance(2_000);
  assert.equal(network.attempts.length, 3);
  await clock.advance(49_999);
  assert.equal(network.attempts.length, 3);
  await clock.advance(1);
  assert.deepEqual(await outboxTable(store), ["run:1#0 sent 4"]);
});

test("rows of an account that is not ready wait without timers running out, until it is", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.ready = false;
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await clock.advance(HOUR_MS);
  assert.equal(network.attempts.length, 0);
  assert.equal(clock.pending, 1);
  network.ready = true;
  outbox.wake("test", "other");
  await settle();
  assert.equal(network.attempts.length, 0);
  outbox.wake("test", "default");
  await settle();
  assert.deepEqual(network.texts(), ["one"]);
  assert.equal(clock.pending, 0);
});

test("what is tried for 24 hours is given up, and said to be lost only when it certainly is (A15)", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.fate = (key, attempt) =>
    key === "run:2#0" && attempt === 1 ? "uncertain-lost" : "retry";
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await store.commit(outbox.reply("run:2", address("b"), "two"));
  network.retryAfterMs = 30 * 60_000;
  await clock.advance(25 * HOUR_MS);
  const found = await store.rows<{ state: string; error: string }>(
    sql`SELECT state, error FROM outbox ORDER BY id`,
  );
  assert.deepEqual(
    found.map((row) => row.state),
    ["rejected", "uncertain"],
  );
  for (const row of found) assert.match(row.error, /^gave up after 24 h: the network says/);
  assert.deepEqual(outbox.stats, { open: 0, uncertain: 1 });
  assert.equal(clock.pending, 0);
});

test("a wall clock that jumps by days costs no answer, and neither does a machine that was off (A13)", async (t) => {
  const store = await temporaryStore(t);
  const yesterday = new FakeClock(1_700_000_000_000 - 25 * HOUR_MS);
  await store.commit(
    openOutbox({ store, clock: yesterday }).outbox.reply("run:1", address("a"), "late"),
  );
  const clock = new JumpingClock();
  const { outbox, network } = openOutbox({ store, clock });
  network.ready = false;
  await outbox.start();
  await clock.advance(30 * HOUR_MS);
  network.ready = true;
  network.fate = (_key, attempt) => (attempt < 3 ? "retry" : "deliver");
  outbox.wake("test", "default");
  await settle();
  assert.equal(network.attempts.length, 1);
  clock.jumpMs = 48 * HOUR_MS;
  await clock.advance(10_000);
  assert.deepEqual(network.texts(), ["late"]);
});

test("a message that may have arrived is sent twice more at most, also over restarts (A14, A15)", async (t) => {
  for (const restarts of [false, true]) {
    const store = await temporaryStore(t);
    const network = new FakeNetwork();
    network.fate = () => "uncertain";
    const clock = new FakeClock();
    let { outbox } = openOutbox({ store, clock, network });
    await outbox.start();
    await store.commit(outbox.reply("run:1", address("a"), "one|two"));
    for (let attempt = 1; restarts && attempt <= 2; attempt += 1) {
      while (network.attempts.length < attempt) await clock.advance(30_000);
      await outbox.stop();
      ({ outbox } = openOutbox({ store, clock, network }));
      await outbox.start();
    }
    await drainOutbox(outbox, clock);
    await clock.advance(HOUR_MS);
    assert.deepEqual(network.texts(), ["one", "one", "one", "two", "two", "two"]);
    assert.deepEqual(await outboxTable(store), ["run:1#0 uncertain 3", "run:1#1 uncertain 3"]);
    assert.equal(outbox.stats.uncertain, 2);
  }
});

test("however often a crash ends the send of a message, it is sent in the end (A13, A14)", async (t) => {
  const store = await temporaryStore(t);
  const network = new FakeNetwork();
  network.fate = (_key, attempt) => (attempt <= 5 ? "hang" : "deliver");
  await store.commit(openOutbox({ store, network }).outbox.reply("run:1", address("a"), "one"));
  for (let life = 0; life < 6; life += 1) {
    await openOutbox({ store, network }).outbox.start();
    while (network.attempts.length <= life) await settle();
  }
  for (let turn = 0; turn < 8; turn += 1) await settle();
  assert.deepEqual(await outboxTable(store), ["run:1#0 sent 6"]);
});

test("attempts of which nothing arrived in between give no further doubles (A14)", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.fate = (_key, attempt) => (attempt % 2 === 0 ? "retry" : "uncertain");
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await drainOutbox(outbox, clock);
  assert.deepEqual(network.texts(), ["one", "one", "one"]);
});

test("a network that tells doubles apart is tried on", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.idempotentSend = true;
  network.fate = (_key, attempt) => (attempt <= 8 ? "uncertain" : "deliver");
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await drainOutbox(outbox, clock);
  assert.deepEqual(network.texts(), ["one"]);
  assert.deepEqual(await outboxTable(store), ["run:1#0 sent 9"]);
});

test("a row that is due in a far future because the clock was wrong waits an hour, not for ever", async (t) => {
  const store = await temporaryStore(t);
  const ahead = new FakeClock(1_900_000_000_000);
  await store.commit(
    openOutbox({ store, clock: ahead }).outbox.reply("run:1", address("a"), "one"),
  );
  const { outbox, network, clock } = openOutbox({ store });
  await outbox.start();
  await clock.advance(HOUR_MS - 1);
  assert.equal(network.attempts.length, 0);
  await clock.advance(1);
  assert.deepEqual(network.texts(), ["one"]);
});

for (const [policy, idempotentSend, expected] of [
  ["resend", false, { state: "sent 2", arrived: 2 }],
  ["hold", false, { state: "uncertain 1", arrived: 1 }],
  ["hold", true, { state: "sent 2", arrived: 1 }],
] as const) {
  const how = idempotentSend ? "with an idempotent network" : `with policy ${policy}`;
  test(`an unknown outcome ${how}: ${expected.state} (A14, A15, C7)`, async (t) => {
    const store = await temporaryStore(t);
    const { outbox, network, clock } = openOutbox({ store });
    Object.assign(network, { uncertainPolicy: policy, idempotentSend });
    network.fate = (_key, attempt) => (attempt === 1 ? "uncertain" : "deliver");
    await outbox.start();
    await store.commit(outbox.reply("run:1", address("a"), "one"));
    await drainOutbox(outbox, clock);
    assert.deepEqual(await outboxTable(store), [`run:1#0 ${expected.state}`]);
    assert.equal(network.texts().length, expected.arrived);
  });

  test(`a row that was being sent at a crash ${how}: ${expected.state} (A13, A14, C7)`, async (t) => {
    const store = await temporaryStore(t);
    const crashed = openOutbox({ store });
    Object.assign(crashed.network, { uncertainPolicy: policy, idempotentSend });
    // It arrived, and the process ended before the answer.
    crashed.network.fate = () => "hang";
    await crashed.outbox.start();
    await store.commit(crashed.outbox.reply("run:1", address("a"), "one|two"));
    await settle();
    assert.deepEqual(await outboxTable(store), ["run:1#0 sending 1", "run:1#1 pending 0"]);

    const { outbox, network, clock } = openOutbox({ store });
    Object.assign(network, { uncertainPolicy: policy, idempotentSend, ready: false });
    await outbox.start();
    await settle();
    network.ready = true;
    outbox.wake("test", "default");
    await drainOutbox(outbox, clock);
    assert.deepEqual(await outboxTable(store), [`run:1#0 ${expected.state}`, "run:1#1 sent 1"]);
  });
}

test("an attempt without an answer has an unknown outcome after its time, and the lane goes on (A16)", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store, options: { sendWithinMs: 5_000 } });
  network.uncertainPolicy = "hold";
  network.fate = (key) => (key === "run:1#0" ? "hang" : "deliver");
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await store.commit(outbox.reply("run:2", address("a"), "two"));
  await clock.advance(5_001);
  assert.deepEqual(await outboxTable(store), ["run:1#0 uncertain 1", "run:2#0 sent 1"]);
});

test("an error that is none of the contract's counts as unknown", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.uncertainPolicy = "hold";
  network.fate = () => "defect";
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await drainOutbox(outbox, clock);
  assert.deepEqual(await outboxTable(store), ["run:1#0 uncertain 1"]);
});

test("a receipt that the disk refuses is written down later, and nothing is sent again (A27)", async (t) => {
  const store = await temporaryStore(t);
  const clock = new FakeClock();
  let refusals = 0;
  const failing = {
    rows: store.rows.bind(store),
    row: store.row.bind(store),
    commit: async (statements: Parameters<Database["commit"]>[0]) => {
      const isReceipt = statements.some(({ sql: query }) => query.sql.includes("'sent'"));
      if (isReceipt && (refusals += 1) <= 3) throw new Error("the disk is full");
      await store.commit(statements);
    },
  };
  const { outbox, network } = openOutbox({ store, clock, options: { store: failing } });
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await drainOutbox(outbox, clock);
  assert.equal(network.attempts.length, 1);
  assert.deepEqual(await outboxTable(store), ["run:1#0 sent 1"]);
});

test("nothing is handed off that could not be marked so before", async (t) => {
  const store = await temporaryStore(t);
  let full = true;
  const failing = {
    rows: store.rows.bind(store),
    row: store.row.bind(store),
    commit: async (statements: Parameters<Database["commit"]>[0]) => {
      if (full) throw new Error("the disk is full");
      await store.commit(statements);
    },
  };
  const { outbox, network, clock } = openOutbox({ store, options: { store: failing } });
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await clock.advance(10_000);
  assert.equal(network.attempts.length, 0);
  full = false;
  await drainOutbox(outbox, clock);
  assert.deepEqual(network.texts(), ["one"]);
});

test("one is under way in a conversation, several conversations at once, and no more than the limit", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store, options: { widthMax: 3 } });
  network.delay = () => clock.sleep(100);
  await outbox.start();
  for (let n = 0; n < 24; n += 1) {
    await store.commit(outbox.reply(`run:${n}`, address(`c${n % 8}`), `text ${n}`));
  }
  await drainOutbox(outbox, clock);
  assert.equal(network.delivered.length, 24);
  assert.equal(network.overlaps, 0);
  assert.equal(network.widest, 3);
});

test("in each conversation the order of writing is kept, whatever fails and however often it restarts (A15)", async (t) => {
  const store = await temporaryStore(t);
  const fates = fc.constantFrom<Fate>("deliver", "deliver", "retry", "uncertain-lost", "hang");
  const script = fc.record({
    fates: fc.array(fates, { minLength: 1, maxLength: 12 }),
    replies: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 8 }),
    restarts: fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 3 }),
  });
  let round = 0;
  await fc.assert(
    fc.asyncProperty(script, async (plan) => {
      round += 1;
      const clock = new FakeClock();
      const network = new FakeNetwork();
      // Otherwise too many unknown outcomes end a part.
      network.idempotentSend = true;
      let attempt = 0;
      network.fate = () => plan.fates[attempt++] ?? "deliver";
      const options = { sendWithinMs: 10_000 };
      let { outbox } = openOutbox({ store, clock, network, options });
      await outbox.start();
      for (const [n, peer] of plan.replies.entries()) {
        await store.commit(
          outbox.reply(`r${round}:${n}`, address(`${round}-${peer}`), `${n}a|${n}b`),
        );
      }
      for (const restartMs of plan.restarts) {
        await clock.advance(restartMs);
        const stopped = outbox.stop();
        await clock.advance(2_000);
        await stopped;
        ({ outbox } = openOutbox({ store, clock, network, options }));
        await outbox.start();
      }
      await drainOutbox(outbox, clock);
      for (const peer of [0, 1, 2]) {
        const expected = plan.replies.flatMap((to, n) => (to === peer ? [`${n}a`, `${n}b`] : []));
        assert.deepEqual(network.texts(`${round}-${peer}`), expected);
      }
      await outbox.stop();
    }),
    { numRuns: 30 },
  );
});

test("stop lets an attempt end, takes less than 2 s when it does not, and starts nothing new (A13)", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.delay = () => clock.sleep(500);
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one|two"));
  await store.commit(outbox.reply("run:2", address("b"), "three"));
  await settle();
  const stopped = outbox.stop();
  await clock.advance(500);
  await stopped;
  assert.deepEqual(await outboxTable(store), [
    "run:1#0 sent 1",
    "run:1#1 pending 0",
    "run:2#0 sent 1",
  ]);
  await store.commit(outbox.reply("run:3", address("c"), "late"));
  await clock.advance(HOUR_MS);
  assert.equal(network.delivered.length, 2);

  const stuck = openOutbox({ store, clock });
  stuck.network.fate = () => "hang";
  await stuck.outbox.start();
  await settle();
  const left = stuck.outbox.stop();
  await clock.advance(1_999);
  await left;
});
