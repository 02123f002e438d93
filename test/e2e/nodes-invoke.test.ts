import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, before, test, type TestContext } from "node:test";
import { GatewayProcess, makeHome } from "../support/gateway-process.ts";
import { type NodeCommand, NodeFailure, ScriptedNode } from "../support/nodes/scripted-node.ts";
import { type Frame, WireClient } from "../support/wire-client.ts";

let gateway: GatewayProcess;
const home = makeHome();
before(async () => {
  gateway = await GatewayProcess.start({ home });
});
after(async () => {
  await gateway.clean();
  rmSync(home, { recursive: true, force: true });
});

let keys = 0;
const freshKey = () => `key-${(keys += 1)}-of-this-test`;

const connect = (t: TestContext, scopes?: string[]) =>
  WireClient.connect(t, gateway.url, scopes ? { scopes } : {});

const phone = (t: TestContext, id: string, more: Parameters<typeof ScriptedNode.connect>[2] = {}) =>
  ScriptedNode.connect(t, gateway.url, {
    id,
    connect: { commands: ["canvas.present", "camera.snap"] },
    ...more,
  });

const failureOf = ({ error }: Frame) => [error?.code, error?.message, error?.details];

test("S85: a node runs a command, and the caller gets what it answers", async (t) => {
  const seen: NodeCommand[] = [];
  await ScriptedNode.connect(t, gateway.url, {
    id: "runs",
    commands: {
      "canvas.present": (params, command) => {
        seen.push(command);
        return { shown: params.url };
      },
      "camera.snap": () => {
        throw new NodeFailure("CAMERA_OFF", "the camera is off");
      },
      "camera.list": () => undefined,
    },
  });
  const owner = await connect(t, ["operator.write"]);
  const key = freshKey();
  const answer = await owner.call("node.invoke", {
    nodeId: "runs",
    command: "canvas.present",
    params: { url: "/a" },
    idempotencyKey: key,
  });
  assert.deepEqual(answer, {
    ok: true,
    nodeId: "runs",
    command: "canvas.present",
    payload: { shown: "/a" },
    payloadJSON: '{"shown":"/a"}',
  });
  const [{ id, ...command } = { id: "" }] = seen;
  assert.notEqual(id, "");
  assert.deepEqual(command, {
    nodeId: "runs",
    command: "canvas.present",
    paramsJSON: '{"url":"/a"}',
    timeoutMs: 30_000,
    idempotencyKey: key,
  });
  const nothing = await owner.call("node.invoke", {
    nodeId: "runs",
    command: "camera.list",
    idempotencyKey: freshKey(),
  });
  assert.deepEqual([nothing.payload, nothing.payloadJSON], [null, null]);
  const failed = await owner.request("node.invoke", {
    nodeId: "runs",
    command: "camera.snap",
    idempotencyKey: freshKey(),
  });
  const nodeError = { code: "CAMERA_OFF", message: "the camera is off" };
  assert.deepEqual(failureOf(failed), ["UNAVAILABLE", "the camera is off", { nodeError }]);
});

test("what is sent to a node has no seq, and nobody else sees it", async (t) => {
  const owner = await connect(t);
  const other = await phone(t, "other-than-asked");
  const node = await phone(t, "asked");
  const params = { nodeId: "asked", command: "camera.snap", idempotencyKey: freshKey() };
  const id = owner.ask("node.invoke", params);
  const command = await node.command();
  assert.equal(command.paramsJSON, null);
  const frame = node.client.events("node.invoke.request")[0];
  assert.equal(frame?.seq, undefined);
  assert.deepEqual(await answerOf(node.answer(command, { payloadJSON: "[1]" })), { ok: true });
  const answer = (await owner.final(id)).payload;
  assert.deepEqual([answer.payload, answer.payloadJSON], [[1], "[1]"]);
  await other.client.event("presence");
  assert.equal(other.commands.length + owner.events("node.invoke.request").length, 0);
});

const answerOf = async (frame: Promise<Frame>) => (await frame).payload;

test("a node that is not there, or may not be asked, is not asked", async (t) => {
  const owner = await connect(t);
  const node = await ScriptedNode.connect(t, gateway.url, {
    id: "desk",
    client: { platform: "linux" },
    connect: { commands: ["camera.snap", "canvas.present", "system.which"] },
  });
  await ScriptedNode.connect(t, gateway.url, { id: "mute", client: { platform: "linux" } });
  const ask = async (nodeId: string, command: string) =>
    failureOf(await owner.request("node.invoke", { nodeId, command, idempotencyKey: freshKey() }));
  const refused = (command: string, reason: string) => [
    "INVALID_REQUEST",
    "node command not allowed",
    { reason, command },
  ];
  assert.deepEqual(await ask("gone", "canvas.present"), [
    "UNAVAILABLE",
    "node not connected",
    { code: "NOT_CONNECTED" },
  ]);
  assert.deepEqual(await ask("desk", ""), refused("", "command required"));
  for (const command of ["camera.snap", "sms.send", "rm"]) {
    assert.deepEqual(await ask("desk", command), refused(command, "command not allowlisted"));
  }
  const undeclared = "command not declared by node";
  assert.deepEqual(await ask("desk", "canvas.hide"), refused("canvas.hide", undeclared));
  const none = "node did not declare commands";
  assert.deepEqual(await ask("mute", "canvas.hide"), refused("canvas.hide", none));
  const reader = await connect(t, ["operator.read"]);
  const params = { nodeId: "desk", command: "system.which", idempotencyKey: freshKey() };
  assert.equal(
    (await reader.request("node.invoke", params)).error?.message,
    "missing scope: operator.write",
  );
  const writer = await connect(t, ["operator.write"]);
  const approvals = { ...params, command: "system.execApprovals.set" };
  assert.equal(
    (await writer.request("node.invoke", approvals)).error?.message,
    "missing scope: operator.admin",
    "SR4: who may ask for commands may not change which ones need no approval",
  );
  assert.equal(node.commands.length, 0);
});

