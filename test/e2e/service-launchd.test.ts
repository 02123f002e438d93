import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { Environment } from "../../src/config/environment.ts";
import { pathsOf } from "../../src/config/paths.ts";
import { auditService } from "../../src/daemon/diagnosis/audit.ts";
import { DaemonError } from "../../src/daemon/daemon-error.ts";
import { defineService } from "../../src/daemon/definition.ts";
import { readLastError } from "../../src/daemon/diagnosis/last-error.ts";
import { writePlist } from "../../src/daemon/files/plist.ts";
import { namesOf, serviceFolders } from "../../src/daemon/names.ts";
import { findNeighbours } from "../../src/daemon/diagnosis/neighbours.ts";
import { openDaemon } from "../../src/daemon/open.ts";
import { systemTools } from "../../src/daemon/tools.ts";
import type { Clock } from "../../src/kernel/clock.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { Random } from "../support/random.ts";
import { StandIns } from "../support/daemon/stand-ins.ts";

const platform = "darwin";

/** A Mac of Ann's, as far as this code can see it. */
function mac(t: TestContext, profile?: string, variables: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), "zero-mac-"));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const tools = StandIns.make(home, "launchctl");
  const env = Environment.ofProcess({ HOME: home, PATH: tools.path, ...variables });
  const paths = pathsOf(profile, env);
  // Waiting costs nothing here; how long it would have been is what counts.
  let waitedMs = 0;
  const clock: Clock = {
    ...systemClock,
    monotonic: () => waitedMs,
    sleep: (ms) => {
      waitedMs += ms;
      return Promise.resolve();
    },
  };
  const host = {
    platform,
    uid: 501,
    user: "ann",
    paths,
    env,
    clock,
    tools: systemTools(env),
  } as const;
  const { definition } = defineService({
    platform,
    paths,
    env,
    names: namesOf(paths, env),
    version: "1.2.3",
    port: 18789,
    program: { called: "/opt/homebrew/bin/zero", runtime: "/opt/homebrew/bin/node" },
  });
  return { home, tools, host, paths, definition, daemon: openDaemon(host), waited: () => waitedMs };
}

/** The plist as macOS's own format is read by somebody else. */
function foreignReading(file: string) {
  const program =
    "import json,plistlib,sys; print(json.dumps(plistlib.load(open(sys.argv[1],'rb'))))";
  return JSON.parse(execFileSync("python3", ["-c", program, file], { encoding: "utf8" }));
}

test("S125 S126 S127 S128 S35 S38 S39 S40 installing writes a LaunchAgent that keeps `zero gateway` alive and logs to files", async (t) => {
  const { home, tools, definition, daemon } = mac(t);
  await daemon.install(definition);
  const file = join(home, "Library/LaunchAgents/com.zero.gateway.plist");
  assert.deepEqual(foreignReading(file), {
    Label: "com.zero.gateway",
    Comment: "ZERO Gateway (v1.2.3)",
    RunAtLoad: true,
    KeepAlive: true,
    ThrottleInterval: 10,
    ExitTimeOut: 15,
    ProgramArguments: ["/opt/homebrew/bin/zero", "gateway", "--port", "18789"],
    WorkingDirectory: home,
    StandardOutPath: join(home, ".zero/logs/gateway.log"),
    StandardErrorPath: join(home, ".zero/logs/gateway.err.log"),
    EnvironmentVariables: {
      HOME: home,
      PATH: "/opt/homebrew/bin:/usr/local/bin:/usr/bin:/bin",
      ZERO_GATEWAY_PORT: "18789",
      ZERO_GATEWAY_TOKEN: "",
      ZERO_LAUNCHD_LABEL: "com.zero.gateway",
      ZERO_SERVICE_MARKER: "zero",
      ZERO_SERVICE_KIND: "gateway",
      ZERO_SERVICE_VERSION: "1.2.3",
    },
  });
  const target = "gui/501/com.zero.gateway";
  assert.deepEqual(tools.calls(), [
    `launchctl bootout gui/501 ${file}`,
    `launchctl unload ${file}`,
    `launchctl print ${target}`,
    `launchctl enable ${target}`,
    `launchctl bootstrap gui/501 ${file}`,
    `launchctl kickstart -k ${target}`,
  ]);
  // Agents are per person: nothing is written for everybody.
  assert.deepEqual(readdirSync(join(home, "Library")), ["LaunchAgents"]);
  const { loaded, runtime } = await daemon.inspect();
  assert.deepEqual([loaded, runtime], [true, { status: "running", state: "running", pid: 4242 }]);
});

