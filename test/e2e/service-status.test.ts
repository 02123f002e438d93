import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { StandIns } from "../support/daemon/stand-ins.ts";
import { ScriptedGateway, unusedPort } from "../support/scripted-gateway.ts";

const UNIT = "zero-gateway.service";
const METHODS = { status: () => ({ ok: true }) };

function setting(t: TestContext) {
  const cli = CliHome.make(t);
  const tools = StandIns.make(cli.home, "systemctl", "loginctl", "sudo", "journalctl");
  const zero = (words: string, env: Readonly<Record<string, string>> = {}) =>
    cli.run(words.split(" "), { PATH: tools.path, ...env });
  const report = async (words = "gateway status --json", env = {}) => {
    const { stdout, stderr, status } = await zero(words, env);
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout);
  };
  return { cli, tools, zero, report };
}

async function gatewayOn(t: TestContext): Promise<ScriptedGateway> {
  const gateway = await ScriptedGateway.start({ methods: METHODS });
  t.after(() => gateway.close());
  return gateway;
}

test("S136 S140 S141 `gateway status --json` has a fixed shape, and asks at the service's own port", async (t) => {
  const { cli, report, zero } = setting(t);
  const gateway = await gatewayOn(t);
  cli.config({ gateway: { mode: "local", port: await unusedPort() } });
  await zero(`gateway install --port ${gateway.port}`);
  const told = await report();
  assert.deepEqual(Object.keys(told).toSorted(), [
    "auth",
    "config",
    "extraServices",
    "gateway",
    "identity",
    "legacyServices",
    "logFile",
    "port",
    "portCli",
    "ports",
    "rpc",
    "service",
  ]);
  const shapes = {
    config: ["cli", "daemon"],
    gateway: ["bindHost", "bindMode", "mode", "port", "portFrom", "portSource", "probeUrl"],
    identity: ["deviceId", "path"],
    port: ["hints", "listeners", "port", "status"],
    portCli: ["hints", "listeners", "port", "status"],
    ports: ["browsers", "hints", "profiles", "reserved"],
    rpc: ["credential", "latencyMs", "ok", "url"],
  };
  for (const [key, names] of Object.entries(shapes)) {
    assert.deepEqual(Object.keys(told[key]).toSorted(), names, key);
  }
  const { command, runtime, configAudit, ...service } = told.service;
  assert.deepEqual(service, {
    label: "systemd",
    loadedText: "enabled",
    notLoadedText: "disabled",
    loaded: true,
    name: UNIT,
    scope: "user",
  });
  assert.deepEqual(command.programArguments.slice(1), ["gateway", "--port", `${gateway.port}`]);
  assert.equal(command.workingDirectory, cli.home);
  assert.deepEqual(command.environment, { ZERO_GATEWAY_PORT: `${gateway.port}` });
  assert.equal(command.sourcePath, cli.path(".config/systemd/user", UNIT));
  assert.deepEqual(runtime, { status: "running", state: "active", subState: "running", pid: 4242 });
  assert.deepEqual(configAudit, { ok: true, issues: [] });
  assert.equal(told.config.daemon.path, told.config.cli.path);
  assert.equal(told.config.mismatch, undefined);
  assert.equal(told.gateway.portSource, "service args");
  assert.equal(told.gateway.probeUrl, gateway.url);
  assert.equal(told.rpc.ok, true);
  assert.equal(told.port.status, "busy");
  assert.equal(told.portCli.status, "free");
  // What the supervisor says and whether the gateway answers are two things.
  await gateway.close();
  const apart = await report();
  assert.equal(apart.service.runtime.status, "running");
  assert.equal(apart.rpc.ok, false);
});

test("S131 S141 S142 the text has the service, the two configurations, the target and the runtime, in this order", async (t) => {
  const { cli, zero } = setting(t);
  const gateway = await gatewayOn(t);
  const path = cli.config({ gateway: { mode: "local", port: gateway.port } });
  await zero("gateway install");
  const { stdout } = await zero("gateway status");
  const names = [
    "Service",
    "File logs",
    "Command",
    "Service file",
    "Working dir",
    "Service env",
    "Config (cli)",
    "Config (service)",
    "Gateway",
    "Probe target",
    "Dashboard",
    "Identity",
    "Credential",
    "Runtime",
    "RPC probe",
    "Listening",
  ];
  const told = stdout.split("\n").map((line) => line.split(": ", 1)[0]);
  assert.deepEqual(
    told.filter((name) => names.includes(name ?? "")),
    names,
  );
  assert.match(stdout, /^Service: systemd \(enabled\), user service zero-gateway\.service\n/);
  assert.ok(stdout.includes(`Config (service): ${path}\n`));
  assert.match(stdout, /\nRuntime: running \(pid 4242, state active\/running\)\n/);
});

