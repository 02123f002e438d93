import type { AccountId, ChannelId, ConversationId } from "@zero/channel";
import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeChannel } from "../../../test/support/channels/fake-channel.ts";
import { FakeClock, settle } from "../../../test/support/fake-clock.ts";
import { silentLog } from "../../kernel/log.ts";
import { Channels } from "./channels.ts";

const ANN = {
  channel: "fake" as ChannelId,
  account: "default" as AccountId,
  conversation: "42" as ConversationId,
};

async function running(section: object = { token: "t" }) {
  const fake = new FakeChannel();
  const clock = new FakeClock();
  const changes: string[] = [];
  const channels = new Channels({
    sections: { fake: section },
    skip: false,
    clock,
    log: silentLog,
    random: () => 0.5,
    receive: async () => undefined,
    position: async () => undefined,
    knocks: async () => ({ total: 0, newest: [] }),
    changed: (channel, account) => void changes.push(`${channel}/${account}`),
    available: fake.available,
  });
  await channels.start();
  for (const account of fake.opened) account.link();
  return { fake, clock, channels, changes };
}

test("an account is stopped, then forgets what the gateway keeps, and is unlinked from then on", async () => {
  const { fake, channels, changes, clock } = await running();
  const [account] = fake.opened;
  assert.ok(account);
  const order: string[] = [];
  account.onStop = async () => void order.push("stop");
  account.forget = async () => void order.push("forget");
  changes.length = 0;
  assert.deepEqual(await channels.logout("FK"), {
    channel: "fake",
    accountId: "default",
    cleared: true,
    loggedOut: true,
    message: "its credentials are gone; link it again to use it",
  });
  assert.deepEqual(order, ["stop", "forget"]);
  assert.equal(channels.transport(ANN), undefined, "what is sent now is NOT_LINKED");
  assert.ok(changes.includes("fake/default"), "health and deliveries hear of it");
  assert.deepEqual(channels.states(), ["Fake: not linked"]);
  account.link("@late");
  await clock.advance(3_600_000);
  assert.deepEqual([channels.states(), fake.opened.length], [["Fake: not linked"], 1]);
});

test("a credential of the configuration stays there, and the answer says what to remove", async () => {
  const { channels } = await running({ accounts: { a: { token: "1" }, b: { token: "2" } } });
  const { cleared, accountId, message } = await channels.logout("fake", "b");
  assert.deepEqual([cleared, accountId], [false, "b"]);
  const advice =
    'it connects again at the next start unless token of the account "b" is removed or replaced';
  assert.equal(message, advice);
  assert.deepEqual(channels.states(), ["Fake (a): linked as @fake", "Fake (b): not linked"]);
  const [line] = channels.healthEntries().lines.slice(1);
  assert.equal(line, `Fake (b): not linked: signed out on request; ${advice}`);
});

test("an account that waits to be started again, or is out already, forgets all the same", async () => {
  const { fake, channels } = await running();
  await channels.logout("fake");
  const forgotten: string[] = [];
  const open = fake.plugin.open;
  fake.plugin.open = (config, host) => {
    const account = open(config, host);
    account.forget = async () => void forgotten.push("fresh");
    return account;
  };
  const { cleared } = await channels.logout("fake");
  assert.deepEqual([cleared, forgotten], [true, ["fresh"]]);
});

test("credentials that cannot be deleted are UNAVAILABLE, the account is stopped, and a second try may help", async () => {
  const { fake, channels, clock } = await running();
  const [account] = fake.opened;
  assert.ok(account);
  account.forget = () => Promise.reject(new Error("the disk is read-only"));
  await assert.rejects(channels.logout("fake"), {
    code: "UNAVAILABLE",
    message: /stopped, but its credentials are still there: the disk is read-only; try again/,
  });
  assert.equal(channels.transport(ANN), undefined);
  const open = fake.plugin.open;
  fake.plugin.open = (config, host) => {
    const fresh = open(config, host);
    fresh.forget = () => new Promise(() => undefined);
    return fresh;
  };
  const slow = assert.rejects(channels.logout("fake"), /it took more than 10000 ms/);
  await settle();
  await clock.advance(10_000);
  await slow;
  await channels.stop();
});

test("what is no channel, and what is no account, is refused", async () => {
  const { channels } = await running();
  await assert.rejects(channels.logout("pager"), {
    code: "INVALID_REQUEST",
    message: "unsupported channel: pager",
  });
  await assert.rejects(channels.logout("fake", "work"), {
    code: "INVALID_REQUEST",
    message: 'no account "work" of Fake is configured',
  });
});
