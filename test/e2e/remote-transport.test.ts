import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { test, type TestContext } from "node:test";
import { CliHome, collect } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { missing } from "../support/remote/programs.ts";
import { SshProgram } from "../support/remote/ssh-program.ts";
import { SshServer } from "../support/remote/ssh-server.ts";
import { eventually } from "../support/wire-client.ts";

const TOKEN = "a-token-behind-the-transport-0123456789";
const NEEDS = missing("sshd", "ssh", "ssh-keygen", "ps");

interface World {
  readonly cli: CliHome;
  readonly server: SshServer;
  readonly gateway: GatewayProcess;
  readonly env: Readonly<Record<string, string>>;
  /** The processes of `ssh` that lead to this server. */
  tunnels(): string[];
}

/** The command line of a machine whose gateway is behind SSH. */
async function world(t: TestContext, remote: object = { token: TOKEN }): Promise<World> {
  const server = await SshServer.start(t);
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local", auth: { mode: "token", token: TOKEN } } },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  const cli = CliHome.make(t);
  const ssh = { transport: "ssh", sshTarget: server.target, sshIdentity: server.identity };
  const url = `ws://127.0.0.1:${gateway.port}`;
  cli.config({ gateway: { mode: "remote", remote: { url, ...ssh, ...remote } } });
  const env = { PATH: `${server.programs}:${process.env["PATH"]}` };
  const tunnels = () =>
    execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes("-W 127.0.0.1:") && line.includes(server.identity));
  return { cli, server, gateway, env, tunnels };
}

const gone = ({ tunnels }: World) =>
  eventually(async () => tunnels().length === 0, "the end of ssh");

test("S31 S32 S33 with transport ssh every command opens its own tunnel, sends the token, and leaves no ssh", async (t) => {
  if (NEEDS) return t.skip(NEEDS);
  const far = await world(t);
  const { cli, env, server } = far;
  const health = await cli.run(["health", "--json"], env);
  assert.equal(JSON.parse(health.stdout).ok, true, health.stderr);
  const agent = await cli.run(["agent", "--message", "6 * 7"], env);
  assert.match(agent.stdout, /42/, agent.stderr);
  const status = JSON.parse((await cli.run(["gateway", "status", "--json"], env)).stdout);
  assert.equal(status.rpc.ok, true);
  assert.deepEqual(
    [status.remote.urlSource, status.remote.transport, status.remote.sshTarget],
    ["gateway.remote.sshTarget", "ssh", server.target],
  );
  const text = (await cli.run(["gateway", "status"], env)).stdout;
  assert.ok(text.includes(`Transport: ssh (${server.target})\n`), text);
  const all = (await cli.run(["status", "--all"], env)).stdout;
  assert.match(all, /transport ssh/);
  assert.ok(!all.includes(server.target), "the report is safe to paste");
  const probe = JSON.parse((await cli.run(["gateway", "probe", "--json"], env)).stdout);
  assert.deepEqual([probe.ok, probe.primaryTargetId], [true, "ssh"]);
  assert.deepEqual(far.tunnels(), []);
});

test("S33 without the token, or with one typed wrong, the gateway behind the tunnel refuses", async (t) => {
  if (NEEDS) return t.skip(NEEDS);
  const far = await world(t, {});
  const refused = await far.cli.run(["health"], far.env);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^gateway closed \(1008\): unauthorized: gateway token missing/);
  assert.ok(refused.stderr.includes(` through SSH to ${far.server.target}\n`), refused.stderr);
  const wrong = await far.cli.run(["health", "--token", "another"], far.env);
  assert.match(wrong.stderr, /unauthorized: gateway token mismatch/);
  // This machine's loopback is not the other one's, whatever the port.
  const here = await far.cli.run(["health", "--url", far.gateway.url], far.env);
  assert.match(here.stderr, /unauthorized: gateway token missing/);
  assert.doesNotMatch(here.stderr, /through SSH/);
  await gone(far);
});

test("S33 `logs --follow` keeps its tunnel, which ends with it however it ends", async (t) => {
  if (NEEDS) return t.skip(NEEDS);
  const far = await world(t);
  for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
    const child = far.cli.spawn(["logs", "--follow", "--json"], far.env);
    const ended = collect(child);
    assert.ok(child.stdout);
    await once(child.stdout, "data");
    assert.equal(far.tunnels().length, 1);
    child.kill(signal);
    const { status } = await ended;
    if (signal === "SIGINT") assert.equal(status, 0);
    await gone(far);
  }
});

test("a node comes back through a new tunnel after the first one broke", async (t) => {
  if (NEEDS) return t.skip(NEEDS);
  const far = await world(t);
  const node = far.cli.spawn(["node", "run"], far.env);
  let said = "";
  node.stdout?.setEncoding("utf8").on("data", (text: string) => (said += text));
  node.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
  const times = (count: number) =>
    eventually(
      async () => said.split("Connected:").length > count,
      `connection ${count}:\n${said}`,
    );
  await times(1);
  process.kill(Number.parseInt(far.tunnels()[0] ?? "", 10), "SIGTERM");
  await times(2);
  node.kill("SIGTERM");
  await once(node, "exit");
  await gone(far);
});

