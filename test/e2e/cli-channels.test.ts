import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { Refusal, type Script, ScriptedGateway, unusedPort } from "../support/scripted-gateway.ts";

async function setting(t: TestContext, script: Script) {
  const gateway = await ScriptedGateway.start(script);
  t.after(() => gateway.close());
  const cli = CliHome.make(t);
  return { gateway, cli, env: { ZERO_GATEWAY_PORT: `${gateway.port}` } };
}

test("S180 `zero message send` sends with a fresh key and tells what became of it", async (t) => {
  const { cli, env, gateway } = await setting(t, {
    methods: {
      send: ({ to }) => {
        if (to === "nobody") throw new Refusal("NOT_LINKED", "telegram is not linked");
        return { runId: "r", messageId: "42", channel: "telegram", chatId: to };
      },
    },
  });
  const text = await cli.run(["message", "send", "--target", "7", "--message", "hi"], env);
  assert.equal(text.stdout, "✅ Sent via telegram. Message ID: 42\n");
  const args = [
    "message",
    "send",
    "-t",
    "7",
    "-m",
    "hi",
    "--channel",
    "telegram",
    "--account",
    "a",
  ];
  const json = await cli.run([...args, "--json"], env);
  assert.deepEqual(JSON.parse(json.stdout), {
    action: "send",
    channel: "telegram",
    dryRun: false,
    handledBy: "core",
    payload: { runId: "r", messageId: "42", channel: "telegram", chatId: "7" },
  });
  const [first, second] = gateway.requests
    .filter(({ method }) => method === "send")
    .map(({ params }) => params);
  assert.match(first.idempotencyKey, /^[0-9a-f-]{36}$/);
  assert.notEqual(first.idempotencyKey, second.idempotencyKey);
  assert.deepEqual(
    { ...second, idempotencyKey: "" },
    { to: "7", message: "hi", channel: "telegram", accountId: "a", idempotencyKey: "" },
  );
  const failed = await cli.run(["message", "send", "-t", "nobody", "-m", "x"], env);
  assert.equal(failed.status, 1);
  assert.match(
    failed.stderr,
    /^NOT_LINKED: telegram is not linked\nTo try again .* [0-9a-f-]{36}\n$/,
  );
});

test("a send is repeated under the key that is given, and --dry-run sends nothing", async (t) => {
  const { cli, env, gateway } = await setting(t, {
    methods: { send: () => ({ runId: "k", messageId: "1", channel: "telegram" }) },
  });
  const args = ["message", "send", "-t", "7", "-m", "hi", "--idempotency-key", "key-of-mine"];
  await cli.run(args, env);
  assert.equal(gateway.requests.at(-1)?.params.idempotencyKey, "key-of-mine");
  const before = gateway.requests.length;
  const dry = await cli.run([...args, "--dry-run", "--json"], env);
  assert.equal(JSON.parse(dry.stdout).handledBy, "dry-run");
  assert.equal(gateway.requests.length, before);
});

test("`zero channels status` shows the gateway's view, or what is configured when it is down", async (t) => {
  const view = {
    ts: 1,
    channelOrder: ["telegram"],
    channelLabels: { telegram: "Telegram" },
    channels: {},
    channelAccounts: {
      telegram: [{ accountId: "default", linked: false, configured: true, lastError: "401" }],
    },
    channelDefaultAccountId: { telegram: "default" },
  };
  const { cli, env, gateway } = await setting(t, { methods: { "channels.status": () => view } });
  const text = await cli.run(["channels", "status", "--probe"], env);
  assert.equal(text.stdout, "Telegram default: not linked, 401\n");
  assert.deepEqual(gateway.requests.at(-1)?.params, { probe: true, timeoutMs: 10_000 });
  const json = await cli.run(["channels", "status", "--json"], env);
  assert.deepEqual(JSON.parse(json.stdout), view);

  cli.config({ channels: { telegram: { enabled: false } } });
  const down = await cli.run(["channels", "status", "--json"], {
    ZERO_GATEWAY_PORT: `${await unusedPort()}`,
  });
  assert.equal(down.status, 1);
  const { configOnly, channels } = JSON.parse(down.stdout);
  assert.equal(configOnly, true);
  assert.deepEqual(channels, [{ id: "telegram", enabled: false }]);
});
