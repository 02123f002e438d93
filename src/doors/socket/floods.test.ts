import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { test, type TestContext } from "node:test";
import { Secret } from "../../kernel/secret.ts";
import { silentLog, type Log, type LogFields } from "../../kernel/log.ts";
import {
  connectParams,
  startDoor,
  TestClient,
  type DoorFixture,
} from "../../../test/support/socket-door.ts";

const TOKEN = "a-token-of-the-test-0123456789";

function rawSocket(t: TestContext, port: number): Socket {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  t.after(() => socket.destroy());
  return socket;
}

/** A masked text frame, as a client sends it. */
function masked(text: string): Buffer {
  const body = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0]), body]);
}

for (const [what, text] of [
  ["no JSON", "{not json xxxxxxxxxxxxxxxxxxxxxxxxx"],
  ["one byte", "{"],
  ["bad requests", '{"type":"req","id":"","method":""}'],
  ["unknown methods", '{"type":"req","id":"z","method":"no.such"}'],
] as const) {
  test(`SR7 SR27 20,000 frames of ${what} from one client hold no other client up`, async (t) => {
    const gateway = await startDoor(t);
    const honest = await gateway.connect();
    const flooder = await gateway.connect();
    let answers = 0;
    flooder.ws.removeAllListeners("message");
    flooder.ws.on("message", () => (answers += 1));
    const total = 20_000;
    flooder.socket.write(Buffer.concat(Array.from({ length: total }, () => masked(text))));
    let served = 0;
    while (answers < total) {
      await honest.request("system-presence");
      if (answers < total) served += 1;
    }
    assert.ok(served >= 20, `the honest client was served ${served} times meanwhile`);
  });
}

test("A25 a flood of bad frames is a few records in the log", async (t) => {
  const records: LogFields[] = [];
  const log: Log = { ...silentLog, warn: (_message, fields = {}) => void records.push(fields) };
  const gateway = await startDoor(t, { log });
  const client = await gateway.connect();
  for (let at = 0; at < 500; at += 1) client.send("{nope");
  await client.request("health");
  assert.equal(records.length, 1);
  assert.deepEqual(records[0]?.["untrusted"], { why: "not valid JSON" });
});

test("SR31 words of a stranger are cut, harmless and marked in the log", async (t) => {
  const records: LogFields[] = [];
  const log: Log = { ...silentLog, warn: (_message, fields = {}) => void records.push(fields) };
  const gateway = await startDoor(t, { log, auth: { mode: "token", secret: new Secret(TOKEN) } });
  const client = await gateway.open();
  const version = `1\u001b[2J\n{"level":"info"}\u202e${"v".repeat(200)}`;
  const params = connectParams({
    client: { id: "evil", version, platform: "x", mode: "test" },
  });
  await client.request("connect", params);
  const untrusted = records[0]?.["untrusted"] as Record<string, string>;
  assert.equal(untrusted["version"]?.length, 200);
  assert.match(untrusted["version"] ?? "", /^1\ufffd\[2J\ufffd\{"level":"info"\}\ufffdv+$/);
});

test("SR7 of 300 sockets that never say who they are at most 64 are kept, and an honest client gets in", async (t) => {
  const gateway = await startDoor(t, { auth: { mode: "token", secret: new Secret(TOKEN) } });
  const before = await gateway.connect({ auth: { token: TOKEN } });
  let dropped = 0;
  const silent = await Promise.all(
    Array.from({ length: 300 }, async (_, at) => {
      const socket = rawSocket(t, gateway.listener.port).resume();
      socket.on("close", () => (dropped += 1));
      // Half of them go as far as the upgrade.
      if (at % 2 === 0) socket.write(upgradeRequest(gateway));
      return socket;
    }),
  );
  const connecting = silent.filter((socket) => socket.connecting);
  await Promise.all(connecting.map((socket) => once(socket, "connect")));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(gateway.budget.pending <= 64);
  assert.ok((await gateway.connect({ auth: { token: TOKEN } })).ws.readyState === 1);
  assert.equal((await before.request("health")).ok, true, "who is in already is not touched");
  while (dropped < 300 - 64) await new Promise((resolve) => setImmediate(resolve));
});

function upgradeRequest({ listener }: DoorFixture): string {
  return (
    `GET / HTTP/1.1\r\nHost: 127.0.0.1:${listener.port}\r\nUpgrade: websocket\r\n` +
    "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" +
    "Sec-WebSocket-Version: 13\r\n\r\n"
  );
}

test("SR7 after ten wrong tokens the next are told to wait, and the right one still connects", async (t) => {
  const gateway = await startDoor(t, { auth: { mode: "token", secret: new Secret(TOKEN) } });
  const codes: string[] = [];
  let waitMs: number | undefined;
  for (let at = 0; at < 12; at += 1) {
    const client = await gateway.open();
    const params = connectParams({ auth: { token: `wrong ${at}` } });
    const { error } = await client.request("connect", params);
    codes.push(error?.code ?? "");
    waitMs = error?.retryAfterMs;
    const { reason } = await client.closed;
    assert.match(reason, /^unauthorized: /);
  }
  assert.deepEqual(codes, [
    ...Array.from({ length: 10 }, () => "INVALID_REQUEST"),
    "UNAVAILABLE",
    "UNAVAILABLE",
  ]);
  assert.ok(waitMs !== undefined && waitMs > 0 && waitMs <= 60_000);
  assert.ok(await gateway.connect({ auth: { token: TOKEN } }));
});

test("SR1 an upgrade from another page, or under another name, is refused before anything is read", async (t) => {
  const gateway = await startDoor(t);
  await assert.rejects(gateway.open({ headers: { origin: "http://evil.example" } }), /403/);
  await assert.rejects(gateway.open({ headers: { origin: "null" } }), /403/);
  await assert.rejects(gateway.open({ headers: { host: "evil.example" } }), /421/);
  const origin = `http://localhost:${gateway.listener.port}`;
  assert.ok(await gateway.connect({}, { headers: { origin } }));
});

test("the path of the live reload is nobody's here, every other path is the gateway", async (t) => {
  const gateway = await startDoor(t);
  await assert.rejects(TestClient.open(`${gateway.url}/__zero__/ws?x`), /404/);
  const client = await TestClient.open(`${gateway.url}/__zero__/wsx?y=1`);
  assert.ok(await client.hello());
});

test("S186 a plain request finds nothing", async (t) => {
  const gateway = await startDoor(t);
  const response = await fetch(`http://127.0.0.1:${gateway.listener.port}/`);
  assert.equal(response.status, 404);
  assert.equal(await response.text(), "Not Found");
});
