import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import sql from "sql-template-tag";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { temporaryStore } from "../../../test/support/store.ts";
import { MAIN_AGENT, type RunId, type SessionKey } from "../../domain/ids.ts";
import { type Message, textOf } from "../../domain/run.ts";
import type { Statement } from "../../store/store.ts";
import { Sessions } from "./sessions.ts";

const KEY = "agent:main:work" as SessionKey;

/** Sessions on a real database; `beforeCommit` may put something between a look and its write. */
async function open(t: TestContext) {
  const store = await temporaryStore(t);
  let interrupt: (() => Promise<unknown>) | undefined;
  const parts = {
    clock: new FakeClock(),
    path: "/state/zero.db",
    defaults: () => ({ modelProvider: null, model: null, contextTokens: null }),
  };
  const sessions = new Sessions({
    ...parts,
    store: {
      row: (query) => store.row(query),
      rows: (query) => store.rows(query),
      commit: async (list: readonly Statement[]) => {
        const first = interrupt;
        interrupt = undefined;
        await first?.();
        return store.commit(list);
      },
    },
  });
  /** Another hand on the same rows, as a turn or another request is. */
  const other = new Sessions({ ...parts, store });
  const meanwhile = (work: () => Promise<unknown>) => (interrupt = work);
  return { store, sessions, other, meanwhile };
}

function message(run: string, step: number, text: string): Message {
  const role = step === 0 ? "user" : "assistant";
  return { session: KEY, run: run as RunId, step, role, content: [{ type: "text", text }], at: 1 };
}

async function talk(sessions: Sessions, ...runs: string[]): Promise<void> {
  await sessions.patch(KEY, MAIN_AGENT, {});
  for (const run of runs) await sessions.record([message(run, 0, `${run}?`), message(run, 1, run)]);
}

const words = async (sessions: Sessions) =>
  (await sessions.history(KEY, 100)).messages.map(({ content }) => textOf(content));

test("a reset that meets another one renews what is there then, and both old ids are archived", async (t) => {
  const { store, sessions, other, meanwhile } = await open(t);
  await talk(other, "a");
  const ids: string[] = [];
  meanwhile(async () => ids.push((await other.reset(KEY, MAIN_AGENT)).sessionId));
  const { sessionId } = await sessions.reset(KEY, MAIN_AGENT);
  assert.notEqual(sessionId, ids[0]);
  const archived = await store.rows<{ id: string }>(sql`SELECT session_id AS id
    FROM archived_sessions ORDER BY archived_at, rowid`);
  assert.equal(archived.length, 2);
  assert.equal(archived[1]?.id, ids[0]);
  assert.deepEqual(await words(sessions), []);
});

test("a compaction that meets a reset does not cut the new history", async (t) => {
  const { sessions, other, meanwhile } = await open(t);
  await talk(other, "a", "b");
  meanwhile(async () => {
    await other.reset(KEY, MAIN_AGENT);
    await talk(other, "c");
  });
  assert.deepEqual(await sessions.compact(KEY, 2), { compacted: false, kept: 2 });
  assert.deepEqual(await words(sessions), ["c?", "c"]);
});

test("settings that are changed while the session is deleted make a new one, not half of the old", async (t) => {
  const { sessions, other, meanwhile } = await open(t);
  await talk(other, "a");
  await other.patch(KEY, MAIN_AGENT, { thinkingLevel: "high", label: "old" });
  meanwhile(() => other.remove(KEY));
  const entry = await sessions.patch(KEY, MAIN_AGENT, { verboseLevel: "on" });
  assert.deepEqual(
    [entry.thinkingLevel, entry.label, entry.verboseLevel],
    [undefined, undefined, "on"],
  );
  assert.deepEqual(await words(sessions), []);
});

test("a message that is injected while its session is deleted is refused and leaves nothing", async (t) => {
  const { store, sessions, other, meanwhile } = await open(t);
  await talk(other, "a");
  meanwhile(() => other.remove(KEY));
  const refused = { code: "INVALID_REQUEST", message: "session not found" };
  await assert.rejects(sessions.inject(KEY, "hello"), refused);
  assert.equal((await store.rows(sql`SELECT id FROM messages`)).length, 2);
});

test("a label of a deleted session is free, and the archive still says whose it was", async (t) => {
  const { store, sessions } = await open(t);
  await sessions.patch(KEY, MAIN_AGENT, { label: "desk" });
  assert.equal((await sessions.remove(KEY)).length, 1);
  const next = "agent:main:next" as SessionKey;
  assert.equal((await sessions.patch(next, MAIN_AGENT, { label: "desk" })).label, "desk");
  const row = await store.row<{ label: string }>(sql`SELECT label FROM archived_sessions`);
  assert.equal(row?.label, "desk");
});

test("a run belongs to the history in which it began, and can begin again in another (A13)", async (t) => {
  const { store, sessions } = await open(t);
  await talk(sessions, "a");
  assert.equal(await sessions.holds(KEY, "a" as RunId), true);
  await sessions.reset(KEY, MAIN_AGENT);
  assert.equal(await sessions.holds(KEY, "a" as RunId), false);
  await store.commit([
    sessions.leftBehind("a" as RunId),
    sessions.append(message("a", 0, "again")),
  ]);
  assert.deepEqual(await words(sessions), ["again"]);
  assert.equal((await store.rows(sql`SELECT id FROM messages`)).length, 3, "nothing is deleted");
});

test("a cut is exact: of n messages n are kept without one, and n - 1 with one", async (t) => {
  const { sessions } = await open(t);
  await talk(sessions, "a", "b");
  assert.deepEqual(await sessions.compact(KEY, 4), { compacted: false, kept: 4 });
  assert.deepEqual(await sessions.compact(KEY, 3), { compacted: true, kept: 3 });
  assert.deepEqual(await words(sessions), ["a", "b?", "b"]);
  const texts = (await sessions.window(KEY, 10_000)).map(({ content }) => textOf(content));
  assert.deepEqual(texts, ["b?", "b"], "the model gets whole turns");
  const rows = (await sessions.list({ includeDerivedTitles: true })).sessions;
  assert.equal(rows[0]?.derivedTitle, "b?");
});

test("what is too long to look at is said to be so in a preview", async (t) => {
  const { sessions } = await open(t);
  await talk(sessions);
  await sessions.record([message("a", 0, "x".repeat(70_000)), message("a", 1, "short\nwords")]);
  const { previews } = await sessions.preview([{ asked: "work", key: KEY }], {});
  assert.deepEqual(previews[0]?.items, [
    { role: "user", text: "[too long to show here]" },
    { role: "assistant", text: "short words" },
  ]);
});
