import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DEVICES_MAX } from "../../features/access/devices.ts";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import {
  ask,
  enter,
  knock,
  refusal,
  restartable,
  SHARED,
  TOKEN,
} from "../../../test/support/devices/asking.ts";
import {
  connectParams,
  makeDevice,
  proveDevice,
  startDoor,
} from "../../../test/support/socket-door.ts";

describe("a device on this machine", () => {
  test("S65 SR5 is approved without a question, and known again after a restart", async (t) => {
    const { again } = await restartable(t);
    const gateway = await again();
    const watcher = await gateway.connect();
    const device = makeDevice();
    const first = await enter(gateway, device);
    assert.deepEqual(Object.keys(first.auth).toSorted(), [
      "deviceToken",
      "issuedAtMs",
      "role",
      "scopes",
    ]);
    assert.deepEqual([first.auth.role, first.auth.scopes], ["operator", ["operator.admin"]]);
    const { payload } = await watcher.event("device.pair.resolved");
    assert.deepEqual([payload.deviceId, payload.decision], [device.id, "approved"]);
    assert.equal((await enter(gateway, device)).token, first.token);
    await gateway.stop();
    assert.equal((await enter(await again(), device)).token, first.token);
  });

  test("gets in once, however many connections ask at the same moment", async (t) => {
    const { again } = await restartable(t);
    const gateway = await again();
    const device = makeDevice();
    const all = await Promise.all(Array.from({ length: 20 }, () => enter(gateway, device)));
    assert.equal(new Set(all.map(({ token }) => token)).size, 1);
    assert.equal(gateway.devices.list().paired.length, 1);
  });

  test("may ask for more silently only while no person decided about it", async (t) => {
    const gateway = await startDoor(t);
    const admin = await gateway.connect();
    const device = makeDevice();
    const read = await enter(gateway, device, { scopes: ["operator.read"] });
    const write = await enter(gateway, device, { scopes: ["operator.write"] });
    assert.equal(write.token, read.token, "another process of the device may live by it");
    const narrow = { deviceId: device.id, role: "operator", scopes: ["operator.read"] };
    assert.ok((await admin.request("device.token.rotate", narrow)).ok);
    await knock(gateway, device, { scopes: ["operator.write"], afar: false });
    await enter(gateway, device, { scopes: ["operator.read"] });
  });

  test("S65 what it sends before the answer waits until it is somebody", async (t) => {
    const { again } = await restartable(t);
    const gateway = await again();
    const client = await gateway.open();
    const device = proveDevice(makeDevice(), { nonce: await client.nonce });
    const connect = client.ask("connect", connectParams({ device }));
    const early = client.ask("health");
    assert.ok((await client.answer(connect)).ok);
    assert.ok((await client.answer(early)).ok);
    const answers = client.frames.filter((frame) => frame.type === "res").map(({ id }) => id);
    assert.deepEqual(answers, [connect, early]);
  });
});