test("S143 where the service runs and nothing listens, the newest error line of the log is shown", async (t) => {
  const { cli, tools, zero, report } = setting(t);
  const port = await unusedPort();
  cli.config({ gateway: { mode: "local", port } });
  await zero("gateway install");
  assert.equal((await report()).lastError, undefined);
  const record = (level: string, time: string, msg: string) =>
    JSON.stringify({ level, time, subsystem: "gateway", msg });
  cli.write(
    ".zero/logs/gateway.jsonl",
    [
      record("error", "2026-01-01T00:00:00.000Z", "an older trouble"),
      record("error", "2026-01-02T00:00:00.000Z", "the disk is full"),
      record("info", "2026-01-03T00:00:00.000Z", "all is well"),
    ].join("\n"),
  );
  assert.equal((await report()).lastError, "gateway: the disk is full");
  const entry = (at: string, message: string, from = "zero") =>
    JSON.stringify({
      MESSAGE: message,
      __REALTIME_TIMESTAMP: `${Date.parse(at) * 1000}`,
      SYSLOG_IDENTIFIER: from,
    });
  tools.set(
    "journal",
    [
      entry("2026-01-04T00:00:00Z", "Missing config. Run `zero setup` or set gateway.mode=local"),
      entry("2026-01-05T00:00:00Z", "Started ZERO Gateway: already running", "systemd"),
      entry("2026-01-05T00:00:00Z", "Auth: none; only this machine may connect."),
    ].join("\n"),
  );
  tools.calls();
  const { stdout } = await zero("gateway status");
  assert.match(stdout, /\nLast gateway error: Missing config\. Run `zero setup`/);
  assert.match(stdout, /\nListening: nothing, though the service runs \(port \d+\)\n/);
  assert.ok(tools.calls().includes(`journalctl --user -u ${UNIT} -n 100 -o json --no-pager`));
  // One that listens needs no last words, and a stopped one had none.
  const gateway = await gatewayOn(t);
  cli.config({ gateway: { mode: "local", port: gateway.port } });
  await zero("gateway install --force");
  assert.equal((await report()).lastError, undefined);
  await zero("gateway stop");
  await gateway.close();
  assert.equal((await report()).lastError, undefined);
});

test("a service that gave up shows how it ended and its last words", async (t) => {
  const { cli, tools, zero, report } = setting(t);
  cli.config({ gateway: { mode: "local", port: await unusedPort() } });
  await zero("gateway install");
  tools.set(
    "show",
    "LoadState=loaded\nActiveState=failed\nSubState=failed\nMainPID=0\nExecMainCode=1\nExecMainStatus=78\n",
  );
  cli.write(".zero/logs/gateway.jsonl", '{"level":"error","time":"2026-01-01","msg":"no key"}\n');
  const told = await report();
  assert.deepEqual(told.service.runtime, {
    status: "stopped",
    state: "failed",
    subState: "failed",
    lastExitStatus: 78,
    lastExitReason: "exited",
  });
  assert.equal(told.lastError, "no key");
  const { stdout } = await zero("gateway status --no-probe");
  assert.match(stdout, /Runtime: stopped \(state failed\/failed, last exit 78 \(exited\)\)/);
});

test("V30 a service that reads another configuration, or expects another secret, is told apart", async (t) => {
  const { cli, zero, report } = setting(t);
  const gateway = await gatewayOn(t);
  const other = cli.write("elsewhere/zero.json", {
    gateway: { mode: "local", port: gateway.port },
  });
  cli.config({ gateway: { mode: "local", auth: { token: "of-the-cli" } } });
  const there = { ZERO_CONFIG_PATH: other, ZERO_STATE_DIR: cli.path("elsewhere") };
  await zero("gateway install --token of-the-service", there);
  const told = await report();
  assert.equal(told.config.mismatch, true);
  assert.equal(told.config.daemon.path, other);
  assert.deepEqual(told.service.command.environment, {
    ZERO_STATE_DIR: cli.path("elsewhere"),
    ZERO_CONFIG_PATH: other,
    ZERO_GATEWAY_PORT: `${gateway.port}`,
  });
  assert.equal(told.auth[0].source, "ZERO_GATEWAY_TOKEN in service.env");
  assert.equal(told.authCli[0].source, "gateway.auth.token");
  assert.notEqual(told.auth[0].fingerprint, told.authCli[0].fingerprint);
  assert.deepEqual(gateway.requests[0]?.params.auth, { token: "of-the-service" });
  const { stdout } = await zero("gateway status");
  assert.match(stdout, /Warning: the service reads another configuration than this command/);
  assert.match(stdout, /Warning: commands send token \*\*\*[0-9a-f]{8} \(gateway\.auth\.token\)/);
  assert.ok(!stdout.includes("of-the-"));
});

