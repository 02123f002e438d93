import assert from "node:assert/strict";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import { ConfigWorld, TOKEN } from "../config/world.ts";
import { GatewayProcess, makeHome, stateOf, writeConfig } from "../support/gateway-process.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const CHANGED = "the configuration changed";
const SKIPPED = "config reload skipped (invalid config)";

const starts = async (client: WireClient): Promise<[string, number][]> => {
  const { channelAccounts } = await client.call("channels.status", {});
  return channelAccounts.telegram.map(({ accountId, lastStartAt }: never) => [
    accountId,
    lastStartAt,
  ]);
};

test("S9 S10 a change of the file is taken over while clients and bots go on, and a broken one changes nothing", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const { pid } = world.gateway;
  assert.doesNotMatch(world.text, /mode: "hybrid"/);
  assert.equal((await client.call("config.get")).config.gateway.reload.mode, "hybrid");
  const before = await starts(client);
  world.set("agents.defaults.contextTokens", 54_321);
  assert.deepEqual((await world.record(CHANGED))["keys"], ["agents.defaults.contextTokens"]);
  await eventually(
    async () => (await client.call("status")).sessions.defaults.contextTokens === 54_321,
    "the new value in use",
  );

  world.write(world.text.replace("port: 0", "prot: 0"));
  assert.match(String((await world.record(SKIPPED))["why"]), /gateway\.prot: Unrecognized key/);
  await eventually(async () => {
    const { services } = await client.call("health", { probe: true });
    return services.config.state === "degraded" && /gateway\.prot/.test(services.config.detail);
  }, "health says what is wrong");
  assert.equal((await client.call("config.get")).config.agents.defaults.contextTokens, 54_321);

  world.write(world.text.replace("prot: 0", "port: 0"));
  await world.record("the configuration file can be used again");
  assert.deepEqual(await starts(client), before, "no bot started again");
  assert.deepEqual([world.gateway.pid, client.isClosed], [pid, false]);
  assert.ok(existsSync(`/proc/${pid}`));
});

test("S10 V34 only the account that a change touches starts again", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const before = new Map(await starts(client));
  world.set("channels.telegram.accounts.work.name", "Work");
  const { services, action } = await world.record(CHANGED);
  assert.deepEqual([action, services], ["apply", ["channels"]]);
  await eventually(async () => {
    const now = new Map(await starts(client));
    return now.get("work") !== before.get("work") && now.get("default") === before.get("default");
  }, "the other account started again, and only that");
  assert.equal(client.isClosed, false);
});

/** Tells of every SIGUSR1 that the process gets, beside whatever the gateway does about it. */
const LISTENER = 'process.on("SIGUSR1", () => console.error("heard SIGUSR1"))';
const HEARING = ["--import", `data:text/javascript,${encodeURIComponent(LISTENER)}`];

test("S11 S24 S95 a critical change restarts it in its process by SIGUSR1: told first, same process, same port", async (t) => {
  const world = await ConfigWorld.start(t, "", { runtimeArgs: HEARING });
  const client = await world.connect();
  const { pid, url } = world.gateway;
  world.set("gateway.trustedProxies", ["10.0.0.1"]);
  const told = await client.event("shutdown");
  assert.deepEqual(told.payload, { reason: "gateway restarting", restartExpectedMs: 1500 });
  assert.equal((await client.closed).code, 1012);
  assert.equal((await world.record("the gateway listens", 1))["url"], url);
  assert.equal(world.gateway.stderr.match(/^heard SIGUSR1$/gm)?.length, 1);
  assert.equal(world.gateway.pid, pid);
  const again = await world.connect();
  const { config } = await again.call("config.get");
  assert.deepEqual(config.gateway.trustedProxies, ["10.0.0.1"]);
  await eventually(() => world.telegrams.every(({ stats }) => stats.polling), "bots polling again");
});

test("S12 with gateway.reload.mode off nothing is taken over, and with hot nothing restarts", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const tokens = async () => (await client.call("status")).sessions.defaults.contextTokens;
  world.set("gateway.reload.mode", "hot");
  await world.record(CHANGED);
  world.edit(
    { path: ["gateway", "trustedProxies"], value: ["10.0.0.1"] },
    { path: ["agents", "defaults", "contextTokens"], value: 50_000 },
  );
  const { ignored, action } = await world.record(CHANGED, 1);
  assert.deepEqual([action, ignored], ["apply", ["gateway.trustedProxies"]]);
  await eventually(async () => (await tokens()) === 50_000, "the rest is taken over");

  world.set("gateway.reload.mode", "off");
  await world.record(CHANGED, 2);
  world.set("agents.defaults.contextTokens", 60_000);
  await world.record(CHANGED, 3);
  await sleep(200);
  assert.equal(await tokens(), 50_000);
  assert.equal(client.isClosed, false);
});

