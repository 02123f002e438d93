import assert from "node:assert/strict";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect } from "node:net";
import { describe, test, type TestContext } from "node:test";
import { startTelegram, type TelegramSimulator } from "@zero/simulator";
import { WebSocket } from "ws";
import { GatewayProcess, makeHome, writeConfig } from "../support/gateway-process.ts";
import { answeredBy, type HeldModel, heldModel } from "../support/paced-model.ts";
import { unusedPort } from "../support/scripted-gateway.ts";
import { eventually, type Frame, WireClient } from "../support/wire-client.ts";

const ANA = 4_001;

/** A home whose gateway is started again and again; it is removed after the test. */
interface Home {
  telegram: TelegramSimulator;
  model: HeldModel;
  /** Always on the same port. */
  start(): Promise<GatewayProcess>;
  /** A client that is there as soon as the next gateway lets anybody in. */
  firstIn(): Promise<WireClient>;
}

async function homeOf(t: TestContext): Promise<Home> {
  const [telegram, model] = await Promise.all([startTelegram(), heldModel(t)]);
  t.after(() => telegram.close());
  const home = makeHome();
  writeConfig(home, {
    gateway: { mode: "local" },
    channels: {
      telegram: { botToken: telegram.token, apiRoot: telegram.apiRoot, allowFrom: [ANA] },
    },
    ...answeredBy(model.baseUrl),
  });
  const started: GatewayProcess[] = [];
  t.after(async () => {
    for (const gateway of started) await gateway.clean();
    rmSync(home, { recursive: true, force: true });
  });
  const port = await unusedPort();
  const start = async () => {
    const gateway = GatewayProcess.spawn({ home, args: ["--port", `${port}`] });
    started.push(gateway);
    await gateway.ready();
    return gateway;
  };
  const firstIn = () =>
    eventually(
      () => WireClient.connect(t, `ws://127.0.0.1:${port}`).catch(() => undefined),
      "a gateway that lets a client in",
    );
  return { telegram, model, start, firstIn };
}

async function textsIn(client: WireClient, sessionKey: string): Promise<[string, string][]> {
  const { messages } = await client.call("chat.history", { sessionKey });
  return messages.map(({ role, content }: { role: string; content: { text?: string }[] }) => [
    role,
    content.map(({ text }) => text ?? "").join(""),
  ]);
}

/** Frames of a client from the first that fits on. */
const from = (client: WireClient, fits: (frame: Frame) => boolean) =>
  client.frames.slice(client.frames.findIndex(fits));

const shownText = ({ payload }: Frame) => payload.stream === "assistant";

