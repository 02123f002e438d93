import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { echo, startModel } from "@zero/simulator";
import { modelServer } from "../support/agent/model-server.ts";
import { GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { answeredBy, heldModel, lastWords } from "../support/paced-model.ts";
import { WireClient } from "../support/wire-client.ts";

const MAIN = "agent:main:main";
const WORK = "agent:main:work";

async function open(t: TestContext, config: object = {}) {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local" }, ...config },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  return { gateway, client: await WireClient.connect(t, gateway.url) };
}

/** What the database of a gateway that was stopped says. */
function stored<Row>(gateway: GatewayProcess, query: string): Row[] {
  using database = new DatabaseSync(join(stateOf(gateway.home), "zero.db"), { readOnly: true });
  return database.prepare(query).all() as Row[];
}

/** Words in a session's history, oldest first. */
async function historyOf(client: WireClient, sessionKey: string): Promise<string[]> {
  const { messages } = await client.call("chat.history", { sessionKey });
  return messages.map(({ content }: { content: { text?: string }[] }) =>
    content.map(({ text }) => text ?? "").join(""),
  );
}

const say = (client: WireClient, message: string, sessionKey = WORK) =>
  client.turn({ message, sessionKey, idempotencyKey: `run-${message.slice(0, 9)}` });

async function refused(client: WireClient, method: string, params: object): Promise<string> {
  const { ok, error } = await client.request(method, params);
  assert.equal(ok, false, `${method} took ${JSON.stringify(params)}`);
  assert.equal(error?.code, "INVALID_REQUEST");
  return error?.message ?? "";
}

test("A32 a reset empties the history under a new id, and settings and old messages stay", async (t) => {
  const { gateway, client } = await open(t);
  await say(client, "one");
  const { entry: before } = await client.call("sessions.patch", {
    key: WORK,
    label: "desk",
    thinkingLevel: "high",
  });
  const { key, entry } = await client.call("sessions.reset", { key: "work" });
  assert.equal(key, WORK);
  assert.notEqual(entry.sessionId, before.sessionId);
  assert.deepEqual([entry.label, entry.thinkingLevel], ["desk", "high"]);
  assert.deepEqual([entry.inputTokens, entry.model], [0, undefined]);
  assert.deepEqual(await historyOf(client, WORK), []);
  await say(client, "two");
  assert.equal((await historyOf(client, WORK))[0], "two");
  await gateway.stop();
  const kept = stored<{ count: number }>(
    gateway,
    `SELECT count(*) AS count FROM messages WHERE session_id = '${before.sessionId}'`,
  );
  assert.equal(kept[0]?.count, 2);
  const archived = stored<object>(
    gateway,
    "SELECT session_id, key, label, reason FROM archived_sessions",
  );
  assert.deepEqual(
    archived.map((row) => ({ ...row })),
    [{ session_id: before.sessionId, key: WORK, label: "desk", reason: "reset" }],
  );
});

test("a reset aborts what runs, and what waited behind it is answered in the new history (A13)", async (t) => {
  const model = await heldModel(t);
  const { client } = await open(t, answeredBy(model.baseUrl));
  const running = client.ask("agent", { message: "a", sessionKey: WORK, idempotencyKey: "run-a" });
  await client.event("chat", ({ payload }) => payload.runId === "run-a");
  const waiting = client.ask("agent", { message: "b", sessionKey: WORK, idempotencyKey: "run-b" });
  await client.frame(({ id }) => id === waiting, "the acceptance of b");
  const { entry } = await client.call("sessions.reset", { key: WORK });
  const aborted = await client.final(running);
  assert.equal(aborted.payload.result.meta.aborted, true);
  model.release();
  const answered = await client.final(waiting);
  assert.deepEqual(answered.payload.result.payloads, [{ text: "Half done: b" }]);
  assert.equal(answered.payload.result.meta.agentMeta.sessionId, entry.sessionId);
  assert.deepEqual(await historyOf(client, WORK), ["b", "Half done: b"]);
});

test("a deleted session is off every list, its run is over, and nothing of it is erased", async (t) => {
  const model = await heldModel(t);
  const { gateway, client } = await open(t, answeredBy(model.baseUrl));
  const running = client.ask("agent", { message: "a", sessionKey: WORK, idempotencyKey: "run-a" });
  await client.event("chat", ({ payload }) => payload.runId === "run-a");
  const { sessions } = await client.call("sessions.list", {});
  const gone = await client.call("sessions.delete", { key: WORK });
  assert.deepEqual(gone, { ok: true, key: WORK, deleted: true, archived: [sessions[0].sessionId] });
  assert.equal((await client.final(running)).payload.result.meta.aborted, true);
  assert.equal((await client.call("sessions.list", {})).count, 0);
  assert.deepEqual(await historyOf(client, WORK), []);
  const again = await client.call("sessions.delete", { key: WORK, deleteTranscript: false });
  assert.deepEqual(again, { ok: true, key: WORK, deleted: false, archived: [] });
  await gateway.stop();
  const kept = stored<{ body: string }>(gateway, "SELECT body FROM messages ORDER BY id");
  assert.match(kept[0]?.body ?? "", /"text":"a"/);
  assert.match(kept[1]?.body ?? "", /Half .*aborted/);
});

test("the main session cannot be deleted, and its run goes on", async (t) => {
  const model = await heldModel(t);
  const { client } = await open(t, answeredBy(model.baseUrl));
  const running = client.ask("agent", { message: "a", idempotencyKey: "run-a" });
  await client.event("chat", ({ payload }) => payload.runId === "run-a");
  const why = await refused(client, "sessions.delete", { key: "main" });
  assert.match(why, /^Cannot delete the main session \(agent:main:main\)\. Use sessions\.reset/);
  model.release();
  const { payload } = await client.final(running);
  assert.deepEqual(payload.result.payloads, [{ text: "Half done: a" }]);
});

test("a failed request asked again after its session was deleted begins again (V31)", async (t) => {
  const model = await startModel({ script: () => ({ status: 400, message: "not now" }) });
  t.after(() => model.close());
  const { client } = await open(t, answeredBy(model.baseUrl));
  const ask = () =>
    client.ask("agent", { message: "a", sessionKey: WORK, idempotencyKey: "run-a" });
  assert.equal((await client.final(ask())).ok, false);
  await client.call("sessions.delete", { key: WORK });
  model.use(echo);
  const { ok, error } = await client.final(ask());
  assert.equal(ok, true, error?.message ?? "no error");
  assert.equal((await historyOf(client, WORK))[0], "a");
});

test("the model that was chosen for a session answers it, and no other session", async (t) => {
  const asked: string[] = [];
  const server = await modelServer(t, (request, response) => {
    asked.push((JSON.parse(request.body) as { model: string }).model);
    response.writeHead(400, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: lastWords(request.body) } }));
  });
  const { client } = await open(t, answeredBy(`${server.url}/v1`));
  const { entry } = await client.call("sessions.patch", { key: WORK, model: "wire/other-model" });
  assert.deepEqual([entry.providerOverride, entry.modelOverride], ["wire", "other-model"]);
  for (const key of [WORK, MAIN]) {
    const id = client.ask("agent", { message: "hi", sessionKey: key, idempotencyKey: `of ${key}` });
    assert.equal((await client.final(id)).ok, false);
  }
  assert.deepEqual(asked, ["other-model", "test-model"]);
  const { sessions } = await client.call("sessions.list", { search: "work" });
  assert.deepEqual([sessions[0].modelProvider, sessions[0].model], ["wire", "other-model"]);
  await client.call("sessions.patch", { key: WORK, model: null });
  await client.final(client.ask("agent", { message: "x", sessionKey: WORK, idempotencyKey: "x" }));
  assert.equal(asked.at(-1), "test-model");
});

