import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { startModel } from "@zero/simulator";
import { GatewayProcess } from "../support/gateway-process.ts";
import { answeredBy, heldModel, pacedModel } from "../support/paced-model.ts";
import { type Frame, WireClient } from "../support/wire-client.ts";

const MAIN = "agent:main:main";

async function gatewayOf(t: TestContext, config: object = {}): Promise<GatewayProcess> {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local" }, ...config },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  return gateway;
}

const ofRun = (client: WireClient, event: string, runId: string) =>
  client
    .events(event)
    .map(({ payload }) => payload)
    .filter((payload) => payload.runId === runId);

/** Waits for the last `chat` event of a run and returns it. */
const chatEnd = (client: WireClient, runId: string) =>
  client.event("chat", ({ payload }) => payload.runId === runId && payload.state !== "delta");

/** Words of the messages in a session's history, with their roles. */
async function historyOf(client: WireClient, sessionKey = "main"): Promise<[string, string][]> {
  const { messages } = await client.call("chat.history", { sessionKey });
  return messages.map(({ role, content }: { role: string; content: { text?: string }[] }) => [
    role,
    content.map(({ text }) => text ?? "").join(""),
  ]);
}

test("S71 S72 S73 S80 S92 S121 a turn is accepted, streamed on the same connection, and answered", async (t) => {
  const model = await startModel({ chunkLength: 6 });
  t.after(() => model.close());
  const gateway = await gatewayOf(t, answeredBy(model.baseUrl));
  const client = await WireClient.connect(t, gateway.url);
  const id = client.ask("agent", { message: "tell me a story", idempotencyKey: "run-1" });
  const final = await client.final(id);
  const answers = client.frames.filter((frame) => frame.type === "res" && frame.id === id);
  assert.equal(answers.length, 2);
  const { acceptedAt, ...accepted } = answers[0]?.payload ?? {};
  assert.deepEqual(accepted, { runId: "run-1", status: "accepted" });
  assert.ok(Math.abs(Date.now() - acceptedAt) < 60_000);

  const { runId, status, summary, result } = final.payload;
  assert.deepEqual([runId, status, summary], ["run-1", "ok", "completed"]);
  assert.deepEqual(result.payloads, [{ text: "echo: tell me a story" }]);
  const { provider, model: name } = result.meta.agentMeta;
  assert.deepEqual([provider, name], ["wire", "test-model"]);

  const events = client.events("agent");
  const told = events.map(({ payload }) => payload);
  assert.ok(
    events.every(({ seq }) => seq !== undefined),
    "each frame counts for the connection",
  );
  assert.deepEqual(
    told.map(({ seq }) => seq),
    told.map((_, index) => index + 1),
  );
  assert.deepEqual(
    [told[0], told.at(-1)].map((event) => [event.stream, event.data.phase, event.sessionKey]),
    [
      ["lifecycle", "start", MAIN],
      ["lifecycle", "end", MAIN],
    ],
  );
  const words = told.filter(({ stream }) => stream === "assistant").map(({ data }) => data);
  assert.equal(words.map(({ delta }) => delta).join(""), "echo: tell me a story");
  assert.equal(words.at(-1).text, "echo: tell me a story");
  const at = (frame: Frame | undefined) => client.frames.indexOf(frame as Frame);
  assert.ok(at(answers[0]) < at(events[0]) && at(events.at(-1)) < at(final), "in this order");
});