test("S35 S37 S129 S151 names follow the profile on every system, and variables may say otherwise", async (t) => {
  const { home, daemon, definition } = mac(t, "rescue");
  await daemon.install(definition);
  assert.ok(existsSync(join(home, "Library/LaunchAgents/com.zero.rescue.plist")));
  const plain = Environment.ofProcess({});
  assert.deepEqual(namesOf({ profile: "rescue" }, plain), {
    launchdLabel: "com.zero.rescue",
    systemdUnit: "zero-gateway-rescue.service",
    windowsTask: "ZERO Gateway (rescue)",
  });
  assert.equal(namesOf({ profile: undefined }, plain).windowsTask, "ZERO Gateway");
  const named = Environment.ofProcess({
    ZERO_SYSTEMD_UNIT: "mine",
    ZERO_LAUNCHD_LABEL: "org.mine",
  });
  assert.equal(namesOf({ profile: undefined }, named).systemdUnit, "mine.service");
  assert.equal(namesOf({ profile: undefined }, named).launchdLabel, "org.mine");
  const evil = Environment.ofProcess({ ZERO_SYSTEMD_UNIT: "../../etc/evil" });
  assert.throws(() => namesOf({ profile: undefined }, evil), /cannot name a service/);
});

test("S152 S153 stop is `bootout` of the label, restart is `kickstart -k` of it", async (t) => {
  const { tools, daemon, definition } = mac(t);
  await daemon.install(definition);
  const acts = () => tools.calls().filter((call) => !call.startsWith("launchctl print"));
  acts();
  await daemon.restart();
  assert.deepEqual(acts(), ["launchctl kickstart -k gui/501/com.zero.gateway"]);
  await daemon.stop();
  assert.deepEqual(acts(), ["launchctl bootout gui/501/com.zero.gateway"]);
  const { loaded, installed, runtime } = await daemon.inspect();
  assert.equal(loaded, false);
  assert.ok(installed);
  assert.deepEqual(runtime, { status: "stopped", missingUnit: true });
  // What was stopped can be started again, without another installation.
  acts();
  await daemon.restart();
  assert.equal(acts().length, 3);
  assert.equal((await daemon.inspect()).runtime.status, "running");
});

test("A22 a service that leaves slowly is waited for before it is loaded again", async (t) => {
  const { tools, daemon, definition, waited } = mac(t);
  await daemon.install(definition);
  tools.set("slow", "5");
  await daemon.install(definition);
  assert.ok(waited() > 0);
  assert.equal((await daemon.inspect()).runtime.status, "running");
  tools.set("slow", "100000");
  await assert.rejects(daemon.install(definition), (error) => {
    assert.ok(error instanceof DaemonError);
    assert.match(error.message, /launchd did not let go of com\.zero\.gateway within 20 s/);
    return true;
  });
});

test("A22 whatever launchctl does, an installation ends running or with a reason", async (t) => {
  const { tools, daemon, definition } = mac(t);
  const random = new Random(22);
  const words = ["bootout", "unload", "print", "enable", "bootstrap", "kickstart"];
  for (let round = 0; round < 25; round += 1) {
    for (const word of words) {
      const times = random.below(4);
      const status = random.pick([5, 36, 37, 64, 113]);
      if (random.chance(0.3)) tools.fail("launchctl", word, { status, times, says: "no" });
      else tools.mend("launchctl", word);
    }
    tools.set("slow", `${random.below(6)}`);
    try {
      await daemon.install(definition);
      for (const word of words) tools.mend("launchctl", word);
      assert.equal((await daemon.inspect()).runtime.status, "running", `round ${round}`);
    } catch (error) {
      assert.ok(error instanceof DaemonError, `round ${round}`);
      assert.notEqual(error.hints.length, 0);
    }
    for (const word of words) tools.mend("launchctl", word);
  }
});

test("S147 removing takes the agent out of launchd and puts its file into the trash", async (t) => {
  const { home, tools, daemon, definition } = mac(t);
  await daemon.install(definition);
  mkdirSync(join(home, ".Trash"));
  await daemon.uninstall();
  assert.equal(existsSync(daemon.file), false);
  assert.ok(existsSync(join(home, ".Trash/com.zero.gateway.plist")));
  assert.equal(tools.has("loaded-com.zero.gateway"), false);
});

