import assert from "node:assert/strict";
import { test } from "node:test";
import { events, methods } from "@zero/protocol";
import schema from "@zero/protocol/generated/protocol.schema.json" with { type: "json" };
import { validateResponseFrame } from "@zero/protocol/generated/validators.js";
import { Ajv } from "ajv";
import { startDoor } from "../../../test/support/socket-door.ts";

const CLIENT = {
  id: "zero-macos",
  displayName: "Ana's Mac",
  version: "2.0.0",
  platform: "macos 15.1",
  deviceFamily: "Mac",
  modelIdentifier: "Mac15,6",
  mode: "ui",
  instanceId: "install-1",
};

test("S65 S109 S110 S111 S112 S113 S168 hello-ok is what the schema says and has the whole snapshot", async (t) => {
  const sessionDefaults = {
    defaultAgentId: "main",
    mainKey: "main",
    mainSessionKey: "agent:main:main",
  };
  const gateway = await startDoor(t, {
    snapshot: () => ({ health: '{"ok":true}', healthVersion: 4, sessionDefaults }),
  });
  const client = await gateway.open();
  const answer = await client.request("connect", {
    minProtocol: 3,
    maxProtocol: 3,
    client: CLIENT,
    locale: "pt-BR",
    userAgent: "test",
  });
  const isValid: boolean = validateResponseFrame(answer);
  assert.ok(isValid);
  const hello = answer.payload;
  assert.equal(hello.type, "hello-ok");
  assert.equal(hello.protocol, 3);
  assert.deepEqual(
    { ...hello.server, connId: "…" },
    { version: "1.2.3", host: "gateway-host", connId: "…" },
  );
  assert.match(hello.server.connId, /^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  assert.deepEqual(hello.features, {
    methods: methods.map(({ name }) => name),
    events: events.map(({ name }) => name),
  });
  const { presence, health, stateVersion, uptimeMs, ...rest } = hello.snapshot;
  assert.deepEqual(health, { ok: true });
  assert.deepEqual(stateVersion, { presence: 2, health: 4 });
  assert.ok(Number.isInteger(uptimeMs) && uptimeMs >= 0);
  assert.deepEqual(rest, { configPath: "/c.json", stateDir: "/state", sessionDefaults });
  assert.deepEqual(presence[0].host, "gateway-host");
  assert.deepEqual(hello.policy, {
    maxPayload: 524_288,
    maxBufferedBytes: 1_572_864,
    tickIntervalMs: 30_000,
  });
});

test("a real hello-ok passes the generated JSON schema", async (t) => {
  const gateway = await startDoor(t);
  const client = await gateway.open();
  const hello = await client.hello({ client: CLIENT });
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(schema, "protocol");
  const validate = ajv.getSchema("protocol#/definitions/HelloOk");
  assert.ok(validate?.(hello), JSON.stringify(validate?.errors));
});

test("S63 S69 S70 S102 S172 presence in the snapshot shows the gateway and the caller, as it described itself", async (t) => {
  const gateway = await startDoor(t);
  const client = await gateway.open();
  const hello = await client.hello({ client: CLIENT, scopes: ["operator.read"] });
  const [self, row] = hello.snapshot.presence;
  assert.equal(self?.mode, "gateway");
  assert.equal(self?.reason, "self");
  const { ts, ...shown } = row ?? { ts: 0 };
  assert.ok(ts > 1_700_000_000_000);
  assert.deepEqual(shown, {
    host: "Ana's Mac",
    version: "2.0.0",
    platform: "macos 15.1",
    deviceFamily: "Mac",
    modelIdentifier: "Mac15,6",
    mode: "ui",
    roles: ["operator"],
    scopes: ["operator.read"],
    instanceId: "install-1",
    reason: "connect",
  });
});

test("the challenge is the first frame, has no seq, and differs on every connection", async (t) => {
  const gateway = await startDoor(t);
  const nonces = new Set<string>();
  for (let at = 0; at < 3; at += 1) {
    const client = await gateway.open();
    await client.nonce;
    const [first] = client.frames;
    assert.equal(first?.event, "connect.challenge");
    assert.equal(first?.seq, undefined);
    assert.equal(typeof first?.payload.ts, "number");
    nonces.add(first?.payload.nonce);
  }
  assert.equal(nonces.size, 3);
});

test("a client that does not wait for the challenge is let in", async (t) => {
  const gateway = await startDoor(t);
  const client = await gateway.connect();
  assert.equal(client.frames[0]?.event, "connect.challenge");
  assert.equal(gateway.door.connectionCount, 1);
  assert.equal(gateway.budget.pending, 0);
});
