import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { startTelegram } from "@zero/simulator";
import { GatewayProcess } from "../support/gateway-process.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const ANA = 4_001;
const [FIRST, SECOND] = [
  "111111:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "222222:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB",
];

/** What a library of a channel might do: it drops a promise while it asks for one account. */
const PLANT = `
  const http = process.getBuiltinModule("node:http");
  const { request } = http;
  let done = false;
  http.request = (...given) => {
    const path = typeof given[0] === "object" ? given[0].path : given[0];
    if (!done && String(path).includes("${FIRST}/getUpdates")) {
      done = true;
      Promise.reject(new Error("planted"));
    }
    return request(...given);
  };
`;

async function twoAccounts(t: TestContext) {
  const [one, two] = await Promise.all([
    startTelegram({ token: FIRST }),
    startTelegram({ token: SECOND }),
  ]);
  const accounts = {
    one: { botToken: one.token, apiRoot: one.apiRoot },
    two: { botToken: two.token, apiRoot: two.apiRoot },
  };
  const gateway = GatewayProcess.spawn({
    config: { gateway: { mode: "local" }, channels: { telegram: { allowFrom: [ANA], accounts } } },
    args: ["--port", "0"],
    runtimeArgs: ["--import", `data:text/javascript,${encodeURIComponent(PLANT)}`],
  });
  t.after(async () => {
    await gateway.clean();
    await Promise.all([one.close(), two.close()]);
  });
  await gateway.ready();
  return { gateway, one, two };
}

test("A28 a promise that a channel's code dropped costs its account a restart, and the other and every client nothing", async (t) => {
  const { gateway, one, two } = await twoAccounts(t);
  const client = await WireClient.connect(t, gateway.url);
  await gateway.until(() => /started again/.test(gateway.stdout), 20_000, "the restart");
  two.say(ANA, "2 + 2");
  await eventually(() => two.sentTo(ANA).length === 1, "the answer of the other account");
  one.say(ANA, "3 + 3");
  await eventually(() => one.sentTo(ANA).length === 1, "the answer of the account itself");
  const { channelAccounts } = await client.call("channels.status");
  const restarts = Object.fromEntries(
    channelAccounts.telegram.map((account: { accountId: string; reconnectAttempts?: number }) => [
      account.accountId,
      account.reconnectAttempts ?? 0,
    ]),
  );
  assert.equal(restarts.two, 0);
  assert.ok(gateway.isRunning);
  assert.equal(await gateway.stop(), 0);
});

const signalled = (deed: string) =>
  `data:text/javascript,${encodeURIComponent(`process.on("SIGUSR2", () => { ${deed} })`)}`;

async function withDefect(t: TestContext, deed: string) {
  const gateway = GatewayProcess.spawn({ runtimeArgs: ["--import", signalled(deed)] });
  t.after(() => gateway.clean());
  await gateway.ready();
  const client = await WireClient.connect(t, gateway.url);
  return { gateway, client };
}

test("A28 a rejected promise that nobody owns is logged, and the process goes on", async (t) => {
  const { gateway, client } = await withDefect(t, 'Promise.reject(new Error("planted"));');
  for (let index = 0; index < 5; index += 1) gateway.child.kill("SIGUSR2");
  await gateway.until(() => /left alone/.test(gateway.stdout), 20_000, "the record");
  const { result } = await client.turn({ message: "2 + 2", idempotencyKey: "run-1" });
  assert.equal(result.payloads[0].text, "2 + 2 = 4");
  assert.equal(await gateway.stop(), 0);
});

test("S2 A28 V28 a storm of them is more than chance: the process leaves with 1, after clients were told", async (t) => {
  const deed = 'for (let index = 0; index < 20; index += 1) Promise.reject(new Error("planted"));';
  const { gateway, client } = await withDefect(t, deed);
  gateway.child.kill("SIGUSR2");
  await client.event("shutdown");
  assert.deepEqual(await gateway.exited, { code: 1, signal: null });
  const reasons = gateway.records().filter(({ msg }) => msg === "the gateway stops");
  assert.deepEqual(
    reasons.map(({ reason }) => reason),
    ["too many defects"],
  );
});
