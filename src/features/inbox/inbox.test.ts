import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChannelId } from "@zero/channel";
import * as fc from "fast-check";
import sql from "sql-template-tag";
import { FakeClock, settle } from "../../../test/support/fake-clock.ts";
import { address, inboundMessage } from "../../../test/support/messages.ts";
import { StoreProcess } from "../../../test/support/store-process.ts";
import { temporaryFolder, temporaryStore } from "../../../test/support/store.ts";
import type { RunId } from "../../domain/ids.ts";
import type { Database } from "../../store/database.ts";
import { StaleError } from "../../store/store.ts";
import { IGNORED_MAX, Inbox, type InboxRow } from "./inbox.ts";
import * as rows from "./rows.ts";

const CHANNEL = "test" as ChannelId;
const RUN = "run-1" as RunId;
const DAY_MS = 24 * 60 * 60 * 1000;
const message = (remoteId: number | string, text?: string) =>
  inboundMessage({ remoteId: String(remoteId), ...(text === undefined ? {} : { text }) });
const at = (value: number) => ({ channel: CHANNEL, key: "bot:1", value });

function open(store: Database, options: { clock?: FakeClock; openMax?: number } = {}) {
  const { clock = new FakeClock(), openMax = 100 } = options;
  return new Inbox({ store, clock, openMax, textLengthMax: 100 });
}

/** The next `count` rows that are given out. */
async function take(inbox: Inbox, count: number): Promise<InboxRow[]> {
  const taken: InboxRow[] = [];
  if (count === 0) return taken;
  for await (const row of inbox.waiting(new AbortController().signal)) {
    taken.push(row);
    if (taken.length === count) break;
  }
  return taken;
}

const states = async (store: Database) => {
  const found = await store.rows<{ state: string }>(sql`SELECT state FROM inbox ORDER BY id`);
  return found.map((row) => row.state);
};

test("messages and their position are one commit, and come out as they went in (A10, A11)", async (t) => {
  const store = await temporaryStore(t);
  const inbox = open(store);
  const given = {
    ...inboundMessage({ remoteId: "1", text: "a\0b 👋", senderName: "Ana" }),
    attachments: [{ kind: "image" as const, fileName: "x".repeat(300) }],
    replyTo: "0" as never,
  };
  await inbox.accept([given, message(2)], at(3));
  assert.equal(store.stats.transactions, 1);
  assert.equal(await inbox.position(CHANNEL, "bot:1"), 3);
  const [first, second] = await take(inbox, 2);
  const attachments = [{ kind: "image", fileName: "x".repeat(256) }];
  assert.deepEqual(first?.message, { ...given, attachments });
  assert.deepEqual(second?.message, message(2));
  assert.equal(first?.receivedAt, 1_700_000_000_000);
});

test("a duplicate vanishes, and another account or channel is no duplicate (A11)", async (t) => {
  const store = await temporaryStore(t);
  const inbox = open(store);
  await inbox.accept([message(1, "first"), message(1, "again")]);
  await inbox.accept([message(1, "later")]);
  await inbox.accept([inboundMessage({ remoteId: "1", to: address("42", "second") })]);
  await inbox.accept([inboundMessage({ remoteId: "1", to: address("42", "default", "other") })]);
  assert.deepEqual(await states(store), ["waiting", "waiting", "waiting"]);
  const texts = (await take(inbox, 3)).map((row) => row.message.text);
  assert.deepEqual(texts, ["first", "hello", "hello"]);
});

test("the newest position counts, also a lower one, and each key has its own (A11)", async (t) => {
  const inbox = open(await temporaryStore(t));
  await inbox.accept([], at(10));
  await inbox.accept([message(1)], at(7));
  assert.equal(await inbox.position(CHANNEL, "bot:1"), 7);
  assert.equal(await inbox.position(CHANNEL, "bot:2"), undefined);
  assert.equal(await inbox.position("other" as ChannelId, "bot:1"), undefined);
});