test("SR18: a node that answers with something else than a plan is asked nothing more", async (t) => {
  const owner = await connect(t);
  const node = await ScriptedNode.connect(t, gateway.url, {
    id: "host",
    client: { platform: "linux" },
    connect: { commands: ["system.run"] },
  });
  const params = { nodeId: "host", command: "system.run", idempotencyKey: freshKey() };
  const asked = owner.request("node.invoke", { ...params, params: { command: ["ls"] } });
  const sent = await node.command("system.run");
  assert.ok(!("approval" in JSON.parse(sent.paramsJSON ?? "{}")));
  await node.answer(sent, { payload: { exitCode: 0 } });
  const { error } = await asked;
  assert.equal(error?.code, "UNAVAILABLE");
  assert.match(error?.message ?? "", /a plan that is not for this command; nothing was run/);
  assert.equal(node.commands.length, 1);
});

test("a node that does not answer in time is told that its answer came too late", async (t) => {
  const owner = await connect(t);
  const node = await phone(t, "slow");
  const params = {
    nodeId: "slow",
    command: "camera.snap",
    timeoutMs: 1,
    idempotencyKey: freshKey(),
  };
  const nodeError = { code: "TIMEOUT", message: "node invoke timed out" };
  const late = ["UNAVAILABLE", "node invoke timed out", { nodeError }];
  assert.deepEqual(failureOf(await owner.request("node.invoke", params)), late);
  const command = await node.command();
  assert.equal(command.timeoutMs, 1);
  const ignored = await answerOf(node.answer(command, { payload: 1 }));
  assert.deepEqual(ignored, { ok: true, ignored: true });
  assert.deepEqual(
    failureOf(await owner.request("node.invoke", params)),
    late,
    "it may have run: the same key does not run it again",
  );
  assert.equal(node.commands.length, 1);
});

test("SR4: only the node that was asked answers, and only on the connection that was asked", async (t) => {
  const owner = await connect(t);
  const node = await phone(t, "honest");
  const forger = await phone(t, "forger");
  const id = owner.ask("node.invoke", {
    nodeId: "honest",
    command: "camera.snap",
    idempotencyKey: freshKey(),
  });
  const command = await node.command();
  const forged = { payload: "forged" };
  for (const nodeId of ["honest", "forger"]) {
    const { error } = await forger.answer({ id: command.id, nodeId }, forged);
    assert.deepEqual([error?.code, error?.message], ["INVALID_REQUEST", "nodeId mismatch"]);
  }
  const asOperator = await owner.request("node.invoke.result", { ...command, ok: true });
  assert.equal(asOperator.error?.message, "unauthorized role: operator");
  await node.answer(command, { payload: "true" });
  assert.equal((await owner.final(id)).payload.payload, "true");
});

test("a second connection of a node takes over; the first is closed and its commands fail", async (t) => {
  const owner = await connect(t);
  const first = await phone(t, "twin");
  const params = { nodeId: "twin", command: "camera.snap", idempotencyKey: freshKey() };
  const asked = owner.request("node.invoke", params);
  const command = await first.command();
  const second = await phone(t, "twin");
  assert.deepEqual(await first.client.closed, {
    code: 1008,
    reason: "another connection of this node took over",
  });
  const nodeError = { code: "DISCONNECTED", message: "node disconnected (camera.snap)" };
  assert.deepEqual(failureOf(await asked), ["UNAVAILABLE", nodeError.message, { nodeError }]);
  const late = await answerOf(second.answer(command, { payload: "late" }));
  assert.deepEqual(late, { ok: true, ignored: true });
  const list = (await owner.call("node.list", {})).nodes as { nodeId: string }[];
  assert.equal(list.filter(({ nodeId }) => nodeId === "twin").length, 1);
  const next = owner.request("node.invoke", { ...params, idempotencyKey: freshKey() });
  await second.answer(await second.command(), { payload: "here" });
  assert.equal((await next).payload.payload, "here");
});

