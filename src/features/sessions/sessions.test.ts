import assert from "node:assert/strict";
import { test } from "node:test";
import sql from "sql-template-tag";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { address } from "../../../test/support/messages.ts";
import { temporaryStore } from "../../../test/support/store.ts";
import { type AgentId, MAIN_AGENT, type RunId, type SessionKey } from "../../domain/ids.ts";
import type { Content, Message, RunOutcome } from "../../domain/run.ts";
import type { Origin, TurnRequest } from "../../domain/turn.ts";
import type { Database } from "../../store/database.ts";
import { StaleError } from "../../store/store.ts";
import { Sessions, type SessionsOptions } from "./sessions.ts";

const MAIN = "agent:main:main" as SessionKey;
const OTHER = "agent:main:dm:7" as SessionKey;
const DEFAULTS = { modelProvider: "builtin", model: "offline", contextTokens: 1_000 };

function open(store: Database, options: Partial<SessionsOptions> = {}) {
  const clock = new FakeClock();
  const defaults = () => DEFAULTS;
  return {
    clock,
    sessions: new Sessions({ store, clock, path: "/state/zero.db", defaults, ...options }),
  };
}

function request(session: SessionKey, origin: Origin = { kind: "client" }): TurnRequest {
  const agent = (session.split(":")[1] ?? "main") as AgentId;
  return { id: "run" as RunId, agent, session, text: "hello", origin };
}

function message(run: string, step: number, text: string, more: Partial<Message> = {}): Message {
  const role = step === 0 ? "user" : "assistant";
  const content: Content[] = [{ type: "text", text }];
  return { session: MAIN, run: run as RunId, step, role, content, at: 1_000 + step, ...more };
}

const done = (more: Partial<RunOutcome> = {}): RunOutcome => ({
  state: "done",
  text: "ok",
  ...more,
});
const texts = (messages: readonly Message[]) =>
  messages.flatMap(({ content }) =>
    content.map((part) => (part.type === "text" ? part.text : part.type)),
  );

/** Turns of one message and one answer each. */
async function talk(store: Database, sessions: Sessions, turns: readonly string[], session = MAIN) {
  await store.commit(sessions.opened(request(session), 1_000));
  for (const turn of turns) {
    const [user, answer] = [message(turn, 0, `${turn}?`), message(turn, 1, `${turn}!`)];
    await store.commit([user, answer].map((m) => sessions.append({ ...m, session })));
  }
}

test("SR32: a message keeps through which channel it came", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store);
  const origin = { channel: "test", senderName: "Ann" };
  await store.commit(sessions.opened(request(MAIN), 1_000));
  await store.commit([
    sessions.append(message("a", 0, "hi", { origin })),
    sessions.append(message("b", 0, "hi")),
  ]);
  const [ofChannel, ofClient] = await sessions.window(MAIN, 10_000);
  assert.deepEqual(ofChannel?.origin, origin);
  assert.equal(ofClient?.origin, undefined);
  assert.deepEqual((await sessions.steps("a" as RunId))[0]?.origin, origin);
});

test("history gives the newest messages, oldest first, as they were written", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store);
  await talk(store, sessions, ["a", "b"]);
  const call = message("c", 1, "", {
    content: [{ type: "toolCall", id: "1", name: "time", arguments: { zone: "UTC" } }],
    stopReason: "toolUse",
    provider: "p",
    model: "m",
    usage: { inputTokens: 3, outputTokens: 4 },
  });
  await sessions.record([message("c", 0, "a\0👋"), call]);
  const { messages, sessionId } = await sessions.history(MAIN, 3);
  assert.deepEqual(messages, [message("b", 1, "b!"), message("c", 0, "a\0👋"), call]);
  assert.match(sessionId ?? "", /^[0-9a-f-]{36}$/);
  assert.deepEqual(await sessions.history("agent:main:none" as SessionKey, 10), { messages: [] });
});

test("history above its limit of bytes leaves the oldest out", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store, { historyBytesMax: 10_000 });
  await store.commit(sessions.opened(request(MAIN), 1));
  for (let n = 0; n < 20; n += 1) {
    await sessions.record([message(`r${n}`, 0, "é".repeat(1_000))]);
  }
  const { messages } = await sessions.history(MAIN, 1_000);
  assert.equal(messages.length, 4);
  assert.equal(messages.at(-1)?.run, "r19");
  assert.ok(Buffer.byteLength(JSON.stringify(messages)) <= 10_000);
});

test("a message needs its session, and a step is written once (A26, V31)", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store);
  await assert.rejects(sessions.record([message("a", 0, "lost")]), StaleError);
  await store.commit(sessions.opened(request(MAIN), 1));
  await sessions.record([message("a", 0, "first")]);
  await assert.rejects(
    sessions.record([message("a", 1, "x"), message("a", 0, "again")]),
    StaleError,
  );
  assert.deepEqual(texts((await sessions.history(MAIN, 10)).messages), ["first"]);
});

test("a run's steps are its journal, in order, whatever else the session holds (A13)", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store);
  await talk(store, sessions, ["a"]);
  await sessions.record([message("b", 0, "b0"), message("c", 0, "c0"), message("b", 1, "b1")]);
  assert.deepEqual(texts(await sessions.steps("b" as RunId)), ["b0", "b1"]);
  assert.deepEqual(await sessions.steps("none" as RunId), []);
});

