import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { Refusal, type Script, ScriptedGateway } from "../support/scripted-gateway.ts";

const KEY = ".zero/identity/device.json";
const TOKENS = ".zero/identity/device-auth.json";
const SCOPES = ["operator.admin", "operator.approvals", "operator.pairing"];

async function setting(t: TestContext, script: Script = {}) {
  const gateway = await ScriptedGateway.start({
    methods: { health: () => ({ ok: true }), status: () => ({}) },
    ...script,
  });
  t.after(() => gateway.close());
  const cli = CliHome.make(t);
  const env = { ZERO_GATEWAY_PORT: `${gateway.port}` };
  const health = (...words: string[]) => cli.run(["health", "--json", ...words], env);
  return { gateway, cli, env, health };
}

const connects = (gateway: ScriptedGateway) =>
  gateway.requests.filter(({ method }) => method === "connect").map(({ params }) => params);

const issue = (deviceToken: string) => ({
  auth: { deviceToken, role: "operator", scopes: SCOPES, issuedAtMs: 7 },
});

/** Takes what it issued and the shared token, and issues at every connect. */
function pairing(issued: string, shared: string): Script["onConnect"] {
  return ({ auth }) => {
    if (auth?.token === issued || auth?.token === shared) return issue(issued);
    throw new Refusal("INVALID_REQUEST", "unauthorized: gateway token mismatch (…)");
  };
}

test("the CLI is one device, made at its first question, also when two ask at once", async (t) => {
  const { gateway, cli, health } = await setting(t);
  await cli.run(["--version"]);
  await cli.run(["--help"]);
  await cli.run(["health", "--help"]);
  assert.equal(existsSync(cli.path(".zero")), false);
  const runs = await Promise.all([health(), health(), health()]);
  for (const { status, stderr } of runs) assert.deepEqual([status, stderr], [0, ""]);
  await health();
  const ids = new Set(connects(gateway).map(({ device }) => device.id));
  assert.equal(ids.size, 1);
  assert.ok(ids.has(JSON.parse(readFileSync(cli.path(KEY), "utf8")).deviceId));
  assert.equal(statSync(cli.path(KEY)).mode & 0o777, 0o600);
  assert.equal(statSync(cli.path(".zero/identity")).mode & 0o777, 0o700);
});

test("V17 each state directory has a device of its own", async (t) => {
  const { gateway, cli, env, health } = await setting(t);
  await health();
  await cli.run(["--dev", "health"], env);
  await cli.run(["health"], { ...env, ZERO_STATE_DIR: cli.path("elsewhere") });
  assert.equal(new Set(connects(gateway).map(({ device }) => device.id)).size, 3);
  assert.ok(existsSync(cli.path(".zero-dev/identity/device.json")));
  assert.ok(existsSync(cli.path("elsewhere/identity/device.json")));
});

test("what a gateway issues is kept and sent instead of the shared token, and `status` says so", async (t) => {
  const { gateway, cli, env, health } = await setting(t, {
    onConnect: pairing("issued-to-this-device", "shared"),
  });
  cli.config({ gateway: { auth: { token: "shared" } } });
  const first = await cli.run(["gateway", "status", "--json"], env);
  const { identity, auth } = JSON.parse(first.stdout);
  assert.deepEqual(identity, {
    path: cli.path(KEY),
    deviceId: connects(gateway)[0]?.device.id,
  });
  assert.deepEqual(
    auth.map(({ kind }: { kind: string }) => kind),
    ["token"],
  );
  const stored = JSON.parse(readFileSync(cli.path(TOKENS), "utf8"));
  assert.equal(statSync(cli.path(TOKENS)).mode & 0o777, 0o600);
  assert.deepEqual(stored.tokens.operator.scopes, SCOPES);
  assert.equal(stored.tokens.operator.updatedAtMs, 7);

  await health();
  const second = await cli.run(["gateway", "status"], env);
  assert.match(second.stdout, /^Identity: device [0-9a-f]{64} \(.*device\.json\)$/m);
  assert.match(second.stdout, /^Credential: device token \*{3}[0-9a-f]{8} \(.*-auth\.json\)$/m);
  const unasked = await cli.run(["gateway", "status", "--no-probe"], env);
  assert.match(unasked.stdout, /^Credential: device token/m);
  const sent = connects(gateway).map(({ auth: { token } }) => token);
  assert.deepEqual(sent, ["shared", "issued-to-this-device", "issued-to-this-device"]);
  assert.ok(!(first.stdout + second.stdout).includes("issued-to"));
});

test("V45 a typed token is what is sent, also when another one is stored", async (t) => {
  const { gateway, health } = await setting(t, { onConnect: pairing("issued", "shared") });
  assert.equal((await health("--token", "shared")).status, 0);
  assert.equal((await health()).status, 0);
  const { status, stderr } = await health("--token", "wrong");
  assert.equal(status, 1);
  assert.match(stderr, /^Credential: token \*{3}[0-9a-f]{8} \(--token\)$/m);
  const sent = connects(gateway).map(({ auth }) => auth.token);
  assert.deepEqual(sent, ["shared", "issued", "wrong"]);
});

