import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { stateOf } from "../support/gateway-process.ts";

/** What tells one message of the proof from all others. */
export const NONCE = /n\d{6}x/;

/** What a gateway was in the middle of, read from the files it left. */
export interface InFlight {
  /** Messages accepted and not handled, and runs accepted and not over. */
  runs: number;
  /** Replies handed to the network without a receipt. */
  sends: number;
}

/** Reads a dead gateway's database. Nobody else may have it open. */
export function readInFlight(home: string): InFlight {
  return withDatabase(home, { runs: 0, sends: 0 }, (db) => ({
    runs: count(db, "SELECT count(*) AS n FROM runs WHERE state IN ('queued', 'running')"),
    sends: count(db, "SELECT count(*) AS n FROM outbox WHERE state = 'sending'"),
  }));
}

/** Answers of the model that history holds, by nonce. */
export function readAnswers(home: string): Map<string, number> {
  return withDatabase(home, new Map(), (db) => {
    const answers = new Map<string, number>();
    const query = "SELECT body FROM messages WHERE role = 'assistant'";
    for (const { body } of db.prepare(query).all() as { body: string }[]) {
      const { content } = JSON.parse(body) as { content: { type: string; text?: string }[] };
      const text = content.map((part) => part.text ?? "").join("");
      const nonce = NONCE.exec(text)?.[0];
      if (nonce !== undefined) answers.set(nonce, (answers.get(nonce) ?? 0) + 1);
    }
    return answers;
  });
}

/** How many answers there are that nobody should have seen again. */
export const beyondOne = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, times) => sum + Math.max(0, times - 1), 0);

/** What is still owed: nothing, once the gateway had time. */
export function readOwed(home: string): {
  inbox: number;
  runs: number;
  outbox: number;
  integrity: string;
} {
  return withDatabase(home, { inbox: 0, runs: 0, outbox: 0, integrity: "no database" }, (db) => ({
    inbox: count(db, "SELECT count(*) AS n FROM inbox WHERE state IN ('waiting', 'taken')"),
    runs: count(db, "SELECT count(*) AS n FROM runs WHERE state IN ('queued', 'running')"),
    outbox: count(db, "SELECT count(*) AS n FROM outbox WHERE state IN ('pending', 'sending')"),
    integrity: (db.prepare("PRAGMA integrity_check").get() as { integrity_check: string })
      .integrity_check,
  }));
}

function withDatabase<T>(home: string, none: T, read: (db: DatabaseSync) => T): T {
  const file = join(stateOf(home), "zero.db");
  if (!existsSync(file)) return none;
  const db = new DatabaseSync(file);
  try {
    const tables = count(db, "SELECT count(*) AS n FROM sqlite_schema WHERE name = 'outbox'");
    return tables === 0 ? none : read(db);
  } finally {
    db.close();
  }
}

function count(db: DatabaseSync, sql: string): number {
  return (db.prepare(sql).get() as { n: number }).n;
}
