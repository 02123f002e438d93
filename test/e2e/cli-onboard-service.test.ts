import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { Terminal } from "../support/cli/terminal.ts";
import { type Program, StandIns } from "../support/daemon/stand-ins.ts";

const USER = userInfo().username;
const UNIT = ".config/systemd/user/zero-gateway.service";
const QUIET = ["onboard", "--non-interactive", "--accept-risk", "--skip-health"];
const SYSTEM: readonly Program[] = ["systemctl", "loginctl", "sudo", "journalctl"];

function setting(t: TestContext, programs: readonly Program[] = SYSTEM) {
  const cli = CliHome.make(t);
  const tools = StandIns.make(cli.home, ...programs);
  const lingerCalls = () => tools.calls().filter((call) => call.includes("enable-linger"));
  return { cli, tools, lingerCalls, env: { PATH: tools.path } };
}

test("S164 onboarding installs the user unit and switches lingering on", async (t) => {
  const { cli, tools, lingerCalls, env } = setting(t);
  const { status, stdout, stderr } = await cli.run([...QUIET, "--install-daemon"], env);
  assert.equal(status, 0, stderr + stdout);
  assert.ok(existsSync(cli.path(UNIT)));
  assert.deepEqual(lingerCalls(), [`loginctl enable-linger ${USER}`]);
  assert.ok(tools.has(`linger-${USER}`));
});

test("S164 where that is not allowed, sudo is asked, without a question where nobody answers", async (t) => {
  const { cli, tools, lingerCalls, env } = setting(t);
  tools.fail("loginctl", "enable-linger", { says: "Access denied" });
  const { status } = await cli.run([...QUIET, "--install-daemon"], env);
  assert.equal(status, 0);
  assert.ok(lingerCalls().includes(`sudo -n loginctl enable-linger ${USER}`));
  assert.ok(tools.has(`linger-${USER}`));
});

test("S164 a person is asked whether sudo may be, and a yes switches lingering on", async (t) => {
  const { cli, tools, lingerCalls, env } = setting(t);
  tools.fail("loginctl", "enable-linger", { says: "Access denied" });
  // Without a password typed, as the installation tries it by itself.
  tools.fail("sudo", "loginctl", { says: "a password is required", times: 1 });
  const words = ["onboard", "--accept-risk", "--flow", "quickstart", "--auth-choice", "skip"];
  const terminal = new Terminal(
    t,
    cli,
    [...words, "--workspace", "~/zero", "--skip-channels", "--skip-health"],
    env,
  );
  await terminal.sees(/Write this\?/);
  terminal.press("enter");
  await terminal.sees(/Keep the gateway running\?/);
  assert.equal(existsSync(cli.path(UNIT)), false, "nothing is installed without a yes");
  terminal.press("enter");
  await terminal.sees(/Keep it running after you log out\?/);
  assert.ok(existsSync(cli.path(UNIT)));
  tools.calls();
  terminal.press("enter");
  await terminal.sees(/Next/);
  assert.equal(await terminal.leaves(), 0);
  assert.deepEqual(lingerCalls(), [
    `loginctl enable-linger ${USER}`,
    `sudo loginctl enable-linger ${USER}`,
  ]);
  assert.ok(tools.has(`linger-${USER}`));
});

test("S164 without a yes there is no service, and without systemd it is said why", async (t) => {
  const { cli, tools, env } = setting(t);
  assert.equal((await cli.run(QUIET, env)).status, 0);
  assert.equal(existsSync(cli.path(UNIT)), false);
  assert.ok(!tools.calls().some((call) => / enable(-linger)? /.test(call)));
  const bare = setting(t, []);
  const { status, stdout } = await bare.cli.run([...QUIET, "--install-daemon"], bare.env);
  assert.equal(status, 0);
  assert.match(stdout, /^No service: .*systemctl/m);
  assert.match(stdout, /Until then, run `.*zero gateway` in a terminal that stays open/);
});