test("S12 a change that waits for the next start is logged once, and again when it is another one", async (t) => {
  const world = await ConfigWorld.start(t);
  const keysOf = async (before: number) => (await world.record(CHANGED, before))["keys"];
  world.set("gateway.reload.mode", "hot");
  await keysOf(0);
  world.set("gateway.trustedProxies", ["10.0.0.1"]);
  assert.deepEqual(await keysOf(1), ["gateway.trustedProxies"]);
  world.set("agents.defaults.contextTokens", 50_000);
  assert.deepEqual(await keysOf(2), ["agents.defaults.contextTokens"]);
  assert.deepEqual(world.records(CHANGED).at(-1)?.["ignored"], []);
  world.edit(
    { path: ["gateway", "trustedProxies"], value: ["10.0.0.2"] },
    { path: ["agents", "defaults", "contextTokens"], value: 51_000 },
  );
  const keys = (await keysOf(3)) as string[];
  assert.deepEqual(keys.toSorted(), ["agents.defaults.contextTokens", "gateway.trustedProxies"]);
});

test("S25 commands.restart lets SIGUSR1 restart it, and without it SIGUSR1 is ignored", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  world.gateway.child.kill("SIGUSR1");
  await world.record(
    "SIGUSR1 restart ignored (not authorized; enable commands.restart or use gateway tool).",
  );
  assert.equal(client.isClosed, false);
  world.set("commands.restart", true);
  await world.record(CHANGED);
  await sleep(50);
  world.gateway.child.kill("SIGUSR1");
  assert.equal((await client.closed).code, 1012);
  await world.record("the gateway listens", 1);
});

test("an included file is followed as well, and a file that is gone is missed", async (t) => {
  const world = await ConfigWorld.start(t, `\n  agents: { $include: "./agents.json" },`, {}).catch(
    () => undefined,
  );
  assert.equal(world, undefined, "the included file does not exist, and nothing ran before");

  const other = await ConfigWorld.start(t);
  const included = join(dirname(other.file), "agents.json");
  writeFileSync(included, "{ defaults: { contextTokens: 40000 } }");
  other.write(other.text.replace("/* Two bots. */", `agents: { $include: "./agents.json" },`));
  await other.record(CHANGED);
  await sleep(200);
  writeFileSync(included, "{ defaults: { contextTokens: 41000 } }");
  await other.record(CHANGED, 1);
  const text = other.text;
  rmSync(other.file);
  assert.match(String((await other.record(SKIPPED))["why"]), /is gone; put it back/);
  other.write(text);
  await other.record("the configuration file can be used again");
});

test("A1 a start with a broken file runs with the last configuration that worked, and says so", async (t) => {
  const config = { gateway: { mode: "local", auth: { token: TOKEN } } };
  const args = ["--port", "0"];
  const first = await GatewayProcess.start({ config, args });
  t.after(() => first.clean());
  await first.stop();
  const file = join(stateOf(first.home), "zero.json");
  writeFileSync(file, `{ gateway: { mode: "local", auth: { token: "${TOKEN}" `);
  const second = await GatewayProcess.start({ home: first.home, args });
  t.after(() => second.clean());
  assert.match(second.stderr, /Config invalid: .*zero\.json\n- .*line 1/);
  assert.match(second.stderr, /starts with the last configuration that worked/);
  const client = await WireClient.connect(t, second.url, { auth: { token: TOKEN } });
  const { services } = await client.call("health", { probe: true });
  assert.equal(services.config.state, "degraded");
  assert.equal((await client.call("config.get")).valid, false);

  writeFileSync(file, JSON.stringify(config));
  await eventually(async () => {
    const health = await client.call("health", { probe: true });
    return health.services.config.state === "ok";
  }, "the corrected file is taken over");
  assert.equal(client.isClosed, false);
});

test("A1 a bad value that a flag hid when it last ran does not end the next start", async (t) => {
  const document = { gateway: { mode: "local", auth: { token: TOKEN }, port: "abc" } };
  const home = makeHome();
  writeConfig(home, document);
  // As it was kept while flags were laid over the file before it was checked.
  const kept = JSON.stringify({ of: "zero.json", document });
  writeFileSync(join(stateOf(home), "last-good.json"), kept, { mode: 0o600 });
  const gateway = await GatewayProcess.start({ home, args: ["--port", "0"] });
  t.after(async () => {
    await gateway.clean();
    rmSync(home, { recursive: true, force: true });
  });
  assert.match(gateway.stderr, /- gateway\.port: must be integer/);
  const client = await WireClient.connect(t, gateway.url, { auth: { token: TOKEN } });
  const { services } = await client.call("health", { probe: true });
  assert.equal(services.config.state, "degraded");
});

