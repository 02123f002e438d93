import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { type Program, StandIns } from "../support/daemon/stand-ins.ts";

const UNIT = "zero-gateway.service";
const SYSTEM: readonly Program[] = ["systemctl", "loginctl", "sudo", "journalctl"];

function setting(t: TestContext, programs: readonly Program[] = SYSTEM) {
  const cli = CliHome.make(t);
  const tools = StandIns.make(cli.home, ...programs);
  const zero = (words: string, env: Readonly<Record<string, string>> = {}) =>
    cli.run(words.split(" "), { PATH: tools.path, USER: "ann", ...env });
  const unit = (name = UNIT) =>
    readFileSync(cli.path(".config/systemd/user", name), "utf8").trimEnd().split("\n");
  return { cli, tools, zero, unit };
}

const userHome = (name: string): string | undefined =>
  readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((line) => line.startsWith(`${name}:`))
    ?.split(":")[5];

/** The words of a JSON answer, whatever its status. */
async function json(run: Promise<{ stdout: string; status: number | null }>) {
  const { stdout, status } = await run;
  return { ...JSON.parse(stdout), status };
}

test("S132 S155 S156 S165 V14 `zero gateway install` writes a user unit, enables and starts it, in this order", async (t) => {
  const { cli, tools, zero, unit } = setting(t);
  cli.config({ gateway: { mode: "local" } });
  const { status, stdout, stderr } = await zero("gateway install");
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^Installed and started the gateway service zero-gateway\.service \(/);
  const own = tools.calls().filter((call) => call.startsWith("systemctl"));
  const asked = own.splice(0, 2);
  assert.deepEqual(asked.toSorted(), [
    `systemctl --user is-enabled ${UNIT}`,
    `systemctl --user show ${UNIT} --no-pager --property LoadState,ActiveState,SubState,MainPID,ExecMainStatus,ExecMainCode`,
  ]);
  assert.deepEqual(own, [
    "systemctl --user daemon-reload",
    `systemctl --user enable ${UNIT}`,
    `systemctl --user restart ${UNIT}`,
  ]);
  assert.equal(statSync(cli.path(".config/systemd/user", UNIT)).mode & 0o777, 0o644);
  assert.equal(unit()[0], "[Unit]");
});

test("S36 S38 S39 S40 S157 S158 S159 S160 S161 S162 the unit's lines are the runbook's, with the markers of the installation", async (t) => {
  const { cli, zero, unit } = setting(t);
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  await zero("--profile rescue gateway install --port 19789");
  const lines = unit("zero-gateway-rescue.service");
  for (const line of [
    `Description=ZERO Gateway (profile: rescue, v${version})`,
    "After=network-online.target",
    "Wants=network-online.target",
    `ExecStart=${join(ROOT, "bin/zero")} gateway --port 19789`,
    "Restart=always",
    "RestartSec=5",
    "RestartPreventExitStatus=78",
    "KillMode=mixed",
    "TimeoutStopSec=15",
    `WorkingDirectory=${cli.home}`,
    `Environment=HOME=${cli.home}`,
    "Environment=ZERO_PROFILE=rescue",
    "Environment=ZERO_GATEWAY_PORT=19789",
    "Environment=ZERO_GATEWAY_TOKEN=",
    "Environment=ZERO_SYSTEMD_UNIT=zero-gateway-rescue.service",
    "Environment=ZERO_SERVICE_MARKER=zero",
    "Environment=ZERO_SERVICE_KIND=gateway",
    `Environment=ZERO_SERVICE_VERSION=${version}`,
    `EnvironmentFile=-${cli.path(".zero-rescue/service.env")}`,
    "WantedBy=default.target",
  ]) {
    assert.equal(lines.filter((found) => found === line).length, 1, line);
  }
  const empty = lines.indexOf("Environment=ZERO_GATEWAY_TOKEN=");
  assert.ok(empty < lines.findIndex((line) => line.startsWith("EnvironmentFile=")));
  const hasNotify = existsSync("/usr/bin/systemd-notify");
  assert.equal(lines.includes("Type=notify"), hasNotify);
  assert.equal(
    lines.some((line) => line.startsWith("WatchdogSec=")),
    hasNotify,
  );
});

