import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { AgentId, RunId, SessionKey } from "../../domain/ids.ts";
import type { Message, Usage } from "../../domain/run.ts";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import { temporaryFolder, temporaryStore } from "../../../test/support/store.ts";
import { silentLog } from "../../kernel/log.ts";
import { openDatabase } from "../../store/database.ts";
import { MIGRATIONS } from "../../store/migrations/index.ts";
import * as statements from "./statements.ts";
import { UsageLedger, type UsageOptions } from "./usage.ts";

const SESSION = "agent:main:main" as SessionKey;
const DAY_MS = 86_400_000;
/** Noon, so that no time zone of a test machine moves a day. */
const NOON = new Date(2026, 4, 20, 12).getTime();

async function setUp(t: Parameters<typeof temporaryStore>[0], over: Partial<UsageOptions> = {}) {
  const store = await temporaryStore(t);
  const clock = new FakeClock(NOON);
  await store.commit([statements.touch({ key: SESSION, agent: "main" as AgentId, at: NOON })]);
  let step = 0;
  const answer = (daysAgo: number, usage: Usage | undefined, model = "m") => {
    step += 1;
    const message: Message = {
      session: SESSION,
      run: `run-${step}` as RunId,
      step,
      role: "assistant",
      content: [],
      at: NOON - daysAgo * DAY_MS,
      provider: "p",
      model,
      ...(usage ? { usage } : {}),
    };
    return store.commit([statements.append(message)]);
  };
  const priceOf = (provider: string, model: string) =>
    provider === "p" && model === "m" ? { input: 2, output: 10 } : undefined;
  const ledger = new UsageLedger({ store, clock, priceOf, ...over });
  return { store, clock, answer, ledger };
}

const tokens = (inputTokens: number, outputTokens: number): Usage => ({
  inputTokens,
  outputTokens,
});

test("usage.cost adds up what answers took, by day, with the prices that are known", async (t) => {
  const { answer, ledger } = await setUp(t);
  await answer(0, tokens(1_000_000, 100_000));
  await answer(0, tokens(500_000, 0));
  await answer(0, tokens(7, 3), "free");
  await answer(2, tokens(10, 20));
  await answer(3, tokens(99, 99));
  await answer(0, undefined);
  assert.deepEqual(await ledger.cost(3), {
    updatedAt: NOON,
    days: 3,
    daily: [
      {
        date: "2026-05-18",
        input: 10,
        output: 20,
        totalTokens: 30,
        totalCost: 0.00022,
        missingCostEntries: 0,
      },
      {
        date: "2026-05-20",
        input: 1_500_007,
        output: 100_003,
        totalTokens: 1_600_010,
        totalCost: 4,
        missingCostEntries: 1,
      },
    ],
    totals: {
      input: 1_500_017,
      output: 100_023,
      totalTokens: 1_600_040,
      totalCost: 4.00022,
      missingCostEntries: 1,
    },
  });
});

test("a figure stands for 30 seconds, each span its own", async (t) => {
  const { answer, clock, ledger } = await setUp(t);
  const input = async (days: number) => (await ledger.cost(days)).totals.input;
  assert.equal(await input(1), 0);
  await answer(0, tokens(5, 0));
  await clock.advance(29_999);
  assert.deepEqual([await input(1), await input(2)], [0, 5]);
  await clock.advance(1);
  assert.equal(await input(1), 5);
});

test("a figure that could not be read is asked for again", async (t) => {
  const { store, answer } = await setUp(t);
  await answer(0, tokens(5, 0));
  let broken = true;
  const { ledger } = await setUp(t, {
    store: {
      rows: (query) => (broken ? Promise.reject(new Error("the disk is away")) : store.rows(query)),
    },
  });
  await assert.rejects(ledger.cost(1), /the disk is away/);
  broken = false;
  assert.equal((await ledger.cost(1)).totals.input, 5);
});

test("answers from before the ledger was kept are counted when the database is brought up", async (t) => {
  const path = join(temporaryFolder(t), "zero.db");
  const options = { clock: new FakeClock(NOON), log: silentLog };
  const before = MIGRATIONS.slice(
    0,
    MIGRATIONS.findIndex(({ name }) => name === "control"),
  );
  const older = await openDatabase(path, { ...options, migrations: before });
  const step = { session: SESSION, run: "r" as RunId, content: [], at: NOON, provider: "p" };
  await older.commit([
    statements.touch({ key: SESSION, agent: "main" as AgentId, at: NOON }),
    statements.append({ ...step, step: 0, role: "user" }),
    statements.append({ ...step, step: 1, role: "assistant", model: "m", usage: tokens(4, 2) }),
    statements.append({ ...step, step: 2, role: "assistant", model: "m", usage: tokens(5, 1) }),
    statements.append({ ...step, step: 3, role: "assistant", model: "m", stopReason: "error" }),
  ]);
  await older.close();
  const store = await openDatabase(path, options);
  t.after(() => store.close());
  const ledger = new UsageLedger({ store, clock: options.clock, priceOf: () => undefined });
  const { totals } = await ledger.cost(1);
  assert.deepEqual([totals.input, totals.output, totals.missingCostEntries], [9, 3, 2]);
});
