import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { Refusal, type Script, ScriptedGateway, unusedPort } from "../support/scripted-gateway.ts";

const HEALTH = {
  ok: true,
  ts: 1,
  durationMs: 3,
  channels: { telegram: { configured: true, linked: true } },
  channelOrder: ["telegram"],
  channelLabels: { telegram: "Telegram" },
  linkChannel: { id: "telegram", label: "Telegram", linked: true, authAgeMs: null },
  heartbeatSeconds: 0,
  defaultAgentId: "main",
  agents: [
    {
      agentId: "main",
      isDefault: true,
      heartbeat: { enabled: false },
      sessions: { path: "", count: 1, recent: [] },
    },
  ],
  sessions: { path: "", count: 1, recent: [] },
};

const STATUS = {
  heartbeat: { defaultAgentId: "main", agents: [] },
  channelSummary: ["Telegram: linked"],
  queuedSystemEvents: [],
  sessions: {
    paths: [],
    count: 1,
    defaults: { model: "builtin/offline", contextTokens: 1 },
    recent: [],
    byAgent: [],
  },
};

async function setting(t: TestContext, script: Script = {}) {
  const gateway = await ScriptedGateway.start(script);
  t.after(() => gateway.close());
  const cli = CliHome.make(t);
  return { gateway, cli, env: { ZERO_GATEWAY_PORT: `${gateway.port}` } };
}

test("S178 `zero health --json` and `zero gateway health --json` print the gateway's answer exactly", async (t) => {
  const { cli, env, gateway } = await setting(t, { methods: { health: () => HEALTH } });
  for (const words of [["health"], ["gateway", "health"]]) {
    const { status, stdout, stderr } = await cli.run([...words, "--json"], env);
    assert.equal(status, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), HEALTH);
    assert.equal(stderr, "");
  }
  assert.deepEqual(gateway.requests[1]?.params, {});
});

test("`zero health` reads well, and --verbose asks the networks", async (t) => {
  const { cli, env, gateway } = await setting(t, { methods: { health: () => HEALTH } });
  const { status, stdout } = await cli.run(["health", "--verbose"], env);
  assert.equal(status, 0);
  assert.equal(
    stdout,
    "Gateway Health: OK (3ms)\nTelegram: linked\nAgents: main (default)\nSessions: 1\n",
  );
  assert.deepEqual(gateway.requests[1]?.params, { probe: true });
});

test("the CLI connects as client `cli` with its scopes and no credential of its own making", async (t) => {
  const { cli, env, gateway } = await setting(t, { methods: { health: () => HEALTH } });
  await cli.run(["health"], env);
  const { client, role, scopes, auth } = gateway.requests[0]?.params ?? {};
  assert.equal(client.id, "cli");
  assert.equal(client.mode, "cli");
  assert.equal(role, "operator");
  assert.deepEqual(scopes, ["operator.admin", "operator.approvals", "operator.pairing"]);
  assert.equal(auth, undefined);
});

test("S174 S185 V12 a gateway that is down is one clear line, what to do, and exit 1; nothing is started", async (t) => {
  const cli = CliHome.make(t);
  const port = await unusedPort();
  const env = { ZERO_GATEWAY_PORT: `${port}` };
  const commands = [
    ["health"],
    ["gateway", "health", "--json"],
    ["gateway", "call", "health"],
    ["agent", "--message", "hi"],
    ["message", "send", "--target", "1", "--message", "hi"],
    ["channels", "status"],
  ];
  for (const words of commands) {
    const { status, stderr } = await cli.run(words, env);
    assert.equal(status, 1, words.join(" "));
    assert.deepEqual(stderr.split("\n").slice(0, 7), [
      "gateway closed (1006 abnormal closure (no close frame)): no close reason",
      `Gateway target: ws://127.0.0.1:${port}`,
      "Source: this machine, port from ZERO_GATEWAY_PORT",
      `Config: ${cli.path(".zero/zero.json")}`,
      "Bind: loopback",
      "Credential: none",
      "Next: no gateway listens there; start one with `zero gateway`.",
    ]);
  }
});