test("what the real ssh has against it is a sentence with what to do", async (t) => {
  if (NEEDS) return t.skip(NEEDS);
  const far = await world(t);
  const { server } = far;
  const declare = (remote: object) => {
    const all = { transport: "ssh", sshTarget: server.target, token: TOKEN, ...remote };
    far.cli.config({ gateway: { mode: "remote", remote: all } });
    return far.cli.run(["health"], far.env);
  };
  const closed = await declare({ sshIdentity: server.identity, url: "ws://127.0.0.1:1" });
  assert.equal(closed.status, 1);
  assert.ok(
    closed.stderr.startsWith(`no gateway listens on port 1 of ${server.target}\n`),
    closed.stderr,
  );
  assert.match(closed.stderr, /^Next: start one there with `zero gateway`/m);
  const denied = await declare({ sshIdentity: "/dev/null" });
  assert.match(denied.stderr, /^no SSH tunnel to .*Permission denied/);
  assert.match(denied.stderr, /^Next: it takes none of your keys: .*sshIdentity/m);
  await gone(far);
});

test("SR30 a stand-in for ssh gets the words and variables it needs, and each failure has its sentence", async (t) => {
  const cli = CliHome.make(t);
  const remote = { transport: "ssh", sshTarget: "ann@box:2222", token: TOKEN };
  cli.config({ gateway: { mode: "remote", port: 4711, remote } });
  const cases: [script: string, next: RegExp][] = [
    [
      "echo 'Host key verification failed.' >&2; exit 255",
      /connect once by hand with `ssh -p 2222 ann@box`/,
    ],
    ["echo 'WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!' >&2; exit 255", /ssh-keygen -R/],
    [
      "echo 'ssh: Could not resolve hostname box: unknown' >&2; exit 255",
      /check gateway\.remote\.sshTarget/,
    ],
    [
      "echo 'connect to host box port 2222: Connection refused' >&2; exit 255",
      /SSH server listens/,
    ],
    [
      "echo 'channel 0: open failed: administratively prohibited: x' >&2; exit 255",
      /AllowTcpForwarding/,
    ],
    ["echo 'something new' >&2; exit 3", /try `ssh -p 2222 ann@box` by itself/],
    ["kill -9 $$", /by itself/],
  ];
  for (const [index, [script, next]] of cases.entries()) {
    const ssh = new SshProgram(cli.path(`bin-${index}`), script);
    const env = { PATH: ssh.path, ZERO_GATEWAY_PASSWORD: "s3cret", OPENAI_API_KEY: "k" };
    const { status, stderr } = await cli.run(["health"], env);
    assert.equal(status, 1, script);
    assert.match(stderr, /^no SSH tunnel to ann@box:2222: /, stderr);
    assert.match(stderr, next);
    assert.match(ssh.words, /-p 2222 -W 127\.0\.0\.1:4711 -- ann@box$/);
    const odd = ssh.variables.filter((name) => /ZERO|KEY|PASSWORD/.test(name));
    assert.deepEqual(odd, []);
  }
  const doctor = await cli.run(["doctor", "--non-interactive"], { PATH: "/usr/bin:/bin" });
  assert.match(doctor.stdout, /SSH/, doctor.stdout);
});

test("an ssh that is not installed, or never answers, is told and not left behind", async (t) => {
  const cli = CliHome.make(t);
  const remote = { transport: "ssh", sshTarget: "ann@box", token: TOKEN };
  cli.config({ gateway: { mode: "remote", remote } });
  const without = await cli.run(["health"], { PATH: cli.path("empty") });
  assert.match(without.stderr, /^no SSH tunnel to ann@box: the program ssh is not installed\n/);
  assert.match(without.stderr, /^Next: install an OpenSSH client/m);
  const hanging = new SshProgram(cli.path("bin"), "exec sleep 600");
  const slow = await cli.run(["health", "--timeout", "500"], { PATH: hanging.path });
  assert.match(slow.stderr, /^gateway timeout after 500ms\n/);
  assert.match(slow.stderr, /Next: see whether `ssh ann@box` gets there/);
  const isGone = async () => {
    try {
      process.kill(hanging.pid ?? 0, 0);
      return false;
    } catch {
      return true;
    }
  };
  await eventually(isGone, "the end of ssh");
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    const first = hanging.pid;
    const child = cli.spawn(["health"], { PATH: hanging.path });
    const ended = collect(child);
    await eventually(async () => hanging.pid !== undefined && hanging.pid !== first, "ssh");
    child.kill(signal);
    assert.notEqual((await ended).status, 0);
    await eventually(isGone, `the end of ssh after ${signal}`);
  }
});

test("transport ssh without a usable target is a problem of the configuration that names the key", async (t) => {
  const cli = CliHome.make(t);
  const cases: [remote: object, says: RegExp][] = [
    [{ transport: "ssh" }, /gateway\.remote\.sshTarget: .*such as user@host/],
    [{ sshTarget: "-oProxyCommand=x" }, /gateway\.remote\.sshTarget: "-oProxyCommand=x" is no SSH/],
    [
      { transport: "ssh", sshTarget: "a@b", url: "wss://b" },
      /gateway\.remote\.url: gateway\.remote\.transport is ssh, so it begins with ws:/,
    ],
    [{ transport: "carrier-pigeon" }, /gateway\.remote\.transport/],
  ];
  for (const [remote, says] of cases) {
    cli.config({ gateway: { mode: "remote", remote } });
    const { status, stderr } = await cli.run(["sessions"]);
    assert.equal(status, 1);
    assert.match(stderr, says);
  }
});
