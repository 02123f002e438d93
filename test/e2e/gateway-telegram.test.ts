import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { LLMock } from "@copilotkit/aimock";
import { startTelegram, type TelegramOptions, type TelegramSimulator } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { answeredBy } from "../support/paced-model.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const ANA = 4_001;
const STRANGER = 4_999;

interface Scene {
  telegram: TelegramSimulator;
  gateway: GatewayProcess;
  client: WireClient;
  cli: CliHome;
}

async function telegramOf(t: TestContext, options?: TelegramOptions): Promise<TelegramSimulator> {
  const telegram = await startTelegram(options);
  t.after(() => telegram.close());
  return telegram;
}

function configFor(telegram: TelegramSimulator, more: object = {}): object {
  const { token: botToken, apiRoot } = telegram;
  return {
    gateway: { mode: "local" },
    channels: { telegram: { botToken, apiRoot, allowFrom: [ANA] } },
    ...more,
  };
}

/** A gateway with Telegram, and a client of it. */
async function sceneOf(t: TestContext, more: object = {}): Promise<Scene> {
  const telegram = await telegramOf(t);
  const cli = CliHome.make(t);
  cli.config(configFor(telegram, more));
  const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  const client = await WireClient.connect(t, gateway.url);
  return { telegram, gateway, client, cli };
}

/** What the bot wrote to somebody, once there are so many messages. */
async function received(telegram: TelegramSimulator, id: number, count = 1): Promise<string[]> {
  await eventually(() => telegram.sentTo(id).length >= count, `${count} messages to ${id}`);
  return telegram.sentTo(id).map(({ text }) => text);
}

const linked = (client: WireClient) =>
  eventually(async () => {
    const { linkChannel } = await client.call("status");
    return linkChannel?.linked === true;
  }, "Telegram linked");

test("S1 A7 an allowed person is answered by the built-in model, a stranger gets nothing, and the owner sees the knock", async (t) => {
  const { telegram, client } = await sceneOf(t);
  telegram.say({ id: STRANGER, firstName: "Mallory" }, "let me in");
  const asked = telegram.say(ANA, "12 * (3 + 4)");
  const [text] = await received(telegram, ANA);
  assert.match(text ?? "", /= 84$/);
  assert.equal(telegram.stats.typing > 0, true, "somebody is seen writing");
  assert.equal(telegram.stats.confirmed >= 500_000_002, true, "both were taken");
  assert.ok(asked.message_id > 0);

  const status = await client.call("channels.status");
  const [account] = status.channelAccounts.telegram;
  assert.equal(account.knockCount, 1);
  assert.deepEqual(
    account.knocks.map(({ sender, name, count }: Record<string, unknown>) => [sender, name, count]),
    [[`${STRANGER}`, "Mallory", 1]],
  );
  assert.deepEqual(telegram.reached(), [ANA], "and still nobody else");
  const toStranger = telegram.calls.filter(({ params }) => Number(params["chat_id"]) === STRANGER);
  assert.deepEqual(toStranger, [], "not even a typing sign");
  const { messages } = await client.call("chat.history", { sessionKey: "main" });
  assert.ok(!JSON.stringify(messages).includes("let me in"), "nor did the model see it");
});

test("a Telegram message is answered by a real provider on the wire, with a tool call in between", async (t) => {
  const mock = new LLMock({ port: 0 });
  await mock.start();
  t.after(() => mock.stop());
  mock.addFixture({
    match: { hasToolResult: false },
    response: { toolCalls: [{ name: "calculator", arguments: '{"expression":"6*7"}' }] },
  });
  mock.addFixture({
    match: { hasToolResult: true },
    response: { content: "It is **forty-two**." },
  });
  const provider = { api: "openai-completions", apiKey: "sk-on-the-wire-0123456789" };
  const { telegram, client } = await sceneOf(t, answeredBy(`${mock.url}/v1`, {}, provider));
  const asked = telegram.say(ANA, "What is 6 * 7?");
  assert.deepEqual(await received(telegram, ANA), ["It is forty-two."]);
  const [answer] = telegram.sentTo(ANA);
  assert.deepEqual(
    answer?.entities.map(({ type }) => type),
    ["bold"],
  );
  assert.ok(answer?.replyTo === undefined || answer.replyTo === asked.message_id);

  const [first, second, ...more] = mock.getRequests();
  assert.equal(more.length, 0);
  assert.match(first?.path ?? "", /\/v1\/chat\/completions$/);
  assert.match(JSON.stringify(first?.body), /What is 6 \* 7\?/);
  assert.match(JSON.stringify(second?.body), /"value\\*":42/, "the tool's result went back");
  const { messages } = await client.call("chat.history", { sessionKey: "main" });
  assert.deepEqual(
    messages.map(({ role }: { role: string }) => role),
    ["user", "assistant", "toolResult", "assistant"],
  );
});