test("S126 A1 V28 with gateway.config.onInvalid exit, or nothing that ever worked, a broken file ends every start with 78", async (t) => {
  const config = { gateway: { mode: "local", config: { onInvalid: "exit" } } };
  const first = await GatewayProcess.start({ config, args: ["--port", "0"] });
  t.after(() => first.clean());
  await first.stop();
  const broken = { ...config, nonsense: 1 };
  writeConfig(first.home, broken);
  for (let start = 0; start < 2; start += 1) {
    const again = GatewayProcess.spawn({ home: first.home, args: ["--port", "0"] });
    t.after(() => again.clean());
    assert.deepEqual(await again.exited, { code: 78, signal: null });
  }
  const fresh = GatewayProcess.spawn({ config: { nonsense: 1 }, args: ["--port", "0"] });
  t.after(() => fresh.clean());
  assert.deepEqual(await fresh.exited, { code: 78, signal: null });
  assert.match(fresh.stderr, /nonsense: Unrecognized key/);
});

test("A1 SR3 a start does not obey a file that would open it to others without a secret", async (t) => {
  const config = { gateway: { mode: "local", auth: { token: TOKEN } } };
  const args = ["--port", "0"];
  const first = await GatewayProcess.start({ config, args });
  t.after(() => first.clean());
  await first.stop();
  const open = { gateway: { mode: "local", bind: "lan" } };
  writeConfig(first.home, open);
  const second = await GatewayProcess.start({ home: first.home, args });
  t.after(() => second.clean());
  assert.match(second.stderr, /Refusing to bind gateway to lan without auth\./);
  assert.match(second.stderr, /starts with the last configuration that worked/);
  const client = await WireClient.connect(t, second.url, { auth: { token: TOKEN } });
  const { services } = await client.call("health", { probe: true });
  assert.match(services.config.detail, /Refusing to bind gateway to lan/);
  const fresh = GatewayProcess.spawn({ config: open, args });
  t.after(() => fresh.clean());
  assert.deepEqual(await fresh.exited, { code: 78, signal: null });
});

test("S24 a config.apply that the gateway cannot start with is told as failed to the session that asked", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const other = await GatewayProcess.start();
  t.after(() => other.clean());
  const [telegram] = world.telegrams;
  telegram?.say(1, "2 + 2");
  await eventually(() => telegram?.sentTo(1).length === 1, "an answer");
  const { raw, hash } = await client.call("config.get");
  await client.call("config.apply", {
    raw: raw.replace("port: 0, // any", `port: ${other.port},`),
    baseHash: hash,
    sessionKey: "agent:main:main",
    note: "as you asked",
    restartDelayMs: 10,
  });
  await world.record("the gateway starts with the configuration that it had before");
  const told = () => telegram?.sentTo(1).map(({ text }) => text) ?? [];
  await eventually(() => told().length === 2, "the word about the restart");
  assert.match(
    told()[1] ?? "",
    new RegExp(`^Configuration failed; .* goes on as before: port ${other.port} is taken`),
  );
});

test("a restart that cannot have its new port goes on with the configuration it had", async (t) => {
  const world = await ConfigWorld.start(t);
  const other = await GatewayProcess.start();
  t.after(() => other.clean());
  world.set("gateway.port", other.port);
  await world.record("the gateway starts with the configuration that it had before");
  await world.record("the gateway listens", 1);
  const auth = { token: TOKEN };
  const client = await WireClient.connect(t, world.gateway.url, { auth });
  const { services } = await client.call("health", { probe: true });
  assert.match(services.config.detail, new RegExp(`port ${other.port} is taken`));
});

test("S24 config.apply writes, restarts by an authorised SIGUSR1 and tells the session that asked", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  world.telegrams[0]?.say(1, "2 + 2");
  await eventually(() => world.telegrams[0]?.sentTo(1).length === 1, "an answer");
  const { raw, hash } = await client.call("config.get");
  const sessionKey = "agent:main:main";
  const result = await client.call("config.apply", {
    raw: raw.replace("port: 0, // any", "port: 0, // whichever"),
    baseHash: hash,
    sessionKey,
    note: "as you asked",
    restartDelayMs: 10,
  });
  assert.equal(result.config.gateway.auth.token.startsWith("***"), true);
  assert.deepEqual(result.restart, {
    ok: true,
    pid: world.gateway.pid,
    signal: "SIGUSR1",
    delayMs: 10,
    reason: "config.apply",
    mode: "emit",
  });
  assert.equal((await client.closed).code, 1012);
  await world.record("the gateway listens", 1);
  assert.match(world.text, new RegExp(`token: "${TOKEN}"`), "what was hidden came back");
  assert.match(world.text, /\/\* Two bots\. \*\/[^]*whichever|whichever[^]*\/\* Two bots\. \*\//);
  await eventually(
    () => world.telegrams[0]?.sentTo(1).some(({ text }) => /as you asked/.test(text)) === true,
    "the word about the restart",
  );
  assert.ok(!readdirSync(dirname(world.file)).includes("restart-sentinel.json"));
});
