import type { Clock } from "../kernel/clock.ts";
import { ZeroError } from "../kernel/errors.ts";
import { errorFields, type Log } from "../kernel/log.ts";
import { failureOf, type Connection } from "./sqlite.ts";
import { StaleError, type Statement } from "./store.ts";

/** A transaction takes no further list after this time, so that the event loop goes on. */
const TRANSACTION_MS = 8;

export interface GroupCommitOptions {
  connection: Connection;
  clock: Clock;
  log: Log;
  /** Statements that may wait; above it `commit` rejects with UNAVAILABLE. */
  waitingMax: number;
  /** The error for the callers when the file or the disk failed. */
  explain: (error: unknown) => ZeroError;
  /** Called after each transaction: undefined when it was kept, else why it was not. */
  onOutcome: (failure: ZeroError | undefined) => void;
}

interface List {
  readonly statements: readonly Statement[];
  readonly changed: number[];
  /** Set when the list undid itself; the others of its transaction go on. */
  error?: unknown;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Writes lists of statements in groups: everything that came up in one turn of the event loop is
 * one transaction and one fsync, each list in a savepoint of its own.
 *
 * The turn ends with `setImmediate`, which runs after all input that was ready has been read: a
 * microtask would run between two of them and give each its own fsync, a timer would wait for
 * nothing.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  readonly stats = { commits: 0, transactions: 0, failures: 0 };
  #waiting: List[] = [];
  #waitingStatements = 0;
  #scheduled = false;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  commit(statements: readonly Statement[]): Promise<void> {
    if (statements.length === 0) return Promise.resolve();
    if (this.#waitingStatements + statements.length > this.#options.waitingMax) {
      const message = "too many writes are waiting for the disk; try again in a moment";
      return Promise.reject(new ZeroError("UNAVAILABLE", message, { retryAfterMs: 1_000 }));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statements, changed: [], resolve, reject });
      this.#waitingStatements += statements.length;
      this.#schedule();
    });
  }

  /** Writes everything that waits, now. */
  flush(): void {
    while (this.#waiting.length > 0) this.#transact();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#waiting.length > 0) this.#transact();
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #transact(): void {
    const { connection, onOutcome } = this.#options;
    const group: List[] = [];
    try {
      connection.exec("BEGIN IMMEDIATE");
      this.#runLists(group);
      connection.exec("COMMIT");
    } catch (error) {
      this.#fail(group, error);
      return;
    }
    onOutcome(undefined);
    this.#settle(group);
  }

  #runLists(group: List[]): void {
    const { clock } = this.#options;
    const until = clock.monotonic() + TRANSACTION_MS;
    do {
      const list = this.#waiting.shift();
      if (!list) return;
      this.#waitingStatements -= list.statements.length;
      group.push(list);
      this.#runList(list);
    } while (clock.monotonic() < until);
  }

  /** Throws only when the transaction as a whole cannot go on. */
  #runList(list: List): void {
    const { connection } = this.#options;
    connection.exec("SAVEPOINT list");
    try {
      list.statements.forEach((statement, index) => {
        list.changed.push(this.#runStatement(statement, index));
      });
    } catch (error) {
      if (!connection.inTransaction || !isOwnFault(error)) throw error;
      list.error = error;
      connection.exec("ROLLBACK TO list");
    }
    connection.exec("RELEASE list");
  }

  #runStatement({ sql, changes }: Statement, index: number): number {
    let changed: number;
    try {
      changed = this.#options.connection.run(sql);
    } catch (error) {
      if (failureOf(error) !== "conflict") throw error;
      throw new StaleError(index, changes ?? 1, 0, { cause: error });
    }
    if (changes !== undefined && changed !== changes) throw new StaleError(index, changes, changed);
    return changed;
  }

  /**
   * Nothing of the transaction was kept, so nobody in it may hear anything else, nor who waits
   * behind it.
   */
  #fail(group: readonly List[], cause: unknown): void {
    const { connection, explain, onOutcome, log } = this.#options;
    try {
      if (connection.inTransaction) connection.exec("ROLLBACK");
    } catch (error) {
      log.error("a transaction could not be rolled back", errorFields(error));
    }
    const lost = [...group, ...this.#waiting];
    this.#waiting = [];
    this.#waitingStatements = 0;
    this.stats.failures += lost.length;
    const failure = explain(cause);
    onOutcome(failure);
    for (const list of lost) list.reject(failure);
  }

  #settle(group: readonly List[]): void {
    const kept = group.filter((list) => list.error === undefined);
    this.stats.commits += kept.length;
    if (kept.length > 0) this.stats.transactions += 1;
    for (const list of group) {
      if (list.error !== undefined) {
        list.reject(list.error);
        continue;
      }
      this.#announce(list);
      list.resolve();
    }
  }

  #announce(list: List): void {
    list.statements.forEach((statement, index) => {
      try {
        statement.committed?.(list.changed[index] ?? 0);
      } catch (error) {
        this.#options.log.error("an observer of a commit threw", errorFields(error));
      }
    });
  }
}

/** A missed guard or a mistake in the SQL: trouble of this list alone. */
function isOwnFault(error: unknown): boolean {
  return error instanceof StaleError || failureOf(error) === "defect";
}