describe("a device from afar", () => {
  test("S65 SR5 waits for a person, and its own token then stands for the shared one", async (t) => {
    const { again } = await restartable(t, { auth: SHARED });
    const gateway = await again();
    const admin = await gateway.connect({ auth: { token: TOKEN } });
    const device = makeDevice();
    const requestId = await knock(gateway, device, { token: TOKEN });
    assert.equal(await knock(gateway, device, { token: TOKEN }), requestId, "one request a device");
    const { payload: shown } = await admin.event("device.pair.requested");
    assert.deepEqual([shown.requestId, shown.remoteIp], [requestId, "127.0.0.1"]);
    const listed = await admin.request("device.pair.list");
    assert.deepEqual(listed.payload, { pending: [shown], paired: [] });
    const { payload } = await admin.request("device.pair.approve", { requestId });
    assert.equal(payload.device.deviceId, device.id);
    const { token } = await enter(gateway, device, { token: TOKEN, afar: true });
    assert.equal((await enter(gateway, device, { token, afar: true })).token, token);
    const wrong = await ask(gateway, makeDevice(), { token, afar: true });
    assert.match(wrong.answer.error?.message ?? "", /^unauthorized: gateway token mismatch/);
    await gateway.stop();
    await enter(await again(), device, { token, afar: true });
  });

  test("SR4 a connection has what it asked for, not all that its device may", async (t) => {
    const gateway = await startDoor(t, { auth: SHARED });
    const device = makeDevice();
    await enter(gateway, device, { token: TOKEN });
    const { client, auth } = await enter(gateway, device, {
      token: TOKEN,
      scopes: ["operator.read"],
    });
    assert.deepEqual(auth.scopes, ["operator.admin"]);
    const denied = await refusal(client, "system-event", { text: "x" });
    assert.equal(denied?.message, "missing scope: operator.admin");
  });

  test("SR5 whoever asks for more, or as another role, or with other commands, asks anew", async (t) => {
    const gateway = await startDoor(t, { auth: SHARED });
    const admin = await gateway.connect({ auth: { token: TOKEN } });
    const device = makeDevice();
    const wish = { token: TOKEN, afar: true } as const;
    const approve = async (requestId: string) =>
      assert.ok((await admin.request("device.pair.approve", { requestId })).ok);
    await approve(await knock(gateway, device, { ...wish, scopes: ["operator.write"] }));
    await enter(gateway, device, { ...wish, scopes: ["operator.read"] });
    await knock(gateway, device, wish);
    const asNode = { ...wish, role: "node", commands: ["canvas.eval"] } as const;
    await approve(await knock(gateway, device, asNode));
    await enter(gateway, device, asNode);
    await knock(gateway, device, { ...asNode, commands: ["canvas.eval", "system.run"] });
    const { payload } = await admin.request("device.pair.list");
    assert.deepEqual(payload.paired[0].roles, ["operator", "node"]);
    assert.ok(payload.pending.every((request: { isRepair?: boolean }) => request.isRepair));
  });

  test("SR5 what is approved is what was shown: another wish is another request", async (t) => {
    const gateway = await startDoor(t);
    const admin = await gateway.connect();
    const device = makeDevice();
    const shown = await knock(gateway, device, { scopes: ["operator.read"] });
    const later = await knock(gateway, device, { scopes: ["operator.admin"] });
    assert.notEqual(later, shown);
    const error = await refusal(admin, "device.pair.approve", { requestId: shown });
    assert.equal(error?.message, "unknown requestId");
    const { payload } = await admin.event("device.pair.resolved");
    assert.deepEqual([payload.requestId, payload.decision], [shown, "rejected"]);
  });

  test("SR5 nobody grants more than they have, and a rejected device may ask again", async (t) => {
    const gateway = await startDoor(t);
    const pairer = await gateway.connect({ scopes: ["operator.pairing", "operator.read"] });
    const device = makeDevice();
    const requestId = await knock(gateway, device);
    const error = await refusal(pairer, "device.pair.approve", { requestId });
    assert.equal(error?.message, "missing scope: operator.admin");
    const rejected = await pairer.request("device.pair.reject", { requestId });
    assert.deepEqual(rejected.payload, { requestId, deviceId: device.id });
    const small = await knock(gateway, device, { scopes: ["operator.read"] });
    assert.ok((await pairer.request("device.pair.approve", { requestId: small })).ok);
    await enter(gateway, device, { scopes: ["operator.read"], afar: true });
  });

  test("at most 64 wait, each for five minutes, and none of them is written to disk", async (t) => {
    const clock = new FakeClock(Date.now());
    const store = { commit: () => assert.fail("a stranger caused a write"), rows: async () => [] };
    const gateway = await startDoor(t, { clock, store });
    const first = await knock(gateway, makeDevice());
    for (let at = 1; at < 64; at += 1) await knock(gateway, makeDevice());
    const { answer } = await ask(gateway, makeDevice(), { afar: true });
    assert.equal(answer.error?.code, "UNAVAILABLE");
    assert.equal(gateway.devices.list().pending.length, 64);
    await clock.advance(300_000);
    assert.equal(gateway.devices.list().pending.length, 0);
    const admin = await gateway.connect();
    const error = await refusal(admin, "device.pair.approve", { requestId: first });
    assert.equal(error?.message, "unknown requestId");
  });
});

describe("what others see of devices", () => {
  test("S100 SR2 events go to operators who may pair, and no listing ever holds a token", async (t) => {
    const gateway = await startDoor(t);
    const device = makeDevice();
    const reader = await gateway.connect({ scopes: ["operator.read", "operator.write"] });
    const pairer = await gateway.connect({ scopes: ["operator.pairing"] });
    const node = await gateway.connect({ role: "node" });
    const { token } = await enter(gateway, device);
    await knock(gateway, makeDevice());
    await pairer.event("device.pair.resolved");
    await pairer.event("device.pair.requested");
    const listed = await pairer.request("device.pair.list");
    assert.equal(listed.payload.paired[0].tokens[0].role, "operator");
    assert.ok(!JSON.stringify(listed).includes(token));
    gateway.door.broadcast("tick", { ts: 1 });
    for (const other of [reader, node]) {
      await other.event("tick");
      assert.ok(other.frames.every((frame) => !frame.event?.startsWith("device.pair.")));
    }
    assert.equal(
      (await reader.request("device.pair.list")).error?.message,
      "missing scope: operator.pairing",
    );
  });

  test("above the limit the silent device gives way that was used least recently", async (t) => {
    const clock = new FakeClock(Date.now());
    const gateway = await startDoor(t, { clock });
    const wish = (deviceId: string) => {
      const rest = { publicKey: "k", scopes: [], commands: [], about: {} };
      return { ...rest, deviceId, role: "operator" } as const;
    };
    const { devices } = gateway;
    await devices.admit(wish("decided"), true);
    await devices.revoke({ deviceId: "decided", role: "operator" });
    for (let at = 1; at < DEVICES_MAX; at += 1) {
      await clock.advance(1);
      await devices.admit(wish(`device ${at}`), true);
    }
    const oldest = await gateway.connect();
    await devices.admit(wish("one more"), true);
    assert.ok((await oldest.request("health")).ok, "who is no device loses nothing by it");
    const ids = devices.list().paired.map(({ deviceId }) => deviceId);
    assert.equal(ids.length, DEVICES_MAX);
    assert.ok(ids.includes("decided") && ids.includes("one more") && !ids.includes("device 1"));
  });
});