test("SR2 a stored token is sent to its own gateway only, whatever --url says", async (t) => {
  const own = await setting(t, { onConnect: pairing("issued", "shared") });
  await own.health("--token", "shared");
  const before = readFileSync(own.cli.path(TOKENS), "utf8");
  const other = await ScriptedGateway.start({
    methods: { health: () => ({ ok: true }) },
    onConnect: () => issue("of-another-host"),
  });
  t.after(() => other.close());
  // Both are this machine, at a port that is not the gateway's.
  await own.health("--url", `ws://[::ffff:127.0.0.1]:${other.port}`);
  assert.equal(readFileSync(own.cli.path(TOKENS), "utf8"), before);
  await own.health("--url", `ws://127.0.0.1:${other.port}`);
  for (const { auth, device } of connects(other)) {
    assert.equal(auth, undefined);
    assert.equal(device.id, connects(own.gateway)[0]?.device.id);
  }
  assert.equal(connects(other).length, 2);
});

test("a stored token that is no longer taken gives way to the configured one, or is explained", async (t) => {
  const { gateway, cli, health } = await setting(t, { onConnect: pairing("new", "shared") });
  const url = gateway.url;
  assert.equal((await health("--token", "shared")).status, 0);
  const stale = readFileSync(cli.path(TOKENS), "utf8").replace('"new"', '"stale"');
  cli.write(TOKENS, stale);
  const alone = await health();
  assert.equal(alone.status, 1);
  assert.match(alone.stderr, /^Credential: device token \*{3}/m);
  assert.match(alone.stderr, /^Next: the token that this device was given is no longer taken/m);
  assert.equal(readFileSync(cli.path(TOKENS), "utf8"), stale);

  cli.config({ gateway: { auth: { token: "shared" } } });
  assert.equal((await health()).status, 0);
  const sent = connects(gateway).map(({ auth }) => auth.token);
  assert.deepEqual(sent, ["shared", "stale", "stale", "shared"]);
  const { token, gateway: of } = JSON.parse(readFileSync(cli.path(TOKENS), "utf8")).tokens.operator;
  assert.deepEqual([token, of], ["new", url]);
});

test("an identity that is broken or open to others is told, is not replaced, and stops a command", async (t) => {
  const { gateway, cli, env, health } = await setting(t, { onConnect: () => issue("issued") });
  cli.write(KEY, '{"version":1}');
  const broken = await health();
  assert.equal(broken.status, 1);
  assert.equal(
    broken.stderr,
    `${cli.path(KEY)} cannot be used: it is no identity of version 1\n` +
      "Next: move the file away; a new one is made, which the gateway has to get to know.\n",
  );
  assert.equal(readFileSync(cli.path(KEY), "utf8"), '{"version":1}');
  const status = await cli.run(["gateway", "status"], env);
  assert.equal(status.status, 0);
  assert.match(status.stdout, /^Identity: none \(.*device\.json cannot be used/m);
  assert.match(status.stdout, /RPC probe: failed\n.*device\.json cannot be used/);
  assert.equal(connects(gateway).length, 0);

  const other = await setting(t, { onConnect: () => issue("issued") });
  await other.health();
  chmodSync(other.cli.path(KEY), 0o644);
  const open = await other.health();
  assert.equal(open.status, 1);
  assert.match(open.stderr, /other users may read or change it\nNext: run `chmod 600 /);
  chmodSync(other.cli.path(KEY), 0o600);
  other.cli.write(TOKENS, "{");
  assert.match(
    (await other.health()).stderr,
    /^.*device-auth\.json cannot be used: it is no JSON$/m,
  );
  // What is typed needs no stored token, so the command works and the trouble is a note.
  const typed = await other.health("--token", "typed");
  assert.equal(typed.status, 0);
  assert.match(typed.stderr, /^Note: .*device-auth\.json cannot be used: it is no JSON\n$/);
  assert.equal(readFileSync(other.cli.path(TOKENS), "utf8"), "{");
});

test("where the state directory cannot be written the CLI goes on without a device and says so once", async (t) => {
  const { gateway, cli, env } = await setting(t);
  cli.write(".zero/identity", "a file where a folder belongs");
  const blocked = await cli.run(["health", "--json"], env);
  assert.equal(blocked.status, 0, blocked.stderr);
  assert.deepEqual(JSON.parse(blocked.stdout), { ok: true });
  assert.match(blocked.stderr, /^Note: going on without a device identity: ENOTDIR.*\n$/);
  const status = await cli.run(["gateway", "status"], env);
  assert.match(status.stdout, /^Identity: none \(ENOTDIR/m);
  assert.match(status.stdout, /RPC probe: ok/);
  for (const { device } of connects(gateway)) assert.equal(device, undefined);
});

test("SR5 a device that waits for approval is told the request and how to approve it", async (t) => {
  const requestIds = ["request-1", "'; rm -rf ~; '"];
  const { health } = await setting(t, {
    onConnect: ({ device }) => {
      const details = { requestId: device ? requestIds.shift() : "without a device" };
      throw new Refusal("NOT_PAIRED", "pairing required", undefined, { details });
    },
  });
  const { status, stderr } = await health();
  assert.equal(status, 1);
  assert.match(stderr, /^gateway closed \(1008\): pairing required$/m);
  assert.match(stderr, /`zero devices approve request-1`/);
  assert.ok(!(await health()).stderr.includes("rm -rf"));
});
