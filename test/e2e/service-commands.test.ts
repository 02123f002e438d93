import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { answerOf, linuxHome } from "../support/daemon/linux-home.ts";

const UNIT = "zero-gateway.service";

test("S132 S155 S156 S165 V14 `zero gateway install` writes a user unit, enables and starts it, in this order", async (t) => {
  const { cli, tools, zero, unit } = linuxHome(t);
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
  const { cli, zero, unit } = linuxHome(t);
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
  const { cli, tools, zero, unit } = linuxHome(t);
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
  const { cli, tools, zero, unit } = linuxHome(t);
  cli.config({ gateway: { mode: "local" } });
  assert.equal((await answerOf(zero("gateway install --json"))).result, "installed");
  const before = unit();
  cli.config({ gateway: { mode: "local", port: 19300 } });
  tools.calls();
  const again = await answerOf(zero("gateway install --json"));
  assert.equal(again.status, 0);
  assert.equal(again.result, "already-installed");
  assert.match(again.hints[0], /zero gateway install --force$/);
  assert.deepEqual(again.warnings, ["The service has port 18789, not 19300."]);
  assert.deepEqual(unit(), before);
  assert.equal(
    tools.calls().some((call) => / (daemon-reload|enable|restart)/.test(call)),
    false,
  );
  const forced = await answerOf(zero("gateway install --force --json"));
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
  const { cli, tools, zero } = linuxHome(t);
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
    const answer = await answerOf(zero(`gateway ${action} --json`));
    assert.equal(answer.status, 0);
    assert.deepEqual([answer.ok, answer.action, answer.result], [true, action, result]);
    const made = tools.calls().filter((call) => !/ (is-enabled|show) /.test(call));
    assert.deepEqual(made, calls);
    const isRunning = action === "start" || action === "restart";
    assert.equal(tools.has(`active-user-${UNIT}`), isRunning);
  }
  assert.equal(existsSync(cli.path(".config/systemd/user", UNIT)), false);
});

test("S154 without an installed service stop, start and restart say how to install one, uninstall that there is nothing, and all succeed", async (t) => {
  const { zero } = linuxHome(t);
  const install =
    /^No gateway service is installed for this profile\.\nNext: .*zero --profile x gateway install\n/;
  const nothing =
    /^No gateway service is installed for this profile\.\nThere is nothing to remove\.\n$/;
  for (const action of ["stop", "start", "restart", "uninstall"]) {
    const text = await zero(`--profile x gateway ${action}`);
    assert.equal(text.status, 0);
    assert.match(text.stdout, action === "uninstall" ? nothing : install);
    const answer = await answerOf(zero(`gateway ${action} --json`));
    assert.deepEqual(
      [answer.ok, answer.result, answer.service.loaded],
      [true, "not-loaded", false],
    );
  }
});

test("where systemctl is missing each command says what it would have run and what to do", async (t) => {
  const { cli, zero } = linuxHome(t, ["systemctl"]);
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
    const answer = await answerOf(zero(`gateway ${action} --json`, bare));
    assert.equal(answer.status, 1);
    assert.equal(answer.ok, false);
    assert.equal(answer.hints[0], `Would have run: systemctl --user ${words}`);
  }
  assert.ok(existsSync(cli.path(".config/systemd/user", UNIT)), "nothing is removed blindly");
});

test("a start that fails is a failure of install, with where to look", async (t) => {
  const { tools, zero } = linuxHome(t);
  const says = `Job for ${UNIT} failed because the control process exited with error code.`;
  tools.fail("systemctl", "restart", { says });
  const answer = await answerOf(zero("gateway install --json"));
  assert.equal(answer.status, 1);
  assert.equal(answer.error, `\`systemctl --user restart ${UNIT}\` failed: ${says}`);
  assert.ok(answer.hints.includes(`Its words: journalctl --user -u ${UNIT} -n 50`));
  assert.equal(answer.service.loaded, true);
});
