import assert from "node:assert/strict";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { missing } from "../support/remote/programs.ts";
import { SshServer } from "../support/remote/ssh-server.ts";
import { connectParams, WireClient } from "../support/wire-client.ts";

const TOKEN = "a-token-behind-the-tunnel-0123456789";
const NEEDS = missing("sshd", "ssh", "ssh-keygen");

test("S31 S32 through `ssh -N -L` the command line works with the token, and is refused without", async (t) => {
  if (NEEDS) return t.skip(NEEDS);
  const server = await SshServer.start(t);
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local", auth: { mode: "token", token: TOKEN } } },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  const port = await server.tunnel(t, gateway.port);
  const url = `ws://127.0.0.1:${port}`;

  // As a person does who has the tunnel at the gateway's usual port and nothing configured.
  const bare = CliHome.make(t);
  const here = { ZERO_GATEWAY_PORT: `${port}` };
  const refused = await bare.run(["health"], here);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /^gateway closed \(1008\): unauthorized: gateway token missing/);
  assert.match(refused.stderr, /Next: pass --token/);
  const typed = await bare.run(["health", "--json", "--token", TOKEN], here);
  assert.equal(JSON.parse(typed.stdout).ok, true, typed.stderr);
  const wrong = await CliHome.make(t).run(["health", "--token", "another"], here);
  assert.match(wrong.stderr, /^gateway closed \(1008\): unauthorized: gateway token mismatch/);

  // As the guide says: declared once, and every command finds it.
  const declared = CliHome.make(t);
  declared.config({ gateway: { mode: "remote", remote: { url, token: TOKEN } } });
  const answer = await declared.run(["agent", "--message", "6 * 7"]);
  assert.match(answer.stdout, /42/, answer.stderr);
  const status = await declared.run(["status", "--json"]);
  assert.equal(JSON.parse(status.stdout).gateway.url, url);

  // On the wire: the far end sees a loopback socket, and asks all the same.
  const stranger = await WireClient.open(t, url);
  const { error } = await stranger.request("connect", connectParams());
  assert.match(error?.message ?? "", /^unauthorized: gateway token missing/);
  await WireClient.connect(t, url, { auth: { token: TOKEN } });
});

test("S31 S32 `zero gateway probe --ssh` looks through a tunnel of its own, and says why there is none", async (t) => {
  if (NEEDS) return t.skip(NEEDS);
  const server = await SshServer.start(t);
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local", auth: { token: TOKEN } } },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  const cli = CliHome.make(t);
  const env = {
    ZERO_GATEWAY_PORT: `${gateway.port}`,
    PATH: `${server.programs}:${process.env["PATH"]}`,
  };
  const probe = async (identity: string, ...words: string[]) => {
    const ssh = ["--ssh", server.target, "--ssh-identity", identity];
    const { status, stdout, stderr } = await cli.run(
      ["gateway", "probe", "--json", ...ssh, ...words],
      env,
    );
    assert.ok(stdout, stderr);
    return { status, ...JSON.parse(stdout) };
  };
  const found = await probe(server.identity, "--token", TOKEN);
  const [local, ssh] = found.targets;
  assert.deepEqual([found.status, found.ok, found.warnings], [0, true, []]);
  assert.deepEqual([local.id, ssh.id, ssh.kind], ["local", "ssh", "sshTunnel"]);
  assert.deepEqual(ssh.tunnel, { kind: "ssh", target: server.target });
  assert.equal(ssh.health.ok, true);
  // The other machine's gateway gets what was typed and nothing that is configured here.
  const untyped = await cli.run(
    ["gateway", "probe", "--json", "--ssh", server.target, "--ssh-identity", server.identity],
    { ...env, ZERO_GATEWAY_TOKEN: TOKEN },
  );
  const [own, behind] = JSON.parse(untyped.stdout).targets;
  assert.equal(own.connect.ok, true);
  assert.match(behind.connect.error, /unauthorized: gateway token missing/);

  const refused = await probe("/dev/null", "--token", TOKEN);
  assert.deepEqual([refused.status, refused.targets.length], [0, 1]);
  assert.equal(refused.warnings[0].code, "ssh_tunnel_failed");
  assert.match(refused.warnings[0].message, /Permission denied/);
});

test("`--ssh` takes a machine and never an option", async (t) => {
  const cli = CliHome.make(t);
  const targets = ["-oProxyCommand=x", "user@-oProxyCommand=x", "a b", "host;x", "h:99999"];
  for (const target of targets) {
    const { status, stderr } = await cli.run(["gateway", "probe", `--ssh=${target}`]);
    assert.equal(status, 64, target);
    assert.match(stderr, /is no SSH target/);
  }
});
