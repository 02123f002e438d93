import assert from "node:assert/strict";
import { test } from "node:test";
import type { RemoteId } from "@zero/channel";
import sql from "sql-template-tag";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { address } from "../../../test/support/messages.ts";
import { FakeNetwork } from "../../../test/support/network.ts";
import { drainOutbox, openOutbox, outboxTable } from "../../../test/support/outbox.ts";
import { temporaryStore } from "../../../test/support/store.ts";
import { StaleError } from "../../store/store.ts";
import { Doubtful, REMEMBERED_MAX } from "./doubtful.ts";
import * as rows from "./rows.ts";
import { verdictOf } from "./verdict.ts";

const HOUR_MS = 3_600_000;

test("a reply is delivered in parts and in order, with two commits a part", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  await outbox.start();
  await store.commit(outbox.reply("run:1", address("a"), "one|two", "77" as RemoteId));
  await drainOutbox(outbox, clock);
  assert.deepEqual(network.delivered, [
    { conversation: "a", key: "run:1#0", message: { text: "one", replyTo: "77" } },
    { conversation: "a", key: "run:1#1", message: { text: "two" } },
  ]);
  assert.deepEqual(await outboxTable(store), ["run:1#0 sent 1", "run:1#1 sent 1"]);
  assert.equal(store.stats.commits, 1 + 2 * 2);
  assert.equal(outbox.stats.open, 0);
});

test("a reply that is written down twice is refused as a whole", async (t) => {
  const store = await temporaryStore(t);
  const { outbox } = openOutbox({ store });
  await store.commit(outbox.reply("run:1", address("a"), "one"));
  await assert.rejects(store.commit(outbox.reply("run:1", address("a"), "one|two")), StaleError);
  assert.deepEqual(await outboxTable(store), ["run:1#0 pending 0"]);
});

test("a reply of too many parts ends with a note", async (t) => {
  const store = await temporaryStore(t);
  const { outbox } = openOutbox({ store });
  const statements = outbox.reply("run:1", address("a"), "x|".repeat(200));
  assert.equal(statements.length, 64);
  await store.commit(statements);
  const last = await store.row<{ body: string }>(
    sql`SELECT body FROM outbox WHERE key = 'run:1#63'`,
  );
  assert.match(last?.body ?? "", /too long to be sent/);
});

test("what was written before the start, or by an earlier process, is delivered", async (t) => {
  const store = await temporaryStore(t);
  await store.commit(openOutbox({ store }).outbox.reply("run:1", address("a"), "one"));
  const { outbox, network, clock } = openOutbox({ store });
  await store.commit(outbox.reply("run:2", address("b"), "two"));
  await outbox.start();
  assert.equal(outbox.stats.open, 2);
  await drainOutbox(outbox, clock);
  assert.deepEqual(network.texts().toSorted(), ["one", "two"]);
});

test("a reply goes where its row says, to nobody else (A9, D-15)", async (t) => {
  const store = await temporaryStore(t);
  const networks = new Map<string, FakeNetwork>();
  const { outbox, clock } = openOutbox({
    store,
    options: {
      transport: (to) => {
        const key = `${to.channel}/${to.account}`;
        const known = networks.get(key) ?? new FakeNetwork();
        networks.set(key, known);
        return known;
      },
    },
  });
  await outbox.start();
  const places = ["x", "y"].flatMap((channel) =>
    ["1", "2"].flatMap((account) => ["p", "q"].map((peer) => address(peer, account, channel))),
  );
  for (const [n, to] of places.entries()) {
    const nonce = `${to.channel}/${to.account}/${to.conversation}`;
    await store.commit(outbox.reply(`run:${n}`, to, `${nonce}|${nonce}`));
  }
  await drainOutbox(outbox, clock);
  const arrived = [...networks].flatMap(([key, network]) =>
    network.delivered.map((entry) => [`${key}/${entry.conversation}`, entry.message.text]),
  );
  assert.equal(arrived.length, 16);
  for (const [place, text] of arrived) assert.equal(place, text);
});