test("S58 S59 two profiles are installed side by side, each with a unit, a port and a state of its own", async (t) => {
  const { cli, tools, zero, unit } = setting(t);
  for (const [profile, port] of [
    ["main", 19100],
    ["rescue", 19200],
  ] as const) {
    cli.write(`.zero-${profile}/zero.json`, { gateway: { mode: "local", port } });
    const { status } = await zero(`--profile ${profile} gateway install`);
    assert.equal(status, 0);
    const name = `zero-gateway-${profile}.service`;
    assert.ok(unit(name).includes(`ExecStart=${join(ROOT, "bin/zero")} gateway --port ${port}`));
    assert.ok(unit(name).includes(`EnvironmentFile=-${cli.path(`.zero-${profile}/service.env`)}`));
  }
  for (const profile of ["main", "rescue"]) {
    assert.ok(tools.has(`active-user-zero-gateway-${profile}.service`));
  }
  await zero("--profile main gateway stop");
  assert.equal(tools.has("active-user-zero-gateway-main.service"), false);
  assert.ok(tools.has("active-user-zero-gateway-rescue.service"));
});

test("S149 S150 a second install changes nothing and says what --force would change; --force does it", async (t) => {
  const { cli, tools, zero, unit } = setting(t);
  cli.config({ gateway: { mode: "local" } });
  assert.equal((await json(zero("gateway install --json"))).result, "installed");
  const before = unit();
  cli.config({ gateway: { mode: "local", port: 19300 } });
  tools.calls();
  const again = await json(zero("gateway install --json"));
  assert.equal(again.status, 0);
  assert.equal(again.result, "already-installed");
  assert.match(again.hints[0], /zero gateway install --force$/);
  assert.deepEqual(unit(), before);
  assert.equal(
    tools.calls().some((call) => / (daemon-reload|enable|restart)/.test(call)),
    false,
  );
  const forced = await json(zero("gateway install --force --json"));
  assert.equal(forced.result, "installed");
  assert.ok(unit().some((line) => line.endsWith("gateway --port 19300")));
  assert.deepEqual(forced.service, {
    label: "systemd",
    loadedText: "enabled",
    notLoadedText: "disabled",
    loaded: true,
  });
});

test("S133 S134 S147 S184 stop, start, restart and uninstall act on the supervised service, and on no process", async (t) => {
  const { cli, tools, zero } = setting(t);
  await zero("gateway install");
  const steps = [
    ["stop", "stopped", [`systemctl --user stop ${UNIT}`]],
    ["start", "started", [`systemctl --user restart ${UNIT}`]],
    ["restart", "restarted", [`systemctl --user restart ${UNIT}`]],
    [
      "uninstall",
      "uninstalled",
      [`systemctl --user disable --now ${UNIT}`, "systemctl --user daemon-reload"],
    ],
  ] as const;
  for (const [action, result, calls] of steps) {
    tools.calls();
    const answer = await json(zero(`gateway ${action} --json`));
    assert.equal(answer.status, 0);
    assert.deepEqual([answer.ok, answer.action, answer.result], [true, action, result]);
    const made = tools.calls().filter((call) => !/ (is-enabled|show) /.test(call));
    assert.deepEqual(made, calls);
    const isRunning = action === "start" || action === "restart";
    assert.equal(tools.has(`active-user-${UNIT}`), isRunning);
  }
  assert.equal(existsSync(cli.path(".config/systemd/user", UNIT)), false);
});

test("S154 without an installed service stop, start and restart say how to install one, and succeed", async (t) => {
  const { zero } = setting(t);
  for (const action of ["stop", "start", "restart", "uninstall"]) {
    const text = await zero(`--profile x gateway ${action}`);
    assert.equal(text.status, 0);
    assert.match(
      text.stdout,
      /^No gateway service is installed for this profile\.\nNext: .*zero --profile x gateway install\n/,
    );
    const answer = await json(zero(`gateway ${action} --json`));
    assert.deepEqual(
      [answer.ok, answer.result, answer.service.loaded],
      [true, "not-loaded", false],
    );
  }
});

