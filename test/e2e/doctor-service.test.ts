import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { linuxHome } from "../support/daemon/linux-home.ts";
import { machineHome } from "../support/daemon/machine-home.ts";

const UNIT = ".config/systemd/user/zero-gateway.service";
const AGENT = "Library/LaunchAgents/com.zero.gateway.plist";
const CONFIG = { gateway: { mode: "local", port: 1, auth: { token: "t".repeat(32) } } };

interface ServiceFinding {
  readonly what: string;
  readonly details?: readonly string[];
  readonly next?: string;
  readonly repair?: string;
}

/** What the doctor says about the service, and what it did. */
function serviceOf({ stdout, stderr }: { stdout: string; stderr: string }) {
  assert.ok(stdout.startsWith("{"), stderr);
  const { checks, repairs } = JSON.parse(stdout);
  const all: ServiceFinding[] = checks.find(({ id }: { id: string }) => id === "service").findings;
  // No gateway stands behind a stand-in, on whatever port.
  const found = all.filter(({ what }) => !/^(Listening: nothing|The ports differ)/.test(what));
  const codes = found.flatMap(({ details = [] }) =>
    details.map((line) => /\[([\w-]+)\]$/.exec(line)?.[1] ?? line),
  );
  const done = (repairs as { check: string; done: boolean }[]).filter(
    ({ check }) => check === "service",
  );
  return { found, codes, done };
}

/** What somebody wrote by hand, with variables of his own and the token in it. */
const unitText = (program: string) => `[Unit]
Description=my gateway
[Service]
ExecStart=${program} gateway --port 23001
Restart=on-failure
RestartSec=30
Environment=HTTP_PROXY=http://127.0.0.1:3128
Environment=ZERO_STATE_DIR=%h/elsewhere
Environment=ZERO_GATEWAY_TOKEN=embedded-in-the-unit
`;

test("S163 doctor audits the unit and brings it to the defaults of this version when told, with what the person added", async (t) => {
  const { cli, tools, zero, unit } = linuxHome(t);
  cli.config(CONFIG);
  const own = unitText(join(ROOT, "bin/zero"));
  const file = cli.write(UNIT, own);
  tools.set(`linger-${userInfo().username}`);
  const looked = serviceOf(await zero("doctor --json"));
  for (const code of [
    "gateway-path-missing",
    "gateway-secret-embedded",
    "systemd-after-network-online",
    "systemd-wants-network-online",
    "systemd-restart-sec",
    "systemd-restart",
    "systemd-type",
  ]) {
    assert.ok(looked.codes.includes(code), code);
  }
  assert.match(looked.found[0]?.what ?? "", /uses .*elsewhere.*, commands use .*\.zero/);
  assert.match(looked.found[1]?.repair ?? "", /^Write the service file as this version does/);
  assert.equal(readFileSync(file, "utf8"), own, "looking changes nothing");
  const asked = tools.calls().filter((call) => !/ (is-enabled|show|show-user) /.test(call));
  assert.deepEqual(asked, [], "looking only asks");

  const fixed = await zero("doctor --json --fix");
  assert.deepEqual(
    serviceOf(fixed).done.map(({ done }) => done),
    [true],
    fixed.stdout,
  );
  assert.deepEqual(serviceOf(fixed).codes, []);
  const lines = unit();
  for (const line of [
    "Restart=always",
    "RestartSec=5",
    "After=network-online.target",
    `ExecStart=${join(ROOT, "bin/zero")} gateway --port 23001`,
    "Environment=HTTP_PROXY=http://127.0.0.1:3128",
    `Environment=ZERO_STATE_DIR=${cli.path("elsewhere")}`,
    "Environment=ZERO_GATEWAY_TOKEN=",
    `EnvironmentFile=-${cli.path("elsewhere/service.env")}`,
  ]) {
    assert.ok(lines.includes(line), `${line} in\n${lines.join("\n")}`);
  }
  const secrets = cli.path("elsewhere/service.env");
  assert.equal(readFileSync(secrets, "utf8"), "ZERO_GATEWAY_TOKEN='embedded-in-the-unit'\n");
  assert.equal(statSync(secrets).mode & 0o777, 0o600);
  assert.equal(readFileSync(`${file}.bak`, "utf8"), own);
  assert.ok(!fixed.stdout.includes("embedded-in-the-unit"));
  const steps = tools.calls().filter((call) => /daemon-reload|enable |restart/.test(call));
  assert.deepEqual(steps.slice(0, 3), [
    "systemctl --user daemon-reload",
    "systemctl --user enable zero-gateway.service",
    "systemctl --user restart zero-gateway.service",
  ]);
  const sane = await zero("doctor --json", { ZERO_STATE_DIR: cli.path("elsewhere") });
  assert.deepEqual(serviceOf(sane).found, []);
});

