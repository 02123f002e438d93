import assert from "node:assert/strict";
import { once } from "node:events";
import { test, type TestContext } from "node:test";
import {
  type ClientOptions,
  ClientUsageError,
  ClosedError,
  GatewayClient,
  GatewayError,
  RefusedError,
  TimeoutError,
} from "@zero/client";
import { next } from "../support/client/next.ts";
import {
  Refusal,
  type Script,
  ScriptedGateway,
  SILENCE,
  unusedPort,
} from "../support/scripted-gateway.ts";

const IDENTITY = {
  client: { id: "test", version: "1.2.3", platform: "linux", mode: "test" },
} as const;

async function gatewayOf(t: TestContext, script: Script = {}): Promise<ScriptedGateway> {
  const gateway = await ScriptedGateway.start(script);
  t.after(() => gateway.close());
  return gateway;
}

function clientOf(t: TestContext, url: string, options: Partial<ClientOptions> = {}) {
  const client = new GatewayClient({ url, identity: IDENTITY, ...options });
  t.after(() => client.close());
  return client;
}

test("the first frame is connect with versions, client, caps and auth", async (t) => {
  const gateway = await gatewayOf(t);
  const client = clientOf(t, gateway.url, { auth: { token: "a-token" } });
  const hello = await client.connect();
  assert.equal(hello.server.version, "9.9.9");
  assert.equal(client.connected, true);
  const [first] = gateway.requests;
  assert.equal(first?.type, "req");
  assert.equal(first.method, "connect");
  assert.deepEqual(first.params, {
    minProtocol: 3,
    maxProtocol: 3,
    ...IDENTITY,
    caps: ["presence-delta"],
    auth: { token: "a-token" },
  });
});

test("connect is sent after 750 ms at the latest when no challenge comes", async (t) => {
  const gateway = await gatewayOf(t, { challenge: false });
  const client = clientOf(t, gateway.url, { challengeWaitMs: 20 });
  assert.equal((await client.connect()).protocol, 3);
});

test("a refused connect rejects with the gateway's error and its close code", async (t) => {
  const gateway = await gatewayOf(t, {
    onConnect: () => {
      throw new Refusal("INVALID_REQUEST", "protocol mismatch", {
        code: 1002,
        reason: "protocol mismatch",
      });
    },
  });
  await assert.rejects(clientOf(t, gateway.url).connect(), (error) => {
    assert.ok(error instanceof RefusedError);
    assert.equal(error.code, "INVALID_REQUEST");
    assert.equal(error.message, "protocol mismatch");
    assert.equal(error.closeCode, 1002);
    return true;
  });
});

test("a gateway that never answers connect is a timeout", async (t) => {
  const gateway = await gatewayOf(t, { challenge: false });
  const client = clientOf(t, gateway.url, { connectTimeoutMs: 30, challengeWaitMs: 5_000 });
  await assert.rejects(client.connect(), (error) => {
    assert.ok(error instanceof TimeoutError);
    assert.equal(error.message, "gateway timeout after 30ms");
    return true;
  });
});

test("nobody listening is closed with 1006 and says so", async (t) => {
  const port = await unusedPort();
  await assert.rejects(clientOf(t, `ws://127.0.0.1:${port}`).connect(), (error) => {
    assert.ok(error instanceof ClosedError);
    assert.equal(
      error.message,
      "gateway closed (1006 abnormal closure (no close frame)): no close reason",
    );
    return true;
  });
});

test("answers and errors come back to the request that asked", async (t) => {
  const gateway = await gatewayOf(t, {
    methods: {
      health: () => ({ ok: true }),
      send: () => {
        throw new Refusal("NOT_LINKED", "telegram is not linked");
      },
    },
  });
  const client = clientOf(t, gateway.url);
  await client.connect();
  const [health, send] = await Promise.allSettled([
    client.call("health", {}),
    client.call("send", {}),
  ]);
  assert.deepEqual(health, { status: "fulfilled", value: { ok: true } });
  assert.equal(send.status, "rejected");
  assert.ok(send.reason instanceof GatewayError);
  assert.equal(send.reason.code, "NOT_LINKED");
});