test("where systemctl is missing each command says what it would have run and what to do", async (t) => {
  const { cli, zero } = setting(t, ["systemctl"]);
  await zero("gateway install");
  const empty = cli.path("empty");
  const links = ["sh", "readlink", "uname"];
  cli.write("empty/.keep", "");
  for (const name of links) {
    cli.write(`empty/${name}`, `#!/bin/sh\nexec /bin/${name} "$@"\n`);
    chmodSync(cli.path("empty", name), 0o755);
  }
  const bare = { PATH: empty };
  const install = await zero("gateway install --force", bare);
  assert.equal(install.status, 1);
  assert.match(
    install.stderr,
    /^Gateway install failed: systemctl --user unavailable: systemctl is not installed\n/,
  );
  assert.match(
    install.stderr,
    /Would have run: systemctl --user daemon-reload && systemctl --user enable zero-gateway\.service && systemctl --user restart zero-gateway\.service\n/,
  );
  assert.match(install.stderr, /WSL2/);
  for (const [action, words] of [
    ["stop", "stop zero-gateway.service"],
    ["restart", "restart zero-gateway.service"],
    ["uninstall", "disable --now zero-gateway.service"],
  ]) {
    const answer = await json(zero(`gateway ${action} --json`, bare));
    assert.equal(answer.status, 1);
    assert.equal(answer.ok, false);
    assert.equal(answer.hints[0], `Would have run: systemctl --user ${words}`);
  }
  assert.ok(existsSync(cli.path(".config/systemd/user", UNIT)), "nothing is removed blindly");
});

test("a start that fails is a failure of install, with where to look", async (t) => {
  const { tools, zero } = setting(t);
  const says = `Job for ${UNIT} failed because the control process exited with error code.`;
  tools.fail("systemctl", "restart", { says });
  const answer = await json(zero("gateway install --json"));
  assert.equal(answer.status, 1);
  assert.equal(answer.error, `\`systemctl --user restart ${UNIT}\` failed: ${says}`);
  assert.ok(answer.hints.includes(`Its words: journalctl --user -u ${UNIT} -n 50`));
  assert.equal(answer.service.loaded, true);
});

test("V14 V30 SR22 a token is in service.env alone, 0600, and only when the configuration does not hold it", async (t) => {
  const { cli, zero, unit } = setting(t);
  const secrets = cli.path(".zero/service.env");
  const first = await zero("gateway install --token tok%en$1-typed");
  assert.equal(first.status, 0, first.stderr);
  assert.equal(readFileSync(secrets, "utf8"), "ZERO_GATEWAY_TOKEN='tok%en$1-typed'\n");
  assert.equal(statSync(secrets).mode & 0o777, 0o600);
  assert.ok(!unit().join("\n").includes("tok%en"));
  assert.ok(!(first.stdout + first.stderr).includes("tok%en"));
  // What an earlier installation was given stays.
  await zero("gateway install --force");
  assert.match(readFileSync(secrets, "utf8"), /typed/);
  await zero("gateway install --force", { ZERO_GATEWAY_TOKEN: "of-this-shell" });
  assert.equal(readFileSync(secrets, "utf8"), "ZERO_GATEWAY_TOKEN='of-this-shell'\n");
  // The configuration's own token ends it.
  cli.config({ gateway: { mode: "local", auth: { token: "in-the-file" } } });
  await zero("gateway install --force");
  assert.equal(existsSync(secrets), false);
  await zero("gateway install --force", { ZERO_GATEWAY_TOKEN: "in-the-file" });
  assert.equal(existsSync(secrets), false);
  await zero("gateway install --force --token another");
  assert.match(readFileSync(secrets, "utf8"), /another/);
  await zero("gateway uninstall");
  assert.equal(existsSync(secrets), false);
  const quoted = await zero("gateway install --token it's");
  assert.equal(quoted.status, 1);
  assert.match(quoted.stderr, /ZERO_GATEWAY_TOKEN has a single quote/);
  assert.ok(!quoted.stderr.includes("it's"));
});