test("S72 S115 V9 a turn that fails says so twice: in the answer and in the events, in a sentence", async (t) => {
  const model = await startModel({
    script: () => ({ status: 400, message: "this is beyond me" }),
  });
  t.after(() => model.close());
  const gateway = await gatewayOf(t, answeredBy(model.baseUrl));
  const client = await WireClient.connect(t, gateway.url);
  const id = client.ask("agent", { message: "hi", idempotencyKey: "run-1" });
  const { ok, payload, error } = await client.final(id);
  assert.equal(ok, false);
  assert.deepEqual([payload.runId, payload.status], ["run-1", "error"]);
  assert.equal(payload.summary, "wire/test-model refused the request: this is beyond me");
  assert.deepEqual(error, { code: "UNAVAILABLE", message: payload.summary, retryable: true });
  const last = ofRun(client, "agent", "run-1").at(-1);
  assert.deepEqual([last.stream, last.data.phase], ["lifecycle", "error"]);
  const chat = await chatEnd(client, "run-1");
  assert.deepEqual([chat.payload.state, chat.payload.errorMessage], ["error", payload.summary]);
  assert.equal((await historyOf(client)).at(-1)?.[1], payload.summary, "and history has it");
});

test("S73 tools are shown while they run, where the configuration says so", async (t) => {
  const config = { agents: { defaults: { verboseDefault: "on" } } };
  const gateway = await gatewayOf(t, config);
  const client = await WireClient.connect(t, gateway.url);
  const { result } = await client.turn({ message: "12 * (3 + 4)", idempotencyKey: "run-1" });
  assert.match(result.payloads[0].text, /= 84$/);
  const told = ofRun(client, "agent", "run-1");
  const tools = told.filter(({ stream }) => stream === "tool").map(({ data }) => data);
  assert.deepEqual(
    tools.map(({ phase, name, isError }) => [phase, name, isError]),
    [
      ["start", "calculator", undefined],
      ["result", "calculator", false],
    ],
  );
  assert.equal(tools[0].toolCallId, tools[1].toolCallId);
  assert.deepEqual(
    told.map(({ seq }) => seq),
    told.map((_, index) => index + 1),
  );
});

test("S97 S98 S100 chat.send answers at once, chat and agent events follow, chat.history has both", async (t) => {
  const model = await heldModel(t);
  const gateway = await gatewayOf(t, answeredBy(model.baseUrl));
  const [sender, watcher] = await Promise.all([
    WireClient.connect(t, gateway.url, { client: webchat }),
    WireClient.connect(t, gateway.url),
  ]);
  const params = { sessionKey: "main", message: "hello", idempotencyKey: "chat-1" };
  assert.deepEqual(await sender.call("chat.send", params), { runId: "chat-1", status: "started" });
  const delta = await sender.event("chat", ({ payload }) => payload.state === "delta");
  assert.deepEqual(delta.payload.message.content, [{ type: "text", text: "Half " }]);
  assert.deepEqual(await sender.call("chat.send", params), {
    runId: "chat-1",
    status: "in_flight",
  });
  model.release();
  for (const client of [sender, watcher]) {
    const { payload } = await chatEnd(client, "chat-1");
    assert.deepEqual([payload.state, payload.sessionKey], ["final", MAIN]);
    assert.deepEqual(payload.message.content, [{ type: "text", text: "Half done: hello" }]);
    assert.ok(ofRun(client, "agent", "chat-1").length >= 3, "start, words, end");
    const seqs = ofRun(client, "chat", "chat-1").map(({ seq }) => seq);
    assert.deepEqual(
      seqs,
      seqs.map((_, index) => index + 1),
    );
  }
  assert.deepEqual(await sender.call("chat.send", params), { runId: "chat-1", status: "ok" });
  assert.equal(model.asked, 1);
  assert.deepEqual(await historyOf(watcher), [
    ["user", "hello"],
    ["assistant", "Half done: hello"],
  ]);
  const reused = await sender.request("chat.send", { ...params, message: "something else" });
  assert.equal(reused.error?.code, "INVALID_REQUEST");
  assert.match(reused.error?.message ?? "", /idempotency key reused/);
});

const webchat = { id: "webchat", version: "1", platform: "web", mode: "webchat" };