test("a two-stage method settles on the second answer when that is wanted", async (t) => {
  const gateway = await gatewayOf(t, {
    methods: {
      agent: (params, peer, id) => {
        peer.accept(id, { runId: params.idempotencyKey });
        return { runId: params.idempotencyKey, status: "ok", summary: "completed" };
      },
    },
  });
  const client = clientOf(t, gateway.url);
  await client.connect();
  const accepted: unknown[] = [];
  const params = { message: "hi", idempotencyKey: "key-1" };
  const final = await client.call("agent", params, {
    expectFinal: true,
    onAccepted: (payload) => accepted.push(payload),
  });
  assert.deepEqual(accepted, [{ status: "accepted", runId: "key-1" }]);
  assert.deepEqual(final, { runId: "key-1", status: "ok", summary: "completed" });
  const first = await client.call("agent", params);
  assert.deepEqual(first, { status: "accepted", runId: "key-1" });
});

test("a request that is not answered in time is a timeout, and an abort gives the wait up", async (t) => {
  const gateway = await gatewayOf(t, { methods: { slow: () => SILENCE } });
  const client = clientOf(t, gateway.url);
  await client.connect();
  await assert.rejects(client.call("slow", {}, { timeoutMs: 20 }), TimeoutError);
  const abort = new AbortController();
  const waiting = client.call("slow", {}, { signal: abort.signal });
  abort.abort(new Error("enough"));
  await assert.rejects(waiting, /enough/);
});

test("more requests than may wait are refused here, and so is a frame the gateway would cut", async (t) => {
  const gateway = await gatewayOf(t, { methods: { slow: () => SILENCE, echo: (p) => p } });
  const client = clientOf(t, gateway.url, { pendingMax: 2 });
  await client.connect();
  const waiting = [client.call("slow", {}), client.call("slow", {})];
  await assert.rejects(client.call("slow", {}), ClientUsageError);
  client.close();
  for (const call of waiting) await assert.rejects(call, ClosedError);

  const other = clientOf(t, gateway.url);
  await other.connect();
  await assert.rejects(other.call("echo", { text: "x".repeat(524_288) }), /at most 524288/);
  const long = "é".repeat(200_000);
  assert.deepEqual(await other.call("echo", { text: long }), { text: long });
});

test("requests that wait are rejected when the gateway closes, with its reason", async (t) => {
  const gateway = await gatewayOf(t, { methods: { slow: () => SILENCE } });
  const client = clientOf(t, gateway.url);
  await client.connect();
  const waiting = client.call("slow", {});
  gateway.peer.socket.close(1012, "service restart");
  await assert.rejects(
    waiting,
    /^ClosedError: gateway closed \(1012 service restart\): service restart$/,
  );
  assert.equal(client.connected, false);
});

test("S102 presence starts with the snapshot and follows lists and deltas", async (t) => {
  const gateway = await gatewayOf(t, { presence: [{ host: "Gate", ts: 10 }] });
  const client = clientOf(t, gateway.url);
  await client.connect();
  assert.deepEqual(client.presence, [{ host: "Gate", ts: 10 }]);

  const delta = next(client, "presence");
  gateway.peer.event("presence", {
    changed: [
      { host: "gate", ts: 30, mode: "gateway" },
      { instanceId: "I1", ts: 20 },
    ],
    removed: [],
  });
  await delta;
  assert.deepEqual(
    client.presence.map((row) => row.ts),
    [30, 20],
  );

  const removal = next(client, "presence");
  gateway.peer.event("presence", { changed: [], removed: ["i1"] });
  await removal;
  assert.deepEqual(client.presence, [{ host: "gate", ts: 30, mode: "gateway" }]);

  const list = next(client, "presence");
  gateway.peer.event("presence", { presence: [{ host: "other", ts: 40 }] });
  await list;
  assert.deepEqual(client.presence, [{ host: "other", ts: 40 }]);
});

test("S123 S124 V21 a gap in seq makes the client ask health and system-presence again", async (t) => {
  const gateway = await gatewayOf(t, {
    methods: {
      health: () => ({ ok: true, fresh: true }),
      "system-presence": () => [{ host: "fresh", ts: 99 }],
    },
  });
  const client = clientOf(t, gateway.url);
  await client.connect();
  gateway.peer.event("tick", { ts: 1 });
  gateway.peer.lose(2);
  const facts = Promise.all([
    next(client, "gap"),
    next(client, "health"),
    next(client, "presence"),
  ]);
  gateway.peer.event("tick", { ts: 2 });
  const [gap, health] = await facts;
  assert.deepEqual(gap, { expected: 2, received: 4 });
  assert.deepEqual(health, { ok: true, fresh: true });
  assert.deepEqual(client.presence, [{ host: "fresh", ts: 99 }]);
  assert.deepEqual(gateway.methods(), ["connect", "health", "system-presence"]);
});

