import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { startTelegram } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { answeredBy, heldModel } from "../support/paced-model.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const ANA = 4_001;

interface Item {
  id: string;
  kind: string;
  state: string;
  [field: string]: unknown;
}

async function sceneOf(t: TestContext) {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  const model = await heldModel(t);
  const cli = CliHome.make(t);
  const { token: botToken, apiRoot } = telegram;
  cli.config({
    gateway: { mode: "local" },
    channels: { telegram: { botToken, apiRoot, allowFrom: [ANA], uncertainSends: "hold" } },
    ...answeredBy(model.baseUrl),
  });
  const start = async () => {
    const started = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
    t.after(() => started.clean());
    const client = await WireClient.connect(t, started.url);
    await eventually(
      async () => (await client.call("status")).linkChannel?.linked === true,
      "Telegram linked",
    );
    return { gateway: started, client };
  };
  return { telegram, model, cli, start, ...(await start()) };
}

const itemsOf = async (client: WireClient, kind: string): Promise<Item[]> =>
  (await client.call("queue.list")).items.filter((item: Item) => item.kind === kind);

const shown = (items: readonly Item[]) => items.map(({ id, state }) => [id, state]);

test("zero queue shows what runs and what waits, and cancelling either ends it with a record", async (t) => {
  const { client, model, cli, gateway } = await sceneOf(t);
  const running = client.ask("agent", { message: "one", idempotencyKey: "run-one" });
  await eventually(() => model.asked === 1, "the model is asked");
  const queued = client.ask("agent", { message: "secret words", idempotencyKey: "run-two" });
  await eventually(async () => (await itemsOf(client, "turn")).length === 2, "two turns");
  const turns = await itemsOf(client, "turn");
  assert.deepEqual(shown(turns), [
    ["run-one", "running"],
    ["run-two", "queued"],
  ]);
  assert.doesNotMatch(JSON.stringify(turns), /secret words/);

  const url = ["--url", gateway.url];
  const text = await cli.run(["queue", ...url]);
  assert.match(text.stdout, /^Turns: 1 running, 1 queued, 0 messages waiting$/m);
  assert.match(text.stdout, /^ {2}running turn run-one: agent:main:main, \d+s$/m);
  const cancelled = await cli.run(["queue", "cancel", ...url, "run-two"]);
  assert.equal(cancelled.stdout, "The turn run-two is out of the queue; it was queued.\n");
  assert.equal((await client.final(queued)).payload.result.meta.aborted, true);
  const json = await cli.run(["queue", "cancel", "--json", ...url, "run-one"]);
  const ended = JSON.parse(json.stdout);
  assert.deepEqual([ended.kind, ended.was], ["turn", "running"]);
  assert.equal((await client.final(running)).payload.result.meta.aborted, true);
  await eventually(async () => (await itemsOf(client, "turn")).length === 0, "nothing left");
  assert.equal(model.asked, 1, "what was cancelled is not run");
  const record = gateway.records().filter(({ subsystem }) => subsystem === "queue");
  assert.deepEqual(
    record.map(({ id, was }) => [id, was]),
    [
      ["run-two", "queued"],
      ["run-one", "running"],
    ],
  );
  const again = await cli.run(["queue", "cancel", ...url, "run-two"]);
  assert.equal(again.status, 1);
  assert.match(again.stderr, /unknown id; `zero queue` lists/);
});

test("a message that waits behind its session is cancelled, and the ones behind it are answered", async (t) => {
  const { client, model, telegram } = await sceneOf(t);
  telegram.say(ANA, "first");
  await eventually(() => model.asked === 1, "the model is asked");
  // Sixteen of a session are taken out of the inbox; what comes behind them waits there.
  for (let n = 2; n <= 20; n += 1) telegram.say(ANA, `number ${n}`);
  const waiting = await eventually(async () => {
    const items = await itemsOf(client, "message");
    return items.length === 19 && items;
  }, "19 messages that wait");
  const [inLane, held] = [waiting[3], waiting[17]];
  assert.ok(inLane && held);
  for (const { id } of [inLane, held]) {
    const done = await client.call("queue.cancel", { id });
    assert.deepEqual([done.was, done.state], ["queued", "cancelled"], id);
  }
  model.release();
  await eventually(() => telegram.sentTo(ANA).length === 18, "18 answers");
  const answers = telegram.sentTo(ANA).map(({ text }) => text);
  for (const left of ["number 5", "number 19"]) {
    assert.ok(!answers.some((text) => text.endsWith(left)), `${left} was cancelled`);
  }
  assert.match(answers.at(-1) ?? "", /number 20$/);
  assert.deepEqual((await client.call("queue.list")).items, []);
});