test("S99 S100 chat.abort and the word stop end a run; what was visible stays in history", async (t) => {
  const model = await heldModel(t);
  const gateway = await gatewayOf(t, answeredBy(model.baseUrl));
  const client = await WireClient.connect(t, gateway.url);
  const begin = async (key: string) => {
    await client.call("chat.send", { sessionKey: "main", message: key, idempotencyKey: key });
    await client.event("chat", ({ payload }) => payload.runId === key && payload.state === "delta");
  };
  await begin("first");
  const elsewhere = { sessionKey: "agent:main:dm:1", runId: "first" };
  const mismatch = await client.request("chat.abort", elsewhere);
  assert.equal(mismatch.error?.message, "runId does not match sessionKey");
  const aborted = (runId: string) => ({ ok: true, aborted: true, runIds: [runId] });
  const named = { sessionKey: "main", runId: "first" };
  assert.deepEqual(await client.call("chat.abort", named), aborted("first"));
  await begin("second");
  const word = { sessionKey: "main", message: " STOP ", idempotencyKey: "third" };
  assert.deepEqual(await client.call("chat.send", word), aborted("second"));
  for (const key of ["first", "second"]) {
    const { payload } = await chatEnd(client, key);
    assert.equal(payload.state, "aborted");
    const end = ofRun(client, "agent", key).at(-1);
    assert.deepEqual([end.data.phase, end.data.aborted], ["end", true]);
  }
  const none = { ok: true, aborted: false, runIds: [] };
  assert.deepEqual(await client.call("chat.abort", { sessionKey: "main" }), none);
  assert.deepEqual(await historyOf(client), [
    ["user", "first"],
    ["assistant", "Half "],
    ["user", "second"],
    ["assistant", "Half "],
  ]);
});

test("S72 V31 the same request under the same key is one turn, however often and wherever it is asked", async (t) => {
  const model = await heldModel(t);
  const gateway = await gatewayOf(t, answeredBy(model.baseUrl));
  const clients = await Promise.all(
    Array.from({ length: 3 }, () => WireClient.connect(t, gateway.url)),
  );
  const params = { message: "only once", idempotencyKey: "the-key" };
  const asked = clients.map((client) => [client, client.ask("agent", params)] as const);
  await Promise.all(clients.map((client) => client.event("chat")));
  model.release();
  const finals = await Promise.all(asked.map(([client, id]) => client.final(id)));
  const late = await clients[0]?.turn(params);
  for (const { result } of [...finals.map(({ payload }) => payload), late]) {
    assert.deepEqual(result.payloads, [{ text: "Half done: only once" }]);
  }
  assert.equal(model.asked, 1);
  const [client] = clients;
  assert.ok(client);
  assert.equal((await historyOf(client)).length, 2);
  const { error } = await client.request("agent", { ...params, message: "another" });
  assert.match(error?.message ?? "", /idempotency key reused/);
});

test("S72 S97 a turn goes on when its client leaves, and whoever comes finds the answer", async (t) => {
  const model = await heldModel(t);
  const gateway = await gatewayOf(t, answeredBy(model.baseUrl));
  const leaver = await WireClient.connect(t, gateway.url);
  leaver.ask("agent", { message: "bye", idempotencyKey: "run-1" });
  await leaver.event("chat");
  leaver.socket.terminate();
  await leaver.closed;
  const client = await WireClient.connect(t, gateway.url);
  const waiting = client.call("agent.wait", { runId: "run-1" });
  model.release();
  const { status, startedAt, endedAt } = await waiting;
  assert.equal(status, "ok");
  assert.ok(startedAt <= endedAt);
  assert.deepEqual((await historyOf(client)).at(-1), ["assistant", "Half done: bye"]);
  const unknown = await client.call("agent.wait", { runId: "no-such-run", timeoutMs: 50 });
  assert.deepEqual(unknown, { runId: "no-such-run", status: "timeout" });
});

