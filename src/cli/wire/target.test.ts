import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Environment } from "../../config/environment.ts";
import { loadConfig } from "../../config/load.ts";
import { pathsOf } from "../../config/paths.ts";
import { hostOf, targetOf, type TargetOptions } from "./target.ts";

interface Setting {
  gateway?: object;
  env?: Record<string, string>;
  profile?: string;
}

function configurationOf(t: TestContext, { gateway = {}, env = {}, profile }: Setting) {
  const home = mkdtempSync(join(tmpdir(), "zero-target-"));
  t.after(() => rmSync(home, { recursive: true }));
  const file = join(home, "zero.json");
  writeFileSync(file, JSON.stringify({ gateway }), { mode: 0o600 });
  const variables = { HOME: home, ZERO_CONFIG_PATH: file, ...env };
  const environment = Environment.ofProcess(variables);
  return loadConfig({ paths: pathsOf(profile, environment), env: environment });
}

function target(t: TestContext, setting: Setting, options: TargetOptions = {}) {
  const { url, source, remark, credentials } = targetOf(configurationOf(t, setting), options);
  const sent = credentials.map(
    ({ kind, secret, source }) => `${kind}=${secret.reveal()} ${source}`,
  );
  return { url, source, remark, sent };
}

test("the gateway of this machine is asked unless something else is said", (t) => {
  assert.deepEqual(target(t, {}), {
    url: "ws://127.0.0.1:18789",
    source: "this machine, port from default",
    remark: undefined,
    sent: [],
  });
  assert.equal(target(t, { profile: "dev" }).url, "ws://127.0.0.1:19001");
  const env = { ZERO_GATEWAY_PORT: "5" };
  assert.equal(target(t, { env }).source, "this machine, port from ZERO_GATEWAY_PORT");
});

test("in remote mode the configured address is asked, and without one this machine with a remark", (t) => {
  const remote = { url: "wss://far.example:1", token: "r" };
  const gateway = { mode: "remote", remote, auth: { token: "l" } };
  const found = target(t, { gateway });
  assert.equal(found.url, remote.url);
  assert.deepEqual(found.sent, ["token=r gateway.remote.token"]);
  const none = target(t, { gateway: { mode: "remote" } });
  assert.equal(none.url, "ws://127.0.0.1:18789");
  assert.match(none.remark ?? "", /gateway\.remote\.url is not set/);
});

test("V30 V45 what is typed wins over the environment, and that over the file", (t) => {
  const gateway = { auth: { token: "f", password: "p" }, remote: { token: "r" } };
  const env = { ZERO_GATEWAY_TOKEN: "e" };
  assert.deepEqual(target(t, { gateway, env }, { token: "t" }).sent, ["token=t --token"]);
  assert.deepEqual(target(t, { gateway, env }).sent, [
    "token=e ZERO_GATEWAY_TOKEN",
    "password=p gateway.auth.password",
  ]);
  const remote = { mode: "remote", remote: { url: "ws://far.example", token: "r" } };
  assert.deepEqual(target(t, { gateway: remote, env }).sent, ["token=e ZERO_GATEWAY_TOKEN"]);
});

test("SR29 another host by --url gets only what was typed; loopback and the configured one get all", (t) => {
  const gateway = { auth: { token: "f" }, remote: { url: "ws://far.example:1" } };
  const cases: [string, number][] = [
    ["ws://evil.example:1", 0],
    ["ws://127.0.0.1.evil.example:1", 0],
    ["ws://localhost.evil.example:1", 0],
    ["ws://far.example:2", 0],
    ["ws://far.example:1", 1],
    ["ws://127.0.0.1:9", 1],
    ["ws://127.8.9.1:9", 1],
    ["ws://localhost:9", 1],
    ["ws://[::1]:9", 1],
    ["not a url", 0],
  ];
  for (const [url, count] of cases) {
    assert.equal(target(t, { gateway }, { url }).sent.length, count, url);
    assert.equal(target(t, { gateway }, { url, token: "t" }).sent[0], "token=t --token");
  }
});

test("the address to ask follows the bind mode", (t) => {
  const host = (gateway: object) => hostOf(configurationOf(t, { gateway }).config.gateway);
  for (const bind of ["loopback", "lan", "auto"]) assert.equal(host({ bind }), "127.0.0.1");
  assert.equal(host({ bind: "custom", customBindHost: "10.0.0.7" }), "10.0.0.7");
  assert.equal(host({ bind: "custom", customBindHost: "0.0.0.0" }), "127.0.0.1");
  assert.equal(host({ bind: "custom", customBindHost: "fd00::1" }), "[fd00::1]");
  assert.equal(host({ bind: "custom" }), "127.0.0.1");
});
