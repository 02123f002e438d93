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
