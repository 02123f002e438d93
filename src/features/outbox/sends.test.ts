import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { settle } from "../../../test/support/fake-clock.ts";
import { address } from "../../../test/support/messages.ts";
import type { FakeNetwork } from "../../../test/support/network.ts";
import { drainOutbox, openOutbox, outboxTable } from "../../../test/support/outbox.ts";
import { temporaryStore } from "../../../test/support/store.ts";
import type { Database } from "../../store/database.ts";

const HELLO = { text: "hello" };
const RECEIPT = [{ remoteId: "r:send:key-1#0" }];

async function start(t: TestContext, change: (network: FakeNetwork) => void = () => undefined) {
  const store = await temporaryStore(t);
  const opened = openOutbox({ store, options: { waitWithinMs: 60_000 } });
  change(opened.network);
  await opened.outbox.start();
  return { store, ...opened };
}

/** The same store after the process ended and started again. */
async function restart(store: Database, change: (network: FakeNetwork) => void = () => undefined) {
  const opened = openOutbox({ store });
  change(opened.network);
  await opened.outbox.start();
  return opened;
}

test("a send resolves with the receipts of its parts, in order", async (t) => {
  const { outbox, network } = await start(t);
  const receipts = await outbox.send("key-1", address("a"), {
    text: "one|two",
    replyTo: "9" as never,
  });
  assert.deepEqual(receipts, [{ remoteId: "r:send:key-1#0" }, { remoteId: "r:send:key-1#1" }]);
  assert.deepEqual(
    network.delivered.map((entry) => entry.message),
    [{ text: "one", replyTo: "9" }, { text: "two" }],
  );
});

test("a success is replayed, in this process and after a restart, and nothing is sent again (V31)", async (t) => {
  const { store, outbox, network } = await start(t);
  assert.deepEqual(await outbox.send("key-1", address("a"), HELLO), RECEIPT);
  assert.deepEqual(await outbox.send("key-1", address("a"), HELLO), RECEIPT);
  const later = await restart(store, (next) => (next.linked = false));
  assert.deepEqual(await later.outbox.send("key-1", address("a"), HELLO), RECEIPT);
  assert.equal(network.delivered.length + later.network.delivered.length, 1);
});

test("equal requests at the same time share one outcome, another one under their key is refused (V31)", async (t) => {
  const { outbox, network } = await start(t);
  const both = [1, 2].map(() => outbox.send("key-1", address("a"), HELLO));
  await assert.rejects(outbox.send("key-1", address("b"), HELLO), /idempotency key reused/);
  assert.deepEqual(await Promise.all(both), [RECEIPT, RECEIPT]);
  assert.equal(network.attempts.length, 1);
});

test("a key that stands for another request is refused: other text, other place, other reply (V31)", async (t) => {
  const { store, outbox } = await start(t);
  await outbox.send("key-1", address("a"), HELLO);
  const { outbox: later } = await restart(store);
  const others = [
    () => later.send("key-1", address("a"), { text: "other" }),
    () => later.send("key-1", address("b"), HELLO),
    () => later.send("key-1", address("a", "second"), HELLO),
    () => later.send("key-1", address("a"), { ...HELLO, replyTo: "9" as never }),
  ];
  for (const other of others) {
    await assert.rejects(other, { code: "INVALID_REQUEST", message: /idempotency key reused/ });
  }
});

test("an unknown outcome is replayed and not sent again, also after a restart (V31)", async (t) => {
  const { store, outbox, network } = await start(t, (next) => {
    next.uncertainPolicy = "hold";
    next.fate = () => "uncertain";
  });
  const unknown = { code: "UNAVAILABLE", message: /unknown whether the message arrived/ };
  await assert.rejects(outbox.send("key-1", address("a"), HELLO), unknown);
  await assert.rejects(outbox.send("key-1", address("a"), HELLO), unknown);
  const later = await restart(store);
  await assert.rejects(later.outbox.send("key-1", address("a"), HELLO), unknown);
  assert.equal(network.attempts.length + later.network.attempts.length, 1);
});

