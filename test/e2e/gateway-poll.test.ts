import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { startTelegram } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const ANA = 4_001;

async function sceneOf(t: TestContext) {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  telegram.meet(ANA);
  const cli = CliHome.make(t);
  const { token: botToken, apiRoot } = telegram;
  cli.config({
    gateway: { mode: "local" },
    channels: { telegram: { botToken, apiRoot, allowFrom: [ANA] } },
  });
  const start = async () => {
    const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
    t.after(() => gateway.clean());
    const client = await WireClient.connect(t, gateway.url);
    return { gateway, client };
  };
  return { telegram, cli, start };
}

const QUESTION = {
  to: `${ANA}`,
  question: "Tea or coffee?",
  options: ["tea", "coffee"],
  idempotencyKey: "poll-key-1",
};

test("V31 a poll reaches Telegram once, whatever is repeated, also over a restart", async (t) => {
  const { telegram, start } = await sceneOf(t);
  const { gateway, client } = await start();
  await eventually(async () => (await client.call("status")).linkChannel?.linked, "linked");
  const first = await client.call("poll", QUESTION);
  assert.equal(first.channel, "telegram");
  assert.deepEqual(await client.call("poll", QUESTION), first);
  const [sent, ...more] = telegram.sentTo(ANA);
  assert.deepEqual(more, []);
  assert.equal(`${sent?.messageId}`, first.messageId);
  assert.deepEqual(
    sent?.poll?.options.map(({ text }) => text),
    QUESTION.options,
  );
  await gateway.kill();

  const next = await start();
  assert.deepEqual(await next.client.call("poll", QUESTION), first);
  assert.equal(telegram.sentTo(ANA).length, 1);
  const reused = await next.client.request("poll", { ...QUESTION, question: "Cake?" });
  assert.match(reused.error?.message ?? "", /idempotency key reused/);
  const refused = await next.client.request("poll", {
    ...QUESTION,
    options: ["x".repeat(101), "b"],
    idempotencyKey: "poll-key-2",
  });
  assert.equal(refused.error?.code, "INVALID_REQUEST");
  assert.match(refused.error?.message ?? "", /options length must not exceed 100/);
});

test("zero message poll asks through the gateway, and --dry-run only shows", async (t) => {
  const { telegram, cli, start } = await sceneOf(t);
  const { gateway, client } = await start();
  await eventually(async () => (await client.call("status")).linkChannel?.linked, "linked");
  const words = ["message", "poll", "-t", `${ANA}`, "--poll-question", "Cake?"];
  const answers = ["--poll-option", "yes", "--poll-option", "no"];
  const dry = await cli.run([...words, ...answers, "--dry-run"]);
  assert.equal(dry.stdout, `Would ask ${ANA}:\nCake?\n- yes\n- no\n`);
  assert.deepEqual(telegram.sentTo(ANA), []);
  const url = ["--url", gateway.url];
  const { status, stdout, stderr } = await cli.run([...words, ...answers, "--poll-multi", ...url]);
  assert.equal(status, 0, stderr);
  const [sent] = telegram.sentTo(ANA);
  assert.equal(stdout, `✅ Poll sent via telegram. Message ID: ${sent?.messageId}\n`);
  assert.equal(sent?.poll?.allows_multiple_answers, true);
  const alone = await cli.run([...words, "--poll-option", "yes", ...url]);
  assert.equal(alone.status, 1);
  assert.match(alone.stderr, /INVALID_REQUEST: invalid poll params: at \/options/);
  assert.equal((await cli.run(words)).status, 64);
});

test("S116 a poll through an account that is not linked is NOT_LINKED", async (t) => {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local" } },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  const client = await WireClient.connect(t, gateway.url);
  const { error } = await client.request("poll", { ...QUESTION, channel: "telegram" });
  assert.equal(error?.code, "NOT_LINKED");
});