test("a gateway that does not answer is a timeout after --timeout", async (t) => {
  const { cli, env } = await setting(t, { onConnect: () => undefined, methods: {} });
  const silent = await ScriptedGateway.start({ methods: { health: () => new Promise(() => {}) } });
  t.after(() => silent.close());
  const args = ["health", "--timeout", "200", "--url", silent.url];
  const { status, stderr } = await cli.run(args, env);
  assert.equal(status, 1);
  assert.match(stderr, /^gateway timeout after 200ms\nGateway target: ws:.*\nSource: --url\n/);
});

test("A23 V45 an explicit --token is what is sent, and a wrong one is explained with its source", async (t) => {
  const message =
    "unauthorized: gateway token mismatch (set gateway.remote.token to match gateway.auth.token)";
  const { cli, env, gateway } = await setting(t, {
    onConnect: () => {
      throw new Refusal("INVALID_REQUEST", message, { code: 1008, reason: message });
    },
  });
  cli.config({ gateway: { auth: { token: "file-token" } } });
  const { status, stderr } = await cli.run(["health", "--token", "typed-token"], env);
  assert.equal(status, 1);
  assert.ok(stderr.startsWith(`gateway closed (1008): ${message}\n`), stderr);
  assert.match(stderr, /Credential: token \*\*\*[0-9a-f]{8} \(--token\)/);
  assert.match(stderr, /Next: the gateway has another secret than the token from --token/);
  assert.ok(!stderr.includes("typed-token"));
  assert.deepEqual(gateway.requests[0]?.params.auth, { token: "typed-token" });
});

test("V30 without a flag the credential comes from the environment, then from the file", async (t) => {
  const { cli, env, gateway } = await setting(t, { methods: { health: () => HEALTH } });
  cli.config({ gateway: { auth: { token: "file-token" } } });
  await cli.run(["health"], { ...env, ZERO_GATEWAY_TOKEN: "env-token" });
  await cli.run(["health"], { ...env, ZERO_GATEWAY_TOKEN: "" });
  const sent = gateway.requests
    .filter(({ method }) => method === "connect")
    .map(({ params }) => params.auth);
  assert.deepEqual(sent, [{ token: "env-token" }, { token: "file-token" }]);
});

test("SR29 a configured secret is not sent to another address than the configured one", async (t) => {
  const { cli, env } = await setting(t);
  cli.config({ gateway: { auth: { token: "file-token" } } });
  const url = "wss://gateway.invalid:1";
  const { status, stderr } = await cli.run(["gateway", "call", "health", "--url", url], env);
  assert.equal(status, 1);
  assert.match(stderr, /Credential: none\nNote: only --token and --password are sent/);

  // Whatever else listens on this machine is not the gateway either.
  const other = await ScriptedGateway.start({
    onConnect: () => {
      throw new Refusal("INVALID_REQUEST", "unauthorized: gateway token missing (x)");
    },
  });
  t.after(() => other.close());
  const refused = await cli.run(["health", "--url", other.url], env);
  assert.deepEqual(
    other.requests.map(({ params }) => params.auth),
    [undefined],
  );
  assert.match(refused.stderr, /Next: pass --token .*goes to the configured address only/);
});

test("in remote mode the configured gateway is asked with its own token", async (t) => {
  const { cli, gateway } = await setting(t, { methods: { health: () => HEALTH } });
  const remote = { url: gateway.url, token: "remote-token" };
  cli.config({ gateway: { mode: "remote", remote, auth: { token: "local-token" } } });
  const { status } = await cli.run(["health"]);
  assert.equal(status, 0);
  assert.deepEqual(gateway.requests[0]?.params.auth, { token: "remote-token" });
});

