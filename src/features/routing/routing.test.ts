import type { AccountId, ChannelId } from "@zero/channel";
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import sql from "sql-template-tag";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { inboundMessage } from "../../../test/support/messages.ts";
import { temporaryStore } from "../../../test/support/store.ts";
import { MAIN_AGENT } from "../../domain/ids.ts";
import { KNOCKS_MAX } from "./knocks.ts";
import { Routing, type KnockDigest } from "./routing.ts";

const TEST = "test" as ChannelId;
const DEFAULT = "default" as AccountId;

async function setUp(t: TestContext) {
  const store = await temporaryStore(t);
  const clock = new FakeClock();
  const told: KnockDigest[] = [];
  const open = () =>
    new Routing({
      store,
      clock,
      access: () => ({ dmPolicy: "allowlist", allowFrom: ["42"] }),
      agent: MAIN_AGENT,
      dmScope: () => "per-peer",
      tell: (digest) => void told.push(digest),
    });
  return { store, clock, told, open, routing: open() };
}

const from = (id: string, displayName?: string) => {
  const message = inboundMessage({ remoteId: `m-${id}` });
  return { ...message, sender: { ...message.sender, id: id as never, displayName } };
};

test("routing joins what the configuration and the message say", async (t) => {
  const { routing } = await setUp(t);
  assert.deepEqual(routing.decide(from("42")), {
    kind: "answer",
    agent: "main",
    session: "agent:main:dm:42",
  });
  assert.deepEqual(routing.decide(from("43")), { kind: "ignore", why: "stranger" });
});

test("a stranger is one row, however often he knocks, and the owner hears once it is on disk (A7)", async (t) => {
  const { routing, store, clock, told } = await setUp(t);
  const first = routing.knocked(from("9", "Mallory"), clock.now());
  assert.equal(told.length, 0);
  await store.commit(first);
  assert.equal(told.length, 1);
  await clock.advance(5_000);
  await store.commit(routing.knocked(from("9", "Renamed"), clock.now()));
  await store.commit(routing.knocked(from("10"), clock.now()));
  const { total, newest } = await routing.knocks(TEST, DEFAULT, 20);
  assert.equal(total, 2);
  const mallory = newest.find((knock) => knock.sender === "9");
  const at = clock.now();
  assert.deepEqual(
    { ...mallory },
    { sender: "9", name: "Renamed", firstAt: at - 5_000, lastAt: at, count: 2 },
  );
  assert.equal(newest.find((knock) => knock.sender === "10")?.name, undefined);
  assert.equal((await routing.knocks(TEST, "other" as AccountId, 20)).total, 0);
});

test("a name keeps nothing that hides, reorders or breaks a line, and is cut (SR31)", async (t) => {
  const { routing, store } = await setUp(t);
  const names = ["a\u202eb\nc\u0000d", "x".repeat(500), "\u200b\u200b", "😀".repeat(40)];
  for (const [n, name] of names.entries())
    await store.commit(routing.knocked(from(`${n}`, name), n));
  const { newest } = await routing.knocks(TEST, DEFAULT, 20);
  const shown = newest.toReversed().map((knock) => knock.name);
  assert.deepEqual(shown, ["abcd", "x".repeat(64), undefined, "😀".repeat(32)]);
});

test(`the table keeps the newest ${KNOCKS_MAX} people, and a hundred more at most`, async (t) => {
  const { routing, store } = await setUp(t);
  const people = KNOCKS_MAX + 50;
  for (let at = 0; at < people; at += 50) {
    const some = Array.from({ length: 50 }, (_, n) => at + n);
    await store.commit(some.flatMap((n) => routing.knocked(from(`${n}`), n)));
  }
  const count = async () => (await routing.knocks(TEST, DEFAULT, 1)).total;
  assert.ok((await count()) <= KNOCKS_MAX + 100);
  for (let n = 0; n < 100; n += 1) await store.commit(routing.knocked(from("9999999"), 1e6 + n));
  assert.equal(await count(), KNOCKS_MAX);
  const oldest = await store.row<{ at: number }>(sql`SELECT min(last_at) AS at FROM knocks`);
  assert.equal(oldest?.at, 51, "those went who had not written for the longest time");
});

test("a restart tells the owner nothing twice within the hour (A7)", async (t) => {
  const { open, routing, store, clock, told } = await setUp(t);
  await store.commit(routing.knocked(from("9"), clock.now()));
  routing.stop();
  await clock.advance(60_000);
  const next = open();
  await next.start();
  await store.commit(next.knocked(from("10"), clock.now()));
  assert.equal(told.length, 1);
  await clock.advance(3_600_000);
  assert.equal(told.length, 2);
  assert.match(told[1]?.text ?? "", /: 10\./);
});
