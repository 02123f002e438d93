import assert from "node:assert/strict";
import { test } from "node:test";
import sql from "sql-template-tag";
import { temporaryStore } from "../../test/support/store.ts";
import { ZeroError } from "../kernel/errors.ts";
import { StaleError, type Statement, write } from "./store.ts";

const put = (key: string, value = 1): Statement =>
  write(sql`INSERT INTO positions (channel, key, value) VALUES ('test', ${key}, ${value})`, 1);
const raise = (key: string, from: number): Statement =>
  write(sql`UPDATE positions SET value = value + 1 WHERE key = ${key} AND value = ${from}`, 1);

test("lists that wait together share one transaction and one fsync", async (t) => {
  const store = await temporaryStore(t);
  await Promise.all(Array.from({ length: 200 }, (_, n) => store.commit([put(`k${n}`)])));
  const { commits, transactions, failures } = store.stats;
  assert.deepEqual([commits, failures], [200, 0]);
  // One, unless a slow machine spends a transaction's time on fewer of them.
  assert.ok(transactions < 20, `${transactions} transactions`);
  await store.commit([put("later")]);
  assert.equal(store.stats.transactions, transactions + 1);
});

test("input that is ready in the same turn of the event loop shares the transaction", async (t) => {
  const store = await temporaryStore(t);
  const turns = [1, 2, 3].map(
    (n) =>
      new Promise<void>((resolve, reject) => {
        setTimeout(() => void store.commit([put(`k${n}`)]).then(resolve, reject), 0);
      }),
  );
  const until = performance.now() + 5;
  while (performance.now() < until);
  await Promise.all(turns);
  assert.equal(store.stats.transactions, 1);
});

test("a missed guard undoes its own list and no other", async (t) => {
  const store = await temporaryStore(t);
  await store.commit([put("a", 5)]);
  const [first, stale, last] = await Promise.allSettled([
    store.commit([put("b")]),
    store.commit([put("c"), raise("a", 4), put("d")]),
    store.commit([raise("a", 5)]),
  ]);
  assert.equal(first?.status, "fulfilled");
  assert.equal(last?.status, "fulfilled");
  assert.ok(stale?.status === "rejected" && stale.reason instanceof StaleError);
  assert.equal(stale.reason.index, 1);
  const rows = await store.rows<{ key: string; value: number }>(
    sql`SELECT key, value FROM positions ORDER BY key`,
  );
  assert.deepEqual(
    rows.map((row) => [row.key, row.value]),
    [
      ["a", 6],
      ["b", 1],
    ],
  );
});

test("a taken unique key counts as no row changed", async (t) => {
  const store = await temporaryStore(t);
  await store.commit([put("a")]);
  await assert.rejects(store.commit([put("b"), put("a")]), StaleError);
  assert.equal(await store.row(sql`SELECT 1 FROM positions WHERE key = 'b'`), undefined);
});

test("a mistake in the SQL fails its own list with the driver's error", async (t) => {
  const store = await temporaryStore(t);
  const [bad, good] = await Promise.allSettled([
    store.commit([put("a"), write(sql`INSERT INTO nowhere VALUES (1)`)]),
    store.commit([put("b")]),
  ]);
  assert.ok(bad?.status === "rejected" && !(bad.reason instanceof ZeroError));
  assert.match(String(bad.reason), /nowhere/);
  assert.equal(good?.status, "fulfilled");
  assert.equal(store.health().state, "ok");
});

test("observers hear of a commit before it resolves, with the rows that changed, and only when it was kept", async (t) => {
  const store = await temporaryStore(t);
  const heard: string[] = [];
  const tell = (name: string) => (changed: number) => void heard.push(`${name}:${changed}`);
  await store.commit([
    { ...put("a"), committed: tell("a") },
    {
      sql: sql`INSERT INTO positions VALUES ('test', 'a', 9) ON CONFLICT DO NOTHING`,
      committed: tell("again"),
    },
    { ...put("b"), committed: () => assert.fail("an observer that throws harms nobody") },
  ]);
  assert.deepEqual(heard, ["a:1", "again:0"]);
  await assert.rejects(store.commit([{ ...put("c"), committed: tell("c") }, put("a")]));
  assert.deepEqual(heard, ["a:1", "again:0"]);
});

test("a full disk rejects everything that waits, marks the store as failing, and is over when a write works again (A27)", async (t) => {
  const store = await temporaryStore(t);
  await store.commit([put("kept")]);
  const limit = await store.row<{ page_count: number }>(sql`PRAGMA page_count`);
  await store.row(sql`PRAGMA max_page_count = ${sqlNumber(limit?.page_count ?? 0)}`);
  const large = "x".repeat(200_000);
  const outcomes = await Promise.allSettled([
    store.commit([put("small")]),
    store.commit([put(large)]),
    store.commit([put("behind")]),
  ]);
  for (const outcome of outcomes) {
    assert.ok(outcome.status === "rejected" && outcome.reason instanceof ZeroError);
    assert.equal(outcome.reason.code, "UNAVAILABLE");
    assert.match(outcome.reason.message, /nothing was saved.*disk is full.*free some space/);
  }
  assert.equal(store.health().state, "failed");
  assert.equal(store.stats.failures, 3);
  const [row] = await store.rows<{ count: number }>(sql`SELECT count(*) AS count FROM positions`);
  assert.equal(row?.count, 1);
  await store.row(sql`PRAGMA max_page_count = 1000000`);
  await store.commit([put(large)]);
  assert.deepEqual(store.health(), { state: "ok" });
});

test("above its limit of waiting statements a commit is refused at once, and those that wait are kept", async (t) => {
  const store = await temporaryStore(t, { waitingMax: 3 });
  const kept = store.commit([put("a"), put("b")]);
  await assert.rejects(store.commit([put("c"), put("d")]), { code: "UNAVAILABLE" });
  await kept;
  await store.commit([put("c"), put("d")]);
  assert.equal(store.stats.commits, 2);
});

test("closing writes what waits, and afterwards everything is refused with a sentence", async (t) => {
  const store = await temporaryStore(t);
  const last = store.commit([put("last")]);
  await store.close();
  await last;
  await assert.rejects(store.commit([put("late")]), /database is closed/);
  await assert.rejects(store.rows(sql`SELECT 1`), { code: "UNAVAILABLE" });
  await store.close();
});

test("an empty list is kept without a transaction", async (t) => {
  const store = await temporaryStore(t);
  await store.commit([]);
  assert.equal(store.stats.transactions, 0);
});

/** A pragma takes no bound values. */
function sqlNumber(value: number) {
  return sql([String(value)]);
}