test("a window holds whole runs, the newest that fit (A32)", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store);
  await talk(store, sessions, ["a", "b", "c"]);
  const size = JSON.stringify({ content: [{ type: "text", text: "a?" }] }).length;
  assert.deepEqual(texts(await sessions.window(MAIN, size * 4)), ["b?", "b!", "c?", "c!"]);
  assert.deepEqual(texts(await sessions.window(MAIN, size * 4 - 1)), ["c?", "c!"]);
  assert.deepEqual(texts(await sessions.window(MAIN, size - 1)), []);
  assert.equal((await sessions.window(MAIN, 1_000_000)).length, 6);
  assert.deepEqual(await sessions.window(OTHER, 1_000_000), []);
});

test("a window of a long session is found over several pages", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store);
  await store.commit(sessions.opened(request(MAIN), 1));
  await sessions.record(Array.from({ length: 1_400 }, (_, n) => message(`r${n}`, 0, "x")));
  assert.equal((await sessions.window(MAIN, 10_000_000)).length, 1_400);
  assert.equal((await sessions.history(MAIN, 1_000)).messages.length, 1_000);
});

test("a session keeps its id, its newest route and its newest time", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store);
  const origin = (conversation: string): Origin => ({
    kind: "channel",
    address: address(conversation),
    remoteId: "1" as never,
    sentAt: 1,
  });
  await store.commit(sessions.opened(request(MAIN, origin("a")), 100));
  const first = await sessions.find(MAIN);
  await store.commit(sessions.opened(request(MAIN, origin("b")), 300));
  await store.commit(sessions.opened(request(MAIN), 200));
  const later = await sessions.find(MAIN);
  assert.equal(later?.sessionId, first?.sessionId);
  assert.equal(later?.updatedAt, 300);
  assert.deepEqual(await sessions.route(MAIN), address("b"));
  assert.equal(await sessions.keyOf(first?.sessionId ?? ""), MAIN);
  assert.equal(await sessions.keyOf("none"), undefined);
});

test("runs are counted: tokens add up, the newest run stands for what is read again", async (t) => {
  const store = await temporaryStore(t);
  const { sessions, clock } = open(store);
  await assert.rejects(store.commit(sessions.used(MAIN, done(), 1)), StaleError);
  await store.commit(sessions.opened(request(MAIN), clock.now()));
  const usage = { inputTokens: 300, outputTokens: 100 };
  await store.commit(sessions.used(MAIN, done({ usage, provider: "p", model: "m" }), clock.now()));
  await store.commit(sessions.used(MAIN, done({ usage, state: "aborted" }), clock.now()));
  await store.commit(sessions.used(MAIN, done({ state: "aborted" }), clock.now() + 5));
  await clock.advance(10);
  const { recent, count, path } = await sessions.status(10);
  assert.equal(count, 1);
  assert.equal(path, "/state/zero.db");
  const { sessionId, ...row } = recent[0] ?? {};
  assert.ok(sessionId);
  assert.deepEqual(row, {
    agentId: "main",
    key: MAIN,
    kind: "direct",
    updatedAt: clock.now() - 5,
    age: 5,
    abortedLastRun: true,
    inputTokens: 600,
    outputTokens: 200,
    totalTokens: 400,
    remainingTokens: 600,
    percentUsed: 40,
    model: "m",
    contextTokens: 1_000,
    flags: ["aborted"],
  });
  assert.deepEqual(await sessions.summary(5), {
    path: "/state/zero.db",
    count: 1,
    recent: [{ key: MAIN, updatedAt: clock.now() - 5, age: 5 }],
  });
});

test("settings are changed one by one, null clears, and a label belongs to one session", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store);
  await store.commit([...sessions.opened(request(MAIN), 1), ...sessions.opened(request(OTHER), 2)]);
  await Promise.all([
    sessions.patch(MAIN, MAIN_AGENT, { label: "home" }),
    sessions.patch(MAIN, MAIN_AGENT, { thinkingLevel: "high" }),
    sessions.patch(MAIN, MAIN_AGENT, { verboseLevel: "on" }),
  ]);
  assert.deepEqual(await sessions.settings(MAIN), {
    label: "home",
    thinkingLevel: "high",
    verboseLevel: "on",
  });
  assert.equal((await sessions.history(MAIN, 1)).thinkingLevel, "high");
  const taken = { code: "INVALID_REQUEST", message: /label already in use by agent:main:main/ };
  await assert.rejects(sessions.patch(OTHER, MAIN_AGENT, { label: "home" }), taken);
  await sessions.patch(MAIN, MAIN_AGENT, { label: null });
  assert.equal((await sessions.patch(OTHER, MAIN_AGENT, { label: " home " })).label, "home");
  assert.deepEqual(await sessions.settings(MAIN), { thinkingLevel: "high", verboseLevel: "on" });
  const blank = sessions.patch(OTHER, MAIN_AGENT, { label: " " });
  await assert.rejects(blank, /a label needs a letter/);
});

test("no statement of the sessions changes or deletes a message (A32)", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store);
  await talk(store, sessions, ["a", "b"]);
  const before = await store.rows(sql`SELECT * FROM messages ORDER BY id`);
  await store.commit([
    ...sessions.opened(request(MAIN), 5),
    ...sessions.used(MAIN, done({ state: "failed" }), 6),
    sessions.append(message("c", 0, "c")),
  ]);
  await sessions.patch(MAIN, MAIN_AGENT, { label: "x", thinkingLevel: "low" });
  const after = await store.rows(sql`SELECT * FROM messages ORDER BY id`);
  assert.deepEqual(after.slice(0, before.length), before);
  const statements = [sessions.append(message("d", 0, "d")), ...sessions.opened(request(MAIN), 1)];
  for (const { sql: query } of statements) assert.match(query.sql, /^INSERT INTO/);
});