test("SR22 what a unit cannot carry is refused before anything is written", async (t) => {
  const { cli, tools, zero } = setting(t);
  const state = { ZERO_STATE_DIR: cli.path("state\nExecStartPre=evil") };
  const { status, stderr } = await zero("gateway install", state);
  assert.equal(status, 1);
  assert.match(stderr, /^Gateway install failed: .* contains a control character/);
  assert.equal(existsSync(cli.path(".config/systemd/user", UNIT)), false);
  assert.equal(
    tools.calls().some((call) => call.includes("daemon-reload")),
    false,
  );
});

test("S164 lingering is switched on at installation, with sudo where it takes that, and said when it is refused", async (t) => {
  const { tools, zero } = setting(t);
  const user = userInfo().username;
  const lingering = () => tools.calls().filter((call) => /^(loginctl|sudo)/.test(call));
  await zero("gateway install");
  assert.deepEqual(lingering(), [
    `loginctl show-user ${user} -p Linger`,
    `loginctl enable-linger ${user}`,
  ]);
  await zero("gateway install --force");
  assert.deepEqual(lingering(), [`loginctl show-user ${user} -p Linger`]);

  const other = setting(t);
  const says = "Could not enable linger: Access denied";
  other.tools.fail("loginctl", "enable-linger", { says });
  const raised = await other.zero("gateway install");
  assert.match(raised.stdout, /Lingering is on for .* \(with sudo\)\.\n$/);
  const made = other.tools.calls().filter((call) => call.startsWith("sudo"));
  assert.deepEqual(made, [`sudo -n loginctl enable-linger ${user}`]);

  const third = setting(t);
  third.tools.fail("loginctl", "enable-linger", { says });
  third.tools.fail("sudo", "loginctl", { says: "sudo: a password is required" });
  const refused = await third.zero("gateway install");
  assert.equal(refused.status, 0);
  assert.match(
    refused.stderr,
    new RegExp(
      `The service stops when you log out: .*a password is required.* Next: sudo loginctl enable-linger ${user}\n`,
    ),
  );
});

test("a gateway that could not stay up is installed with the reason why it will not", async (t) => {
  const { cli, zero } = setting(t);
  const unset = await zero("gateway install");
  assert.match(unset.stderr, /Warning: gateway\.mode is not set: the gateway ends with status 78/);
  cli.config({ gatewy: {} });
  const broken = await zero("gateway install --force");
  assert.match(broken.stderr, /Warning: .*zero\.json is not valid: the gateway starts with/);
  const nix = await zero("gateway install --force", { ZERO_NIX_MODE: "1" });
  assert.equal(nix.status, 1);
  assert.match(nix.stderr, /Nix mode detected; service install is disabled\./);
});

test("A21 the unit names a path of the program that outlives a version of Node, where there is one", async (t) => {
  const { cli, zero, unit } = setting(t);
  const version = ".nvm/versions/node/v24.18.0/bin";
  mkdirSync(cli.path(version), { recursive: true });
  symlinkSync(join(ROOT, "bin/zero"), cli.path(version, "zero"));
  const asked = { PATH: `${cli.path("stand-ins")}:/usr/bin:/bin`, USER: "ann" };
  const install = () =>
    spawnSync(cli.path(version, "zero"), ["gateway", "install", "--force"], {
      encoding: "utf8",
      env: { HOME: cli.home, ZERO_FROM: "dist", ...asked },
    });
  const versioned = install();
  assert.match(versioned.stderr, /goes away with a version of Node in nvm/);
  const path = unit().find((line) => line.startsWith("Environment=PATH="));
  assert.equal(path?.includes("versions"), false);
  mkdirSync(cli.path(".local/bin"), { recursive: true });
  symlinkSync(join(ROOT, "bin/zero"), cli.path(".local/bin/zero"));
  const lasting = install();
  assert.ok(!lasting.stderr.includes("goes away"), lasting.stderr);
  assert.ok(unit().includes(`ExecStart=${cli.path(".local/bin/zero")} gateway --port 18789`));
  const status = await json(zero("gateway status --json --no-probe"));
  const codes = status.service.configAudit.issues.map(({ code }: { code: string }) => code);
  assert.deepEqual(codes, ["gateway-entrypoint-mismatch"]);
  rmSync(cli.path(".local/bin/zero"));
  const gone = await json(zero("gateway status --json --no-probe"));
  assert.equal(gone.service.configAudit.issues[0].code, "gateway-command-missing");
  assert.equal(gone.service.configAudit.issues[0].level, "aggressive");
});