test("rows that ended seven days ago are deleted in batches, owed ones never, and an id never comes back", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  await outbox.start();
  const text = Array.from({ length: 60 }, (_, n) => `part ${n}`).join("|");
  for (let n = 0; n < 10; n += 1) {
    await store.commit(outbox.reply(`run:${n}`, address("a"), text));
  }
  await drainOutbox(outbox, clock);
  assert.equal(await outbox.prune(), 0);
  await clock.advance(8 * 24 * HOUR_MS);
  network.ready = false;
  await store.commit(outbox.reply("run:owed", address("a"), "owed"));
  assert.equal(await outbox.prune(), 500);
  assert.equal(await outbox.prune(), 100);
  assert.equal(await outbox.prune(), 0);
  assert.deepEqual(await outboxTable(store), ["run:owed#0 pending 0"]);
});

test("health tells for a day of what may not have arrived, also after a restart", async (t) => {
  const store = await temporaryStore(t);
  const { outbox, network, clock } = openOutbox({ store });
  network.uncertainPolicy = "hold";
  network.fate = (key) => (key === "run:1#1" ? "deliver" : "uncertain-lost");
  await outbox.start();
  assert.deepEqual(outbox.health(), { state: "ok" });
  await store.commit(outbox.reply("run:1", address("a"), "one|two"));
  await drainOutbox(outbox, clock);
  assert.match(outbox.health().detail ?? "", /^1 message may not have arrived/);
  await clock.advance(20 * HOUR_MS);
  await store.commit(outbox.reply("run:2", address("b"), "three"));
  await drainOutbox(outbox, clock);
  assert.match(outbox.health().detail ?? "", /^2 messages may not have arrived/);

  const later = openOutbox({ store, clock }).outbox;
  await later.start();
  assert.equal(later.health().state, "degraded");
  assert.deepEqual(later.stats, { open: 0, uncertain: 2 });
  await clock.advance(5 * HOUR_MS);
  assert.deepEqual(later.stats, { open: 0, uncertain: 1 });
  await clock.advance(20 * HOUR_MS);
  assert.deepEqual(later.health(), { state: "ok" });
});

test("the count of what may not have arrived has a limit", () => {
  const clock = new FakeClock();
  const doubtful = new Doubtful(clock);
  doubtful.load(Array.from({ length: REMEMBERED_MAX }, () => clock.now()));
  doubtful.add();
  assert.equal(doubtful.count, REMEMBERED_MAX);
});

test("the verdict on a failed attempt: `rejected` is only said of what certainly did not arrive", () => {
  const said = (["retry", "uncertain", "rejected"] as const).flatMap((failure) =>
    (["pending", "uncertain"] as const).flatMap((before) =>
      [true, false].map((resends) => {
        const verdict = verdictOf(failure, before, resends);
        const how = resends ? "resend" : "hold";
        return `${failure}/${before}/${how} ${verdict.over ? "over" : "again"} ${verdict.state}`;
      }),
    ),
  );
  assert.deepEqual(said, [
    "retry/pending/resend again pending",
    "retry/pending/hold again pending",
    "retry/uncertain/resend again uncertain",
    "retry/uncertain/hold again uncertain",
    "uncertain/pending/resend again uncertain",
    "uncertain/pending/hold over uncertain",
    "uncertain/uncertain/resend again uncertain",
    "uncertain/uncertain/hold over uncertain",
    "rejected/pending/resend over rejected",
    "rejected/pending/hold over rejected",
    "rejected/uncertain/resend over uncertain",
    "rejected/uncertain/hold over uncertain",
  ]);
});

test("no query of the outbox reads rows that ended, but for one group and the oldest", async (t) => {
  const store = await temporaryStore(t);
  const queries = [
    rows.selectOwed(),
    rows.selectOwedCount(),
    rows.selectDoubtful(1, 10),
    rows.selectHead(address("a")),
    rows.selectGroup("g"),
    rows.deleteOld(1, 10).sql,
  ];
  for (const query of queries) {
    const plan = await store.rows<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${query}`);
    const details = plan.map((step) => step.detail).join("; ");
    assert.doesNotMatch(details, /SCAN outbox(?! USING (COVERING )?INDEX outbox_open)|TEMP B-TREE/);
  }
});