describe("leaving", { concurrency: true }, () => {
  test("S95 S119 S177 A13 a stop tells clients first, parks what runs, and its answers come after the next start", async (t) => {
    const { telegram, model, start } = await homeOf(t);
    const first = await start();
    const [asker, watcher] = await Promise.all([
      WireClient.connect(t, first.url),
      WireClient.connect(t, first.url),
    ]);
    const params = { message: "slow one", idempotencyKey: "run-1", sessionKey: "agent:main:dm:9" };
    const asked = asker.ask("agent", params);
    telegram.say(ANA, "are you there?");
    await eventually(() => watcher.events("agent").filter(shownText).length >= 2, "both running");

    first.child.kill("SIGTERM");
    const { payload } = await watcher.event("shutdown");
    assert.deepEqual(payload, { reason: "gateway stopping" });
    const late = await watcher.request("health");
    assert.deepEqual(
      [late.ok, late.error?.code, late.error?.retryable],
      [false, "UNAVAILABLE", true],
    );
    assert.match(late.error?.message ?? "", /the gateway is stopping/);
    assert.equal(await statusOfUpgrade(first.url), 503);
    const { error } = await asker.final(asked);
    assert.equal(error?.code, "UNAVAILABLE");
    for (const client of [asker, watcher]) {
      assert.deepEqual(await client.closed, { code: 1012, reason: "service restart" });
      const after = from(client, ({ event }) => event === "shutdown");
      assert.ok(after.length > 0, "the event came before the close");
    }
    assert.deepEqual(await first.exited, { code: 0, signal: null });
    assert.deepEqual(telegram.sentTo(ANA), []);

    model.release();
    const second = await start();
    await eventually(() => telegram.sentTo(ANA).length > 0, "the answer on Telegram");
    const client = await WireClient.connect(t, second.url);
    const { result } = await client.turn(params);
    assert.deepEqual(result.payloads, [{ text: "Half done: slow one" }]);
    assert.deepEqual(await textsIn(client, "agent:main:dm:9"), [
      ["user", "slow one"],
      ["assistant", "Half done: slow one"],
    ]);
    assert.deepEqual(
      telegram.sentTo(ANA).map(({ text }) => text),
      ["Half done: are you there?"],
    );
    assert.deepEqual(await textsIn(client, "main"), [
      ["user", "are you there?"],
      ["assistant", "Half done: are you there?"],
    ]);
  });

  test("S23 S177 a turn that ends within the grace period is answered before the process leaves", async (t) => {
    const { telegram, model, start } = await homeOf(t);
    const gateway = await start();
    const client = await WireClient.connect(t, gateway.url);
    const sessionKey = "agent:main:dm:9";
    const asked = client.ask("agent", { message: "quick", idempotencyKey: "run-1", sessionKey });
    await client.event("agent", shownText);
    telegram.say(ANA, "and me?");
    await eventually(() => model.asked >= 2, "the model asked for Telegram too");
    gateway.child.kill("SIGTERM");
    await client.event("shutdown");
    model.release();
    const { payload } = await client.final(asked);
    assert.deepEqual(payload.result.payloads, [{ text: "Half done: quick" }]);
    assert.equal((await gateway.exited).code, 0);
    assert.deepEqual(
      telegram.sentTo(ANA).map(({ text }) => text),
      ["Half done: and me?"],
    );
  });

  test("A13 a second signal changes nothing; what waited and what came meanwhile is done after the next start", async (t) => {
    const { telegram, model, start } = await homeOf(t);
    const first = await start();
    const client = await WireClient.connect(t, first.url);
    client.ask("agent", { message: "one", idempotencyKey: "run-1" });
    const waiting = client.ask("agent", { message: "two", idempotencyKey: "run-2" });
    await client.event("agent", shownText);
    first.child.kill("SIGTERM");
    await client.event("shutdown");
    first.child.kill("SIGTERM");
    first.child.kill("SIGINT");
    telegram.say(ANA, "three");
    assert.equal((await client.final(waiting)).error?.code, "UNAVAILABLE");
    assert.deepEqual(await first.exited, { code: 0, signal: null });
    model.release();
    const second = await start();
    await eventually(() => telegram.sentTo(ANA).length > 0, "the answer");
    assert.equal(telegram.sentTo(ANA)[0]?.text, "Half done: three");
    const after = await WireClient.connect(t, second.url);
    assert.deepEqual(
      (await textsIn(after, "main")).map(([, text]) => text),
      ["one", "Half done: one", "two", "Half done: two", "three", "Half done: three"],
    );
  });
});

test("S23 S177 a stop waits for nobody: not for a client that reads nothing, nor for one that says nothing", async (t) => {
  const { start } = await homeOf(t);
  const gateway = await start();
  const mute = connect(gateway.port, "127.0.0.1").on("error", () => undefined);
  t.after(() => mute.destroy());
  await once(mute, "connect");
  await WireClient.open(t, gateway.url);
  const deaf = await WireClient.connect(t, gateway.url);
  const flood = await WireClient.connect(t, gateway.url, { caps: ["presence-delta"] });
  deaf.socket.pause();
  const report = (index: number) => ({ text: "x".repeat(4_000), instanceId: `row-${index}` });
  for (let index = 0; index < 150; index += 1) await flood.call("system-event", report(index));
  assert.equal(await gateway.stop(), 0);
  assert.deepEqual(await flood.closed, { code: 1012, reason: "service restart" });
  const left = gateway.records().filter(({ msg }) => msg === "a service was left behind");
  assert.deepEqual(left, []);
});

