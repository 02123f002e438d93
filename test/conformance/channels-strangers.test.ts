import { until } from "@zero/channel/conformance";
import { startTelegram } from "@zero/simulator";
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import sql from "sql-template-tag";
import type { Database } from "../../src/store/database.ts";
import { telegramPath } from "../support/channels/telegram-path.ts";

async function fakeTelegram(t: TestContext) {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  return telegram;
}

/** Resolves when no message waits any more. */
async function handled(store: Database): Promise<void> {
  const waiting = sql`SELECT count(*) AS count FROM inbox WHERE state = 'waiting'`;
  const deadline = Date.now() + 60_000;
  while ((await store.row<{ count: number }>(waiting))?.count !== 0) {
    assert.ok(Date.now() < deadline, "some messages were never handled");
    await new Promise((go) => setTimeout(go, 10));
  }
}

const FRIENDS = Array.from({ length: 20 }, (_, n) => 100 + n);
const STRANGERS = 1_000;

test("a stranger gets 0 bytes, whatever he sends, and the owner sees that he knocked (A7, SR12, SR13)", async (t) => {
  const telegram = await fakeTelegram(t);
  const { apiRoot, token: botToken } = telegram;
  for (let n = 0; n < STRANGERS; n += 1) {
    // They call themselves like those who are admitted.
    const person = { id: 10_000 + n, firstName: `${100 + (n % 20)}`, username: `friend${n % 20}` };
    const message = telegram.say(person, n % 3 === 0 ? "/start" : `let me in ${n}`);
    if (n % 5 === 0) telegram.push({ edited_message: { ...message, edit_date: 1 } });
    const group = { ...message, chat: { id: -5_000 - n, type: "group", title: "g" } };
    if (n % 7 === 0) telegram.push({ message: group } as never);
    telegram.meet(-5_000 - n);
    if (n % 50 === 0) telegram.say({ id: FRIENDS[n / 50] ?? 0 }, "hello");
  }
  const section = { apiRoot, botToken, allowFrom: [...FRIENDS, "@friend1", 10_001.5] };
  const { store, channels, told } = await telegramPath(t, section, ({ text }) => `echo ${text}`);
  await until("everything arrived", () => telegram.stats.pending === 0);
  await handled(store);

  assert.deepEqual(
    telegram.reached().toSorted((a, b) => a - b),
    FRIENDS,
  );
  const chats = telegram.calls
    .filter(({ method }) => /^send/i.test(method))
    .map(({ params }) => params.chat_id as number);
  assert.ok(chats.length >= 2 * FRIENDS.length, "typing and an answer for each friend");
  assert.deepEqual(
    chats.filter((chat) => !FRIENDS.includes(chat)),
    [],
  );

  const status = (await channels.status({ probe: false, timeoutMs: 0 })) as {
    channelAccounts: { telegram: { knockCount: number; knocks: { sender: string }[] }[] };
  };
  const [account] = status.channelAccounts.telegram;
  assert.equal(account?.knockCount, STRANGERS);
  assert.equal(account.knocks.length, 20);
  assert.equal(told.length, 1, "one digest an hour");
});

test("an answer goes to the person who asked and to nobody else, in 40 mixed conversations (A9)", async (t) => {
  const telegram = await fakeTelegram(t);
  const people = Array.from({ length: 40 }, (_, n) => 200 + n);
  const { apiRoot, token: botToken } = telegram;
  const section = { apiRoot, botToken, allowFrom: people };
  const { store } = await telegramPath(t, section, ({ text }) => `for you: ${text}`);
  const rounds = 25;
  for (let round = 0; round < rounds; round += 1) {
    for (const id of people) telegram.say(id, `nonce-${id}-${round}`);
  }
  await until("everything arrived", () => telegram.stats.pending === 0);
  await handled(store);
  for (const id of people) {
    const expected = Array.from({ length: rounds }, (_, n) => `for you: nonce-${id}-${n}`);
    assert.deepEqual(
      telegram.sentTo(id).map((message) => message.text),
      expected,
    );
  }
  const taken = await store.row<{ value: number }>(sql`SELECT value FROM positions`);
  assert.ok(
    (taken?.value ?? 0) >= telegram.stats.confirmed,
    "nothing is confirmed before it is stored",
  );
});

test("nobody is let in by an account that is off, or by a policy without names (SR13)", async (t) => {
  const telegram = await fakeTelegram(t);
  const { apiRoot, token: botToken } = telegram;
  const people = [300, 301, 302];
  for (const id of people) telegram.say(id, "hello");
  const { channels, store } = await telegramPath(t, { apiRoot, botToken }, () => "no");
  await until("everything arrived", () => telegram.stats.pending === 0);
  await handled(store);
  assert.deepEqual(telegram.reached(), []);
  assert.deepEqual(channels.access("telegram" as never, "default" as never), {
    dmPolicy: "allowlist",
    allowFrom: [],
  });
});
