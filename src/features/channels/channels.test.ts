import {
  SendError,
  type AccountId,
  type ChannelId,
  type ConversationId,
  type RemoteId,
} from "@zero/channel";
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeChannel } from "../../../test/support/channels/fake-channel.ts";
import { FakeClock, settle } from "../../../test/support/fake-clock.ts";
import { silentLog } from "../../kernel/log.ts";
import { Channels, type ChannelsOptions } from "./channels.ts";

const FAKE = "fake" as ChannelId;
const DEFAULT = "default" as AccountId;
const ANN = { channel: FAKE, account: DEFAULT, conversation: "42" as ConversationId };

function setUp(section: object = { token: "t" }, over: Partial<ChannelsOptions> = {}) {
  const fake = new FakeChannel();
  const clock = new FakeClock();
  const received: unknown[] = [];
  const changes: string[] = [];
  const channels = new Channels({
    sections: { fake: section },
    skip: false,
    clock,
    log: silentLog,
    random: () => 0.5,
    receive: async (...call) => void received.push(call),
    position: async () => 7,
    knocks: async () => ({ total: 0, newest: [] }),
    changed: (channel, account) => void changes.push(`${channel}/${account}`),
    available: fake.available,
    ...over,
  });
  return { fake, clock, channels, received, changes };
}

async function running(section?: object, over?: Partial<ChannelsOptions>) {
  const parts = setUp(section, over);
  await parts.channels.start();
  return parts;
}

interface Status {
  channelOrder: string[];
  channels: Record<string, Record<string, unknown>>;
  channelAccounts: Record<string, Record<string, unknown>[]>;
  channelDefaultAccountId: Record<string, string>;
}
const statusOf = async (channels: Channels, probe = false) =>
  (await channels.status({ probe, timeoutMs: 1_000 })) as Status;

