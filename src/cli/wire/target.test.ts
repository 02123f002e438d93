import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Environment } from "../../config/environment.ts";
import { loadConfig } from "../../config/load.ts";
import { pathsOf } from "../../config/paths.ts";
import { hostOf, nodeTargetOf, targetOf, type TargetOptions } from "./target.ts";

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

test("SR29 a configured secret goes to the address that it is configured for, and nowhere else", (t) => {
  const gateway = {
    auth: { token: "own" },
    remote: { url: "wss://far.example:1", token: "far" },
  };
  const cases: [string, string | undefined][] = [
    ["wss://far.example:1", "token=far gateway.remote.token"],
    ["wss://far.example:1/", "token=far gateway.remote.token"],
    ["ws://far.example:1", undefined],
    ["wss://far.example:2", undefined],
    ["wss://far.example:1/other", undefined],
    ["ws://evil.example:1", undefined],
    ["ws://127.0.0.1:18789", "token=own gateway.auth.token"],
    ["ws://127.8.9.1:18789", "token=own gateway.auth.token"],
    ["ws://localhost:18789", "token=own gateway.auth.token"],
    ["ws://[::1]:18789", "token=own gateway.auth.token"],
    ["ws://127.0.0.1:18790", undefined],
    ["ws://127.0.0.1", undefined],
    ["ws://127.0.0.1.evil.example:18789", undefined],
    ["ws://localhost.evil.example:18789", undefined],
    ["not a url", undefined],
  ];
  for (const mode of ["local", "remote"]) {
    for (const [url, sent] of cases) {
      const found = target(t, { gateway: { ...gateway, mode } }, { url });
      assert.deepEqual([found.url, found.sent[0]], [url, sent]);
      assert.equal(found.remark === undefined, sent !== undefined, url);
      const typed = target(t, { gateway: { ...gateway, mode } }, { url, token: "t" });
      assert.deepEqual(typed.sent, ["token=t --token"]);
    }
  }
});

test("SR29 a variable counts for the configured gateway, and for no other address", (t) => {
  const env = { ZERO_GATEWAY_TOKEN: "e" };
  const remote = { url: "wss://far.example:1", token: "far" };
  const sent = (gateway: object, url?: string) =>
    target(t, { gateway, env }, url === undefined ? {} : { url }).sent[0];
  assert.equal(sent({ remote }, "ws://127.0.0.1:1"), undefined);
  assert.equal(sent({ remote }, remote.url), "token=far gateway.remote.token");
  assert.equal(sent({ mode: "remote", remote }, remote.url), "token=e ZERO_GATEWAY_TOKEN");
  const port = { ZERO_GATEWAY_PORT: "1" };
  const moved = target(t, { env: { ...env, ...port } }, { url: "ws://127.0.0.1:1" });
  assert.deepEqual(moved.sent, ["token=e ZERO_GATEWAY_TOKEN"]);
});

test("SR29 in remote mode this machine's own token never goes to the other gateway", (t) => {
  const gateway = { mode: "remote", remote: { url: "wss://far.example" }, auth: { token: "own" } };
  assert.deepEqual(target(t, { gateway }).sent, []);
  const unnamed = { mode: "remote", remote: { token: "far" }, auth: { token: "own" } };
  assert.deepEqual(target(t, { gateway: unnamed }).sent, ["token=far gateway.remote.token"]);
});

test("a certificate is pinned for the gateway that it is configured for", (t) => {
  const pin = "ab".repeat(32);
  const gateway = { mode: "remote", remote: { url: "wss://far.example", tlsFingerprint: pin } };
  const configuration = configurationOf(t, { gateway });
  assert.equal(targetOf(configuration, {}).tlsFingerprint, pin);
  assert.equal(targetOf(configuration, { url: "wss://far.example/" }).tlsFingerprint, pin);
  assert.equal(targetOf(configuration, { url: "wss://other.example" }).tlsFingerprint, undefined);
});

test("a node that was told its gateway's address sends there what its process was given, not the file's", (t) => {
  const url = "wss://far.example:1";
  const gateway = { auth: { token: "own" } };
  const node = (env: Record<string, string>, token?: string) => {
    const { credentials, isOwn, remark } = nodeTargetOf(configurationOf(t, { gateway, env }), {
      url,
      token,
    });
    assert.deepEqual([isOwn, remark], [true, undefined]);
    return credentials.map(({ secret, source }) => `${secret.reveal()} ${source}`);
  };
  assert.deepEqual(node({}), []);
  assert.deepEqual(node({ ZERO_GATEWAY_TOKEN: "e" }), ["e ZERO_GATEWAY_TOKEN"]);
  assert.deepEqual(node({ ZERO_GATEWAY_TOKEN: "e" }, "t"), ["t --token"]);
});

test("the address to ask follows the bind mode", (t) => {
  const host = (gateway: object) => hostOf(configurationOf(t, { gateway }).config.gateway);
  for (const bind of ["loopback", "lan", "auto"]) assert.equal(host({ bind }), "127.0.0.1");
  assert.equal(host({ bind: "custom", customBindHost: "10.0.0.7" }), "10.0.0.7");
  assert.equal(host({ bind: "custom", customBindHost: "0.0.0.0" }), "127.0.0.1");
  assert.equal(host({ bind: "custom", customBindHost: "fd00::1" }), "[fd00::1]");
  assert.equal(host({ bind: "custom" }), "127.0.0.1");
});