test("S166 root writes a system unit for the account behind sudo, and it needs no lingering", (t) => {
  if (process.getuid?.() !== 0) {
    t.skip("needs root, to put a folder of its own over the system's");
    return;
  }
  const { cli, tools } = setting(t);
  const file = "/etc/systemd/system/zero-gateway.service";
  const covered = `mount -t tmpfs none ${dirname(file)} && "$0" "$@"; s=$?; cat ${file} >&2; exit $s`;
  const zero = (user: string, ...words: string[]) =>
    spawnSync(
      "unshare",
      ["--mount", "sh", "-c", covered, join(ROOT, "bin/zero"), "gateway", ...words],
      {
        encoding: "utf8",
        env: { HOME: cli.home, ZERO_FROM: "dist", PATH: tools.path, SUDO_USER: user },
      },
    );
  const { status, stdout, stderr } = zero("nobody", "install", "--system", "--json");
  assert.equal(status, 0, stdout + stderr);
  assert.equal(JSON.parse(stdout).result, "installed");
  const home = userHome("nobody");
  for (const line of ["User=nobody", `WorkingDirectory=${home}`, "WantedBy=multi-user.target"]) {
    assert.ok(stderr.split("\n").includes(line), line);
  }
  assert.deepEqual(
    tools.calls().filter((call) => !/ (is-enabled|show) /.test(call)),
    ["daemon-reload", `enable ${UNIT}`, `restart ${UNIT}`].map((words) => `systemctl ${words}`),
  );
  const unknown = zero("no-such-one", "install", "--system");
  assert.equal(unknown.status, 1);
  assert.match(unknown.stderr, /The account no-such-one is not known on this machine\./);
});

test("S166 only root writes a system unit: anybody else is told the command with sudo", async (t) => {
  const { zero, cli } = setting(t);
  if (process.getuid?.() === 0) {
    t.skip("needs to be somebody else than root");
    return;
  }
  const { status, stderr } = await zero("gateway install --system");
  assert.equal(status, 1);
  assert.match(
    stderr,
    /Only root may write a system service\.\nNext: sudo .* gateway install --system/,
  );
  assert.equal(existsSync(cli.path(".config/systemd/user", UNIT)), false);
});

test("a secret file that others may read is refused, with what to do", async (t) => {
  const { cli, zero } = setting(t);
  chmodSync(cli.write(".zero/service.env", "ZERO_GATEWAY_TOKEN='x'\n"), 0o644);
  const { status, stderr } = await zero("gateway install");
  assert.equal(status, 1);
  assert.match(stderr, /service\.env/);
  assert.match(stderr, /chmod 600/);
});

test("V14 under launchd the gateway reads its secrets itself, because it carries the marker", async (t) => {
  const { cli } = setting(t);
  cli.config({ gateway: { mode: "local" } });
  cli.write(".zero/service.env", "ZERO_GATEWAY_TOKEN='of-the-service'\n");
  const gateway = await GatewayProcess.start({
    home: cli.home,
    args: ["--port", "0"],
    env: { ZERO_SERVICE_MARKER: "zero" },
  });
  t.after(() => gateway.clean());
  assert.match(
    gateway.stderr,
    /^Auth: token \*\*\*[0-9a-f]{8} \(ZERO_GATEWAY_TOKEN in service\.env\)/,
  );
  const health = (token: string) => cli.run(["health", "--url", gateway.url, "--token", token]);
  assert.equal((await health("of-the-service")).status, 0);
  assert.equal((await health("another")).status, 1);
});