test("what the network refused frees the key: the same request tries again, and so may another (V31)", async (t) => {
  const { store, outbox, network } = await start(t, (next) => {
    next.fate = (_key, attempt) => (attempt <= 2 ? "rejected" : "deliver");
  });
  const refused = { code: "INVALID_REQUEST", message: /network refused the message/ };
  await assert.rejects(outbox.send("key-1", address("a"), HELLO), refused);
  await assert.rejects(outbox.send("key-1", address("a"), { text: "another" }), refused);
  assert.deepEqual(await outbox.send("key-1", address("a"), HELLO), RECEIPT);
  assert.deepEqual(network.texts(), ["hello"]);
  assert.deepEqual(await outboxTable(store), ["send:key-1#0 sent 1"]);
});

test("without success in time nothing is sent any more, and the key is free (V31)", async (t) => {
  const { store, outbox, network, clock } = await start(t, (next) => (next.fate = () => "retry"));
  const failed = assert.rejects(outbox.send("key-1", address("a"), HELLO), {
    code: "UNAVAILABLE",
    message: /nothing was sent, gave up after 60 s: the network says retry; try again later/,
  });
  for (let second = 0; second < 61; second += 1) await clock.advance(1_000);
  await failed;
  assert.deepEqual(network.texts(), []);
  assert.equal(outbox.stats.open, 0);
  network.fate = () => "deliver";
  await clock.advance(3_600_000);
  assert.deepEqual(network.texts(), []);
  assert.deepEqual(await outbox.send("key-1", address("a"), HELLO), RECEIPT);
  assert.deepEqual(await outboxTable(store), ["send:key-1#0 sent 1"]);
});

test("an account that connects in time is waited for, one that does not is not sent to later", async (t) => {
  const { outbox, network, clock } = await start(t, (next) => (next.ready = false));
  const first = outbox.send("key-1", address("a"), HELLO);
  const second = outbox.send("key-2", address("b", "never"), HELLO);
  const failed = assert.rejects(second, /nothing was sent, gave up after 60 s: the account is not/);
  await clock.advance(30_000);
  network.ready = true;
  outbox.wake("test", "default");
  assert.deepEqual(await first, RECEIPT);
  network.ready = false;
  await clock.advance(31_000);
  await failed;
  network.ready = true;
  outbox.wake("test", "never");
  await settle();
  assert.deepEqual(network.texts(), ["hello"]);
});

test("what is leaving already is not taken back: the same key tells how it ended (V31)", async (t) => {
  const { outbox, network, clock } = await start(
    t,
    (next) => (next.delay = () => clock.sleep(70_000)),
  );
  const impatient = assert.rejects(outbox.send("key-1", address("a"), HELLO), {
    code: "UNAVAILABLE",
    message: /still on its way; the same request with the same key tells/,
  });
  while (network.attempts.length === 0) await settle();
  await clock.advance(61_000);
  await impatient;
  const again = outbox.send("key-1", address("a"), HELLO);
  await clock.advance(10_000);
  assert.deepEqual(await again, RECEIPT);
  assert.equal(network.attempts.length, 1);
});

test("a send that is open at a crash is delivered once, and the same key gets its outcome (A13, V31)", async (t) => {
  const { store, outbox } = await start(t, (next) => (next.ready = false));
  const lost = assert.rejects(outbox.send("key-1", address("a"), HELLO), /gateway is stopping/);
  await settle();
  await outbox.stop();
  await lost;
  const { outbox: later, network } = await restart(store, (next) => (next.ready = false));
  const joined = later.send("key-1", address("a"), HELLO);
  await settle();
  network.ready = true;
  later.wake("test", "default");
  assert.deepEqual(await joined, RECEIPT);
  assert.deepEqual(network.texts(), ["hello"]);
});

test("half a message is reported as such, and not sent again under its key", async (t) => {
  const { outbox, network } = await start(t, (next) => {
    next.fate = (key) => (key.endsWith("#1") ? "rejected" : "deliver");
  });
  const half = { code: "INVALID_REQUEST", message: /only the first 1 of 3 parts were delivered/ };
  await assert.rejects(outbox.send("key-1", address("a"), { text: "one|two|three" }), half);
  await assert.rejects(outbox.send("key-1", address("a"), { text: "one|two|three" }), half);
  assert.deepEqual(network.texts(), ["one"]);
});

