import assert from "node:assert/strict";
import { test } from "node:test";
import sql from "sql-template-tag";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { fillHistory } from "../../../test/support/history.ts";
import { address } from "../../../test/support/messages.ts";
import { temporaryStore } from "../../../test/support/store.ts";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";
import type { Database } from "../../store/database.ts";
import * as history from "./history.ts";
import * as records from "./records.ts";
import { Sessions } from "./sessions.ts";
import { append, touch } from "./statements.ts";
import { previewOf, titleOf } from "./words.ts";

const MINUTE_MS = 60_000;
const DEFAULTS = { modelProvider: "builtin", model: "offline", contextTokens: 1_000 };

function open(store: Database) {
  const clock = new FakeClock();
  const defaults = () => DEFAULTS;
  return { clock, sessions: new Sessions({ store, clock, path: "/state/zero.db", defaults }) };
}

const session = (key: string, at: number, agent = "main") =>
  touch({ key: key as SessionKey, agent: agent as AgentId, at });

const said = (key: string, run: string, step: number, text: string) =>
  append({
    session: key as SessionKey,
    run: run as RunId,
    step,
    role: step === 0 ? "user" : "assistant",
    content: [{ type: "text", text }],
    at: 1,
  });

/** Keys that a query finds, in order. */
async function found(sessions: Sessions, query: Parameters<Sessions["list"]>[0]) {
  return (await sessions.list(query)).sessions.map((row) => row.key);
}

test("a list names what it shows: time, path, count, defaults and each session's figures", async (t) => {
  const store = await temporaryStore(t);
  const { sessions, clock } = open(store);
  const key = "agent:main:telegram:dm:42" as SessionKey;
  const agent = "main" as AgentId;
  await store.commit([touch({ key, agent, at: 5, route: address("42", "default", "telegram") })]);
  await sessions.patch(key, agent, { label: "Ana", thinkingLevel: "high" });
  const { sessions: rows, ...head } = await sessions.list({});
  assert.deepEqual(head, {
    ts: clock.now(),
    path: "/state/zero.db",
    count: 1,
    defaults: DEFAULTS,
  });
  const { sessionId, ...row } = rows[0] ?? {};
  assert.ok(sessionId);
  assert.deepEqual(row, {
    key,
    kind: "direct",
    label: "Ana",
    channel: "telegram",
    chatType: "direct",
    updatedAt: 5,
    thinkingLevel: "high",
    inputTokens: 0,
    outputTokens: 0,
    totalTokens: 0,
    modelProvider: "builtin",
    model: "offline",
    contextTokens: 1_000,
    deliveryContext: { channel: "telegram", to: "42", accountId: "default" },
    lastChannel: "telegram",
    lastTo: "42",
    lastAccountId: "default",
  });
});

test("a list is ordered by use and narrowed by each of its parameters", async (t) => {
  const store = await temporaryStore(t);
  const { sessions, clock } = open(store);
  const now = clock.now();
  await store.commit([
    session("agent:main:main", now - 90 * MINUTE_MS),
    session("agent:main:dm:ana", now - 10 * MINUTE_MS),
    session("agent:work:main", now - 30 * MINUTE_MS, "work"),
    session("agent:main:telegram:group:5", now - 20 * MINUTE_MS),
    session("global", now - MINUTE_MS),
    session("unknown", now),
  ]);
  await sessions.patch("agent:work:main" as SessionKey, "work" as AgentId, { label: "50%_Off" });
  const all = [
    "agent:main:dm:ana",
    "agent:main:telegram:group:5",
    "agent:work:main",
    "agent:main:main",
  ];
  assert.deepEqual(await found(sessions, {}), all);
  assert.deepEqual(await found(sessions, { limit: 2 }), all.slice(0, 2));
  assert.deepEqual(await found(sessions, { activeMinutes: 25 }), all.slice(0, 2));
  assert.deepEqual(await found(sessions, { agentId: "WORK" }), ["agent:work:main"]);
  assert.deepEqual(await found(sessions, { label: "50%_Off" }), ["agent:work:main"]);
  assert.deepEqual(await found(sessions, { search: "ANA" }), ["agent:main:dm:ana"]);
  assert.deepEqual(await found(sessions, { search: "%_o" }), ["agent:work:main"]);
  assert.deepEqual(await found(sessions, { search: "_" }), ["agent:work:main"]);
  assert.deepEqual(await found(sessions, { search: "\\" }), []);
  assert.deepEqual(await found(sessions, { includeGlobal: true }), ["global", ...all]);
  assert.deepEqual(await found(sessions, { includeUnknown: true }), ["unknown", ...all]);
  assert.deepEqual(await found(sessions, { includeGlobal: true, agentId: "main" }), [
    ...all.slice(0, 2),
    "agent:main:main",
  ]);
  assert.deepEqual(await found(sessions, { spawnedBy: "agent:main:main" }), []);
  const kinds = (await sessions.list({ includeGlobal: true })).sessions.map((row) => row.kind);
  assert.deepEqual(kinds, ["global", "direct", "group", "direct", "direct"]);
  const { count, recent } = await sessions.status(10, "work" as AgentId);
  assert.deepEqual([count, recent.map((row) => row.key)], [1, ["agent:work:main"]]);
});

