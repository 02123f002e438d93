import { dropOldest } from "../kernel/drop-oldest.ts";
import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { EXIT, type ExitStatus } from "../kernel/errors.ts";
import type { Sql } from "sql-template-tag";
import { mayChange, withPrivateUmask } from "./private-files.ts";

/** Prepared statements that are kept; the one that was not used for longest makes room. */
const STATEMENTS_MAX = 256;
/** More than a file can have, and the most that the driver takes. */
const COPY_PAGES_MAX = 2_147_483_647;

export interface ConnectionOptions {
  /** How long a call waits for another process that holds the file. It blocks; keep it short. */
  busyWithinMs: number;
  /** The file must be there, and stays as it is. */
  readOnly?: boolean;
}

/**
 * One open SQLite file. Synchronous, as the driver is; only this folder uses it, everybody else
 * sees `Store`. New files are readable by their owner alone, and SQLite gives its side files the
 * same mode.
 */
export class Connection {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(path: string, { busyWithinMs: timeout, readOnly = false }: ConnectionOptions) {
    this.#db = withPrivateUmask(() => new DatabaseSync(path, { timeout, readOnly }));
  }

  get inTransaction(): boolean {
    return this.#db.isTransaction;
  }

  /** Runs SQL text that has no values, of one statement or many. */
  exec(text: string): void {
    this.#db.exec(text);
  }

  /** Runs one statement and returns how many rows it changed. */
  run(sql: Sql): number {
    return Number(this.#prepare(sql.sql).run(...valuesOf(sql)).changes);
  }

  all<Row extends object>(sql: Sql): Row[] {
    return this.#prepare(sql.sql).all(...valuesOf(sql)) as Row[];
  }

  /**
   * Writes the database as it is at this moment into a new file, while others go on writing: all
   * pages in one step, so that no commit in between makes it begin again.
   */
  async copyTo(path: string): Promise<void> {
    await backup(this.#db, path, { rate: COPY_PAGES_MAX });
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepare(text: string): StatementSync {
    const known = this.#statements.get(text);
    const statement = known ?? this.#db.prepare(text);
    // A Map keeps the order of insertion, so putting a used one last leaves the oldest first.
    if (known) this.#statements.delete(text);
    this.#statements.set(text, statement);
    dropOldest(this.#statements, STATEMENTS_MAX);
    return statement;
  }
}

function valuesOf(sql: Sql): SQLInputValue[] {
  return sql.values as SQLInputValue[];
}

/**
 * What an error of the driver means for us. `conflict`: a unique key is taken. `defect`: the SQL or
 * a value is wrong, which is our mistake. The others are trouble of the file or the disk.
 */
export type SqlFailure = "conflict" | "defect" | "busy" | "full" | "readonly" | "io" | "corrupt";

/**
 * Result codes of SQLite (sqlite.org/rescode.html); the low byte of an extended code is its family.
 */
const FAMILIES: Readonly<Record<number, SqlFailure>> = {
  5: "busy",
  6: "busy",
  7: "io",
  8: "readonly",
  10: "io",
  11: "corrupt",
  13: "full",
  14: "io",
  22: "io",
  26: "corrupt",
};
const UNIQUE_CODES: ReadonlySet<number> = new Set([1555, 2067, 2579]);

export function failureOf(error: unknown): SqlFailure {
  if (!(error instanceof Error) || !("errcode" in error)) return "defect";
  const code = error.errcode;
  if (typeof code !== "number") return "defect";
  return UNIQUE_CODES.has(code) ? "conflict" : (FAMILIES[code & 0xff] ?? "defect");
}

const PASSES: ReadonlySet<SqlFailure> = new Set(["busy", "full", "io"]);

/**
 * What may pass by itself is worth another start, which the supervisor makes; the rest is not, nor
 * is a file that this user may not change, or a folder in which nobody may write.
 */
export function statusOf(error: unknown, path: string): ExitStatus {
  return PASSES.has(failureOf(error)) && mayChange(path) ? EXIT.crashed : EXIT.unusableConfig;
}

/**
 * True for the builds whose write-ahead log can lose or mix pages when it is reset: 3.7.0 to
 * 3.51.2, but for the lines that got the repair (A36).
 */
export function hasWalResetBug(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number);
  if (major !== 3 || minor < 7) return false;
  if (minor === 44) return patch < 6;
  if (minor === 50) return patch < 7;
  return minor < 51 || (minor === 51 && patch < 3);
}
