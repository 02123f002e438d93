import assert from "node:assert/strict";
import { test } from "node:test";
import { startTelegram } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const ANA = 4_001;

test("S116 channels.logout stops Telegram until the next start, and says that its token stays", async (t) => {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  telegram.meet(ANA);
  const cli = CliHome.make(t);
  const { token: botToken, apiRoot } = telegram;
  const file = { gateway: { mode: "local" }, channels: { telegram: { botToken, apiRoot } } };
  cli.config(file);
  const start = async () => {
    const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
    t.after(() => gateway.clean());
    const client = await WireClient.connect(t, gateway.url);
    await eventually(async () => (await client.call("status")).linkChannel?.linked, "linked");
    return { gateway, client };
  };
  const { gateway, client } = await start();
  const result = await client.call("channels.logout", { channel: "telegram" });
  assert.deepEqual(
    [result.channel, result.accountId, result.cleared, result.loggedOut],
    ["telegram", "default", false, true],
  );
  assert.match(result.message, /unless botToken of channels\.telegram is removed/);
  const message = { to: `${ANA}`, message: "hi", channel: "telegram", idempotencyKey: "out-1" };
  const refused = await client.request("send", message);
  assert.equal(refused.error?.code, "NOT_LINKED");
  const status = await client.call("channels.status");
  const [account] = status.channelAccounts.telegram;
  assert.deepEqual([account.linked, account.running, account.configured], [false, false, true]);
  assert.match(account.lastError, /^signed out on request/);
  const polls = () => telegram.calls.filter((call) => call.method === "getUpdates").length;
  const before = polls();
  await client.call("channels.status", { probe: true });
  assert.equal(polls(), before, "nobody asks Telegram any more");
  await gateway.stop();

  const next = await start();
  await next.client.call("send", message);
  assert.deepEqual(
    telegram.sentTo(ANA).map(({ text }) => text),
    ["hi"],
  );
});
