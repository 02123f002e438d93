import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test, type TestContext } from "node:test";
import { answerWith, chunk, modelServer, sse } from "../support/agent/model-server.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { answeredBy, lastWords } from "../support/paced-model.ts";
import { WireClient } from "../support/wire-client.ts";

/** What happens because time passed. Each test waits for it, so they wait together. */
describe("in time", { concurrency: true }, () => {
  let gateway: GatewayProcess;
  let mute: { url: string };
  const over: (() => void)[] = [];

  before(async () => {
    const scope = { after: (end: () => void) => void over.push(end) };
    mute = await modelServer(scope, (request, response) => {
      const words = lastWords(request.body);
      if (words === "be silent") return;
      if (words === "fall silent") {
        sse(response, [chunk({ role: "assistant", content: "I begin and " })]);
      } else answerWith(response, "here I am");
    });
    const limits = { firstTokenSeconds: 3, silenceSeconds: 3 };
    gateway = await GatewayProcess.start({
      config: { gateway: { mode: "local" }, ...answeredBy(`${mute.url}/v1`, { limits }) },
      args: ["--port", "0"],
    });
  });
  after(async () => {
    await gateway.clean();
    for (const end of over) end();
  });

  test("S94 S120 S121 S170 a client with no other traffic is sent a tick, and nothing rides on it", async (t) => {
    const client = await WireClient.connect(t, gateway.url);
    const { policy } = client.hello;
    assert.equal(policy.tickIntervalMs, 30_000);
    const { payload, seq } = await client.event("tick");
    assert.deepEqual(Object.keys(payload), ["ts"]);
    assert.ok(Math.abs(Date.now() - payload.ts) < 60_000);
    assert.ok(seq !== undefined && seq > 0, "a lost tick is a gap like any other");
    assert.equal(client.isClosed, false);
  });

  test("S66 V43 a client that never says who it is is closed with 1000 after ten seconds", async (t) => {
    const began = performance.now();
    const client = await WireClient.open(t, gateway.url);
    const { event, payload } = await client.event("connect.challenge");
    assert.equal(event, "connect.challenge");
    assert.deepEqual(Object.keys(payload).toSorted(), ["nonce", "ts"]);
    assert.deepEqual(await client.closed, { code: 1000, reason: "" });
    assert.ok(performance.now() - began > 9_000, "and not before");
    assert.equal(client.frames.length, 1);
  });

  /** The turn ends with AGENT_TIMEOUT and these words, and the next of its session is answered. */
  async function timesOut(
    t: TestContext,
    params: { message: string; timeout?: number },
    why: RegExp,
  ) {
    const client = await WireClient.connect(t, gateway.url);
    const key = randomUUID();
    const sessionKey = `agent:main:dm:${key}`;
    const id = client.ask("agent", { ...params, sessionKey, idempotencyKey: key });
    const { ok, payload, error } = await client.final(id);
    assert.deepEqual([ok, error?.code, error?.retryable], [false, "AGENT_TIMEOUT", true]);
    assert.match(error?.message ?? "", why);
    assert.deepEqual([payload.runId, payload.status], [key, "error"]);
    const last = client.events("agent").findLast((event) => event.payload.runId === key);
    assert.equal(last?.payload.data.phase, "error");
    const next = { message: "hello?", sessionKey, idempotencyKey: `${key}-next` };
    assert.deepEqual((await client.turn(next)).result.payloads, [{ text: "here I am" }]);
    assert.equal((await client.call("agent.wait", { runId: key, timeoutMs: 0 })).status, "error");
  }

  test("S117 V9 A16 a model that never says a word is AGENT_TIMEOUT, and the session goes on", (t) =>
    timesOut(t, { message: "be silent" }, /did not start answering within 3 s/));

  test("S117 V9 A16 a model that stops in the middle is AGENT_TIMEOUT, and the session goes on", (t) =>
    timesOut(t, { message: "fall silent" }, /did not go on answering within 3 s/));

  test("S117 V9 A16 a turn that takes longer than the request allows is AGENT_TIMEOUT", (t) =>
    timesOut(t, { message: "be silent", timeout: 1 }, /did not finish within 1 s/));
});