test("where launchctl is missing an installation says what it would have run", async (t) => {
  const { definition, host } = mac(t);
  const env = Environment.ofProcess({ PATH: "/nonexistent" });
  const daemon = openDaemon({ ...host, env, tools: systemTools(env) });
  await assert.rejects(daemon.install(definition), (error) => {
    assert.ok(error instanceof DaemonError);
    assert.equal(error.message, "launchctl unavailable: launchctl is not installed");
    assert.match(
      error.hints[0] ?? "",
      /^Would have run: launchctl bootout gui\/501 .* && launchctl kickstart -k /,
    );
    return true;
  });
  const { runtime } = await daemon.inspect();
  assert.equal(runtime.status, "unknown");
});

test("an agent that was changed by hand is audited, and installing again mends it", async (t) => {
  const { daemon, definition } = mac(t);
  await daemon.install(definition);
  const program = definition.programArguments[0] ?? "";
  const audit = () => {
    const installed = daemon.installed();
    assert.ok(installed);
    const { issues } = auditService(daemon, installed, definition);
    return issues.map(({ code }) => code).filter((code) => code !== "gateway-command-missing");
  };
  assert.deepEqual(audit(), [], program);
  const changed = {
    Label: "com.zero.gateway",
    KeepAlive: { SuccessfulExit: false },
    ProgramArguments: ["/usr/local/bin/bun", "zero", "gateway"],
    EnvironmentVariables: { ZERO_GATEWAY_TOKEN: "in-the-open" },
  };
  writeFileSync(daemon.file, writePlist(changed));
  assert.deepEqual(audit(), [
    "gateway-entrypoint-mismatch",
    "gateway-runtime-bun",
    "gateway-path-missing",
    "gateway-secret-embedded",
    "launchd-keep-alive",
    "launchd-run-at-load",
    "launchd-exit-timeout",
    "launchd-throttle",
  ]);
  await daemon.install(definition);
  assert.deepEqual(audit(), []);
});

test("S138 a deep look adds what is installed for everybody, and leaves ZERO's own out", async (t) => {
  const { home, daemon, definition } = mac(t);
  await daemon.install(definition);
  const everybody = join(home, "LaunchDaemons");
  mkdirSync(everybody);
  const plist = (label: string) =>
    `<plist><dict><key>Label</key><string>${label}</string><key>Comment</key><string>openclaw gateway</string></dict></plist>`;
  writeFileSync(join(everybody, "org.other.plist"), plist("org.other"));
  writeFileSync(join(everybody, "com.clawdbot.gateway.plist"), plist("com.clawdbot.gateway"));
  const folders = { ...serviceFolders(home, platform), everybody: [everybody] };
  assert.deepEqual(findNeighbours(folders, false), { extra: [], legacy: [] });
  assert.deepEqual(findNeighbours(folders, true), {
    extra: [{ label: "org.other", detail: join(everybody, "org.other.plist"), scope: "system" }],
    legacy: [
      {
        label: "com.clawdbot.gateway",
        detail: join(everybody, "com.clawdbot.gateway.plist"),
      },
    ],
  });
});

test("S143 under launchd the newest error is looked for in the files that launchd writes", async (t) => {
  const { host, paths, daemon } = mac(t);
  const folder = join(paths.stateDir, "logs");
  mkdirSync(folder, { recursive: true });
  assert.equal(await readLastError(host, daemon), undefined);
  writeFileSync(join(folder, "gateway.err.log"), "Auth: none\nRefusing to bind gateway to lan\n\n");
  assert.equal(await readLastError(host, daemon), "Refusing to bind gateway to lan");
  writeFileSync(join(folder, "gateway.err.log"), "Auth: none\nsomething odd\n");
  assert.equal(await readLastError(host, daemon), "something odd");
});

test("S167 on Windows every action says to use WSL2, and looking says why", async (t) => {
  const { host, definition } = mac(t);
  const daemon = openDaemon({ ...host, platform: "win32" });
  assert.deepEqual(daemon.texts, {
    label: "Scheduled Task",
    loadedText: "registered",
    notLoadedText: "missing",
  });
  const { runtime, loaded } = await daemon.inspect();
  assert.equal(loaded, false);
  assert.match(runtime.detail ?? "", /WSL2/);
  for (const act of [
    () => daemon.install(definition),
    () => daemon.uninstall(),
    () => daemon.restart(),
    () => daemon.stop(),
  ]) {
    await assert.rejects(act, (error) => {
      assert.ok(error instanceof DaemonError);
      assert.match(error.message, /in WSL2, as a systemd service/);
      assert.match(error.hints.join("\n"), /wsl --install/);
      return true;
    });
  }
});