test("titles and previews are given when asked for, from the first and the last words", async (t) => {
  const store = await temporaryStore(t);
  const { sessions } = open(store);
  const key = "agent:main:main";
  await store.commit([
    session(key, 2),
    session("agent:main:empty", 1),
    said(key, "a", 0, "  what is\n the weather?"),
    said(key, "a", 1, "rain"),
    said(key, "b", 0, "thanks"),
    said(key, "b", 1, ""),
    said(key, "c", 0, "x".repeat(100_000)),
  ]);
  const [row, empty] = (
    await sessions.list({ includeDerivedTitles: true, includeLastMessage: true })
  ).sessions;
  assert.equal(row?.derivedTitle, "what is the weather?");
  assert.equal(row?.lastMessagePreview, "thanks");
  assert.equal(empty?.derivedTitle, undefined);
  const [plain] = (await sessions.list({})).sessions;
  assert.equal(plain?.derivedTitle, undefined);
  assert.equal(plain?.lastMessagePreview, undefined);
});

test("titles and previews are one line, cut between words and never within a character", () => {
  assert.equal(titleOf(" a\n\tb  c "), "a b c");
  assert.equal(titleOf("word ".repeat(30)), `${"word ".repeat(12).trim().slice(0, 59)}…`);
  assert.equal(titleOf("x".repeat(61)), `${"x".repeat(59)}…`);
  assert.equal(titleOf(`${"x".repeat(58)}👋👋`), `${"x".repeat(58)}…`);
  assert.equal(previewOf("y".repeat(500)).length, 240);
});

test("a list has at most 1,000 rows, and history stays out of it (A26)", async (t) => {
  const store = await temporaryStore(t);
  await fillHistory(store, { sessions: 1_200, messages: 2_400 });
  const { sessions } = open(store);
  assert.equal((await sessions.list({ limit: 100_000 })).sessions.length, 1_000);
  assert.equal((await sessions.list({})).count, 1_000);
  assert.equal((await sessions.summary(5)).count, 1_200);
});

test("with 300 sessions and 30,000 messages every read finds what it should", async (t) => {
  const store = await temporaryStore(t);
  await fillHistory(store, { sessions: 300, messages: 30_000 });
  const { sessions } = open(store);
  const key = "agent:main:dm:7" as SessionKey;
  const { messages } = await sessions.history(key, 200);
  assert.equal(messages.length, 100);
  assert.deepEqual(
    messages.map((message) => message.run),
    Array.from({ length: 100 }, (_, n) => `run-${7 + Math.floor(n / 2) * 300}`),
  );
  assert.equal((await sessions.window(key, 1_000)).length, 2);
  const listed = await sessions.list({ includeDerivedTitles: true, includeLastMessage: true });
  assert.equal(listed.sessions[0]?.key, "agent:main:dm:299");
  assert.match(listed.sessions[0]?.lastMessagePreview ?? "", /^29999 0+/);
});

test("no query scans messages, and a list is read in the order of its index", async (t) => {
  const store = await temporaryStore(t);
  await fillHistory(store, { sessions: 20, messages: 200 });
  const plan = async (query: ReturnType<typeof records.selectByKey>) => {
    const steps = await store.rows<{ detail: string }>(sql`EXPLAIN QUERY PLAN ${query}`);
    return steps.map((step) => step.detail).join("; ");
  };
  const place = { sessionId: "s", begins: 3 };
  const ofMessages = [
    history.selectSizes(place, 9, 5),
    history.selectNewest("s", 1, 5),
    history.selectSteps("r" as RunId),
    history.selectFirstWords(place),
    history.selectLastWords(place),
    history.selectGlance(place, 5),
    history.selectNth(place, 5),
    history.selectCount(place),
    records.selectWords("k" as SessionKey, "r" as RunId),
    said("agent:main:main", "r", 0, "x").sql,
  ];
  for (const query of ofMessages) {
    assert.match(await plan(query), /SEARCH (messages|sessions) USING (COVERING )?INDEX/);
    assert.doesNotMatch(await plan(query), /SCAN|TEMP B-TREE/);
  }
  const ofSessions = [
    records.selectRecent({}, 10),
    records.selectRecent({ agent: "main", usedSince: 5 }, 10),
    records.selectRecent({ search: "x" }, 10),
    records.selectByKey("k" as SessionKey),
    records.selectById("s"),
    records.selectByLabel("l"),
    records.selectRecent({ spawnedBy: "k" }, 10),
    records.selectRecent({ label: "l" }, 10),
  ];
  for (const query of ofSessions) {
    assert.match(await plan(query), /SEARCH sessions USING (COVERING )?INDEX/);
    assert.doesNotMatch(await plan(query), /TEMP B-TREE/);
  }
});
