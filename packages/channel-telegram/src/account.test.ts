import { RecordingHost, until } from "@zero/channel/conformance";
import type { ChannelAccount, ConversationId, RemoteId } from "@zero/channel";
import { startTelegram, type TelegramSimulator } from "@zero/simulator";
import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { createTelegram, type TelegramOptions } from "./index.ts";
import type { TelegramConfig } from "./settings.ts";

const growth = { initialMs: 5, maxMs: 40 };
const quick: TelegramOptions = { delays: { network: growth, conflict: growth } };
const ANN = "42" as ConversationId;

interface Setup {
  telegram?: Parameters<typeof startTelegram>[0];
  config?: TelegramConfig;
  options?: TelegramOptions;
}

async function setUp({ telegram: fake, config, options }: Setup = {}) {
  const telegram = await startTelegram(fake);
  telegram.meet(42);
  const host = new RecordingHost();
  const { apiRoot, token: botToken } = telegram;
  const account = createTelegram(options ?? quick).open({ apiRoot, botToken, ...config }, host);
  after(async () => {
    await account.stop();
    await telegram.close();
    assert.ok(!host.words.includes(botToken), "SR30");
  });
  return { telegram, host, account };
}

async function linked(setup?: Setup) {
  const parts = await setUp(setup);
  parts.account.start();
  await until("linked", () => parts.host.state?.kind === "linked");
  return parts;
}

const shown = (telegram: TelegramSimulator) => telegram.sentTo(42).map((message) => message.text);
const say = (account: ChannelAccount, text: string, replyTo?: RemoteId) =>
  account.send(ANN, replyTo === undefined ? { text } : { text, replyTo }, "key");