test("S118 a model that cannot be used is refused with what to configure", async (t) => {
  const { client } = await open(t);
  const patch = (model: string) => refused(client, "sessions.patch", { key: WORK, model });
  assert.match(await patch("nowhere/x"), /"nowhere" is not configured\. Add models\.providers/);
  assert.match(await patch("nonsense"), /write it as provider\/name/);
  assert.match(await patch("openai/gpt-5.2"), /openai wants an API key and there is none/);
  assert.equal((await client.call("sessions.list", {})).count, 0, "nothing was made");
});

test("S73 a session's verbosity shows the tools of its turns", async (t) => {
  const { client } = await open(t);
  await client.call("sessions.patch", { key: WORK, verboseLevel: "full" });
  await say(client, "2 + 2");
  await say(client, "3 + 3", MAIN);
  const tools = client.events("agent").filter(({ payload }) => payload.stream === "tool");
  assert.deepEqual(
    tools.map(({ payload }) => [payload.sessionKey, payload.data.phase]),
    [
      [WORK, "start"],
      [WORK, "result"],
    ],
  );
});

test("SR17 a closed session takes no words of clients, by any method, until it is opened", async (t) => {
  const { client } = await open(t);
  const { entry } = await client.call("sessions.patch", { key: WORK, sendPolicy: "deny" });
  assert.equal(entry.sendPolicy, "deny");
  const idempotencyKey = "k-1";
  const blocked = "send blocked by session policy";
  const words = { message: "hi", sessionKey: WORK, idempotencyKey };
  assert.equal(await refused(client, "agent", words), blocked);
  assert.equal(await refused(client, "chat.send", words), blocked);
  assert.equal(await refused(client, "send", { ...words, to: "1", channel: "telegram" }), blocked);
  const byId = { message: "hi", sessionId: entry.sessionId, idempotencyKey };
  assert.equal(await refused(client, "agent", byId), blocked);
  assert.deepEqual(await historyOf(client, WORK), []);
  await client.call("sessions.patch", { key: WORK, sendPolicy: null });
  await say(client, "hi");
});