describe("channels", () => {
  it("sends polls where the network has them, and has no such ability where it has not", async () => {
    const { fake, channels } = await running();
    const [account] = fake.opened;
    account?.link();
    const poll = { question: "tea?", options: ["yes", "no"], maxSelections: 1 };
    await channels.transport(ANN)?.sendPoll?.(ANN.conversation, poll, "key");
    assert.deepEqual(account?.polls, [poll]);
    if (account) account.sendPoll = undefined;
    assert.equal(channels.transport(ANN)?.sendPoll, undefined);
    await channels.stop();
  });

  it("loads the code of channels in use only, and opens accounts that are on", async () => {
    const unused = await running({});
    assert.equal(unused.fake.loads, 0);
    const accounts = { a: { token: "1" }, b: { token: "2", enabled: false }, c: {} };
    const used = await running({ accounts });
    assert.equal(used.fake.loads, 1);
    assert.deepEqual(
      used.fake.opened.map((one) => one.host.account),
      ["a"],
    );
    const skipped = await running({ token: "t" }, { skip: true });
    assert.equal(skipped.fake.loads, 0);
    assert.equal((await statusOf(skipped.channels)).channelAccounts.fake?.[0]?.running, false);
  });

  it("has a way to the network while it is linked, waits while it connects, has none once refused", async () => {
    const { fake, channels, changes } = await running();
    const account = fake.account();
    assert.equal(channels.transport(ANN)?.ready, false);
    account.link();
    assert.equal(channels.transport(ANN)?.ready, true);
    account.report({ kind: "waiting", reason: "cut", retryAt: 1 });
    assert.equal(channels.transport(ANN)?.ready, true, "it is still signed in");
    account.report({ kind: "unlinked", reason: "revoked" });
    assert.equal(channels.transport(ANN), undefined);
    assert.equal(channels.transport({ ...ANN, account: "nobody" as AccountId }), undefined);
    assert.ok(changes.length >= 4);
    assert.equal(new Set(changes).size, 1);
  });

  it("sends through the account and remembers when", async () => {
    const { fake, channels } = await running({ token: "t", uncertainSends: "hold" });
    fake.account().link();
    const transport = channels.transport(ANN);
    await transport?.send(ANN.conversation, { text: "hi" }, "key");
    assert.deepEqual(fake.account().sent, [{ to: "42", message: { text: "hi" }, key: "key" }]);
    assert.equal(transport?.uncertainPolicy, "hold");
    assert.equal(transport.idempotentSend, false);
    const [snapshot] = (await statusOf(channels)).channelAccounts.fake ?? [];
    assert.equal(typeof snapshot?.lastOutboundAt, "number");
    fake.account().onSend = () => Promise.reject(new SendError("rejected", "no"));
    await assert.rejects(transport.send(ANN.conversation, { text: "hi" }, "key"), SendError);
  });

  it("cuts texts as the network and the account say, and quotes nothing where quoting is off", async () => {
    const { fake, channels } = await running({ token: "t", textChunkLimit: 4, replyToMode: "off" });
    assert.deepEqual(channels.split(ANN, "abcdefgh"), ["abcd", "efgh"]);
    fake.account().link();
    const message = { text: "x", replyTo: "q" as never };
    await channels.transport(ANN)?.send(ANN.conversation, message, "key");
    assert.deepEqual(fake.account().sent[0]?.message, { text: "x" });
    assert.equal(channels.quotes(ANN), "off");
    assert.equal((await running({ token: "t", replyToMode: "all" })).channels.quotes(ANN), "all");
    const idle = setUp();
    assert.deepEqual(idle.channels.split(ANN, "whole text of it"), ["whole text of it"]);
  });

  it("hands messages on with their account, and refuses those with another one's address (A9)", async () => {
    const { fake, received } = await running();
    const account = fake.account();
    const message = account.message("42", "hi");
    await account.host.receive([message], { key: "k", value: 1 });
    assert.deepEqual(received, [["fake", "default", [message], { key: "k", value: 1 }]]);
    assert.equal(await account.host.position("k"), 7);
    const address = { ...message.address, account: "other" as AccountId };
    await assert.rejects(
      account.host.receive([{ ...message, address }]),
      /another account's address/,
    );
    assert.equal(received.length, 1);
  });

  it("lets an identity be connected once, and again after its owner stopped (A10)", async () => {
    const { fake, channels } = await running({
      accounts: { a: { token: "1" }, b: { token: "2" } },
    });
    assert.equal(fake.account("a").host.claim("bot-7"), true);
    assert.equal(fake.account("a").host.claim("bot-7"), true);
    assert.equal(fake.account("b").host.claim("bot-7"), false);
    assert.equal(fake.account("b").host.claim("bot-8"), true);
    await channels.stop();
    assert.equal(fake.account("b").host.claim("bot-7"), false, "a stopped account claims nothing");
  });

  it("shows a channel whose code throws as state, and starts it again more and more seldom (A28, A30)", async () => {
    const { channels, clock, fake } = await running({
      accounts: { bad: { token: "1", throwAtOpen: true }, good: { token: "2" } },
    });
    fake.account("good").link();
    for (const waitMs of [1_000, 8_000, 64_000, 512_000, 600_000]) {
      const [bad] = (await statusOf(channels)).channelAccounts.fake ?? [];
      assert.equal(bad?.lastError, "the channel's code failed: cannot open");
      assert.equal(bad.nextAttemptAt, clock.now() + waitMs);
      await clock.advance(waitMs);
    }
    assert.equal(channels.health().state, "degraded");
    assert.equal(fake.account("good").stopped, false);
    assert.equal(channels.transport({ ...ANN, account: "good" as AccountId })?.ready, true);
  });

  it("keeps an account unlinked, with the reason, when its code cannot be loaded", async () => {
    const manifest = new FakeChannel().plugin;
    const load = () => Promise.reject(new Error("no such file"));
    const { channels } = await running({ token: "t" }, { available: [{ manifest, load }] });
    const [snapshot] = (await statusOf(channels)).channelAccounts.fake ?? [];
    assert.match(String(snapshot?.lastError), /could not be loaded \(no such file\)/);
    assert.equal(channels.transport(ANN), undefined);
    await channels.stop();
  });

  it("stops in time when an account does not, and hears nothing of it afterwards (A30)", async () => {
    const { fake, channels, clock, received } = await running({
      accounts: { hangs: { token: "1" }, throws: { token: "2" } },
    });
    const hangs = fake.account("hangs");
    hangs.link();
    hangs.onStop = () => new Promise(() => undefined);
    fake.account("throws").onStop = () => Promise.reject(new Error("cannot stop"));
    const stopped = channels.stop();
    await clock.advance(800);
    await stopped;
    hangs.link();
    await assert.rejects(hangs.host.receive([hangs.message("42", "late")]), /was stopped/);
    assert.deepEqual(received, []);
    const [snapshot] = (await statusOf(channels)).channelAccounts.fake ?? [];
    assert.deepEqual([snapshot?.running, snapshot?.linked], [false, false]);
  });

  it("restarts nothing for silence: health is what the connection says (A30)", async () => {
    const { fake, clock, channels } = await running();
    fake.account().link();
    await clock.advance(24 * 3_600_000);
    assert.equal(fake.opened.length, 1);
    assert.deepEqual(channels.health(), { state: "ok" });
    assert.equal(clock.pending, 0, "no timer waits");
  });
});