test("S183 `zero gateway call` invokes any method with JSON parameters", async (t) => {
  const { cli, env, gateway } = await setting(t, { methods: { echo: (params) => params } });
  const args = ["gateway", "call", "echo", "--params", '{"k":"v"}'];
  const text = await cli.run(args, env);
  assert.equal(text.stdout, 'Gateway call: echo\n{\n  "k": "v"\n}\n');
  const json = await cli.run([...args, "--json"], env);
  assert.deepEqual(JSON.parse(json.stdout), { k: "v" });
  assert.deepEqual(gateway.requests[1]?.params, { k: "v" });

  const unknown = await cli.run(["gateway", "call", "nothing"], env);
  assert.equal(unknown.status, 1);
  assert.equal(unknown.stderr, "INVALID_REQUEST: unknown method: nothing\n");
  const broken = await cli.run(["gateway", "call", "echo", "--params", "{k}"], env);
  assert.equal(broken.status, 1);
  assert.match(broken.stderr, /^--params is no JSON: /);
});

test("`zero gateway call --expect-final` waits for the second answer", async (t) => {
  const { cli, env } = await setting(t, {
    methods: {
      agent: (_params, peer, id) => {
        peer.accept(id, { runId: "r" });
        return { runId: "r", status: "ok", summary: "completed" };
      },
    },
  });
  const args = ["gateway", "call", "agent", "--json"];
  const first = await cli.run(args, env);
  assert.deepEqual(JSON.parse(first.stdout), { status: "accepted", runId: "r" });
  const final = await cli.run([...args, "--expect-final"], env);
  assert.equal(JSON.parse(final.stdout).status, "ok");
});

test("S44 S45 `zero --dev status` and `zero --dev health` ask the dev instance", async (t) => {
  const cli = CliHome.make(t);
  const { stdout, status } = await cli.run(["--dev", "status", "--json"]);
  assert.equal(status, 0);
  const { gateway } = JSON.parse(stdout);
  assert.equal(gateway.url, "ws://127.0.0.1:19001");
  const health = await cli.run(["--dev", "health"]);
  assert.equal(health.status, 1);
  assert.match(health.stderr, /Gateway target: ws:\/\/127\.0\.0\.1:19001\n/);
  assert.match(health.stderr, /\.zero-dev\/zero\.json/);
  assert.match(health.stderr, /start one with `zero --dev gateway`/);
});