describe("dying", { concurrency: true }, () => {
  test("S72 V31 after SIGKILL in the middle of a run its key gets the one answer, once in history", async (t) => {
    const { model, start, firstIn } = await homeOf(t);
    const first = await start();
    const before = await WireClient.connect(t, first.url);
    const params = { message: "survive this", idempotencyKey: "run-1" };
    before.ask("agent", params);
    await before.event("agent", shownText);
    await first.kill();
    assert.equal((await before.closed).code, 1006);

    // In its very first moment, before it has taken up what was left.
    const [second, after] = await Promise.all([start(), firstIn()]);
    const again = after.ask("agent", params);
    await after.frame(({ id, payload }) => id === again && payload?.status === "accepted", "it");
    model.release();
    const { payload } = await after.final(again);
    assert.deepEqual(payload.result.payloads, [{ text: "Half done: survive this" }]);
    const asked = model.asked;
    assert.deepEqual((await after.turn(params)).result.payloads, payload.result.payloads);
    assert.equal(model.asked, asked, "the third time nobody is asked any more");
    assert.deepEqual(await textsIn(after, "main"), [
      ["user", "survive this"],
      ["assistant", "Half done: survive this"],
    ]);

    await second.kill();
    const third = await start();
    const last = await WireClient.connect(t, third.url);
    assert.deepEqual((await last.turn(params)).result.payloads, payload.result.payloads);
    assert.equal(model.asked, asked);
    const { error } = await last.request("agent", { ...params, message: "another" });
    assert.match(error?.message ?? "", /idempotency key reused/);
  });

  test("A11 A13 a Telegram message is answered once although the process died while it was thought about", async (t) => {
    const { telegram, model, start } = await homeOf(t);
    const first = await start();
    const watcher = await WireClient.connect(t, first.url);
    telegram.say(ANA, "remember me");
    await watcher.event("agent", shownText);
    await first.kill();
    model.release();
    const second = await start();
    await eventually(() => telegram.sentTo(ANA).length > 0, "the answer");
    const client = await WireClient.connect(t, second.url);
    assert.deepEqual(await textsIn(client, "main"), [
      ["user", "remember me"],
      ["assistant", "Half done: remember me"],
    ]);
    telegram.say(ANA, "and now?");
    await eventually(() => telegram.sentTo(ANA).length >= 2, "the next answer");
    assert.deepEqual(
      telegram.sentTo(ANA).map(({ text }) => text),
      ["Half done: remember me", "Half done: and now?"],
    );
  });

  test("S79 V31 a send is one message under its key, across restarts and after SIGKILL", async (t) => {
    const { telegram, start } = await homeOf(t);
    telegram.meet(ANA);
    const params = { to: `${ANA}`, message: "only once", idempotencyKey: "send-1" };
    let receipt: unknown;
    for (const end of ["stop", "kill"] as const) {
      const gateway = await start();
      const client = await WireClient.connect(t, gateway.url);
      await linked(client);
      const answer = await client.call("send", params);
      receipt ??= answer;
      assert.deepEqual(answer, receipt);
      await gateway[end]();
    }
    const client = await WireClient.connect(t, (await start()).url);
    assert.deepEqual(await client.call("send", params), receipt, "also before Telegram is linked");
    assert.deepEqual(
      telegram.sentTo(ANA).map(({ text }) => text),
      ["only once"],
    );
  });

  test("V31 a send that died on its way goes out after the next start, and its key tells how it ended", async (t) => {
    const { telegram, start } = await homeOf(t);
    telegram.meet(ANA);
    const first = await start();
    const before = await WireClient.connect(t, first.url);
    await linked(before);
    telegram.fault("sendMessage", { kind: "hold", until: new Promise(() => undefined) });
    const params = { to: `${ANA}`, message: "on its way", idempotencyKey: "send-1" };
    before.ask("send", params);
    await eventually(() => telegram.sentTo(ANA).length > 0, "Telegram has it");
    await first.kill();
    const second = await start();
    const after = await WireClient.connect(t, second.url);
    const { messageId } = await after.call("send", params);
    const sent = telegram.sentTo(ANA);
    assert.equal(messageId, `${sent.at(-1)?.messageId}`);
    assert.ok(sent.length <= 2, "at most the one that was in flight is doubled");
    assert.deepEqual(await after.call("send", params), await after.call("send", params));
    assert.equal(telegram.sentTo(ANA).length, sent.length);
  });
});

const linked = (client: WireClient) =>
  eventually(async () => {
    const { linkChannel } = await client.call("status");
    return linkChannel?.linked === true;
  }, "Telegram linked");

/** The HTTP status with which a connection is refused; 101 when it is not. */
function statusOfUpgrade(url: string): Promise<number | undefined> {
  const socket = new WebSocket(url);
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(101));
    socket.once("unexpected-response", (_request, response) => resolve(response.statusCode));
    socket.once("error", reject);
  });
}