test("whatever order messages come in, how often and through how many restarts: each is kept once and the newest position counts (A10, A11)", async (t) => {
  const store = await temporaryStore(t);
  const calls = fc.array(
    fc.record({
      ids: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
      position: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
      restart: fc.boolean(),
    }),
    { maxLength: 8 },
  );
  let round = 0;
  await fc.assert(
    fc.asyncProperty(calls, async (list) => {
      const channel = `c${(round += 1)}`;
      let inbox = open(store, { openMax: 100_000 });
      let newest: number | undefined;
      for (const { ids, position, restart } of list) {
        if (restart) inbox = open(store, { openMax: 100_000 });
        const messages = ids.map((id) =>
          inboundMessage({ remoteId: String(id), to: address("42", "default", channel) }),
        );
        const place = { channel: channel as ChannelId, key: "k" };
        await inbox.accept(
          messages,
          position === undefined ? undefined : { ...place, value: position },
        );
        if (position !== undefined) newest = position;
        assert.equal(await inbox.position(channel as ChannelId, "k"), newest);
      }
      const kept = await store.rows<{ id: string }>(
        sql`SELECT remote_id AS id FROM inbox WHERE channel = ${channel} ORDER BY inbox.id`,
      );
      // In the order in which each was seen first.
      const expected = [...new Set(list.flatMap((call) => call.ids))].map(String);
      assert.deepEqual(
        kept.map((row) => row.id),
        expected,
      );
    }),
    { numRuns: 40 },
  );
});

test("after SIGKILL the messages are exactly those before the position (A10, A11, A13)", async (t) => {
  const folder = temporaryFolder(t);
  let promised = -1;
  for (let round = 0; round < 4; round += 1) {
    const child = new StoreProcess("accept", folder);
    await child.printed(15 + round * 23);
    await child.kill();
    promised = Number(child.lines.at(-1));
  }
  const store = await temporaryStore(t, { folder });
  const position = (await open(store).position(CHANNEL, "bot")) ?? 0;
  assert.ok(position > promised);
  const kept = await store.rows<{ id: string }>(
    sql`SELECT remote_id AS id FROM inbox ORDER BY inbox.id`,
  );
  assert.deepEqual(
    kept.map((row) => Number(row.id)),
    Array.from({ length: position }, (_, n) => n),
  );
});

test("what the store cannot write is not taken, in no part", async (t) => {
  const store = await temporaryStore(t);
  const inbox = open(store);
  await inbox.accept([message(1)], at(2));
  await store.row(sql`PRAGMA max_page_count = 1`);
  const long = { ...message(2), sender: { id: "x".repeat(400_000) as never } };
  await assert.rejects(inbox.accept([message(3), long], at(9)), { code: "UNAVAILABLE" });
  assert.equal(await inbox.position(CHANNEL, "bot:1"), 2);
  assert.deepEqual(await states(store), ["waiting"]);
});

test("rows are given out in order, each once, and new ones wake the consumer without polling", async (t) => {
  const clock = new FakeClock();
  const inbox = open(await temporaryStore(t), { clock });
  const leave = new AbortController();
  const seen: string[] = [];
  const consumer = (async () => {
    for await (const row of inbox.waiting(leave.signal)) seen.push(row.message.remoteId);
  })();
  await settle();
  assert.deepEqual(seen, []);
  for (const id of [1, 2, 3]) await inbox.accept([message(id)]);
  await settle();
  assert.deepEqual(seen, ["1", "2", "3"]);
  await inbox.accept(Array.from({ length: 90 }, (_, n) => message(n + 4)));
  await settle();
  assert.equal(seen.length, 93);
  assert.equal(clock.pending, 0);
  leave.abort();
  await consumer;
});

test("a row goes waiting, taken, handled, and each step happens once", async (t) => {
  const store = await temporaryStore(t);
  const inbox = open(store);
  await inbox.accept([message(1), message(2)]);
  const [first, second] = await take(inbox, 2);
  const [a = 0, b = 0] = [first?.id, second?.id];
  await assert.rejects(store.commit([inbox.handled(a)]), StaleError);
  await store.commit([inbox.taken(a, RUN), inbox.ignored(b, "stranger")]);
  await assert.rejects(store.commit([inbox.taken(a, RUN)]), StaleError);
  await assert.rejects(store.commit([inbox.ignored(a, "late")]), StaleError);
  await store.commit([inbox.handled(a)]);
  await assert.rejects(store.commit([inbox.handled(a)]), StaleError);
  assert.deepEqual(await states(store), ["handled", "ignored"]);
});