test("`zero status` is a short report, works with the gateway down, and merges the summary", async (t) => {
  const { cli, env, gateway } = await setting(t, {
    methods: { status: () => STATUS, health: () => HEALTH },
  });
  const up = await cli.run(["status"], env);
  assert.equal(up.status, 0);
  assert.match(up.stdout, /Gateway: ws:.*: reachable in \d+ms; scripted, version 9\.9\.9\n/);
  assert.match(up.stdout, /Agent: main, model builtin\/offline\n/);
  const json = await cli.run(["status", "--json", "--deep"], env);
  const report = JSON.parse(json.stdout);
  assert.deepEqual(report.channelSummary, ["Telegram: linked"]);
  assert.deepEqual(report.health, HEALTH);
  assert.equal(report.gateway.reachable, true);
  assert.equal(report.gateway.self.version, "9.9.9");
  assert.equal(gateway.methods().at(-1), "health");

  const down = await cli.run(["status", "--json"], { ZERO_GATEWAY_PORT: `${await unusedPort()}` });
  assert.equal(down.status, 0);
  assert.equal(JSON.parse(down.stdout).gateway.reachable, false);
  const text = await cli.run(["status"], { ZERO_GATEWAY_PORT: `${await unusedPort()}` });
  assert.match(text.stdout, /not reachable\ngateway closed \(1006 .*\nNext: no gateway listens/);
});

test("S131 S136 S137 S142 S179 V30 `zero gateway status` shows file, target, credential and the probe", async (t) => {
  const { cli, gateway } = await setting(t, { methods: { status: () => STATUS } });
  const path = cli.config({ gateway: { port: gateway.port, auth: { token: "a-token" } } });
  const { status, stdout } = await cli.run(["gateway", "status"]);
  assert.equal(status, 0);
  const line = (name: string) => stdout.split("\n").find((text) => text.startsWith(`${name}: `));
  const [identity, credential, probe] = ["Identity", "Credential", "RPC probe"].map(line);
  assert.equal(line("Config (cli)"), `Config (cli): ${path}`);
  assert.equal(
    line("Gateway"),
    `Gateway: bind=loopback (127.0.0.1), port=${gateway.port} (gateway.port)`,
  );
  assert.equal(
    line("Probe target"),
    `Probe target: ${gateway.url} (this machine, port from gateway.port)`,
  );
  assert.match(identity ?? "", /^Identity: device [0-9a-f]{64} \(.*device\.json\)$/);
  assert.match(credential ?? "", /^Credential: token \*\*\*[0-9a-f]{8} \(gateway\.auth\.token\)$/);
  assert.match(probe ?? "", /^RPC probe: ok \(\d+ms\)$/);
  assert.equal(line("Listening"), `Listening: 127.0.0.1:${gateway.port}`);
  assert.ok(!stdout.includes("a-token"));

  const other = await ScriptedGateway.start({ methods: { status: () => STATUS } });
  t.after(() => other.close());
  const json = await cli.run(["gateway", "status", "--json", "--url", other.url]);
  const report = JSON.parse(json.stdout);
  assert.equal(report.gateway.probeUrl, other.url);
  assert.deepEqual(report.config.cli, { path, exists: true, valid: true });
  assert.equal(report.rpc.ok, true);
  assert.equal(report.port.status, "busy");
  assert.deepEqual(report.auth, []);
  assert.match(report.gateway.probeNote, /not configured/);
});

test("S139 `zero gateway status --no-probe` asks nobody, and a failed probe still exits 0", async (t) => {
  const cli = CliHome.make(t);
  const env = { ZERO_GATEWAY_PORT: `${await unusedPort()}` };
  const quiet = await cli.run(["gateway", "status", "--no-probe", "--json"], env);
  assert.equal(JSON.parse(quiet.stdout).rpc, undefined);
  const { status, stdout } = await cli.run(["gateway", "status"], env);
  assert.equal(status, 0);
  assert.match(stdout, /RPC probe: failed\n {2}gateway closed \(1006 /);
});

test("a broken configuration blocks what needs it and not what helps to repair it", async (t) => {
  const { cli, env } = await setting(t, { methods: { health: () => HEALTH } });
  const path = cli.config('{\n  gateway: { prot: 1 },\n  "loging": {},\n}');
  const blocked = await cli.run(["message", "send", "-t", "1", "-m", "x"], env);
  assert.equal(blocked.status, 1);
  assert.equal(
    blocked.stderr,
    [
      `Config invalid: ${path}`,
      '- loging: Unrecognized key; did you mean "logging"?',
      '- gateway.prot: Unrecognized key; did you mean "port"?',
      "Correct what is named above, in that file or in the variable, and run the command again.",
      "",
    ].join("\n"),
  );
  const allowed = await cli.run(["health", "--json"], env);
  assert.equal(allowed.status, 0);
  assert.deepEqual(JSON.parse(allowed.stdout), HEALTH);
  assert.match(allowed.stderr, /^Config invalid: /);
  const status = await cli.run(["gateway", "status", "--json"], env);
  const { config } = JSON.parse(status.stdout);
  assert.equal(config.cli.valid, false);
  assert.equal(config.cli.issues.length, 2);
});

test("output to a pipe that nobody reads ends quietly", async (t) => {
  const { cli, env } = await setting(t, {
    methods: { echo: () => ({ text: "x".repeat(400_000) }) },
  });
  const child = cli.spawn(["gateway", "call", "echo"], env);
  child.stdout?.destroy();
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  await new Promise((resolve) => child.once("close", resolve));
  assert.equal(stderr, "");
});

test("words of a gateway cannot steer the terminal", async (t) => {
  const { cli, env } = await setting(t, {
    methods: {
      boom: () => {
        throw new Refusal("UNAVAILABLE", "\u001b]0;owned\u0007red\u001b[31m");
      },
    },
  });
  const { stderr } = await cli.run(["gateway", "call", "boom"], env);
  assert.equal(stderr, "UNAVAILABLE: ]0;ownedred[31m\n");
});
