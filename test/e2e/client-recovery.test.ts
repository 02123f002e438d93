import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { type ClientOptions, ClosedError, GatewayClient, GatewayError } from "@zero/client";
import { next } from "../support/client/next.ts";
import { Refusal, type Script, ScriptedGateway, unusedPort } from "../support/scripted-gateway.ts";

const identity = {
  client: { id: "test", version: "1.2.3", platform: "linux", mode: "test" },
} as const;

async function gatewayOf(t: TestContext, script: Script, port = 0): Promise<ScriptedGateway> {
  const gateway = await ScriptedGateway.start(script, port);
  t.after(() => gateway.close());
  return gateway;
}

function clientOf(t: TestContext, url: string, options: Partial<ClientOptions> = {}) {
  const client = new GatewayClient({ url, identity, ...options });
  t.after(() => client.close());
  return client;
}

const REFRESH = { health: () => ({}), "system-presence": () => [] };

test("S72 the second answer may be a failure, with what the run came to beside the error", async (t) => {
  const gateway = await gatewayOf(t, {
    methods: {
      agent: (_params, peer, id) => {
        peer.accept(id, { runId: "r" });
        const payload = { runId: "r", status: "error", summary: "no model" };
        const error = { code: "UNAVAILABLE", message: "no model" };
        peer.send({ type: "res", id, ok: false, payload, error });
        return { runId: "r", status: "ok", summary: "a third answer, which nobody waits for" };
      },
      echo: (params) => params,
    },
  });
  const client = clientOf(t, gateway.url);
  await client.connect();
  const run = client.call("agent", {}, { expectFinal: true });
  await assert.rejects(run, (error) => {
    assert.ok(error instanceof GatewayError);
    assert.deepEqual(error.payload, { runId: "r", status: "error", summary: "no model" });
    return true;
  });
  assert.deepEqual(await client.call("echo", { still: "here" }), { still: "here" });
});

test("V21 events without a seq are not counted, and each connection counts from 1 again", async (t) => {
  const gateway = await gatewayOf(t, { methods: REFRESH });
  const client = clientOf(t, gateway.url, { reconnect: { initialMs: 1, maxMs: 5 } });
  const gaps: unknown[] = [];
  client.on("gap", (gap) => gaps.push(gap));
  const heard = () => next(client, "event");
  await client.connect();
  for (const event of ["tick", "node.invoke.request", "tick"]) {
    const arrived = heard();
    if (event === "tick") gateway.peer.event(event, {});
    else gateway.peer.send({ type: "event", event, payload: {} });
    await arrived;
  }
  const back = next(client, "hello");
  gateway.peer.socket.close(1012, "service restart");
  await back;
  const arrived = heard();
  gateway.peer.event("tick", {});
  await arrived;
  assert.deepEqual(gaps, []);
});

test("S123 a refresh after a gap that fails is told, and the connection goes on", async (t) => {
  const gateway = await gatewayOf(t, {
    methods: {
      ...REFRESH,
      health: () => {
        throw new Refusal("UNAVAILABLE", "not now");
      },
    },
  });
  const client = clientOf(t, gateway.url);
  await client.connect();
  const failed = next(client, "refreshFailed");
  gateway.peer.lose(1);
  gateway.peer.event("tick", {});
  assert.ok((await failed) instanceof GatewayError);
  assert.equal(client.connected, true);

  const calm = clientOf(t, gateway.url, { refreshOnGap: false });
  await calm.connect();
  const asked = gateway.requests.length;
  const gap = next(calm, "gap");
  gateway.peer.lose(1);
  gateway.peer.event("tick", {});
  await gap;
  await assert.rejects(calm.call("health", {}), GatewayError);
  assert.equal(gateway.requests.length, asked + 1, "nothing was asked by itself");
});

test("S96 a gateway that is not there yet is tried later and later, and from the start after a hello", async (t) => {
  const port = await unusedPort();
  const reconnect = { initialMs: 4, maxMs: 16, random: () => 0 };
  const client = clientOf(t, `ws://127.0.0.1:${port}`, { reconnect });
  const delays: (number | undefined)[] = [];
  const fourth = new Promise<void>((resolve) => {
    client.on("closed", ({ retryInMs }) => {
      if (delays.push(retryInMs) === 4) resolve();
    });
  });
  await assert.rejects(client.connect(), ClosedError);
  await fourth;
  assert.deepEqual(delays.slice(0, 4), [4, 8, 16, 16]);
  const hello = next(client, "hello");
  const gateway = await gatewayOf(t, {}, port);
  await hello;
  const closed = next(client, "closed");
  gateway.peer.socket.close(1012, "service restart");
  assert.equal((await closed).retryInMs, 4);
});