test("a row that could not be taken is handed back and comes again, before newer ones", async (t) => {
  const store = await temporaryStore(t);
  const inbox = open(store);
  await inbox.accept([message(1), message(2), message(3)]);
  const [first] = await take(inbox, 1);
  inbox.handBack(first?.id ?? 0);
  assert.deepEqual(
    (await take(inbox, 3)).map((row) => row.message.remoteId),
    ["1", "2", "3"],
  );
  assert.deepEqual(await states(store), ["waiting", "waiting", "waiting"]);
});

test("after a restart rows that wait come again; taken ones too, unless their run goes on by itself (A13)", async (t) => {
  const store = await temporaryStore(t);
  const before = open(store);
  await before.accept([message(1), message(2), message(3)]);
  const [first, second] = await take(before, 3);
  await store.commit([before.taken(first?.id ?? 0, RUN)]);
  await store.commit([before.taken(second?.id ?? 0, "run-2" as RunId)]);

  const after = open(store);
  assert.equal(await after.recover((run) => run === RUN), 1);
  assert.deepEqual(
    (await take(after, 2)).map((row) => row.message.remoteId),
    ["2", "3"],
  );
  assert.deepEqual(await states(store), ["taken", "waiting", "waiting"]);
});

test("a full inbox makes the channel wait, in order, and a handled row lets it on", async (t) => {
  const store = await temporaryStore(t);
  const inbox = open(store, { openMax: 2 });
  await inbox.accept([message(1), message(2), message(3)]);
  const order: number[] = [];
  const late = [4, 5].map(async (id) => {
    await inbox.accept([message(id)], at(id));
    order.push(id);
  });
  await settle();
  assert.deepEqual(order, []);
  const taken = await take(inbox, 3);
  const end = (row: InboxRow | undefined) =>
    store.commit([inbox.ignored(row?.id ?? 0, "stranger")]);
  await end(taken[0]);
  await settle();
  assert.deepEqual(order, []);
  await end(taken[1]);
  await late[0];
  await settle();
  assert.deepEqual(order, [4]);
  await end(taken[2]);
  await late[1];
  assert.deepEqual(order, [4, 5]);
  await inbox.accept([], at(6));
});

test("duplicates do not fill the inbox, and rows of an earlier process count", async (t) => {
  const store = await temporaryStore(t);
  await open(store).accept([message(1), message(2)]);
  const inbox = open(store, { openMax: 3 });
  await inbox.accept([message(1), message(2)]);
  await inbox.accept([message(1), message(2)]);
  await inbox.accept([message(3)]);
  const full = inbox.accept([message(4)]);
  await settle();
  inbox.close();
  await assert.rejects(full, { code: "UNAVAILABLE" });
  await assert.rejects(inbox.accept([message(5)]), /inbox is full and the gateway is stopping/);
});

test("an inbox that is closed still accepts what it has room for", async (t) => {
  const store = await temporaryStore(t);
  const inbox = open(store);
  inbox.close();
  await inbox.accept([message(1)]);
  assert.deepEqual(await states(store), ["waiting"]);
});

test("a text above the limit is cut between characters and says how much is missing", async (t) => {
  const inbox = open(await temporaryStore(t));
  await inbox.accept([message(1, `${"x".repeat(99)}👋tail`), message(2, "y".repeat(100))]);
  const [cut, whole] = await take(inbox, 2);
  assert.equal(cut?.message.text, `${"x".repeat(99)}\n[… 6 more characters were cut off]`);
  assert.equal(whole?.message.text, "y".repeat(100));
});

test("attachments and names have limits too", async (t) => {
  const inbox = open(await temporaryStore(t));
  const many = Array.from({ length: 40 }, () => ({ kind: "document" as const }));
  const long = inboundMessage({ remoteId: "1", senderName: "n".repeat(1_000) });
  await inbox.accept([{ ...long, attachments: many }]);
  const [row] = await take(inbox, 1);
  assert.equal(row?.message.attachments.length, 32);
  assert.equal(row?.message.sender.displayName?.length, 256);
});

