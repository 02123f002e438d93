import sql from "sql-template-tag";
import { Outbox, type OutboxOptions } from "../../src/features/outbox/outbox.ts";
import { silentLog } from "../../src/kernel/log.ts";
import type { Database } from "../../src/store/database.ts";
import { FakeClock, settle } from "./fake-clock.ts";
import { FakeNetwork } from "./network.ts";

interface Setting {
  store: Database;
  clock?: FakeClock;
  network?: FakeNetwork;
  options?: Partial<OutboxOptions>;
}

/** An outbox on a fake network, whose texts are split at `|` and whose pauses have no jitter. */
export function openOutbox(setting: Setting) {
  const { store, clock = new FakeClock(), network = new FakeNetwork(), options } = setting;
  const outbox = new Outbox({
    store,
    clock,
    log: silentLog,
    transport: network.transport,
    split: (_to, text) => text.split("|"),
    random: () => 0.5,
    ...options,
  });
  return { outbox, clock, network };
}

/** Rows of the outbox in order, as `key state attempts`. */
export async function outboxTable(store: Database): Promise<string[]> {
  const found = await store.rows<{ line: string }>(
    sql`SELECT key || ' ' || state || ' ' || attempts AS line FROM outbox ORDER BY id`,
  );
  return found.map((row) => row.line);
}

/** Lets time pass until nothing is owed any more, two hours at most. */
export async function drainOutbox(outbox: Outbox, clock: FakeClock): Promise<void> {
  for (let minute = 0; minute < 120 && outbox.stats.open > 0; minute += 1) {
    let before = -1;
    while (outbox.stats.open !== before) {
      before = outbox.stats.open;
      for (let turn = 0; turn < 8; turn += 1) await settle();
    }
    await clock.advance(60_000);
  }
  await settle();
}
