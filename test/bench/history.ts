import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface History {
  sessions: number;
  messages: number;
}

/** Fills a stopped gateway's database with sessions and messages, as years of use would. */
export function fillHistory(stateDir: string, { sessions, messages }: History): void {
  const db = new DatabaseSync(join(stateDir, "zero.db"));
  const each = Math.ceil(messages / sessions);
  const now = Date.now();
  db.exec("PRAGMA synchronous = OFF; BEGIN");
  const session = db.prepare(
    `INSERT INTO sessions (key, agent, session_id, created_at, updated_at, settings)
     VALUES (?, 'main', ?, ?, ?, '{}')`,
  );
  const message = db.prepare(
    `INSERT INTO messages (session, session_id, run_id, step, role, at, size, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (let s = 0; s < sessions; s++) {
    const key = `agent:main:old-${s}`;
    const id = `old-${s}`;
    session.run(key, id, now - 1e9 - s, now - 1e9 - s);
    for (let m = 0; m < each; m++) {
      const role = m % 2 === 0 ? "user" : "assistant";
      const text = `message ${m} of session ${s}: ${"words and more words ".repeat(4)}`;
      const body = JSON.stringify({ content: [{ type: "text", text }] });
      message.run(key, id, `run-${s}-${m >> 1}`, m % 2, role, now - 1e9 + m, body.length, body);
    }
  }
  db.exec("COMMIT");
  db.close();
}