test("settings are validated, shown in entry and row, and cleared by null", async (t) => {
  const { client } = await open(t);
  const chosen = {
    label: "desk",
    thinkingLevel: "low",
    verboseLevel: "on",
    reasoningLevel: "stream",
    responseUsage: "tokens",
    elevatedLevel: "ask",
    execHost: "node",
    execSecurity: "allowlist",
    execAsk: "on-miss",
    execNode: "kitchen",
    sendPolicy: "allow",
    groupActivation: "mention",
  };
  const { path, entry } = await client.call("sessions.patch", { key: WORK, ...chosen });
  assert.match(path, /zero\.db$/);
  const { sessionId, updatedAt, inputTokens, outputTokens, totalTokens, ...shown } = entry;
  assert.ok(sessionId && updatedAt > 0 && inputTokens + outputTokens + totalTokens === 0);
  assert.deepEqual(shown, chosen);
  const [row] = (await client.call("sessions.list", { label: "desk" })).sessions;
  const { key, reasoningLevel, elevatedLevel, sendPolicy, responseUsage } = row;
  assert.deepEqual(
    [key, reasoningLevel, elevatedLevel, sendPolicy, responseUsage],
    [WORK, "stream", "ask", "allow", "tokens"],
  );
  const bad = await refused(client, "sessions.patch", { key: WORK, execHost: "moon" });
  assert.match(bad, /^invalid sessions\.patch params: at \/execHost/);
  const nothing = Object.fromEntries(Object.keys(chosen).map((name) => [name, null]));
  const { entry: cleared } = await client.call("sessions.patch", { key: WORK, ...nothing });
  assert.deepEqual(Object.keys(cleared).toSorted(), [
    "inputTokens",
    "outputTokens",
    "sessionId",
    "totalTokens",
    "updatedAt",
  ]);
  assert.equal(cleared.sessionId, sessionId);
});

test("a label finds one session, and a parent is named once and finds its helpers", async (t) => {
  const { client } = await open(t);
  const helper = "agent:main:subagent:1";
  await client.call("sessions.patch", { key: WORK, label: "desk" });
  const taken = await refused(client, "sessions.patch", { key: helper, label: "desk" });
  assert.equal(
    taken,
    "label already in use by agent:main:work: choose another one, or clear it there first",
  );
  const { entry } = await client.call("sessions.patch", { key: helper, spawnedBy: "work" });
  assert.equal(entry.spawnedBy, WORK);
  const changed = await refused(client, "sessions.patch", { key: helper, spawnedBy: "main" });
  assert.match(changed, /is set and cannot be changed/);
  const cleared = await refused(client, "sessions.patch", { key: helper, spawnedBy: null });
  assert.match(cleared, /is set and cannot be changed/);
  const wrong = await refused(client, "sessions.patch", { key: WORK, spawnedBy: "main" });
  assert.match(wrong, /spawnedBy is for subagent sessions/);
  const children = await client.call("sessions.list", { spawnedBy: WORK });
  assert.deepEqual(
    children.sessions.map((row: { key: string }) => row.key),
    [helper],
  );
});

test("SR17 a session is resolved by one name, and a foreign one is not found", async (t) => {
  const { client } = await open(t);
  const { entry } = await client.call("sessions.patch", { key: WORK, label: "desk" });
  const { sessionId } = entry;
  for (const name of [{ key: "work" }, { key: WORK }, { sessionId }, { label: "desk" }]) {
    assert.deepEqual(await client.call("sessions.resolve", name), { ok: true, key: WORK });
  }
  const none: readonly [object, RegExp][] = [
    [{}, /name the session by one of key, sessionId and label/],
    [{ key: WORK, label: "desk" }, /name the session by one of/],
    [{ key: "elsewhere" }, /^session not found: elsewhere$/],
    [{ sessionId: "0" }, /^session not found: 0$/],
    [{ sessionId: sessionId.slice(0, 8) }, /^session not found: /],
    [{ label: "desk", agentId: "other" }, /^session not found: desk$/],
    [{ label: "desk", spawnedBy: MAIN }, /^session not found: desk$/],
  ];
  for (const [params, why] of none) {
    assert.match(await refused(client, "sessions.resolve", params), why);
  }
  await client.call("sessions.patch", { key: "global", label: "all" });
  await refused(client, "sessions.resolve", { label: "all" });
  const shown = await client.call("sessions.resolve", { label: "all", includeGlobal: true });
  assert.equal(shown.key, "global");
});

