import assert from "node:assert/strict";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { Refusal, ScriptedGateway } from "../support/scripted-gateway.ts";
import { connectParams, makeDevice, proveDevice, startDoor } from "../support/socket-door.ts";

const AFAR = { headers: { "x-forwarded-for": "192.0.2.1" } };

test("SR5 SR9 `zero devices` lists, approves, rejects, rotates and revokes, each with --json", async (t) => {
  const gateway = await startDoor(t);
  const cli = CliHome.make(t);
  const devices = async (...words: string[]) => {
    const ran = await cli.run(["devices", ...words, "--json", "--url", gateway.url]);
    assert.equal(ran.status, 0, ran.stderr);
    return JSON.parse(ran.stdout);
  };
  const phone = makeDevice();
  const connect = async (device = phone) => {
    const client = await gateway.open(AFAR);
    const params = { device: proveDevice(device, { nonce: await client.nonce }) };
    return { client, answer: await client.request("connect", connectParams(params)) };
  };
  await connect(makeDevice());
  const other = (await devices("list")).pending[0];
  assert.deepEqual(await devices("reject", other.requestId), {
    requestId: other.requestId,
    deviceId: other.deviceId,
  });
  await connect();
  const { pending } = await devices("list");
  assert.deepEqual([pending.length, pending[0].deviceId], [1, phone.id]);
  const { device } = await devices("approve", pending[0].requestId);
  assert.deepEqual(device.roles, ["operator"]);
  const { client, answer } = await connect();
  assert.ok(answer.ok);
  const scopes = ["operator.write", "operator.read"];
  const rotated = await devices("rotate", "--device", phone.id, "--scope", scopes.join(", "));
  assert.deepEqual(rotated.scopes, scopes);
  assert.equal((await client.closed).reason, "device token rotated");
  const revoked = await devices("revoke", "--device", phone.id);
  assert.deepEqual([revoked.deviceId, revoked.role], [phone.id, "operator"]);
  const list = await cli.run(["devices", "list", "--url", gateway.url]);
  assert.match(list.stdout, new RegExp(`paired.* ${phone.id}`));
  assert.match(list.stdout, /operator: revoked/);
  const unknown = await cli.run(["devices", "approve", "nothing", "--url", gateway.url]);
  assert.equal(unknown.status, 1);
  assert.match(unknown.stderr, /^INVALID_REQUEST: unknown requestId\nNext: `zero devices list`/);
  const empty = await cli.run(["devices", "reject", "", "--url", gateway.url]);
  assert.deepEqual([empty.status, empty.stderr], [64, "zero: <requestId> is missing\n"]);
  const stranger = await cli.run(["devices", "revoke", "--device", "x", "--url", gateway.url]);
  const next = "Next: `zero devices list` shows the ids of devices.";
  assert.equal(stranger.stderr, `INVALID_REQUEST: unknown deviceId\n${next}\n`);
});

test("V2 V41 a command whose own device was revoked goes without it, and says so", async (t) => {
  const gateway = await startDoor(t);
  const cli = CliHome.make(t);
  const devices = (...words: string[]) => cli.run(["devices", ...words, "--url", gateway.url]);
  await devices("list");
  const own = gateway.devices.list().paired[0]?.deviceId ?? "";
  assert.equal((await devices("revoke", "--device", own)).status, 0);
  const listed = await devices("list");
  assert.equal(listed.status, 0, listed.stderr);
  const why = "This device waits for approval (`zero devices list`)";
  assert.equal(listed.stderr, `${why}; the gateway was asked without it.\n`);
  const requestId = /devices approve (\S+)/.exec(listed.stdout)?.[1] ?? "";
  assert.equal((await devices("approve", requestId)).status, 0);
  assert.equal((await devices("list")).stderr, "");
});

test("V2 a device that is refused without a request is not said to wait", async (t) => {
  const gateway = await ScriptedGateway.start({
    methods: { "device.pair.list": () => ({ pending: [], paired: [] }) },
    onConnect: ({ device }) => {
      if (device) throw new Refusal("NOT_PAIRED", "pairing required");
      return {};
    },
  });
  t.after(() => gateway.close());
  const listed = await CliHome.make(t).run(["devices", "list"], {
    ZERO_GATEWAY_PORT: `${gateway.port}`,
  });
  const why = "This device is not approved (`zero devices list`)";
  assert.equal(listed.stderr, `${why}; the gateway was asked without it.\n`);
  assert.equal(listed.status, 0);
});