test("a node that leaves fails what it was asked and is listed no more", async (t) => {
  const owner = await connect(t);
  const node = await phone(t, "leaver");
  const params = { nodeId: "leaver", command: "canvas.present", idempotencyKey: freshKey() };
  const asked = owner.request("node.invoke", params);
  await node.command();
  await node.leave();
  assert.equal((await asked).error?.message, "node disconnected (canvas.present)");
  const gone = await owner.request("node.describe", { nodeId: "leaver" });
  assert.equal(gone.error?.message, "unknown nodeId");
});

test("V31: a key stands for one command: a repetition joins it, or gets its stored answer", async (t) => {
  const owner = await connect(t);
  const other = await connect(t);
  const node = await phone(t, "once");
  const params = {
    nodeId: "once",
    command: "camera.snap",
    params: { facing: "front", size: 2 },
    idempotencyKey: freshKey(),
  };
  const reordered = { ...params, params: { size: 2, facing: "front" } };
  const both = [owner.request("node.invoke", params), other.request("node.invoke", reordered)];
  const command = await node.command();
  const changed = { ...params, params: { facing: "back" } };
  const reused = ["INVALID_REQUEST", "idempotency key reused for another command; use a new key"];
  const refused = async () => failureOf(await other.request("node.invoke", changed)).slice(0, 2);
  assert.deepEqual(await refused(), reused);
  await node.answer(command, { payload: "picture" });
  for (const answer of await Promise.all(both)) assert.equal(answer.payload.payload, "picture");
  assert.equal((await other.call("node.invoke", params)).payload, "picture");
  assert.deepEqual(await refused(), reused);
  const failing = { ...params, idempotencyKey: freshKey() };
  const failed = owner.request("node.invoke", failing);
  await node.answer(await node.command("camera.snap", 2), { error: { message: "no light" } });
  assert.equal((await failed).error?.message, "no light");

  const open = { ...params, idempotencyKey: freshKey() };
  owner.ask("node.invoke", open);
  await node.command("camera.snap", 3);
  await gateway.kill();
  gateway = await GatewayProcess.start({ home });
  const later = await WireClient.connect(t, gateway.url);
  assert.equal((await later.call("node.invoke", params)).payload, "picture");
  assert.equal((await later.request("node.invoke", failing)).error?.message, "no light");
  const unknown = await later.request("node.invoke", open);
  assert.equal(unknown.error?.code, "UNAVAILABLE");
  assert.match(unknown.error?.message ?? "", /the command may have run; look there before/);
  const back = await phone(t, "once");
  const again = later.request("node.invoke", { ...params, idempotencyKey: freshKey() });
  await back.answer(await back.command(), { payload: "new" });
  assert.equal((await again).payload.payload, "new");
  assert.equal(back.commands.length, 1);
});

test("a command that never left frees its key", async (t) => {
  const owner = await connect(t);
  const params = { nodeId: "late", command: "camera.snap", idempotencyKey: freshKey() };
  assert.equal((await owner.request("node.invoke", params)).error?.message, "node not connected");
  const node = await phone(t, "late");
  const asked = owner.request("node.invoke", params);
  await node.answer(await node.command(), { payload: 1 });
  assert.equal((await asked).payload.payload, 1);
});

test("an answer that cannot be read ends the command with a reason for both sides", async (t) => {
  const owner = await connect(t);
  const node = await phone(t, "garbled");
  const params = { nodeId: "garbled", command: "camera.snap", idempotencyKey: freshKey() };
  const asked = owner.request("node.invoke", params);
  const { error } = await node.answer(await node.command(), { payloadJSON: "{" });
  assert.equal(error?.message, "payloadJSON cannot be read: not valid JSON");
  const failed = await asked;
  assert.equal(failed.error?.message, "the node's answer cannot be read: not valid JSON");
  assert.equal(failed.error?.details.nodeError.code, "INVALID_RESULT");
});

test("parameters are as large as a frame to the node can hold, and no larger", async (t) => {
  const owner = await connect(t);
  const node = await phone(t, "large");
  const invoke = (size: number) =>
    owner.request("node.invoke", {
      nodeId: "large",
      command: "canvas.present",
      params: "x".repeat(size - 2),
      idempotencyKey: freshKey(),
    });
  const fits = invoke(256 * 1024);
  const command = await node.command();
  assert.equal(command.paramsJSON?.length, 256 * 1024);
  await node.answer(command, {});
  assert.equal((await fits).ok, true);
  const over = await invoke(256 * 1024 + 1);
  assert.equal(
    over.error?.message,
    "invalid node.invoke params: params are larger than 256 KiB; send less at once",
  );
});

test("SR4: nobody is called like a device without the proof of its key", async (t) => {
  const client = await WireClient.open(t, gateway.url);
  client.ask("connect", {
    minProtocol: 3,
    maxProtocol: 3,
    client: { id: "a".repeat(64), version: "1", platform: "ios", mode: "node" },
    role: "node",
  });
  assert.deepEqual(await client.closed, { code: 1008, reason: "device identity required" });
  const owner = await connect(t);
  const { nodes } = await owner.call("node.list", {});
  assert.equal(
    nodes.some(({ nodeId }: { nodeId: string }) => nodeId === "a".repeat(64)),
    false,
  );
});
