import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { ScriptedNode } from "../support/nodes/scripted-node.ts";
import { temporaryFolder } from "../support/store.ts";
import { WireClient } from "../support/wire-client.ts";

const gateways: GatewayProcess[] = [];
after(async () => {
  for (const gateway of gateways) await gateway.clean();
});

async function start(home?: string): Promise<GatewayProcess> {
  const gateway = await GatewayProcess.start(home === undefined ? {} : { home });
  gateways.push(gateway);
  return gateway;
}

const only = ({ requestId }: { requestId: string }) => ({ requestId });

const PHONE = {
  nodeId: "phone",
  displayName: "Phone of Ann",
  platform: "ios",
  deviceFamily: "iPhone",
  modelIdentifier: "iPhone17,1",
  caps: ["canvas"],
  commands: ["canvas.present"],
};

test("S86, S87, S88, S90, SR5: a node asks, is approved, and proves itself by its token, also after a restart", async (t) => {
  const home = temporaryFolder(t);
  const first = await start(home);
  const owner = await WireClient.connect(t, first.url);
  const watcher = await WireClient.connect(t, first.url, { scopes: ["operator.read"] });

  const asked = await owner.call("node.pair.request", PHONE);
  assert.equal(asked.status, "pending");
  assert.equal(asked.created, true);
  const { requestId, ts, ...facts } = asked.request;
  assert.deepEqual(facts, PHONE);
  assert.ok(ts > 0);
  const { payload: told } = await owner.event("node.pair.requested");
  assert.deepEqual(told, asked.request);

  const again = await owner.call("node.pair.request", { nodeId: "phone", platform: "ios" });
  assert.equal(again.created, false);
  assert.equal(again.request.requestId, requestId);
  const waiting = await owner.call("node.pair.list", {});
  assert.deepEqual(
    waiting.pending.map((each: { requestId: string }) => each.requestId),
    [requestId],
  );
  assert.deepEqual(waiting.paired, []);

  await first.stop();
  const second = await start(home);
  const admin = await WireClient.connect(t, second.url);
  const { node, requestId: approved } = await admin.call("node.pair.approve", { requestId });
  assert.equal(approved, requestId);
  assert.equal(node.nodeId, "phone");
  assert.ok(Buffer.from(node.token, "base64url").length >= 16, "128 bits at least");
  const resolved = await admin.event("node.pair.resolved");
  const { ts: _at, ...decision } = resolved.payload;
  assert.deepEqual(decision, { requestId, nodeId: "phone", decision: "approved" });
  const twice = await admin.request("node.pair.approve", { requestId });
  assert.deepEqual(
    [twice.error?.code, twice.error?.message],
    ["INVALID_REQUEST", "unknown requestId"],
  );

  await second.kill();
  const third = await start(home);
  const later = await WireClient.connect(t, third.url);
  const { token } = node;
  const list = await later.call("node.pair.list", {});
  assert.deepEqual(list.pending, []);
  assert.equal(list.paired[0].nodeId, "phone");
  assert.equal("token" in list.paired[0], false);
  const verified = await later.call("node.pair.verify", { nodeId: "phone", token });
  assert.equal(verified.ok, true);
  assert.equal(verified.node.displayName, "Phone of Ann");
  for (const wrong of [
    { nodeId: "phone", token: `${token}x` },
    { nodeId: "phone", token: "" },
    { nodeId: "tablet", token },
    { nodeId: "tablet", token: "" },
  ]) {
    assert.deepEqual(await later.call("node.pair.verify", wrong), { ok: false });
  }
  const file = readFileSync(join(stateOf(home), "zero.db")).toString("latin1");
  assert.equal(file.includes(token), false, "the token is not on disk");
  assert.equal(watcher.events("node.pair.requested").length, 0, "only who may pair is told");
  await third.clean();
});

test("S89: a rejected request is gone and may be made again; a silent one is announced to nobody", async (t) => {
  const gateway = await start();
  const owner = await WireClient.connect(t, gateway.url);
  const { request } = await owner.call("node.pair.request", { ...PHONE, silent: true });
  assert.equal(request.silent, true);
  const { requestId } = request;
  const rejected = await owner.call("node.pair.reject", { requestId });
  assert.deepEqual(rejected, { requestId, nodeId: "phone" });
  const { payload } = await owner.event("node.pair.resolved");
  assert.equal(payload.decision, "rejected");
  assert.equal(owner.events("node.pair.requested").length, 0);
  assert.deepEqual(await owner.call("node.pair.list", {}), { pending: [], paired: [] });
  const other = await owner.request("node.pair.approve", { requestId });
  assert.equal(other.error?.message, "unknown requestId");
  const next = await owner.call("node.pair.request", PHONE);
  assert.equal(next.created, true);
  assert.notEqual(next.request.requestId, requestId);
});

test("SR5: other commands are another request, and nobody approves what he may not do himself", async (t) => {
  const gateway = await start();
  const owner = await WireClient.connect(t, gateway.url);
  const pairer = await WireClient.connect(t, gateway.url, { scopes: ["operator.pairing"] });
  const { request: shown } = await pairer.call("node.pair.request", PHONE);
  const { request: wider, created } = await pairer.call("node.pair.request", {
    ...PHONE,
    commands: ["canvas.present", "system.run"],
  });
  assert.equal(created, true);
  assert.notEqual(wider.requestId, shown.requestId);
  const stale = await owner.request("node.pair.approve", { requestId: shown.requestId });
  assert.equal(stale.error?.message, "unknown requestId");

  const refused = await pairer.request("node.pair.approve", { requestId: wider.requestId });
  assert.equal(refused.error?.message, "missing scope: operator.admin");
  const writer = await WireClient.connect(t, gateway.url, {
    scopes: ["operator.pairing", "operator.write"],
  });
  const half = await writer.request("node.pair.approve", { requestId: wider.requestId });
  assert.equal(half.error?.message, "missing scope: operator.admin");
  const { request: narrow } = await writer.call("node.pair.request", PHONE);
  assert.equal((await writer.call("node.pair.approve", only(narrow))).node.nodeId, "phone");
  const { request: bare } = await pairer.call("node.pair.request", { nodeId: "bare" });
  assert.equal((await pairer.call("node.pair.approve", only(bare))).node.nodeId, "bare");
});