describe("what is told about channels", () => {
  it("asks the networks when it is told to, each with a deadline", async () => {
    const { fake, channels, clock } = await running({
      accounts: { a: { token: "1" }, b: { token: "2" } },
    });
    fake.account("a").onProbe = () => Promise.reject(new Error("it is down"));
    fake.account("b").onProbe = () => new Promise(() => undefined);
    const asked = statusOf(channels, true);
    await settle();
    await clock.advance(1_000);
    const [a, b] = (await asked).channelAccounts.fake ?? [];
    assert.deepEqual(a?.probe, { ok: false, error: "it is down", elapsedMs: 0 });
    assert.deepEqual(b?.probe, { ok: false, error: "no answer within 1000 ms", elapsedMs: 1_000 });
    fake.account("a").onProbe = () => Promise.resolve({ self: "@me" });
    await channels.stop();
  });

  it("finds the address that a person means, or says what to write", async () => {
    const { channels } = await running({ token: "t" });
    assert.deepEqual(channels.resolve({ to: "42" }), ANN);
    assert.deepEqual(channels.resolve({ to: "fk:42" }), ANN);
    assert.deepEqual(channels.resolve({ channel: "FAKE", to: "42", accountId: "default" }), ANN);
    assert.throws(() => channels.resolve({ channel: "fax", to: "42" }), /unsupported channel: fax/);
    assert.throws(
      () => channels.resolve({ to: "ann" }),
      /"ann" names nobody on Fake; use a number/,
    );
    assert.throws(() => channels.resolve({ to: "42", accountId: "x" }), /unknown account "x"/);
    assert.equal(channels.defaultChannel(), "fake");
    const none = setUp({});
    assert.equal(none.channels.defaultChannel(), undefined);
    assert.throws(() => none.channels.resolve({ to: "42" }), /no channel is named/);
  });

  it("knows a channel that nothing signs in, and where its messages would go (V9)", async () => {
    for (const section of [undefined, {}, { accounts: { default: {} } }]) {
      const { channels } = setUp(section ?? {}, section ? {} : { sections: {} });
      assert.deepEqual(
        [channels.has("fake"), channels.has(" FK "), channels.has("fax")],
        [true, true, false],
      );
      assert.deepEqual(channels.resolve({ channel: "fake", to: "42" }), ANN);
      assert.deepEqual(channels.resolve({ channel: "fake", to: "42", accountId: "default" }), ANN);
      assert.throws(
        () => channels.resolve({ channel: "fake", to: "42", accountId: "x" }),
        /unknown/,
      );
      assert.equal(channels.transport(ANN), undefined);
    }
  });

  it("names a message as its network does, before the code of the channel is there", () => {
    const { channels } = setUp();
    assert.equal(channels.nativeId(FAKE, "7:8" as RemoteId), "8");
    assert.equal(channels.nativeId("fax" as ChannelId, "7:8" as RemoteId), "7:8");
  });

  it("reports the channel that needs somebody first, else one that is well (V6, S93)", async () => {
    const { fake, channels, clock } = await running({
      accounts: { a: { token: "1" }, b: { token: "2" } },
    });
    assert.equal(setUp({}).channels.healthEntries().linkChannel, undefined);
    fake.account("a").link();
    const link = { id: "fake", label: "Fake" };
    const open = { ...link, linked: false, authAgeMs: null };
    assert.deepEqual(channels.healthEntries().linkChannel, open);
    fake.account("b").link("@b");
    const entries = channels.healthEntries();
    assert.deepEqual(entries.linkChannel, {
      ...link,
      linked: true,
      // The fake network says that it linked at the beginning of time.
      authAgeMs: clock.now() - 1,
    });
    assert.deepEqual(entries.lines, ["Fake (a): linked as @fake", "Fake (b): linked as @b"]);
    assert.deepEqual(entries.channels.fake, {
      accountId: "a",
      configured: true,
      linked: true,
      connected: true,
      accounts: {
        a: { accountId: "a", configured: true, linked: true, connected: true },
        b: { accountId: "b", configured: true, linked: true, connected: true },
      },
    });
  });

  it("tells anybody how accounts are, and only the owner why (SR32)", async () => {
    const { fake, channels } = await running({
      accounts: { a: { token: "1" }, b: { token: "2" }, c: { token: "3" }, d: { token: "4" } },
    });
    const reason = "the file /home/ann/token cannot be read";
    fake.account("a").link();
    fake.account("b").report({ kind: "waiting", reason, retryAt: 1 });
    fake.account("c").report({ kind: "unlinked", reason });
    fake.account("d").report({ kind: "connecting" });
    assert.deepEqual(channels.states(), [
      "Fake (a): linked as @fake",
      "Fake (b): waiting",
      "Fake (c): not linked",
      "Fake (d): connecting",
    ]);
    const { lines } = channels.healthEntries();
    assert.equal(lines[1], `Fake (b): waiting: ${reason}`);
    assert.equal(lines[2], `Fake (c): not linked: ${reason}`);
  });

  it("lists channels that are not configured, and who knocked at those that are (A7)", async () => {
    const knock = { sender: "9", name: "Mallory", firstAt: 1, lastAt: 2, count: 3 };
    const { channels } = await running(
      { token: "t", allowFrom: [42] },
      { knocks: async () => ({ total: 1, newest: [knock] }) },
    );
    const status = await statusOf(channels);
    assert.deepEqual(status.channelOrder, ["fake"]);
    assert.deepEqual(status.channelDefaultAccountId, { fake: "default" });
    const [snapshot] = status.channelAccounts.fake ?? [];
    assert.deepEqual([snapshot?.knockCount, snapshot?.knocks], [1, [knock]]);
    assert.deepEqual(snapshot?.allowFrom, ["42"]);
    assert.ok(!JSON.stringify(status).includes('"t"'), "no credential (SR30)");
    const none = await statusOf(setUp({}).channels);
    assert.equal(none.channels.fake?.configured, false);
    assert.deepEqual(none.channelAccounts, { fake: [] });
  });

  it("shows typing as well as it can", async () => {
    const { fake, channels } = await running();
    channels.showTyping(ANN);
    assert.equal(fake.account().typing, 0, "not before it is linked");
    fake.account().link();
    channels.showTyping(ANN);
    assert.equal(fake.account().typing, 1);
    fake.account().setTyping = () => Promise.reject(new Error("no"));
    channels.showTyping(ANN);
    channels.showTyping({ ...ANN, account: "nobody" as AccountId });
    await settle();
  });
});