describe("a Telegram account", () => {
  it("removes a webhook that another product left, at the start and later (A10)", async () => {
    const { telegram, host } = await linked({ telegram: { webhookUrl: "https://old.example/" } });
    telegram.say(42, "hi");
    await until("stored", () => host.disk.texts.length === 1);
    telegram.fault("getUpdates", {
      kind: "status",
      code: 409,
      description: "Conflict: can't use getUpdates method while webhook is active",
    });
    telegram.say(42, "again");
    telegram.say(42, "and again");
    await until("stored", () => host.disk.texts.length === 3);
    const removals = () => telegram.calls.filter((call) => call.method === "deleteWebhook").length;
    await until("removed again", () => removals() >= 2);
  });

  it("asks a question with answers to choose from", async () => {
    const { telegram, account } = await linked();
    const poll = { question: "tea?", options: ["yes", "no"], maxSelections: 1 };
    const receipt = await account.sendPoll?.(ANN, poll, "key");
    const several = { ...poll, maxSelections: 2, durationHours: 730 };
    await account.sendPoll?.(ANN, several, "key-2");
    const [first, second] = telegram.sentTo(42);
    assert.match(receipt?.remoteId ?? "", new RegExp(`${first?.messageId}$`));
    const shownOf = (sent: typeof first) => [
      sent?.poll?.question,
      sent?.poll?.options.map((option) => option.text),
      sent?.poll?.allows_multiple_answers,
      sent?.poll?.open_period,
    ];
    assert.deepEqual(shownOf(first), ["tea?", ["yes", "no"], false, undefined]);
    assert.deepEqual(shownOf(second), ["tea?", ["yes", "no"], true, 2_628_000]);
    const rejected = { name: "SendError", failure: "rejected" };
    const tooLong = { ...poll, durationHours: 731 };
    await assert.rejects(account.sendPoll?.(ANN, tooLong, "k") ?? Promise.resolve(), rejected);
    const wordy = { ...poll, question: "x".repeat(301) };
    await assert.rejects(account.sendPoll?.(ANN, wordy, "k") ?? Promise.resolve(), rejected);
    const nowhere = account.sendPoll?.("@ann" as ConversationId, poll, "k");
    await assert.rejects(nowhere ?? Promise.resolve(), rejected);
    telegram.fault("sendPoll", { kind: "status", code: 502, description: "Bad Gateway" });
    await assert.rejects(account.sendPoll?.(ANN, poll, "k") ?? Promise.resolve(), {
      failure: "uncertain",
    });
    assert.equal(telegram.sentTo(42).length, 2);
  });

  it("waits with a reason while another program polls with its token, and goes on after (V44, A10)", async () => {
    const { telegram, host } = await setUp();
    telegram.fault("getUpdates", { kind: "status", code: 409, description: "Conflict: other" }, 4);
    const account = createTelegram(quick).open(
      { apiRoot: telegram.apiRoot, botToken: telegram.token },
      host,
    );
    after(() => account.stop());
    account.start();
    await until("waiting", () => host.state?.kind === "waiting");
    const state = host.states.find((one) => one.kind === "waiting");
    assert.match(state?.reason ?? "", /another program receives this bot's messages/);
    telegram.say(42, "still here");
    await until("stored", () => host.disk.texts.length === 1);
    assert.equal(telegram.stats.overlaps, 0);
    assert.equal(host.state?.kind, "linked");
  });

  it("waits as long as Telegram asks, not less", async () => {
    const { telegram, host, account } = await setUp();
    telegram.fault("getMe", { kind: "rate-limit", retryAfterSeconds: 1 });
    account.start();
    await until("waiting", () => host.state?.kind === "waiting");
    await until("linked", () => host.state?.kind === "linked");
    const [first, second] = telegram.calls.filter((call) => call.method === "getMe");
    assert.ok(first && second && second.at - first.at >= 990);
  });

  it("has no last attempt: 5xx, cuts, nonsense and silence pass", async () => {
    const { telegram, host } = await linked();
    telegram.fault("getUpdates", { kind: "status", code: 500 }, 10);
    telegram.fault("getUpdates", { kind: "status", code: 502, html: true }, 5);
    telegram.fault("getUpdates", { kind: "cut-before" }, 5);
    telegram.fault("getUpdates", { kind: "cut-after" }, 5);
    telegram.fault("getUpdates", { kind: "malformed" }, 5);
    telegram.say(42, "after the storm");
    telegram.say(42, "more");
    await until("stored", () => host.disk.texts.length === 2);
    await until("linked", () => host.state?.kind === "linked");
    assert.equal(host.disk.duplicates, 0);
  });

  it("skips an update that cannot be read, with its number in the log and not its words", async () => {
    const { telegram, host } = await setUp();
    const entities = [null];
    const message = { ...telegram.say(42, "x"), chat: { id: -1, type: "group" }, entities };
    telegram.push({ message: { ...message, text: "private words" } } as never);
    telegram.say(42, "behind it");
    const { apiRoot, token: botToken } = telegram;
    const account = createTelegram(quick).open({ apiRoot, botToken }, host);
    after(() => account.stop());
    account.start();
    await until("stored", () => host.disk.texts.includes("behind it"));
    assert.match(host.words, /could not be read and is skipped.*500000002/);
    assert.ok(!host.words.includes("private words"), "SR30");
  });

  it("sends plain words when Telegram cannot read the formatting", async () => {
    const { telegram, account } = await linked();
    telegram.fault("sendMessage", {
      kind: "status",
      code: 400,
      description: "Bad Request: can't parse entities: Unclosed start tag at byte offset 3",
    });
    await say(account, "**bold** words");
    await say(account, "**bold** words");
    assert.deepEqual(shown(telegram), ["**bold** words", "bold words"]);
  });

  it("quotes the message that it answers, and sends without when that is gone", async () => {
    const { telegram, host, account } = await linked();
    telegram.say(42, "question");
    await until("stored", () => host.disk.texts.length === 1);
    const replyTo = host.disk.messages[0]?.remoteId;
    await say(account, "answer", replyTo);
    await say(account, "late", "700000001:42:99999" as RemoteId);
    await say(account, "elsewhere", "700000001:43:1" as RemoteId);
    assert.deepEqual(
      telegram.sentTo(42).map((message) => message.replyTo),
      [1, undefined, undefined],
    );
  });

  it("refuses what cannot be one message, and chats that are none, without asking Telegram", async () => {
    const { telegram, account } = await linked();
    const before = telegram.stats.calls;
    await assert.rejects(say(account, "y".repeat(4097)), /at most 4096 characters/);
    await assert.rejects(
      account.send("@ann" as ConversationId, { text: "x" }, "key"),
      /no Telegram chat/,
    );
    assert.ok(telegram.stats.calls - before <= 1, "only the poll may have gone on");
  });

  it("asks Telegram who it is when it is probed, and says in a sentence that it cannot", async () => {
    const { telegram, account } = await linked();
    assert.deepEqual(await account.probe?.(), { self: "@zero_test_bot" });
    telegram.fault("getMe", { kind: "cut-before" });
    await assert.rejects(account.probe?.() ?? Promise.resolve(), /Telegram does not answer/);
    await account.stop();
    await assert.rejects(account.probe?.() ?? Promise.resolve(), /not connected/);
  });
});

describe("the place of a Telegram account in its updates", () => {
  it("loses no message when the token of another bot is put in (A11)", async () => {
    const first = await linked();
    for (const text of ["a", "b", "c"]) first.telegram.say(42, text);
    await until("stored", () => first.host.disk.texts.length === 3);
    await first.account.stop();
    const token = "800000002:another-bot-with-the-same-people-00";
    const other = await startTelegram({ token, firstUpdateId: 10 });
    const { apiRoot } = other;
    const account = createTelegram(quick).open({ apiRoot, botToken: token }, first.host);
    after(async () => {
      await account.stop();
      await other.close();
    });
    for (const text of ["d", "e", "f"]) other.say(42, text);
    account.start();
    await until("stored", () => first.host.disk.texts.length === 6);
    assert.equal(first.host.disk.duplicates, 0);
    assert.deepEqual(Object.fromEntries(first.host.disk.positions), {
      700000001: 500_000_003,
      800000002: 12,
    });
  });

  it("goes on when Telegram numbers its updates from somewhere else", async () => {
    const { telegram, host } = await linked();
    telegram.say(42, "before");
    await until("confirmed", () => host.disk.texts.length === 1 && telegram.stats.pending === 0);
    telegram.renumber(1_000);
    telegram.say(42, "after");
    telegram.say(42, "and after that");
    await until("stored", () => host.disk.texts.length === 3);
    await until("confirmed", () => telegram.stats.pending === 0);
    assert.equal(host.disk.positions.get("700000001"), 1_001);
  });

  it("loses nothing when the numbering changed while it was stopped (A11)", async () => {
    const { telegram, host, account } = await linked();
    telegram.say(42, "before");
    await until("confirmed", () => host.disk.texts.length === 1 && telegram.stats.pending === 0);
    await account.stop();
    telegram.renumber(1_000);
    for (const text of ["after", "and after that"]) telegram.say(42, text);
    const { apiRoot, token: botToken } = telegram;
    const later = createTelegram(quick).open({ apiRoot, botToken }, host);
    after(() => later.stop());
    later.start();
    await until("stored", () => host.disk.texts.length === 3);
    await until("confirmed", () => telegram.stats.pending === 0);
    assert.equal(host.disk.positions.get("700000001"), 1_001);
  });

  it("loses nothing when the numbering changed while it could not confirm (A11)", async () => {
    const { telegram, host } = await linked();
    const offline = Promise.withResolvers<void>();
    telegram.say(42, "before");
    await until("stored", () => host.disk.texts.length === 1);
    await until("confirmed", () => telegram.stats.pending === 0);
    telegram.fault("getUpdates", { kind: "hold", until: offline.promise }, 1);
    telegram.fault("getUpdates", { kind: "cut-before" }, 5);
    telegram.say(42, "while the network went");
    telegram.renumber(1_000);
    offline.resolve();
    telegram.say(42, "after");
    await until("stored", () => host.disk.texts.length === 3);
    await until("confirmed", () => telegram.stats.pending === 0);
    assert.equal(host.disk.duplicates, 0);
  });

  it("does not take again what it has, when it was stopped before it could confirm (A11)", async () => {
    const { telegram, host, account } = await linked();
    for (const text of ["a", "b"]) telegram.say(42, text);
    await until("stored", () => host.disk.texts.length === 2);
    await account.stop();
    telegram.say(42, "c");
    const positions = host.disk.positions.get("700000001");
    assert.equal(positions, 500_000_002);
    const { apiRoot, token: botToken } = telegram;
    const later = createTelegram(quick).open({ apiRoot, botToken }, host);
    after(() => later.stop());
    later.start();
    await until("stored", () => host.disk.texts.length === 3);
    assert.equal(host.disk.duplicates, 0);
  });

  it("names an offset only in a call that does not wait, right after its update came (A11)", async () => {
    const { telegram, host } = await linked();
    for (const text of ["a", "b"]) {
      telegram.say(42, text);
      await until(
        "confirmed",
        () => host.disk.texts.includes(text) && telegram.stats.pending === 0,
      );
    }
    await until("polls", () => telegram.stats.polling);
    const polls = telegram.calls.filter((call) => call.method === "getUpdates");
    const naming = polls.filter((call) => call.params["offset"] !== undefined);
    assert.deepEqual(
      naming.map((call) => [Number(call.params["offset"]), Number(call.params["timeout"])]),
      [
        [500_000_002, 0],
        [500_000_003, 0],
      ],
    );
  });
});