test("SR5: pairing again replaces the token; removing ends it and closes the connection", async (t) => {
  const gateway = await start();
  const owner = await WireClient.connect(t, gateway.url);
  const pair = async () => {
    const { request } = await owner.call("node.pair.request", PHONE);
    const { requestId } = request;
    return { request, node: (await owner.call("node.pair.approve", { requestId })).node };
  };
  const first = await pair();
  assert.equal(first.request.isRepair, undefined);
  const second = await pair();
  assert.equal(second.request.isRepair, true);
  assert.equal(second.node.createdAtMs, first.node.createdAtMs);
  const verify = (token: string) => owner.call("node.pair.verify", { nodeId: "phone", token });
  assert.deepEqual(await verify(first.node.token), { ok: false });
  assert.equal((await verify(second.node.token)).ok, true);

  const phone = await ScriptedNode.connect(t, gateway.url, {
    id: "phone",
    connect: { commands: ["canvas.present"] },
  });
  const pending = owner.request("node.invoke", {
    nodeId: "phone",
    command: "canvas.present",
    idempotencyKey: "until-removed",
  });
  await phone.command();
  assert.deepEqual(await owner.call("node.pair.remove", { nodeId: "phone" }), { nodeId: "phone" });
  assert.deepEqual(await phone.client.closed, { code: 1008, reason: "pairing removed" });
  assert.equal((await pending).error?.message, "node disconnected (canvas.present)");
  assert.deepEqual(await verify(second.node.token), { ok: false });
  assert.deepEqual((await owner.call("node.list", {})).nodes, []);
  const gone = await owner.request("node.pair.remove", { nodeId: "phone" });
  assert.equal(gone.error?.message, "unknown nodeId");
});

test("S81, S82, S83, S84, V18, V20: nodes are listed and described, paired or connected or both", async (t) => {
  const gateway = await start();
  const owner = await WireClient.connect(t, gateway.url);
  const { request } = await owner.call("node.pair.request", PHONE);
  await owner.call("node.pair.approve", { requestId: request.requestId });
  const { request: zoo } = await owner.call("node.pair.request", {
    nodeId: "a",
    displayName: "Zoo",
  });
  await owner.call("node.pair.approve", { requestId: zoo.requestId });
  await ScriptedNode.connect(t, gateway.url, {
    id: "desk",
    client: { displayName: "Desk", platform: "linux", deviceFamily: "PC", modelIdentifier: "X1" },
    connect: {
      caps: ["system"],
      commands: ["system.which", "camera.snap", "canvas.present"],
      permissions: { screen: false },
      pathEnv: "/usr/bin",
    },
  });
  const { nodes, ts } = await owner.call("node.list", {});
  assert.ok(ts > 0);
  const names = nodes.map(({ nodeId, paired, connected }: Record<string, unknown>) => [
    nodeId,
    paired,
    connected,
  ]);
  assert.deepEqual(names, [
    ["desk", false, true],
    ["phone", true, false],
    ["a", true, false],
  ]);
  const { connectedAtMs, ...desk } = nodes[0];
  assert.ok(connectedAtMs > 0);
  assert.deepEqual(desk, {
    nodeId: "desk",
    displayName: "Desk",
    platform: "linux",
    deviceFamily: "PC",
    modelIdentifier: "X1",
    version: "1.0.0",
    caps: ["system"],
    commands: ["system.which", "canvas.present"],
    permissions: { screen: false },
    pathEnv: "/usr/bin",
    paired: false,
    connected: true,
  });
  const phone = await owner.call("node.describe", { nodeId: "phone" });
  assert.deepEqual(phone.commands, ["canvas.present"]);
  assert.equal(phone.deviceFamily, "iPhone");
  const unpaired = await owner.call("node.describe", { nodeId: "desk" });
  assert.deepEqual({ ...unpaired, ts: 0 }, { ...nodes[0], ts: 0 });
  const nobody = await owner.request("node.describe", { nodeId: "nobody" });
  assert.deepEqual(
    [nobody.error?.code, nobody.error?.message],
    ["INVALID_REQUEST", "unknown nodeId"],
  );

  assert.deepEqual(await owner.call("node.rename", { nodeId: "phone", displayName: " Pocket " }), {
    nodeId: "phone",
    displayName: "Pocket",
  });
  await ScriptedNode.connect(t, gateway.url, { id: "phone", client: { displayName: "iPhone" } });
  const both = await owner.call("node.describe", { nodeId: "phone" });
  assert.equal(both.displayName, "Pocket");
  assert.deepEqual([both.paired, both.connected], [true, true]);
  assert.deepEqual(both.commands, [], "what it declares now counts, not what it asked for once");
  const { paired } = await owner.call("node.pair.list", {});
  const connected = paired.find((each: { nodeId: string }) => each.nodeId === "phone");
  assert.ok(connected.lastConnectedAtMs >= connected.approvedAtMs);
});