test("deliveries that failed or are uncertain are listed and sent again on demand, once", async (t) => {
  const { client, model, telegram, cli, gateway } = await sceneOf(t);
  model.release();
  telegram.fault("sendMessage", { kind: "status", code: 400, description: "Bad Request: no" });
  telegram.say(ANA, "one");
  const [failed] = await eventually(async () => {
    const items = await itemsOf(client, "delivery");
    return items.length === 1 && items[0]?.state === "failed" && items;
  }, "a failed delivery");
  assert.match(String(failed?.["reason"]), /Bad Request: no/);
  telegram.fault("sendMessage", { kind: "cut-after" });
  telegram.say(ANA, "two");
  const uncertain = await eventually(
    async () => (await itemsOf(client, "delivery")).find((item) => item.state === "uncertain"),
    "an uncertain delivery",
  );
  assert.equal(telegram.sentTo(ANA).length, 1, "it had arrived, but nobody told us");

  const url = ["--url", gateway.url];
  const resent = await cli.run(["queue", "resend", ...url, String(failed?.id)]);
  assert.equal(resent.stdout, `It is in the queue again: ${failed?.id}.\n`);
  await client.call("queue.resend", { id: uncertain.id });
  await eventually(async () => (await itemsOf(client, "delivery")).length === 0, "all delivered");
  const texts = telegram.sentTo(ANA).map(({ text }) => text);
  assert.deepEqual(texts.toSorted(), ["Half done: one", "Half done: two", "Half done: two"]);
  const { services } = await client.call("health", { probe: true });
  assert.equal(services.outbox.state, "ok", "nothing is uncertain any more");
  for (const id of [String(failed?.id), "run-unknown"]) {
    const { error } = await client.request("queue.resend", { id });
    assert.equal(error?.code, "INVALID_REQUEST", id);
  }
});

test("while no gateway runs, zero queue shows what waits on disk and changes nothing", async (t) => {
  const { client, model, telegram, cli, gateway, start } = await sceneOf(t);
  telegram.say(ANA, "will you answer?");
  await eventually(() => model.asked === 1, "the model is asked");
  client.ask("agent", { message: "later", idempotencyKey: "run-later" });
  await eventually(async () => (await itemsOf(client, "turn")).length === 2, "two turns");
  await gateway.kill();
  const port = { ZERO_GATEWAY_PORT: "9" };
  for (let n = 0; n < 2; n += 1) {
    const { status, stdout, stderr } = await cli.run(["queue", "--json"], port);
    assert.equal(status, 0, stderr);
    const { source, counts, items } = JSON.parse(stdout);
    assert.deepEqual([source, counts.turnsQueued, counts.turnsRunning], ["file", 2, 0]);
    assert.deepEqual(shown(items), [
      ["inbox-1", "queued"],
      ["run-later", "queued"],
    ]);
    assert.match(items[0].reason, /interrupted once; it goes on/);
    assert.doesNotMatch(stdout, /will you answer/);
  }
  const text = await cli.run(["queue"], port);
  assert.match(text.stderr, /No gateway runs .* this is what waits on disk/);
  const refused = await cli.run(["queue", "cancel", "run-later"], port);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /Next: no gateway listens there; start one/);
  // Another gateway's file is not read in place of the one that was named.
  const elsewhere = await cli.run(["queue", "--url", "ws://127.0.0.1:9"]);
  assert.equal(elsewhere.status, 1);
  model.release();
  await start();
  await eventually(() => telegram.sentTo(ANA).length === 1, "the answer after the start");
  const fresh = CliHome.make(t);
  const nothing = await fresh.run(["queue"], port);
  assert.match(nothing.stderr, /none has run in .*\.zero yet/);
  assert.equal(nothing.status, 0);
});
