import type { Sql } from "sql-template-tag";

/** One write of a commit. */
export interface Statement {
  sql: Sql;
  /**
   * How many rows it has to change. A different number means that the state was not what the caller
   * believed: the whole list is rolled back. Absent: any number is right.
   */
  changes?: number;
  /**
   * Called once the list is on disk, before `commit` resolves, with the number of rows that
   * changed. For counters and wake-ups, never for work: it must not throw and must not wait.
   */
  committed?: (changed: number) => void;
}

/**
 * Thrown by `commit` when a statement changed another number of rows than it has to, or ran into a
 * unique key (then it changed none): somebody else was first.
 */
export class StaleError extends Error {
  override readonly name = "StaleError";
  /** Index of the statement in its list. */
  readonly index: number;

  constructor(index: number, expected: number, changed: number, options: { cause?: unknown } = {}) {
    super(
      `statement ${index} had to change ${expected} rows and changed ${changed}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.index = index;
  }
}

/**
 * The database as features see it. Reads see every commit that resolved before they began.
 * The same calls fit a synchronous and a networked driver, so nothing here returns a value without
 * a promise.
 */
export interface Store {
  /**
   * Writes the whole list or nothing, and resolves when it is on disk (fsync). Lists that wait
   * together share one transaction, in the order of the calls, each undone alone when it fails.
   * Rejects with `StaleError` when a guard misses or a unique key is taken, and with UNAVAILABLE
   * when the disk cannot be written or too much waits already; then nothing of the list was kept.
   */
  commit(statements: readonly Statement[]): Promise<void>;
  /** Rejects with UNAVAILABLE when the disk cannot be read. */
  rows<Row extends object>(sql: Sql): Promise<readonly Row[]>;
  /** The first row, if there is one. Rejects like `rows`. */
  row<Row extends object>(sql: Sql): Promise<Row | undefined>;
  /**
   * Figures for health and the bench, since the store was opened: lists that were kept,
   * transactions (each one fsync) that kept them, lists that were lost to a failing disk.
   */
  readonly stats: Readonly<{ commits: number; transactions: number; failures: number }>;
  /** Writes what waits, then releases the file. */
  close(): Promise<void>;
}

/** Shorthand for one element of a commit. */
export function write(sql: Sql, changes?: number): Statement {
  return changes === undefined ? { sql } : { sql, changes };
}