test("S137 S139 --url asks elsewhere, and --no-probe asks nobody, also with a service installed", async (t) => {
  const { cli, zero, report } = setting(t);
  cli.config({ gateway: { mode: "local", port: await unusedPort() } });
  await zero("gateway install");
  const gateway = await gatewayOn(t);
  const there = await report(`gateway status --json --url ${gateway.url}`);
  assert.equal(there.gateway.probeUrl, gateway.url);
  assert.equal(there.rpc.ok, true);
  const quiet = await report("gateway status --json --no-probe");
  assert.equal("rpc" in quiet, false);
});

test("S145 S146 S173 other gateway-like services are warned of, profiles of ZERO are not", async (t) => {
  const { cli, zero, report } = setting(t);
  for (const profile of ["", "--profile rescue "]) await zero(`${profile}gateway install`);
  const quiet = await report();
  assert.deepEqual([quiet.extraServices, quiet.legacyServices], [[], []]);
  const folder = cli.path(".config/systemd/user");
  const unit = (words: string) => `[Service]\nExecStart=/usr/bin/${words}\n`;
  writeFileSync(`${folder}/my-zero.service`, unit("zero gateway --port 1"));
  writeFileSync(`${folder}/clawdbot-gateway.service`, unit("node clawdbot gateway"));
  writeFileSync(`${folder}/music.service`, unit("mpd"));
  mkdirSync(`${folder}/zero-gateway.service.d`);
  const told = await report();
  assert.deepEqual(told.extraServices, [
    { label: "my-zero", detail: `${folder}/my-zero.service`, scope: "user" },
  ]);
  assert.deepEqual(told.legacyServices, [
    { label: "clawdbot-gateway", detail: `${folder}/clawdbot-gateway.service` },
  ]);
  const { stdout } = await zero("gateway status --deep");
  assert.match(stdout, /Other gateway-like service: my-zero \(user, /);
  assert.match(stdout, /\nOne gateway per machine is recommended; for more, give each a profile/);
});

test("the listeners of a busy port are named, without what they were started with", async (t) => {
  const { cli, report } = setting(t);
  const gateway = await gatewayOn(t);
  cli.config({ gateway: { port: gateway.port } });
  const { port } = await report();
  assert.equal(port.port, gateway.port);
  if (port.listeners.length === 0) {
    assert.deepEqual(port.hints, ["Install lsof to see which process listens there."]);
    return;
  }
  // Somebody else may have the same number on another address of this machine.
  const listener = port.listeners.find(({ pid }: { pid: number }) => pid === process.pid);
  assert.ok(listener, JSON.stringify(port));
  assert.match(listener.address, new RegExp(`:${gateway.port}$`));
  assert.equal(listener.ppid, process.ppid);
});

test("an old or hand-written unit is audited, and a reinstall mends all of it", async (t) => {
  const { cli, zero, report } = setting(t);
  await zero("gateway install");
  const file = cli.path(".config/systemd/user", UNIT);
  const old = readFileSync(file, "utf8")
    .replace(/^(After|Wants|KillMode|RestartPreventExitStatus)=.*\n/gm, "")
    .replace("RestartSec=5", "RestartSec=100ms")
    .replace("ZERO_GATEWAY_TOKEN=", "ZERO_GATEWAY_TOKEN=in-the-open")
    .replace(/Environment=PATH=.*/, "Environment=PATH=/home/ann/.nvm/versions/node/v20.1.0/bin");
  writeFileSync(file, old);
  const { stdout } = await zero("gateway status");
  assert.ok(!stdout.includes("in-the-open"));
  const told = await report();
  assert.deepEqual(
    told.service.configAudit.issues.map(({ code }: { code: string }) => code),
    [
      "gateway-path-missing-dirs",
      "gateway-path-nonminimal",
      "gateway-runtime-node-system-missing",
      "gateway-secret-embedded",
      "systemd-after-network-online",
      "systemd-wants-network-online",
      "systemd-restart-sec",
      "systemd-restart-prevent",
      "systemd-kill-mode",
    ],
  );
  assert.match(stdout, /Repair: `.*zero gateway install --force`/);
  await zero("gateway install --force");
  assert.deepEqual((await report()).service.configAudit, { ok: true, issues: [] });
});

test("garbage where a unit should be is reported, not thrown", async (t) => {
  const { cli, zero, report } = setting(t);
  await zero("gateway install");
  const file = cli.path(".config/systemd/user", UNIT);
  const texts = [
    "",
    "\0\0\0",
    '[Service]\nExecStart="unclosed',
    "[Service]\nExecStart=/bin/zero gateway --port 99999\nEnvironment=ZERO_GATEWAY_PORT=abc",
    "[Service]\nExecStart=/bin/zero gateway\nEnvironment=ZERO_PROFILE=../x",
    "x".repeat(300_000),
  ];
  for (const text of texts) {
    writeFileSync(file, text);
    const told = await report("gateway status --json --no-probe");
    assert.equal(told.service.label, "systemd");
    const { stdout, status } = await zero("gateway status --no-probe");
    assert.equal(status, 0);
    assert.ok(!stdout.includes("\0"));
  }
});
