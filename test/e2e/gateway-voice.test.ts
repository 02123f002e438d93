import assert from "node:assert/strict";
import { test } from "node:test";
import { GatewayProcess } from "../support/gateway-process.ts";
import { CliHome } from "../support/cli-process.ts";
import { connectParams, WireClient } from "../support/wire-client.ts";

test("voicewake.set tells every client, and what was set is there after a restart", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" } });
  const start = async () => {
    const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
    t.after(() => gateway.clean());
    return gateway;
  };
  const gateway = await start();
  const one = await WireClient.connect(t, gateway.url);
  const other = await WireClient.connect(t, gateway.url, { scopes: ["operator.read"] });
  assert.deepEqual(await other.call("voicewake.get"), { triggers: ["zero"] });
  const set = await one.call("voicewake.set", { triggers: [" Computer ", "computer", ""] });
  assert.deepEqual(set, { triggers: ["computer"] });
  for (const client of [one, other]) {
    assert.deepEqual((await client.event("voicewake.changed")).payload, set);
  }
  const many = Array.from({ length: 33 }, (_, at) => `word ${at}`);
  for (const triggers of [many, ["x".repeat(65)]]) {
    const refused = await one.request("voicewake.set", { triggers });
    assert.equal(refused.error?.code, "INVALID_REQUEST");
  }
  await gateway.kill();
  const later = await WireClient.connect(t, (await start()).url);
  assert.deepEqual(await later.call("voicewake.get"), set);
});

test("talk.mode reaches every client; web chat alone may not without a phone", async (t) => {
  const gateway = await GatewayProcess.start();
  t.after(() => gateway.clean());
  const app = await WireClient.connect(t, gateway.url);
  const { client } = connectParams() as { client: object };
  const chat = await WireClient.connect(t, gateway.url, { client: { ...client, mode: "webchat" } });
  const mode = await app.call("talk.mode", { enabled: true, phase: "listening" });
  assert.deepEqual({ ...mode, ts: 0 }, { enabled: true, phase: "listening", ts: 0 });
  assert.deepEqual((await chat.event("talk.mode")).payload, mode);
  const refused = await chat.request("talk.mode", { enabled: true });
  assert.equal(refused.error?.code, "UNAVAILABLE");
  assert.match(refused.error?.message ?? "", /connect the app/);
});

test("usage.cost counts what a turn took, and usage.status has no provider", async (t) => {
  const gateway = await GatewayProcess.start();
  t.after(() => gateway.clean());
  const client = await WireClient.connect(t, gateway.url);
  const before = await client.call("usage.cost");
  assert.deepEqual([before.days, before.daily, before.totals.totalTokens], [30, [], 0]);
  await client.turn({ message: "hi", agentId: "main", idempotencyKey: "usage-1" });
  // Another span is another figure, so nothing waits for the kept one to grow old.
  const { daily, totals } = await client.call("usage.cost", { days: 2 });
  assert.equal(daily.length, 1);
  assert.equal(totals.missingCostEntries, 1, "nobody said what the built-in model costs");
  // Any number from 0 is a span; a part of a day is rounded up.
  for (const [days, counted, found] of [
    [0, 0, 0],
    [0.25, 1, 1],
    [2.5, 3, 1],
    [3_649.5, 3_650, 1],
  ] as const) {
    const cost = await client.call("usage.cost", { days });
    assert.deepEqual([cost.days, cost.daily.length], [counted, found], `${days} days`);
  }
  for (const days of [-1, -0.5, 3_650.5, "7", null]) {
    const refused = await client.request("usage.cost", { days });
    assert.equal(refused.error?.code, "INVALID_REQUEST", `${days} days`);
    assert.match(refused.error?.message ?? "", /usage\.cost params: .*days/);
  }
  const status = await client.call("usage.status");
  assert.deepEqual(status.providers, []);
  assert.equal(typeof status.updatedAt, "number");
});
