import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { answerOf, linuxHome } from "../support/daemon/linux-home.ts";
import { machineHome } from "../support/daemon/machine-home.ts";

for (const { claims, label, flags } of [
  { claims: "S127 S128 S152 S153", label: "com.zero.gateway", flags: "" },
  { claims: "S35 S129 S151", label: "com.zero.rescue", flags: "--profile rescue " },
]) {
  test(`S133 S134 S147 S184 ${claims} a Mac's service commands act on ${label}`, async (t) => {
    const { cli, tools, zero } = machineHome(t, "darwin");
    const file = cli.path("Library/LaunchAgents", `${label}.plist`);
    const target = `gui/501/${label}`;
    const steps: readonly [action: string, result: string, acts: readonly string[]][] = [
      [
        "install",
        "installed",
        [
          `bootout gui/501 ${file}`,
          `unload ${file}`,
          `enable ${target}`,
          `bootstrap gui/501 ${file}`,
          `kickstart -k ${target}`,
        ],
      ],
      ["restart", "restarted", [`kickstart -k ${target}`]],
      ["stop", "stopped", [`bootout ${target}`]],
      [
        "start",
        "started",
        [`enable ${target}`, `bootstrap gui/501 ${file}`, `kickstart -k ${target}`],
      ],
      ["uninstall", "uninstalled", [`bootout gui/501 ${file}`, `unload ${file}`]],
    ];
    for (const [action, result, acts] of steps) {
      tools.calls();
      const answer = await answerOf(zero(`${flags}gateway ${action} --json`));
      assert.deepEqual([answer.status, answer.result], [0, result], answer.error);
      assert.equal(answer.service.label, "LaunchAgent");
      const made = tools.calls().filter((call) => !call.startsWith("launchctl print "));
      assert.deepEqual(
        made,
        acts.map((words) => `launchctl ${words}`),
      );
      assert.equal(existsSync(file), action !== "uninstall");
    }
    assert.deepEqual(readdirSync(cli.path("Library")), ["LaunchAgents"]);
  });
}

test("S154 on a Mac without an installed service stop, start and restart say how to install one", async (t) => {
  const { tools, zero } = machineHome(t, "darwin");
  for (const action of ["stop", "start", "restart"]) {
    const { status, stdout } = await zero(`gateway ${action}`);
    assert.equal(status, 0);
    assert.match(stdout, /^No gateway service is installed .*\nNext: .*zero gateway install\n/);
  }
  const asked = tools.calls().filter((call) => !call.startsWith("launchctl print "));
  assert.deepEqual(asked, [], "nothing is done to anything");
});

test("S167 on Windows every service command says to use WSL2 and systemd there, and runs nothing", async (t) => {
  const { tools, zero } = machineHome(t, "win32");
  for (const action of ["install", "start", "stop", "restart", "uninstall"]) {
    const { status, stderr } = await zero(`gateway ${action}`);
    assert.equal(status, 1, action);
    assert.match(
      stderr,
      new RegExp(`^Gateway ${action} failed: On Windows .* in WSL2, as a systemd`),
    );
    assert.match(stderr, /`wsl --install`[^]*systemd=true/);
  }
  const { status, stdout } = await zero("gateway status --no-probe");
  assert.equal(status, 0);
  assert.match(stdout, /^Service: Scheduled Task \(missing\)/);
  assert.match(stdout, /^Runtime: .*in WSL2/m);
  assert.deepEqual(tools.calls(), []);
});

test("S138 `gateway status --deep` also names what the system's own folders have, and without it does not", (t) => {
  if (process.getuid?.() !== 0) {
    t.skip("needs root, to put a folder of its own over the system's");
    return;
  }
  const { cli, tools } = linuxHome(t);
  const folder = "/etc/systemd/system";
  const unit = "[Service]\\nExecStart=/usr/bin/node openclaw gateway\\n";
  const status = (...words: string[]) => {
    const covered = `mount -t tmpfs none ${folder} && printf '${unit}' >${folder}/other.service && exec "$0" "$@"`;
    const program = [join(ROOT, "bin/zero"), "gateway", "status", "--json", "--no-probe", ...words];
    const { stdout, stderr } = spawnSync("unshare", ["--mount", "sh", "-c", covered, ...program], {
      encoding: "utf8",
      env: { HOME: cli.home, ZERO_FROM: "dist", PATH: tools.path },
    });
    assert.ok(stdout.startsWith("{"), stderr);
    return JSON.parse(stdout).extraServices as { label: string }[];
  };
  const own = { label: "other", detail: `${folder}/other.service`, scope: "system" };
  assert.deepEqual(
    status("--deep").filter(({ label }) => label === "other"),
    [own],
  );
  assert.deepEqual(status(), []);
});
