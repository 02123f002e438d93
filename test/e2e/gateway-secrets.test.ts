import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { startModel, startTelegram } from "@zero/simulator";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { filesBelow } from "../support/machine/files.ts";
import { answeredBy } from "../support/paced-model.ts";
import { connectParams, eventually, WireClient } from "../support/wire-client.ts";

const ANA = 4_001;

/** None of them looks like a credential of any known kind: only knowing them helps. */
const SECRETS = {
  gateway: "canary gateway token 7f3a",
  model: "canary-model-key-51c9e2",
  header: "canary-header-value-88d1",
  environment: "canary-environment-key-90ab",
  botToken: "700000009:canaryBotTokenOfThirtyFiveLetters",
  guess: "canary-of-a-wrong-guess-3e",
};

/** The forms in which a secret could leak. */
const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("hex"),
];

/** The names of the secrets that a text holds. */
function found(text: string): string[] {
  return Object.entries(SECRETS)
    .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)))
    .map(([name]) => name);
}

test("SR30 tokens and keys appear nowhere: not in output, log, database, health, answers or events", async (t) => {
  const telegram = await startTelegram({ token: SECRETS.botToken });
  t.after(() => telegram.close());
  const model = await startModel({ apiKey: SECRETS.model });
  t.after(() => model.close());
  const cli = CliHome.make(t);
  const provider = { apiKey: SECRETS.model, headers: { "x-extra": SECRETS.header } };
  cli.config({
    gateway: { mode: "local", auth: { token: SECRETS.gateway } },
    channels: {
      telegram: { botToken: telegram.token, apiRoot: telegram.apiRoot, allowFrom: [ANA] },
    },
    ...answeredBy(model.baseUrl, {}, provider),
  });
  const gateway = await GatewayProcess.start({
    home: cli.home,
    args: ["--port", "0", "--verbose"],
    env: { ANTHROPIC_API_KEY: SECRETS.environment },
  });
  t.after(() => gateway.clean());
  const client = await WireClient.connect(t, gateway.url, { auth: { token: SECRETS.gateway } });
  const clients = [client];

  // All goes well.
  telegram.say(ANA, "hello");
  await eventually(() => telegram.sentTo(ANA).length === 1, "an answer on Telegram");
  await client.turn({ message: "hello again", idempotencyKey: "run-1" });
  assert.equal(model.stats.answered, 2, "the key was right");

  // And then nothing does.
  for (const auth of [{ token: SECRETS.guess }, { password: SECRETS.guess }]) {
    const stranger = await WireClient.open(t, gateway.url);
    clients.push(stranger);
    assert.equal((await stranger.request("connect", connectParams({ auth }))).ok, false);
  }
  model.use(() => ({ status: 401, message: `no such key: ${SECRETS.model}, ${SECRETS.header}` }));
  const refused = await client.final(
    client.ask("agent", { message: "and now?", idempotencyKey: "run-2" }),
  );
  assert.match(refused.error?.message ?? "", /refused the API key \*\*\*/);
  model.use(() => ({ status: 400, message: `bad: ${SECRETS.model} and ${SECRETS.header}` }));
  const bad = await client.final(client.ask("agent", { message: "?", idempotencyKey: "run-3" }));
  assert.match(bad.error?.message ?? "", /refused the request: bad: \*\*\* and \*\*\*/);
  model.use(() => ({ status: 500, message: `${SECRETS.environment} and ${SECRETS.model}` }));
  const broken = await client.final(client.ask("agent", { message: "!", idempotencyKey: "run-4" }));
  assert.match(broken.error?.message ?? "", /has trouble right now/);
  telegram.fault("sendMessage", { kind: "cut-before" });
  telegram.say(ANA, "are you ill?");
  await eventually(() => telegram.sentTo(ANA).length === 2, "the sentence about it");
  telegram.fault("sendMessage", { kind: "status", code: 400, description: "Bad Request: no" });
  const toAna = { to: `${ANA}`, message: "hi", idempotencyKey: "send-1" };
  assert.equal((await client.request("send", toAna)).ok, false);
  telegram.revoke();
  telegram.say(ANA, "hello?");
  await eventually(async () => {
    const { linkChannel } = await client.call("health", { probe: true });
    return linkChannel.linked === false;
  }, "Telegram unlinked");

  for (const method of [
    "health",
    "status",
    "channels.status",
    "models.list",
    "sessions.list",
    "config.get",
    "logs.tail",
    "usage.cost",
  ]) {
    await client.call(method, method === "channels.status" ? { probe: true } : {});
  }
  await client.call("chat.history", { sessionKey: "main" });
  const said = await Promise.all(
    [
      ["status", "--json"],
      ["health"],
      ["channels", "status"],
      ["logs"],
      ["gateway", "status", "--json"],
    ].map((words) => cli.run(words, { ZERO_GATEWAY_PORT: `${gateway.port}` })),
  );
  assert.ok(said.some(({ stdout }) => stdout.includes("telegram")));
  assert.equal(await gateway.stop(), 0);

  const kept = readFileSync(cli.path(".zero", "zero.json"), "utf8");
  assert.deepEqual(found(kept), ["gateway", "model", "header", "botToken"], "this finds them");
  assert.deepEqual(found(gateway.stdout), [], "stdout");
  assert.deepEqual(found(gateway.stderr), [], "stderr");
  for (const { stdout, stderr } of said) assert.deepEqual(found(stdout + stderr), [], "commands");
  for (const { texts } of clients) assert.deepEqual(found(texts.join("\n")), [], "frames");
  // All but the configuration, which is where the secrets are.
  const isConfig = /zero\.json$|last-good\.json$|config-history/;
  const files = filesBelow(cli.home).filter((path) => !isConfig.test(path));
  assert.ok(
    ["zero.db", "gateway.jsonl"].every((name) => files.some((path) => path.endsWith(name))),
    files.join(),
  );
  for (const path of files) assert.deepEqual(found(readFileSync(path, "latin1")), [], path);
  assert.deepEqual(found(JSON.stringify(telegram.calls)), [], "what Telegram was told");
  const told = telegram.sentTo(ANA).map(({ text }) => text);
  assert.deepEqual(found(told.join("\n")), [], "what the person was told");
});

test("SR31 what strangers say of themselves is one field of one record, whatever it holds", async (t) => {
  const gateway = await GatewayProcess.start({
    args: ["--port", "0", "--allow-unconfigured", "--verbose"],
  });
  t.after(() => gateway.clean());
  const forged = '\n{"level":"error","msg":"forged"}\u001b[31m\u202e';
  const hostile = {
    client: { id: "x", version: forged, platform: forged, mode: "test", displayName: forged },
    userAgent: forged,
  };
  await WireClient.connect(t, gateway.url, hostile);
  const stranger = await WireClient.open(t, gateway.url);
  const { ok } = await stranger.request("connect", connectParams({ role: forged }));
  assert.equal(ok, false);
  await stranger.closed;
  const client = await WireClient.connect(t, gateway.url);
  await client.request(forged);
  await gateway.stop();
  const lines = gateway.stdout.trimEnd().split("\n");
  for (const line of lines) {
    assert.notEqual(JSON.parse(line).msg, "forged");
    assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
  }
  assert.equal(lines.filter((line) => line.includes("handshake refused")).length, 1);
});
