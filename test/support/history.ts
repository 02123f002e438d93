import sql, { raw } from "sql-template-tag";
import type { Store } from "../../src/store/store.ts";
import { write } from "../../src/store/store.ts";

export interface HistorySize {
  sessions: number;
  messages: number;
}

/** Messages of one transaction: fewer would take long, more would hold the event loop. */
const BATCH = 20_000;

/**
 * Fills the store with sessions and messages as real use leaves them, written by SQL alone.
 * Sessions are `agent:main:dm:<n>`; the turns of all sessions are interleaved, each a user's
 * message and an answer.
 */
export async function fillHistory(store: Store, size: HistorySize): Promise<void> {
  const start = raw("1700000000000");
  // Bound numbers are floating; here they end up in texts.
  const sessions = raw(String(size.sessions));
  await store.commit([
    write(sql`INSERT INTO sessions (key, agent, session_id, created_at, updated_at, route)
      WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${sessions})
      SELECT 'agent:main:dm:' || i, 'main', 'session-' || i, ${start}, ${start} + i * 1000,
        '{"channel":"telegram","account":"default","conversation":"' || i || '"}' FROM n`),
  ]);
  for (let from = 0; from < size.messages; from += BATCH) {
    const first = raw(String(from));
    const end = raw(String(Math.min(size.messages, from + BATCH)));
    await store.commit([
      write(sql`INSERT INTO messages (session, session_id, run_id, step, role, at, size, body)
        WITH RECURSIVE n (i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${end})
        SELECT 'agent:main:dm:' || (i / 2 % ${sessions}), 'session-' || (i / 2 % ${sessions}),
          'run-' || (i / 2), i % 2, CASE i % 2 WHEN 0 THEN 'user' ELSE 'assistant' END,
          ${start} + i, 260, '{"content":[{"type":"text","text":"' || i || ' ' ||
          substr(hex(zeroblob(110)), 1, 215) || '"}]}' FROM n`),
    ]);
  }
}
