import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { answerOf, linuxHome } from "../support/daemon/linux-home.ts";
import { ScriptedGateway } from "../support/scripted-gateway.ts";

const UNIT = "zero-gateway.service";
const FAR = "wss://box.tail1234.ts.net";
const remote = (url: string) => ({ gateway: { mode: "remote", remote: { url } } });

/** What a supervisor was asked to change. */
const changes = (calls: readonly string[]): string[] =>
  calls.filter((call) => call.startsWith("systemctl") && !/ (is-enabled|show|cat) /.test(call));

async function farGateway(t: TestContext): Promise<ScriptedGateway> {
  const gateway = await ScriptedGateway.start({ methods: { status: () => ({ ok: true }) } });
  t.after(() => gateway.close());
  return gateway;
}

test("V13 in remote mode install, start and restart change nothing here, and say why and what to do", async (t) => {
  const { cli, tools, zero } = linuxHome(t);
  const file = cli.config(remote(FAR));
  for (const words of ["install", "install --force", "install --port 19100", "start", "restart"]) {
    const [action = ""] = words.split(" ");
    const { status, stdout, stderr } = await zero(`gateway ${words}`);
    assert.deepEqual([status, stdout], [1, ""], words);
    assert.ok(
      stderr.startsWith(
        `Gateway ${action} failed: gateway.mode is remote in ${file}, so no gateway runs on this machine; commands ask ${FAR}.\n`,
      ),
      stderr,
    );
    assert.match(stderr, /^Next: type `.*zero gateway \w+` on the machine of that gateway\.$/m);
    assert.match(stderr, /^Or, to run one here: `.*zero config set gateway\.mode local`/m);
    const answer = await answerOf(zero(`gateway ${words} --json`));
    assert.deepEqual([answer.status, answer.ok, answer.action], [1, false, action]);
    assert.match(answer.error, /gateway\.mode is remote/);
    assert.equal(answer.service.loaded, false);
  }
  assert.deepEqual(changes(tools.calls()), []);
  assert.equal(existsSync(cli.path(".config/systemd/user", UNIT)), false);
  const stop = await zero("gateway stop");
  assert.equal(stop.status, 0);
  assert.match(stop.stdout, /None is needed: gateway\.mode is remote, and commands ask wss:/);
  assert.ok(!stop.stdout.includes("gateway install"));
});

test("V13 a service from before remote mode is not started any more, and can be stopped and removed", async (t) => {
  const { cli, tools, zero } = linuxHome(t);
  cli.config({ gateway: { mode: "local" } });
  await zero("gateway install");
  cli.config(remote(FAR));
  tools.calls();
  for (const action of ["start", "restart"]) {
    assert.equal((await zero(`gateway ${action}`)).status, 1);
  }
  assert.deepEqual(changes(tools.calls()), []);
  assert.equal((await answerOf(zero("gateway stop --json"))).result, "stopped");
  assert.equal((await answerOf(zero("gateway uninstall --json"))).result, "uninstalled");
  assert.equal(existsSync(cli.path(".config/systemd/user", UNIT)), false);
});

test("V13 a service that reads a configuration of its own in local mode is still started", async (t) => {
  const { cli, tools, zero } = linuxHome(t);
  const own = cli.write("own/zero.json", { gateway: { mode: "local" } });
  await zero("gateway install", { ZERO_CONFIG_PATH: own });
  cli.config(remote(FAR));
  tools.calls();
  assert.equal((await answerOf(zero("gateway restart --json"))).result, "restarted");
  assert.deepEqual(changes(tools.calls()), [`systemctl --user restart ${UNIT}`]);
  const { remote: told } = await answerOf(zero("gateway status --no-probe --json"));
  assert.ok(told.serviceNote.endsWith(`it reads ${own}, and no command without --url asks it`));
});

test("S136 S140 in remote mode `gateway status` is about the remote gateway, and a service here is an extra", async (t) => {
  const { cli, zero } = linuxHome(t);
  const far = await farGateway(t);
  cli.config(remote(far.url));
  const told = await answerOf(zero("gateway status --json"));
  assert.equal(told.status, 0);
  assert.deepEqual([told.gateway.mode, told.gateway.probeUrl], ["remote", far.url]);
  assert.deepEqual(told.remote, {
    url: far.url,
    urlSource: "gateway.remote.url",
    transport: "direct",
  });
  assert.deepEqual([told.rpc.ok, told.rpc.url], [true, far.url]);
  const text = (await zero("gateway status")).stdout;
  assert.match(
    text,
    /^Gateway: elsewhere \(gateway\.mode is remote\); none belongs on this machine$/m,
  );
  assert.ok(text.includes(`Probe target: ${far.url} (gateway.remote.url)\n`));
  assert.match(text, /^RPC probe: ok/m);
  assert.doesNotMatch(text, /^(Service|Runtime|Listening|Ports kept free|Logs):/m);
  assert.ok(!text.includes("gateway install"));

  cli.config({ gateway: { mode: "local" } });
  await zero("gateway install");
  assert.equal((await answerOf(zero("gateway status --no-probe --json"))).gateway.mode, "local");
  cli.config(remote(far.url));
  const extra = await answerOf(zero("gateway status --json"));
  assert.equal(
    extra.remote.serviceNote,
    `the service ${UNIT} is installed here though gateway.mode is remote: it ends with status 78 when it starts`,
  );
  assert.deepEqual([extra.rpc.ok, extra.rpc.url, extra.service.loaded], [true, far.url, true]);
  assert.equal(extra.service.configAudit, undefined, "what is to be removed is not repaired");
  const both = (await zero("gateway status")).stdout;
  assert.match(
    both,
    /^Warning: the service zero-gateway\.service is installed here though .*\. `.*zero gateway uninstall` removes it\.$/m,
  );
  assert.ok(both.indexOf("RPC probe") < both.indexOf("Warning: the service"));
  assert.ok(!both.includes("gateway install"));
});

test("V13 in remote mode doctor asks to remove the service, and neither repairs nor starts it", async (t) => {
  const { cli, tools, zero } = linuxHome(t);
  cli.config({ gateway: { mode: "local" } });
  await zero("gateway install");
  cli.config(remote(FAR));
  await zero("gateway stop");
  tools.calls();
  const { stdout } = await zero("doctor --fix --force --non-interactive");
  assert.match(
    stdout,
    /gateway\.mode is remote, and the service zero-gateway\.service starts a gateway here/,
  );
  assert.deepEqual(changes(tools.calls()), []);
});