test("S163 a unit that starts something else is replaced by --force alone", async (t) => {
  const { cli, tools, zero, unit } = linuxHome(t);
  cli.config(CONFIG);
  tools.set(`linger-${userInfo().username}`);
  const own = unitText("/usr/bin/my-proxy").replace(" gateway --port 23001", "");
  const file = cli.write(UNIT, own);
  const { found, done, codes } = serviceOf(await zero("doctor --json --fix"));
  assert.ok(codes.includes("gateway-command-missing"));
  assert.match(found[1]?.next ?? "", /doctor --fix --force` replaces it/);
  assert.deepEqual([done, found[1]?.repair], [[], undefined]);
  assert.equal(readFileSync(file, "utf8"), own);
  const forced = serviceOf(await zero("doctor --json --fix --force"));
  assert.deepEqual(
    forced.done.map((attempt) => attempt.done),
    [true],
  );
  assert.ok(unit().includes(`ExecStart=${join(ROOT, "bin/zero")} gateway --port 18789`));
});

test("S164 doctor finds that the service ends with the session, and switches lingering on when told", async (t) => {
  const { cli, tools, zero } = linuxHome(t);
  cli.config(CONFIG);
  const user = userInfo().username;
  assert.deepEqual(
    serviceOf(await zero("doctor --json")).found,
    [],
    "without a service it is all one",
  );
  assert.equal((await zero("gateway install")).status, 0);
  const says = "Could not enable linger: Access denied";
  const off = linuxHome(t);
  off.cli.config(CONFIG);
  off.tools.fail("loginctl", "enable-linger", { says });
  off.tools.fail("sudo", "loginctl", { says: "sudo: a password is required" });
  assert.equal((await off.zero("gateway install")).status, 0);
  const refused = await off.zero("doctor --json --fix");
  const [finding] = serviceOf(refused).found;
  assert.match(finding?.what ?? "", /stops when you log out: lingering is off for/);
  assert.match(refused.stdout, /a password is required/);
  off.tools.mend("sudo", "loginctl");
  off.tools.calls();
  const fixed = serviceOf(await off.zero("doctor --json --fix"));
  assert.deepEqual(fixed.found, []);
  assert.ok(off.tools.calls().includes(`sudo -n loginctl enable-linger ${user}`));
  assert.ok(off.tools.has(`linger-${user}`) && tools.has(`linger-${user}`));
});

test("S143 doctor says how a service ended and that one does not start by itself", async (t) => {
  const { cli, tools, zero } = linuxHome(t);
  cli.config(CONFIG);
  assert.equal((await zero("gateway install")).status, 0);
  const ended =
    "ActiveState=failed\nSubState=failed\nMainPID=0\nExecMainCode=1\nExecMainStatus=78\n";
  tools.set("show", ended);
  const entry = { MESSAGE: "zero: Missing config. Run `zero setup`.", __REALTIME_TIMESTAMP: "1" };
  tools.set("journal", JSON.stringify(entry));
  const [finding] = serviceOf(await zero("doctor --json")).found;
  assert.match(finding?.what ?? "", /ended with status 78\. Its last words: zero: Missing config/);
  tools.fail("systemctl", "is-enabled");
  const [disabled] = serviceOf(await zero("doctor --json")).found;
  assert.match(disabled?.what ?? "", /does not start by itself: disabled\./);
});

test("S143 doctor says as `gateway status` does that a service runs and nothing listens, and that commands ask another port", async (t) => {
  const { cli, tools, zero } = linuxHome(t);
  cli.config(CONFIG);
  tools.set(`linger-${userInfo().username}`);
  assert.equal((await zero("gateway install --port 2")).status, 0);
  tools.set("journal", JSON.stringify({ MESSAGE: "it broke", __REALTIME_TIMESTAMP: "1" }));
  const status = await zero("gateway status --no-probe");
  const { status: left, stdout } = await zero("doctor");
  const silent = "Listening: nothing, though the service runs (port 2)";
  const differ = "commands ask port 1, the service has 2.";
  for (const words of [silent, differ]) {
    assert.ok(status.stdout.includes(words), status.stdout);
    assert.ok(stdout.includes(words), stdout);
  }
  assert.match(stdout, /Its words: journalctl --user -u zero-gateway\.service -n 50\n/);
  assert.match(stdout, /Next: `zero logs` says why; then `zero gateway install --force`\.\n/);
  assert.equal(left, 1, "something has to be done");
  assert.ok(!stdout.includes("All is well"), stdout);
});

test("S130 doctor audits the LaunchAgent and brings it to the defaults of this version when told", async (t) => {
  const { cli, tools, zero } = machineHome(t, "darwin");
  cli.config(CONFIG);
  assert.equal((await zero("gateway install --port 23001")).status, 0);
  const file = cli.path(AGENT);
  const good = readFileSync(file, "utf8");
  assert.deepEqual(serviceOf(await zero("doctor --json")).found, []);
  const own = good
    .replace("<key>KeepAlive</key>\n  <true/>", "<key>KeepAlive</key>\n  <false/>")
    .replace("<key>RunAtLoad</key>\n  <true/>", "")
    .replace(
      "<key>PATH</key>",
      "<key>HTTP_PROXY</key>\n    <string>http://x</string>\n    <key>PATH</key>",
    );
  cli.write(AGENT, own);
  tools.calls();
  const looked = serviceOf(await zero("doctor --json --non-interactive"));
  assert.deepEqual(looked.codes.toSorted(), ["launchd-keep-alive", "launchd-run-at-load"]);
  assert.equal(readFileSync(file, "utf8"), own);
  assert.deepEqual(tools.calls(), ["launchctl print gui/501/com.zero.gateway"]);

  const fixed = serviceOf(await zero("doctor --json --yes"));
  assert.deepEqual([fixed.done.map(({ done }) => done), fixed.found], [[true], []]);
  const text = readFileSync(file, "utf8");
  for (const words of ["<key>KeepAlive</key>\n  <true/>", "HTTP_PROXY", "<string>23001</string>"]) {
    assert.ok(text.includes(words), text);
  }
  assert.equal(readFileSync(`${file}.bak`, "utf8"), own);
  const verbs = tools.calls().map((call) => call.split(" ")[1]);
  assert.ok(verbs.includes("bootstrap") && verbs.includes("kickstart"), verbs.join());
  assert.equal(existsSync(cli.path(".zero/service.env")), false);
});
