import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { ScriptedNode } from "../support/nodes/scripted-node.ts";
import { WireClient } from "../support/wire-client.ts";

let gateway: GatewayProcess;
before(async () => {
  gateway = await GatewayProcess.start();
});
after(() => gateway.clean());

const UNKNOWN_REQUEST =
  "INVALID_REQUEST: unknown requestId\nNext: `zero devices list` and `zero nodes pending` show " +
  "what waits; a request ends after five minutes.\n";

/** `zero nodes …` against the gateway of this file. */
function nodes(t: TestContext) {
  const cli = CliHome.make(t);
  const env = { ZERO_GATEWAY_PORT: `${gateway.port}` };
  return (...args: string[]) => cli.run(["nodes", ...args], env);
}

test("S86, S87, S88, S90: a person sees who asks, lets one in, renames and removes it", async (t) => {
  const zero = nodes(t);
  const owner = await WireClient.connect(t, gateway.url);
  assert.equal((await zero("pending")).stdout, "No node waits to be paired.\n");
  const ask = async (nodeId: string) => {
    const asked = {
      nodeId,
      displayName: `The ${nodeId}`,
      platform: "ios",
      commands: ["canvas.hide"],
    };
    return (await owner.call("node.pair.request", asked)).request.requestId as string;
  };
  const requestId = await ask("phone");
  const pending = await zero("pending");
  assert.match(
    pending.stdout,
    new RegExp(
      `^${requestId}  The phone \\(phone\\): ios, wants canvas\\.hide, asked \\d+s ago\n$`,
    ),
  );
  const json = JSON.parse((await zero("pending", "--json")).stdout);
  assert.deepEqual([json[0].requestId, json[0].via], [requestId, "node"]);

  const approved = await zero("approve", requestId);
  const [paired, token = ""] = approved.stdout.split("\n");
  assert.equal(paired, "Paired The phone.");
  assert.match(approved.stderr, /^Shown once: only node\.pair\.verify takes it; /);
  const proof = { nodeId: "phone", token: token.replace("Token: ", "") };
  assert.equal((await owner.call("node.pair.verify", proof)).ok, true);
  const unknown = await zero("approve", requestId);
  assert.deepEqual([unknown.status, unknown.stderr], [1, UNKNOWN_REQUEST]);
  const rejected = await zero("reject", await ask("tablet"));
  assert.equal(rejected.stdout, "Refused tablet.\n");
  assert.equal(
    (await zero("list")).stdout,
    "Pending: 0, paired: 1\n  The phone (phone): ios, never connected\n",
  );

  const renamed = await zero("rename", "--node", "the phone", "--name", "Pocket");
  assert.equal(renamed.stdout, "phone is now called Pocket.\n");
  assert.equal(
    (await zero("status")).stdout,
    "Known: 1, paired: 1, connected: 0\n  Pocket (phone): not connected, paired, ios\n",
  );
  const removed = await zero("remove", "--node", "Pocket");
  assert.equal(removed.stdout, "Removed phone; its token no longer holds.\n");
  assert.deepEqual(await owner.call("node.pair.verify", proof), { ok: false });
  const gone = await zero("describe", "--node", "Pocket");
  assert.deepEqual(
    [gone.status, gone.stderr],
    [1, 'no node is called "Pocket"\n`zero nodes status` lists them.\n'],
  );
});

test("S81, S83, S85: a person sees what a connected node is and has it run a command", async (t) => {
  const zero = nodes(t);
  await ScriptedNode.connect(t, gateway.url, {
    id: "ipad",
    client: { displayName: "Kitchen\u001b[31m", deviceFamily: "iPad", modelIdentifier: "iPad16,6" },
    connect: {
      caps: ["canvas"],
      commands: ["canvas.eval", "camera.snap"],
      permissions: { cam: true },
    },
    commands: { "canvas.eval": (params) => ({ sum: params.a + 1 }) },
  });
  await ScriptedNode.connect(t, gateway.url, { id: "ipod" });
  const status = await zero("status", "--connected", "--last-connected", "1h");
  assert.equal(
    status.stdout,
    "Known: 2, paired: 0, connected: 2\n" +
      "  ipod (ipod): connected, not paired, ios\n" +
      "  Kitchen[31m (ipad): connected, not paired, ios\n",
  );
  const shown = await zero("describe", "--node", "ipa");
  assert.equal(
    shown.stdout,
    "Kitchen[31m (ipad): connected, not paired, ios\n" +
      "Device: iPad iPad16,6\nVersion: 1.0.0\nCapabilities: canvas\nPermissions: cam yes\n" +
      "Commands: canvas.eval, camera.snap\n",
  );
  const several = await zero("describe", "--node", "ip");
  assert.match(several.stderr, /^several nodes are called "ip":\n/);

  const args = ["invoke", "--node", "ipad", "--command", "canvas.eval", "--params", '{"a":1}'];
  const ran = await zero(...args, "--idempotency-key", "from-a-shell");
  assert.deepEqual(JSON.parse(ran.stdout), { sum: 2 });
  const again = await zero(...args, "--idempotency-key", "from-a-shell", "--json");
  const whole = { ok: true, nodeId: "ipad", command: "canvas.eval", payload: { sum: 2 } };
  assert.deepEqual(JSON.parse(again.stdout), { ...whole, payloadJSON: '{"sum":2}' });
  const slow = ["invoke", "--node", "ipad", "--command", "camera.snap", "--invoke-timeout", "1"];
  const late = await zero(...slow);
  assert.deepEqual([late.status, late.stderr], [1, "UNAVAILABLE: node invoke timed out\n"]);
  const barred = await zero("invoke", "--node", "ipod", "--command", "canvas.eval");
  assert.match(barred.stderr, /^INVALID_REQUEST: node command not allowed \([a-z ]+\)\n$/);
  const typo = await zero("invoke", "--node", "ipad", "--command", "x", "--params", "{");
  assert.match(typo.stderr, /^--params is no JSON: /);
  const odd = await zero("status", "--last-connected", "soon");
  assert.deepEqual(
    [odd.status, odd.stderr],
    [64, 'zero: "soon" is no duration; --last-connected looks like 24h\n'],
  );
});
