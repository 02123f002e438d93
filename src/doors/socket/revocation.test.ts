import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  ask,
  enter,
  knock,
  refusal,
  restartable,
  SHARED,
  TOKEN,
} from "../../../test/support/devices/asking.ts";
import { makeDevice, startDoor, type TestClient } from "../../../test/support/socket-door.ts";

describe("a token that is taken away", () => {
  test("SR9 rotating ends the connections of the old one, which is refused from then on", async (t) => {
    const { again } = await restartable(t, { auth: SHARED });
    const gateway = await again();
    const admin = await gateway.connect({ auth: { token: TOKEN } });
    const device = makeDevice();
    const { client, token } = await enter(gateway, device, { token: TOKEN });
    const rotated = await admin.request("device.token.rotate", {
      deviceId: device.id,
      role: "operator",
    });
    assert.deepEqual(await client.closed, { code: 1008, reason: "device token rotated" });
    assert.notEqual(rotated.payload.token, token);
    const old = await ask(gateway, device, { token });
    assert.match(old.answer.error?.message ?? "", /^unauthorized/);
    await enter(gateway, device, { token: rotated.payload.token });
    await gateway.stop();
    const next = await again();
    assert.match((await ask(next, device, { token })).answer.error?.message ?? "", /^unauthorized/);
    await enter(next, device, { token: rotated.payload.token });
  });

  test("SR5 SR9 a revoked device comes back only by a person's approval, also to this machine", async (t) => {
    const { again } = await restartable(t);
    const gateway = await again();
    const device = makeDevice();
    const { client } = await enter(gateway, device);
    const role = { deviceId: device.id, role: "operator" };
    const own = await client.request("device.token.revoke", role);
    assert.ok(own.ok, "whoever revokes itself is still told so");
    assert.deepEqual(await client.closed, { code: 1008, reason: "device token revoked" });
    await knock(gateway, device, { afar: false });
    await gateway.stop();
    const next = await again();
    const requestId = await knock(next, device, { afar: false });
    const admin = await next.connect();
    const again2 = await refusal(admin, "device.token.revoke", role);
    assert.equal(again2?.message, "the role operator of this device is revoked");
    assert.ok((await admin.request("device.pair.approve", { requestId })).ok);
    await enter(next, device);
  });

  test("SR5 rotating keeps the role, widens nothing, and gives away no more than one has", async (t) => {
    const gateway = await startDoor(t);
    const admin = await gateway.connect();
    const pairer = await gateway.connect({ scopes: ["operator.pairing"] });
    const device = makeDevice();
    await enter(gateway, device, { scopes: ["operator.write"] });
    const rotate = (from: TestClient, more: object) =>
      refusal(from, "device.token.rotate", { deviceId: device.id, role: "operator", ...more });
    assert.match(
      (await rotate(admin, { scopes: ["operator.admin"] }))?.message ?? "",
      /was not approved for operator\.admin/,
    );
    assert.match((await rotate(admin, { role: "node" }))?.message ?? "", /was never approved/);
    assert.equal((await rotate(pairer, {}))?.message, "missing scope: operator.write");
    const unknown = await rotate(admin, { deviceId: makeDevice().id });
    assert.equal(unknown?.message, "unknown deviceId");
    assert.equal(await rotate(admin, { scopes: ["operator.read"] }), undefined);
    await enter(gateway, device, { scopes: ["operator.read"] });
  });

  test("SR9 what a revoked device asked for before is not done, and revoking waits for no queue", async (t) => {
    const { again } = await restartable(t);
    const gateway = await again();
    const device = makeDevice();
    const waiting = await knock(gateway, makeDevice());
    const { client } = await enter(gateway, device);
    const owner = await gateway.connect();
    const other = makeDevice();
    await enter(gateway, other);
    for (let at = 0; at < 50; at += 1) {
      client.ask("device.token.rotate", { deviceId: other.id, role: "operator" });
    }
    const approving = client.ask("device.pair.approve", { requestId: waiting });
    await client.request("health");
    assert.ok(
      (await owner.request("device.token.revoke", { deviceId: device.id, role: "operator" })).ok,
    );
    assert.equal((await client.closed).reason, "device token revoked");
    const done = client.frames.find((frame) => frame.id === approving);
    const { pending } = gateway.devices.list();
    const isPaired = !pending.some(({ requestId }) => requestId === waiting);
    assert.equal(isPaired, done?.ok === true, "approved before the end, or not at all");
  });

  test("SR5 approving and rejecting at the same moment end in one of them", async (t) => {
    const { again } = await restartable(t);
    const gateway = await again();
    const admin = await gateway.connect();
    const device = makeDevice();
    const requestId = await knock(gateway, device);
    const approve = admin.ask("device.pair.approve", { requestId });
    const reject = admin.ask("device.pair.reject", { requestId });
    const [approved, rejected] = [await admin.answer(approve), await admin.answer(reject)];
    assert.notEqual(approved.ok, rejected.ok);
    const { answer } = await ask(gateway, device, { afar: true });
    assert.equal(answer.ok, approved.ok);
    const { payload } = await admin.event("device.pair.resolved");
    assert.equal(payload.decision, approved.ok ? "approved" : "rejected");
  });

  test("SR5 a device that lost one role is not let in silently in the other", async (t) => {
    const gateway = await startDoor(t);
    const admin = await gateway.connect();
    const device = makeDevice();
    await enter(gateway, device);
    await admin.request("device.token.revoke", { deviceId: device.id, role: "operator" });
    await knock(gateway, device, { role: "node", commands: ["system.run"], afar: false });
  });

  test("SR5 whoever lets a node in must be allowed to speak, and to run programs where it does", async (t) => {
    const gateway = await startDoor(t);
    const pairing = await gateway.connect({ scopes: ["operator.pairing"] });
    const writing = await gateway.connect({ scopes: ["operator.pairing", "operator.write"] });
    const plain = await knock(gateway, makeDevice(), { role: "node", commands: ["canvas.eval"] });
    const runs = await knock(gateway, makeDevice(), { role: "node", commands: ["system.run"] });
    const why = async (client: TestClient, requestId: string) =>
      (await refusal(client, "device.pair.approve", { requestId }))?.message;
    assert.equal(await why(pairing, plain), "missing scope: operator.write");
    assert.equal(await why(writing, runs), "missing scope: operator.admin");
    assert.equal(await why(writing, plain), undefined);
  });

  test("another role of the same device lives on", async (t) => {
    const gateway = await startDoor(t);
    const admin = await gateway.connect();
    const device = makeDevice();
    const operator = await enter(gateway, device);
    const node = await enter(gateway, device, { role: "node" });
    await admin.request("device.token.revoke", { deviceId: device.id, role: "node" });
    assert.equal((await node.client.closed).reason, "device token revoked");
    assert.ok((await operator.client.request("health")).ok);
  });
});