test("rows that were handled 30 days ago are deleted in small batches, and an id never comes back", async (t) => {
  const store = await temporaryStore(t);
  const clock = new FakeClock();
  const inbox = open(store, { clock, openMax: 10_000 });
  await inbox.accept(Array.from({ length: 700 }, (_, n) => message(n)));
  const given = (await take(inbox, 700)).slice(1);
  await store.commit(given.map((row) => inbox.taken(row.id, RUN)));
  await store.commit(given.map((row) => inbox.handled(row.id)));
  await clock.advance(30 * DAY_MS);
  assert.equal(await inbox.prune(), 0);
  await clock.advance(1);
  assert.equal(await inbox.prune(), 500);
  assert.equal(await inbox.prune(), 198);
  assert.equal(await inbox.prune(), 0);
  // What still waits stays, and so does the newest row.
  assert.deepEqual(await states(store), ["waiting", "handled"]);
  await inbox.accept([message("next")]);
  const [next] = await take(inbox, 1);
  assert.equal(next?.id, 701);
});

test("of an ignored message neither its words nor its sender's name are kept (SR32)", async (t) => {
  const store = await temporaryStore(t);
  const inbox = open(store);
  const secret = inboundMessage({ remoteId: "1", text: "secret words", senderName: "Mallory" });
  await inbox.accept([secret, message(2)]);
  const [first] = await take(inbox, 1);
  await store.commit([inbox.ignored(first?.id ?? 0, "stranger")]);
  const kept = await store.row<object>(sql`SELECT * FROM inbox WHERE id = ${first?.id}`);
  assert.doesNotMatch(JSON.stringify(kept), /secret|Mallory/);
  inbox.handBack(first?.id ?? 0);
  assert.equal((await take(inbox, 1))[0]?.message.remoteId, "2", "it is not given out again");
  await inbox.accept([secret]);
  assert.deepEqual(await states(store), ["ignored", "waiting"]);
});

test("ignored rows are deleted after a day, and the oldest of more than 10,000 before (SR32)", async (t) => {
  const store = await temporaryStore(t);
  const clock = new FakeClock();
  const inbox = open(store, { clock, openMax: 100_000 });
  const pruned = async () => {
    let all = 0;
    for (let some = -1; some !== 0; all += some) some = await inbox.prune();
    return all;
  };
  for (let batch = 0; batch < 12; batch += 1) {
    await inbox.accept(Array.from({ length: 1_000 }, (_, n) => message(`${batch}-${n}`)));
    await store.commit((await take(inbox, 1_000)).map((row) => inbox.ignored(row.id, "stranger")));
    await clock.advance(60_000);
  }
  assert.equal(await pruned(), 2_000);
  assert.equal((await states(store)).length, IGNORED_MAX);
  await clock.advance(DAY_MS - 5 * 60_000);
  assert.equal(await pruned(), 5_000);
  await clock.advance(DAY_MS);
  assert.equal(await pruned(), 4_999, "the newest row stays");
});

test("no query of the inbox reads rows that are over", async (t) => {
  const store = await temporaryStore(t);
  const plans = [
    rows.selectWaiting(5, 10),
    rows.selectWaitingAmong([1, 2]),
    rows.selectOpenCount(),
    rows.selectTaken(),
    rows.selectPosition(CHANNEL, "k"),
    rows.deleteOld(1, 10).sql,
    rows.deleteIgnored(1, 10, 10).sql,
  ];
  for (const query of plans) {
    const plan = await store.rows<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${query}`);
    const scans = plan
      .map((step) => step.detail)
      .filter((step) => /^SCAN inbox(?! USING)|rowid[<>]/.test(step));
    assert.deepEqual(scans, [], query.sql);
  }
});

test("a row that was read and not given out yet is withdrawn, and stays when the disk refuses", async (t) => {
  const store = await temporaryStore(t);
  const inbox = open(store);
  await inbox.accept([1, 2, 3, 4].map((n) => message(n)));
  const given: number[] = [];
  const { signal } = new AbortController();
  for await (const row of inbox.waiting(signal)) {
    given.push(row.id);
    if (row.id === 1) {
      await inbox.withdraw(2, "cancelled");
      await assert.rejects(inbox.withdraw(2, "cancelled"), StaleError);
      // Somebody else was first: the row is looked at again, and is not there any more.
      await store.commit([inbox.ignored(3, "defect")]);
      await assert.rejects(inbox.withdraw(3, "cancelled"), StaleError);
    }
    if (row.id === 4) break;
  }
  assert.deepEqual(given, [1, 4]);
  assert.deepEqual(await states(store), ["waiting", "ignored", "ignored", "waiting"]);
});
