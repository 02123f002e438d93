import assert from "node:assert/strict";
import { test } from "node:test";
import { address } from "../../../test/support/messages.ts";
import { drainOutbox, openOutbox, outboxTable } from "../../../test/support/outbox.ts";
import { settle } from "../../../test/support/fake-clock.ts";
import { temporaryStore } from "../../../test/support/store.ts";

const INVALID = { code: "INVALID_REQUEST" };

test("what is owed is cancelled with the parts behind it; what is over or on its way is not", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.ready = false;
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one|two|three"));
  await store.commit(outbox.reply("run:2", address("a"), "other"));
  await outbox.cancel("run:1#1");
  assert.equal(outbox.stats.open, 2);
  await assert.rejects(outbox.cancel("run:1#1"), INVALID);
  await assert.rejects(outbox.cancel("run:9#0"), INVALID);
  network.ready = true;
  outbox.wake("test", "default");
  await drainOutbox(outbox, clock);
  assert.deepEqual(network.texts(), ["one", "other"]);
  await assert.rejects(outbox.cancel("run:1#0"), INVALID);
  assert.deepEqual(await outboxTable(store), [
    "run:1#0 sent 1",
    "run:1#1 rejected 0",
    "run:1#2 rejected 0",
    "run:2#0 sent 1",
  ]);
  assert.equal(outbox.stats.open, 0);

  let arrive: () => void = () => undefined;
  network.delay = () => new Promise((resolve) => (arrive = resolve));
  await store.commit(outbox.reply("run:3", address("a"), "on its way"));
  while (network.attempts.at(-1) !== "run:3#0") await settle();
  await assert.rejects(outbox.cancel("run:3#0"), { code: "UNAVAILABLE", message: /being sent/ });
  arrive();
  await drainOutbox(outbox, clock);
  assert.equal(network.texts().at(-1), "on its way");
});

test("a refused reply is sent again from its first refused part on, in order and once", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.fate = (key, attempt) => (key === "run:1#1" && attempt === 1 ? "rejected" : "deliver");
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one|two|three"));
  await drainOutbox(outbox, clock);
  assert.deepEqual(network.texts(), ["one"]);
  await assert.rejects(outbox.resend("run:1#0"), INVALID, "it was delivered");
  assert.equal(await outbox.resend("run:1#1"), 2);
  assert.equal(outbox.stats.open, 2);
  await drainOutbox(outbox, clock);
  assert.deepEqual(network.texts(), ["one", "two", "three"]);
  await assert.rejects(outbox.resend("run:1#1"), INVALID);
  assert.equal(outbox.stats.open, 0);
});

test("an uncertain delivery that is sent again counts no longer as uncertain, until it is again", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.uncertainPolicy = "hold";
  network.fate = (_key, attempt) => (attempt < 3 ? "uncertain-lost" : "rejected");
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await drainOutbox(outbox, clock);
  assert.deepEqual(outbox.stats, { open: 0, uncertain: 1 });
  await outbox.resend("run:1#0");
  assert.deepEqual(outbox.stats, { open: 1, uncertain: 0 });
  await assert.rejects(outbox.resend("run:1#0"), INVALID, "it is in the queue");
  await drainOutbox(outbox, clock);
  assert.deepEqual(outbox.stats, { open: 0, uncertain: 1 });
  await outbox.resend("run:1#0");
  await drainOutbox(outbox, clock);
  const end = "run:1#0 uncertain 3";
  assert.deepEqual(await outboxTable(store), [end], "refused now, but it may have come before");
});