test("S119 a model server that is gone is UNAVAILABLE in a sentence, unless there is a fallback", async (t) => {
  const gone = await startModel();
  await gone.close();
  const without = await gatewayOf(t, answeredBy(gone.baseUrl));
  const client = await WireClient.connect(t, without.url);
  const id = client.ask("agent", { message: "2 + 2", idempotencyKey: "run-1" });
  const { error } = await client.final(id);
  assert.deepEqual([error?.code, error?.retryable], ["UNAVAILABLE", true]);
  assert.match(error?.message ?? "", /^wire\/test-model cannot be reached at http:/);

  const model = { primary: "wire/test-model", fallbacks: ["builtin/offline"] };
  const backed = await gatewayOf(t, answeredBy(gone.baseUrl, { model }));
  const other = await WireClient.connect(t, backed.url);
  const { result } = await other.turn({ message: "2 + 2", idempotencyKey: "run-1" });
  assert.match(result.payloads[0].text, /= 4$/);
  assert.equal(result.meta.agentMeta.provider, "builtin");
});

test("V31 a turn that failed frees its key: the same request tries again, once", async (t) => {
  const model = await startModel({ script: () => ({ status: 400, message: "not now" }) });
  t.after(() => model.close());
  const gateway = await gatewayOf(t, answeredBy(model.baseUrl));
  const client = await WireClient.connect(t, gateway.url);
  const params = { message: "please", idempotencyKey: "the-key" };
  assert.equal((await client.final(client.ask("agent", params))).ok, false);
  model.use(() => ({ text: "gladly" }));
  assert.deepEqual((await client.turn(params)).result.payloads, [{ text: "gladly" }]);
  const asked = model.requests.length;
  assert.deepEqual((await client.turn(params)).result.payloads, [{ text: "gladly" }]);
  assert.equal(model.requests.length, asked);
  const words = await historyOf(client);
  assert.equal(words.filter(([role]) => role === "user").length, 1);
  assert.deepEqual(words.at(-1), ["assistant", "gladly"]);
});

test("turns of one session follow one another, and those of others do not wait for them", async (t) => {
  const model = await heldModel(t);
  const gateway = await gatewayOf(t, answeredBy(model.baseUrl));
  const client = await WireClient.connect(t, gateway.url);
  const send = (sessionKey: string, key: string) =>
    client.call("chat.send", { sessionKey, message: key, idempotencyKey: key });
  await send("main", "a-1");
  await send("main", "a-2");
  await send("agent:main:dm:7", "b-1");
  const running = (key: string) =>
    client.event("chat", ({ payload }) => payload.runId === key && payload.state === "delta");
  await Promise.all([running("a-1"), running("b-1")]);
  assert.deepEqual(ofRun(client, "agent", "a-2"), []);
  model.release();
  for (const key of ["a-1", "a-2", "b-1"]) await chatEnd(client, key);
  assert.deepEqual(
    (await historyOf(client)).map(([, text]) => text),
    ["a-1", "Half done: a-1", "a-2", "Half done: a-2"],
  );
});

test("S73 V38 a streamed answer costs one agent event in 50 ms at most, and loses no word", async (t) => {
  const model = await pacedModel(t, { tokens: 150, perSecond: 100 });
  const gateway = await gatewayOf(t, answeredBy(model.baseUrl));
  const client = await WireClient.connect(t, gateway.url);
  const began = performance.now();
  const { result } = await client.turn({ message: "go on", idempotencyKey: "run-1" });
  const tookMs = performance.now() - began;
  assert.equal(result.payloads[0].text, model.text);
  const told = ofRun(client, "agent", "run-1");
  const words = told.filter(({ stream }) => stream === "assistant").map(({ data }) => data.delta);
  assert.equal(words.join(""), model.text);
  // Begin, end, the first word and what is left at the end.
  assert.ok(told.length <= tookMs / 50 + 4, `${told.length} events in ${tookMs} ms`);
  const chats = ofRun(client, "chat", "run-1");
  assert.ok(chats.length <= tookMs / 150 + 2, `${chats.length} chat events in ${tookMs} ms`);
});