test("V21 events that are lost before the first one are a gap too, and refreshes are shared", async (t) => {
  const gateway = await gatewayOf(t, {
    methods: { health: () => ({}), "system-presence": () => [] },
  });
  const client = clientOf(t, gateway.url);
  await client.connect();
  const presence = next(client, "presence");
  gateway.peer.lose(1);
  gateway.peer.event("tick", { ts: 1 });
  gateway.peer.lose(1);
  gateway.peer.event("tick", { ts: 2 });
  await presence;
  assert.deepEqual(gateway.methods(), ["connect", "health", "system-presence"]);
});

test("a connection without a sign of life is closed with 4000 tick timeout", async (t) => {
  const gateway = await gatewayOf(t, { tickIntervalMs: 20 });
  const client = clientOf(t, gateway.url);
  const closed = next(client, "closed");
  await client.connect();
  const socketClosed = once(gateway.peer.socket, "close");
  const { error } = await closed;
  assert.equal(error.message, "gateway closed (4000 tick timeout): tick timeout");
  const [code, reason] = await socketClosed;
  assert.equal(code, 4000);
  assert.equal(String(reason), "tick timeout");
});

test("S96 the client comes back by itself and replaces what it knew", async (t) => {
  const first = await ScriptedGateway.start({ presence: [{ host: "old", ts: 1 }] });
  const client = clientOf(t, first.url, { reconnect: { initialMs: 5, maxMs: 20 } });
  await client.connect();
  const closed = next(client, "closed");
  await first.close();
  const { error, retryInMs } = await closed;
  assert.equal(error.message, "gateway closed (1012 service restart): service restart");
  assert.ok(retryInMs !== undefined && retryInMs <= 5);

  const hello = next(client, "hello");
  const second = await ScriptedGateway.start({ presence: [{ host: "new", ts: 2 }] }, first.port);
  t.after(() => second.close());
  await hello;
  assert.deepEqual(client.presence, [{ host: "new", ts: 2 }]);
  assert.equal(client.connected, true);
});

test("a client that was refused for good does not come back", async (t) => {
  let tries = 0;
  const gateway = await gatewayOf(t, {
    onConnect: () => {
      tries += 1;
      throw new Refusal("INVALID_REQUEST", "unauthorized: gateway token mismatch (…)");
    },
  });
  const client = clientOf(t, gateway.url, { reconnect: { initialMs: 1, maxMs: 1 } });
  const closed = next(client, "closed");
  await assert.rejects(client.connect(), RefusedError);
  assert.equal((await closed).retryInMs, undefined);
  assert.equal(tries, 1);
});

test("binary frames, malformed frames and frames over the limit end the connection", async (t) => {
  const gateway = await gatewayOf(t);
  const cases: [string, (socket: (typeof gateway.peer)["socket"]) => void, number][] = [
    ["binary", (socket) => socket.send(Buffer.from([1, 2])), 4002],
    ["malformed", (socket) => socket.send('{"type":"res"}'), 4002],
    ["no JSON", (socket) => socket.send("{"), 4002],
    ["too big", (socket) => socket.send(JSON.stringify("x".repeat(2_000))), 4009],
  ];
  for (const [name, send, code] of cases) {
    const client = clientOf(t, gateway.url, { frameLengthMax: 1_000 });
    await client.connect();
    const closed = next(client, "closed");
    send(gateway.peer.socket);
    const { error } = await closed;
    assert.ok(error instanceof ClosedError);
    assert.equal(error.code, code, name);
  }
});

test("a client that was closed cannot be used again", async (t) => {
  const gateway = await gatewayOf(t);
  const client = clientOf(t, gateway.url);
  await assert.rejects(client.call("health", {}), ClientUsageError);
  await client.connect();
  await assert.rejects(client.connect(), ClientUsageError);
  client.close();
  await assert.rejects(client.call("health", {}), ClientUsageError);
  await assert.rejects(client.connect(), ClientUsageError);
});