test("an account that is not linked is said at once, and leaves nothing behind (V9)", async (t) => {
  const { store, outbox } = await start(t, (next) => (next.linked = false));
  await assert.rejects(outbox.send("key-1", address("a"), HELLO), {
    code: "NOT_LINKED",
    message: /test account "default" is not linked: link it first/,
  });
  assert.deepEqual(await outboxTable(store), []);
});

test("above its limit of owed messages a send is refused, and a reply is not", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store, options: { openMax: 2 } });
  network.ready = false;
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one|two"));
  await store.commit(outbox.reply("run:2", address("a"), "three"));
  await assert.rejects(outbox.send("key-1", address("a"), HELLO), {
    code: "UNAVAILABLE",
    message: /3 messages wait to be delivered already/,
  });
  network.ready = true;
  outbox.wake("test", "default");
  await drainOutbox(outbox, clock);
  assert.deepEqual(await outbox.send("key-1", address("a"), HELLO), RECEIPT);
  assert.deepEqual(network.texts(), ["one", "two", "three", "hello"]);
});

test("a text of too many parts is refused before anything is written", async (t) => {
  const { store, outbox } = await start(t);
  await assert.rejects(outbox.send("key-1", address("a"), { text: "x|".repeat(64) }), {
    code: "INVALID_REQUEST",
    message: /would be 65 messages on test \(limit 64\)/,
  });
  assert.deepEqual(await outboxTable(store), []);
});

test("keys of sends and of replies never meet", async (t) => {
  const { store, outbox, network } = await start(t);
  await store.commit(outbox.reply("run:send:key-1", address("a"), "reply"));
  assert.deepEqual(await outbox.send("key-1", address("a"), HELLO), RECEIPT);
  assert.deepEqual(network.texts(), ["reply", "hello"]);
});

test("a stopping gateway takes no new sends", async (t) => {
  const { outbox } = await start(t);
  await outbox.stop();
  await assert.rejects(outbox.send("key-1", address("a"), HELLO), {
    code: "UNAVAILABLE",
    message: /gateway is stopping; nothing was sent/,
  });
});

const POLL = { question: "tea?", options: ["yes", "no|never"], maxSelections: 1 };

test("V31 a poll goes out once under its key, whole, also when it is asked for again after a restart", async (t) => {
  const { store, outbox, network } = await start(t);
  const receipt = [{ remoteId: "r:poll:key-1#0" }];
  const both = await Promise.all([1, 2].map(() => outbox.poll("key-1", address("a"), POLL)));
  assert.deepEqual(both, [receipt, receipt]);
  assert.deepEqual(network.delivered[0]?.message, { text: "tea?", poll: POLL });
  const later = await restart(store, (next) => (next.linked = false));
  assert.deepEqual(await later.outbox.poll("key-1", address("a"), POLL), receipt);
  assert.equal(network.delivered.length + later.network.delivered.length, 1);
  const other = { ...POLL, maxSelections: 2 };
  await assert.rejects(later.outbox.poll("key-1", address("a"), other), /idempotency key reused/);
});

test("V31 the key of a poll and that of a message are apart", async (t) => {
  const { outbox } = await start(t);
  await outbox.poll("key-1", address("a"), POLL);
  assert.deepEqual(await outbox.send("key-1", address("a"), HELLO), RECEIPT);
});

test("a network without polls is said so before anything is written down", async (t) => {
  const { store, outbox, network } = await start(t, (next) => (next.sendPoll = undefined));
  await assert.rejects(outbox.poll("key-1", address("a"), POLL), {
    code: "INVALID_REQUEST",
    message: /has no polls; send the question as a message/,
  });
  assert.deepEqual([await outboxTable(store), network.attempts], [[], []]);
});

test("S116 a poll through an account that is not signed in is NOT_LINKED", async (t) => {
  const { outbox } = await start(t, (next) => (next.linked = false));
  await assert.rejects(outbox.poll("key-1", address("a"), POLL), { code: "NOT_LINKED" });
});

test("V31 a poll that the network refuses frees its key, and goes out when it is tried again", async (t) => {
  const { outbox, network } = await start(t, (next) => {
    next.fate = (_key, attempt) => (attempt === 1 ? "rejected" : "deliver");
  });
  await assert.rejects(outbox.poll("key-1", address("a"), POLL), { code: "INVALID_REQUEST" });
  await outbox.poll("key-1", address("a"), POLL);
  assert.equal(network.delivered.length, 1);
});
