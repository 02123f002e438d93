import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { ConfigWorld, TOKEN } from "../config/world.ts";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess, stateOf, writeConfig } from "../support/gateway-process.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const CHANGED = "the configuration changed";
const SKIPPED = "config reload skipped (invalid config)";
const WRITTEN = `{ gateway: { mode: "local", port: 0 } }\n`;

test("S8 the first value makes the folder and the file, for this user alone", async (t) => {
  const cli = CliHome.make(t);
  const { status, stderr } = await cli.run(["config", "set", "gateway.mode", "local"]);
  assert.deepEqual([status, stderr], [0, ""]);
  assert.equal(statSync(cli.path(".zero")).mode & 0o777, 0o700);
  assert.equal(statSync(cli.path(".zero/zero.json")).mode & 0o777, 0o600);
});

test("SR29 a value that cannot be read is not said back: it may be a secret", async (t) => {
  const cli = CliHome.make(t);
  cli.config(WRITTEN);
  for (const words of [
    ["--json", "gateway.auth.token", "canary"],
    ["gateway.auth.token", '"canary'],
  ]) {
    const { status, stdout, stderr } = await cli.run(["config", "set", ...words]);
    assert.equal(status, 64);
    assert.ok(!`${stdout}${stderr}`.includes("canary"), stderr);
  }
});

test("A1 a pipe or a device where a file should be is refused at once", async (t) => {
  const cli = CliHome.make(t);
  const file = cli.config("{ $include: '/dev/zero' }");
  const device = await cli.run(["config", "validate"]);
  assert.equal(device.status, 1);
  assert.match(device.stderr, /\/dev\/zero[^]*it is no regular file; put one in its place/);
  rmSync(file);
  execFileSync("mkfifo", [file]);
  const pipe = await cli.run(["config", "validate"]);
  assert.equal(pipe.status, 1);
  assert.match(pipe.stderr, /it is no regular file/);
});

test("A1 a pipe in the place of the file does not stop a gateway that runs", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const { text } = world;
  execFileSync("mkfifo", [`${world.file}.pipe`]);
  execFileSync("mv", [`${world.file}.pipe`, world.file]);
  assert.match(String((await world.record(SKIPPED))["why"]), /it is no regular file/);
  assert.equal((await client.call("config.get")).valid, false);
  world.write(text);
  await world.record("the configuration file can be used again");
  assert.equal(client.isClosed, false);
});

test("A2 a link to a file that is still to be written stays one", async (t) => {
  const cli = CliHome.make(t);
  mkdirSync(cli.path(".zero"), { mode: 0o700 });
  mkdirSync(cli.path("dots"));
  symlinkSync("../dots/zero.json", cli.path(".zero/zero.json"));
  assert.equal((await cli.run(["config", "set", "gateway.mode", "local"])).status, 0);
  assert.ok(lstatSync(cli.path(".zero/zero.json")).isSymbolicLink());
  assert.match(readFileSync(cli.path("dots/zero.json"), "utf8"), /local/);
});

test(
  "A2 SR29 what root writes into another user's file stays that user's, with its history",
  { skip: process.getuid?.() !== 0 },
  async (t) => {
    const cli = CliHome.make(t);
    const file = cli.config(WRITTEN);
    for (const path of [dirname(file), file]) chownSync(path, 65_534, 65_534);
    assert.equal((await cli.run(["config", "set", "gateway.port", "1"])).status, 0);
    const history = cli.path(".zero/config-history");
    for (const path of [file, history]) assert.equal(statSync(path).uid, 65_534, path);
    assert.equal(statSync(file).mode & 0o777, 0o600);
  },
);

test("config plan says that a file is missing, or that a gateway would refuse it", async (t) => {
  const cli = CliHome.make(t);
  cli.config(WRITTEN);
  const missing = await cli.run(["config", "plan", "nope.json"]);
  assert.deepEqual([missing.status, missing.stdout], [1, ""]);
  assert.match(missing.stderr, /nope\.json does not exist/);
  cli.write("other.json", '{ gateway: { mode: "remote" } }');
  const refused = await cli.run(["config", "plan", "other.json"]);
  assert.deepEqual([refused.status, refused.stdout], [1, ""]);
  assert.match(refused.stderr, /would refuse it[^]*gateway\.mode=local/);
});