test("S79 send goes out through the only channel, and answers with Telegram's own receipt", async (t) => {
  const { telegram, client } = await sceneOf(t);
  telegram.meet(ANA);
  await linked(client);
  const params = { to: `${ANA}`, message: "the *news*", idempotencyKey: "send-1" };
  const answer = await client.call("send", params);
  const { messageId, ...place } = answer;
  assert.deepEqual(place, {
    runId: "send-1",
    channel: "telegram",
    chatId: `${ANA}`,
    conversationId: `${ANA}`,
  });
  const [sent] = telegram.sentTo(ANA);
  assert.equal(messageId, `${sent?.messageId}`);
  assert.deepEqual(await client.call("send", { ...params, channel: "telegram" }), answer);
  assert.equal(telegram.sentTo(ANA).length, 1);
  const refusals: [object, RegExp][] = [
    [{ message: "other words" }, /idempotency key reused/],
    [{ to: "12345", idempotencyKey: "send-2" }, /chat not found/],
    [{ to: "@nobody here", idempotencyKey: "send-3" }, /./],
    [{ channel: "webchat", idempotencyKey: "send-4" }, /^unsupported channel: webchat$/],
    [{ channel: "smoke", idempotencyKey: "send-5" }, /^unsupported channel: smoke$/],
  ];
  for (const [change, reason] of refusals) {
    const { error } = await client.request("send", { ...params, ...change });
    assert.equal(error?.code, "INVALID_REQUEST");
    assert.match(error?.message ?? "", reason);
  }
});

test("S80 an agent turn with deliver reaches the client and the person", async (t) => {
  const { telegram, client } = await sceneOf(t);
  telegram.meet(ANA);
  await linked(client);
  const params = { message: "7 * 8", to: `${ANA}`, channel: "telegram", deliver: true };
  const { result } = await client.turn({ ...params, idempotencyKey: "run-1" });
  assert.match(result.payloads[0].text, /= 56$/);
  assert.deepEqual(await received(telegram, ANA), [result.payloads[0].text]);
  await client.turn({ ...params, idempotencyKey: "run-1" });
  assert.equal(telegram.sentTo(ANA).length, 1, "the key stands for the delivery too");
});

test("S80 an agent turn with deliver and no target goes where the session was last spoken to", async (t) => {
  const { telegram, client } = await sceneOf(t);
  await linked(client);
  const params = { message: "7 * 8", sessionKey: "main", deliver: true };
  const { error } = await client.request("agent", { ...params, idempotencyKey: "run-0" });
  assert.match(error?.message ?? "", /nobody wrote to "agent:main:main" through a channel yet$/);
  telegram.say(ANA, "6 * 7");
  const [first] = await received(telegram, ANA);
  const { result } = await client.turn({ ...params, idempotencyKey: "run-1" });
  assert.deepEqual(await received(telegram, ANA, 2), [first, result.payloads[0].text]);
});

test("S116 V9 a send through a channel that is not linked is NOT_LINKED, at once", async (t) => {
  const { telegram, client } = await sceneOf(t);
  telegram.meet(ANA);
  await linked(client);
  telegram.revoke();
  // The poll that waits ends with this message, and the next one is refused.
  telegram.say(ANA, "anybody there?");
  await eventually(async () => {
    const { linkChannel } = await client.call("status");
    return linkChannel?.linked === false;
  }, "Telegram unlinked");
  const params = { to: `${ANA}`, message: "hello?", idempotencyKey: "send-1" };
  const { ok, error } = await client.request("send", params);
  assert.deepEqual([ok, error?.code], [false, "NOT_LINKED"]);
  assert.match(error?.message ?? "", /not linked.*zero channels status/);
  const health = await client.call("health", { probe: true });
  assert.equal(health.ok, true, "one sick channel is no sick gateway");
  assert.equal(health.linkChannel.linked, false);
  assert.match(health.channels.telegram.lastError, /token/i);
});

test("S116 V9 without any credentials send and agent with deliver are NOT_LINKED, nothing runs", async (t) => {
  const { client } = await sceneOf(t, { channels: {} });
  const params = { to: `${ANA}`, message: "hello?", channel: "telegram", idempotencyKey: "key-1" };
  for (const [method, more] of [
    ["send", {}],
    ["send", { accountId: "default" }],
    ["agent", { deliver: true }],
  ] as const) {
    const { error } = await client.request(method, { ...params, ...more });
    assert.equal(error?.code, "NOT_LINKED", method);
  }
  assert.deepEqual((await client.call("chat.history", { sessionKey: "main" })).messages, []);
});

test("S75 S76 S169 S171 V6 health is ok and names the linked channel; status shows it in words", async (t) => {
  const { telegram, client, gateway, cli } = await sceneOf(t);
  await linked(client);
  const probed = await client.call("health", { probe: true });
  assert.equal(probed.ok, true);
  const { id, label, linked: isLinked } = probed.linkChannel;
  assert.deepEqual([id, label, isLinked], ["telegram", "Telegram", true]);
  assert.equal(probed.channels.telegram.probe.ok, true);
  const status = await client.call("status");
  assert.deepEqual(status.channelSummary, [`Telegram: linked as @${telegram.me.username}`]);
  assert.equal(status.linkChannel.linked, true);
  assert.ok("authAgeMs" in status.linkChannel);
  const printed = await cli.run(["health", "--json", "--url", gateway.url]);
  assert.deepEqual(
    Object.keys(JSON.parse(printed.stdout)).toSorted(),
    Object.keys(probed).toSorted(),
    "the same shape as `zero health --json`",
  );
});

test("a channel that cannot be reached keeps nothing else from working", async (t) => {
  const telegram = await telegramOf(t);
  const config = configFor(telegram);
  await telegram.close();
  const gateway = await GatewayProcess.start({ config, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  const client = await WireClient.connect(t, gateway.url);
  assert.equal((await client.call("health")).ok, true);
  const { result } = await client.turn({ message: "2 + 2", idempotencyKey: "run-1" });
  assert.match(result.payloads[0].text, /= 4$/);
  const { channelSummary } = await client.call("status");
  assert.match(channelSummary[0], /^Telegram: (connecting|waiting: )/);
});