test("a preview shows the newest words of each key, and what is not there is missing", async (t) => {
  const { client } = await open(t);
  await say(client, "2 + 2");
  await client.call("sessions.patch", { key: "quiet", label: "q" });
  const keys = ["work", "quiet", "nobody", "agent:other:main", "agent:"];
  const { ts, previews } = await client.call("sessions.preview", { keys });
  assert.ok(ts > 0);
  assert.deepEqual(
    previews.map(({ key, status }: { key: string; status: string }) => [key, status]),
    [
      ["work", "ok"],
      ["quiet", "empty"],
      ["nobody", "missing"],
      ["agent:other:main", "missing"],
      ["agent:", "missing"],
    ],
  );
  const roles = previews[0].items.map(({ role }: { role: string }) => role);
  assert.deepEqual(roles, ["user", "tool", "tool", "assistant"]);
  assert.match(previews[0].items.at(-1).text, /= 4/);
  await say(client, "word ".repeat(100));
  const short = await client.call("sessions.preview", { keys: ["work"], limit: 2, maxChars: 20 });
  const texts = short.previews[0].items.map(({ text }: { text: string }) => text);
  assert.equal(texts.length, 2);
  assert.ok(texts.every((text: string) => text.length <= 20));
  const many = Array.from({ length: 65 }, (_, n) => `k${n}`);
  assert.equal((await client.call("sessions.preview", { keys: many })).previews.length, 64);
});

test("a compacted session begins at its newest messages, for people and for the model", async (t) => {
  const bodies: string[] = [];
  const model = await modelServer(t, (request, response) => {
    bodies.push(request.body);
    response.writeHead(200, { "content-type": "text/event-stream" });
    const chunk = { choices: [{ index: 0, delta: { content: "ok" }, finish_reason: null }] };
    const end = { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
    response.end(
      `data: ${JSON.stringify(chunk)}\n\ndata: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`,
    );
  });
  const { gateway, client } = await open(t, answeredBy(`${model.url}/v1`));
  const compact = (params: object) => client.call("sessions.compact", { key: WORK, ...params });
  assert.deepEqual(await compact({}), {
    ok: true,
    key: WORK,
    compacted: false,
    reason: "no sessionId",
  });
  await client.call("sessions.patch", { key: WORK, label: "desk" });
  assert.equal((await compact({})).reason, "no transcript");
  for (const words of ["first", "second", "third"]) await say(client, words);
  assert.deepEqual(await compact({}), { ok: true, key: WORK, compacted: false, kept: 6 });
  const { ok, compacted, kept } = await compact({ maxLines: 3 });
  assert.deepEqual([ok, compacted, kept], [true, true, 3]);
  assert.deepEqual(await historyOf(client, WORK), ["ok", "third", "ok"]);
  await say(client, "fourth");
  const given = bodies.at(-1) ?? "";
  assert.ok(given.includes("third") && given.includes("fourth"));
  assert.ok(!given.includes("second"), "a turn that lost its beginning is not given");
  await gateway.stop();
  const [row] = stored<{ count: number }>(gateway, "SELECT count(*) AS count FROM messages");
  assert.equal(row?.count, 8);
});

test("S100 an injected message is in history and told to clients, and a restart keeps it", async (t) => {
  const { gateway, client } = await open(t);
  const unknown = await refused(client, "chat.inject", { sessionKey: WORK, message: "x" });
  assert.equal(unknown, "session not found");
  await say(client, "one");
  const params = { sessionKey: "work", message: "The door is open.", label: "house" };
  const { messageId } = await client.call("chat.inject", params);
  const { payload } = await client.event("chat", (frame) => frame.payload.runId === messageId);
  assert.deepEqual([payload.sessionKey, payload.state, payload.seq], [WORK, "final", 0]);
  const text = "[house]\n\nThe door is open.";
  assert.deepEqual(payload.message.content, [{ type: "text", text }]);
  assert.deepEqual([payload.message.role, payload.message.stopReason], ["assistant", "injected"]);
  assert.equal((await historyOf(client, WORK)).at(-1), text);
  const { home } = gateway;
  gateway.child.kill("SIGKILL");
  await gateway.exited;
  const next = await GatewayProcess.start({ home, args: ["--port", "0"] });
  t.after(() => next.stop());
  const later = await WireClient.connect(t, next.url);
  assert.equal((await historyOf(later, WORK)).at(-1), text);
});