test("S12 A1 what waits for the next start is not kept as good, and config plan goes on naming it", async (t) => {
  const world = await ConfigWorld.start(t);
  world.set("gateway.reload.mode", "off");
  await world.record(CHANGED);
  world.set("agents.defaults.contextTokens", 60_000);
  await world.record(CHANGED, 1);
  await world.inForce(await world.connect());
  const kept = readFileSync(join(stateOf(world.gateway.home), "last-good.json"), "utf8");
  assert.ok(!kept.includes("60000"), kept);
  const plan = await CliHome.at(world.gateway.home).run(["config", "plan"]);
  assert.match(plan.stdout, /agents\.defaults\.contextTokens: waits for the next start/);
});

test("A2 a history that cannot be kept stops no reload, and refuses a write with the reason", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const history = join(stateOf(world.gateway.home), "config-history");
  rmSync(history, { recursive: true, force: true });
  writeFileSync(history, "");
  world.set("agents.defaults.contextTokens", 50_000);
  await world.record("this version of the configuration file is not in its history");
  await world.inForce(client);
  const before = world.text;
  const { hash } = await client.call("config.get");
  const raw = "{ agents: { defaults: { contextTokens: 51000 } } }";
  const { ok, error } = await client.request("config.patch", { raw, baseHash: hash });
  assert.deepEqual([ok, error?.code], [false, "UNAVAILABLE"]);
  assert.match(error?.message ?? "", /could not write: .*config-history.*; nothing changed/);
  assert.equal(world.text, before);
  rmSync(history);
  assert.ok((await client.request("config.patch", { raw, baseHash: hash })).ok);
});

test("A1 a start that failed by an included file is tried again when that file is put right", async (t) => {
  const world = await ConfigWorld.start(t);
  const other = await GatewayProcess.start();
  t.after(() => other.clean());
  const included = join(dirname(world.file), "port.json");
  writeFileSync(included, `{ port: ${other.port} }`);
  world.write(world.text.replace("port: 0, // any", '$include: "./port.json",'));
  await world.record("the gateway starts with the configuration that it had before");
  await world.record("the gateway listens", 1);
  writeFileSync(included, "{ port: 0, trustedProxies: ['10.0.0.1'] }");
  await world.record("the gateway listens", 2);
  const auth = { token: TOKEN };
  const client = await WireClient.connect(t, world.gateway.url, { auth });
  await eventually(async () => {
    const { services } = await client.call("health", { probe: true });
    return services.config.state === "ok";
  }, "what was put right in force");
});

test("A1 an included file that was missing, or wrong, is taken over as soon as it is right", async (t) => {
  const world = await ConfigWorld.start(t);
  const client = await world.connect();
  const included = join(dirname(world.file), "agents.json");
  world.write(world.text.replace("/* Two bots. */", 'agents: { $include: "./agents.json" },'));
  assert.match(String((await world.record(SKIPPED))["why"]), /agents\.json.*does not exist/);
  writeFileSync(included, "{ defaults: { contextTokens: 'many' } }");
  assert.match(String((await world.record(SKIPPED, 1))["why"]), /contextTokens: /);
  writeFileSync(included, "{ defaults: { contextTokens: 40000 } }");
  await world.record("the configuration file can be used again");
  assert.equal((await client.call("config.get")).config.agents.defaults.contextTokens, 40_000);
});

test("A1 the last good configuration of another file is not started instead of a broken one", async (t) => {
  const first = await GatewayProcess.start({
    config: { gateway: { mode: "local" } },
    args: ["--port", "0"],
  });
  t.after(() => first.clean());
  await first.stop();
  const other = join(first.home, "other.json");
  writeFileSync(other, "{");
  const env = { ZERO_CONFIG_PATH: other };
  const second = GatewayProcess.spawn({ home: first.home, args: ["--port", "0"], env });
  t.after(() => second.clean());
  assert.deepEqual(await second.exited, { code: 78, signal: null });
  writeConfig(first.home, { nonsense: 1 });
  const third = await GatewayProcess.start({ home: first.home, args: ["--port", "0"] });
  await third.stop();
});
