import { dirname } from "node:path";
import sql, { raw, type Sql } from "sql-template-tag";
import type { Clock } from "../kernel/clock.ts";
import { EXIT, FatalError, messageOf, ZeroError } from "../kernel/errors.ts";
import type { Log } from "../kernel/log.ts";
import type { HealthReport } from "../kernel/service.ts";
import { makePrivateFolder } from "../config/file/private-folder.ts";
import { DiskTrouble } from "./disk-trouble.ts";
import { GroupCommit } from "./group-commit.ts";
import { migrate, type Migration, versionOf } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { makePrivateFile, mayChange } from "./private-files.ts";
import { Connection, failureOf, hasWalResetBug, type SqlFailure, statusOf } from "./sqlite.ts";
import { type Statement, type Store, write } from "./store.ts";

/**
 * It blocks the process, and only a tool that looks into the file at the same time can cause it.
 */
const BUSY_WITHIN_MS = 1_000;
const WAITING_STATEMENTS_MAX = 10_000;
/** When whoever was refused may ask again. */
const RETRY_AFTER_MS = 1_000;

/**
 * With FULL a commit is on disk when it resolves, not only safe from a crash of this process. The
 * write-ahead log shrinks back to 64 MiB after a burst; 8 MiB of pages are kept in memory.
 */
const PRAGMAS = `
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA cache_size = -8192;
  PRAGMA temp_store = MEMORY;
`;

export interface OpenOptions {
  clock: Clock;
  log: Log;
  /** Statements that may wait for the disk; above it `commit` rejects with UNAVAILABLE. 10,000. */
  waitingMax?: number;
  /** Called when the disk begins to refuse writes, and when it takes them again. */
  changed?: () => void;
  /** Another schema; for tests of migrations. */
  migrations?: readonly Migration[];
}

/** An open database file. */
export interface Database extends Store {
  readonly path: string;
  /** `failed` from the first transaction that the disk refused until one is kept again. */
  health(): HealthReport;
  /** Resolves when the disk takes writes, at once when it does, and when the store is closed. */
  recovered(): Promise<void>;
  /**
   * Reads the whole file and names what is damaged: seconds per gigabyte, and it blocks meanwhile.
   */
  check(): Promise<readonly string[]>;
}

/**
 * Opens the database, makes it when it is not there, and brings it to the newest version. The file
 * and its folder are for their owner alone. It costs a few milliseconds however large the file is.
 * Rejects with `FatalError` when this build cannot work with it: the sentence says why and what to
 * do.
 */
export async function openDatabase(path: string, options: OpenOptions): Promise<Database> {
  let connection: Connection | undefined;
  try {
    makePrivateFolder(dirname(path));
    connection = new Connection(path, { busyWithinMs: BUSY_WITHIN_MS });
    makePrivateFile(path);
    prepare(connection, path, options.migrations ?? MIGRATIONS);
    return new SqliteDatabase(path, connection, options);
  } catch (error) {
    connection?.close();
    if (error instanceof FatalError) throw error;
    const why = SENTENCES[mayChange(path) ? failureOf(error) : "readonly"];
    throw new FatalError(
      statusOf(error, path),
      `the database ${path} cannot be opened: ${why} (${messageOf(error)})`,
      { cause: error },
    );
  }
}

function prepare(connection: Connection, path: string, migrations: readonly Migration[]): void {
  const [build] = connection.all<{ version: string }>(sql`SELECT sqlite_version() AS version`);
  if (build && hasWalResetBug(build.version)) {
    throw new FatalError(
      EXIT.unusableConfig,
      `this Node carries SQLite ${build.version}, which can damage databases: use Node 24.16 or newer`,
    );
  }
  const version = versionOf(connection, path, migrations.length);
  const [mode] = connection.all<{ journal_mode: string }>(sql`PRAGMA journal_mode = WAL`);
  if (mode?.journal_mode !== "wal") {
    throw new FatalError(
      EXIT.unusableConfig,
      `the file system of ${path} cannot hold the database (no shared memory): use a local disk`,
    );
  }
  connection.exec(PRAGMAS);
  migrate(connection, version, migrations);
}

const SENTENCES: Readonly<Record<SqlFailure, string>> = {
  busy: "another program is writing to it; end that program",
  full: "the disk is full; free some space",
  readonly: "it cannot be written; check the permissions and the owner of the file and its folder",
  io: "the disk or the file system reported an error; check the disk and the folder",
  corrupt: "it is damaged; stop the gateway, keep the file aside and restore a backup",
  conflict: "two rows claim the same key",
  defect: "its content is not what this build expects",
};

class SqliteDatabase implements Database {
  readonly path: string;
  readonly #connection: Connection;
  readonly #group: GroupCommit;
  readonly #trouble: DiskTrouble;
  #closed = false;

  constructor(path: string, connection: Connection, options: OpenOptions) {
    const { clock, log, waitingMax, changed = () => undefined } = options;
    this.path = path;
    this.#connection = connection;
    this.#trouble = new DiskTrouble({ clock, log, changed, attempt: () => this.#touch() });
    this.#group = new GroupCommit({
      connection,
      clock,
      log,
      waitingMax: waitingMax ?? WAITING_STATEMENTS_MAX,
      explain: (error) => this.#explain("nothing was saved", error),
      onOutcome: (failure) => this.#trouble.note(failure),
    });
  }

  get stats(): Readonly<{ commits: number; transactions: number; failures: number }> {
    return this.#group.stats;
  }

  async commit(statements: readonly Statement[]): Promise<void> {
    this.#assertOpen();
    await this.#group.commit(statements);
  }

  async rows<Row extends object>(query: Sql): Promise<readonly Row[]> {
    return this.#read(() => this.#connection.all<Row>(query));
  }

  async row<Row extends object>(query: Sql): Promise<Row | undefined> {
    return this.#read(() => this.#connection.all<Row>(query)[0]);
  }

  async check(): Promise<readonly string[]> {
    const found = await this.rows<{ quick_check: string }>(sql`PRAGMA quick_check`);
    return found.map((row) => row.quick_check).filter((line) => line !== "ok");
  }

  health(): HealthReport {
    const { failure } = this.#trouble;
    return failure ? { state: "failed", detail: failure.message } : { state: "ok" };
  }

  recovered(): Promise<void> {
    return this.#trouble.recovered();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#group.flush();
    this.#trouble.close();
    // The last connection of a file brings the write-ahead log home and removes it.
    this.#connection.close();
  }

  #read<T>(query: () => T): T {
    this.#assertOpen();
    try {
      return query();
    } catch (error) {
      if (failureOf(error) === "defect") throw error;
      throw this.#explain("nothing was read", error);
    }
  }

  #assertOpen(): void {
    if (!this.#closed) return;
    throw new ZeroError("UNAVAILABLE", "the database is closed because the gateway is stopping");
  }

  #explain(consequence: string, cause: unknown): ZeroError {
    const why = SENTENCES[failureOf(cause)];
    const message = `${consequence}: the database cannot be used, ${why}`;
    return new ZeroError("UNAVAILABLE", message, { cause, retryAfterMs: RETRY_AFTER_MS });
  }

  /** Writes a page that says what it said before. */
  async #touch(): Promise<void> {
    const held = await this.row<{ user_version: number }>(sql`PRAGMA user_version`);
    await this.commit([write(sql`PRAGMA user_version = ${raw(String(held?.user_version ?? 0))}`)]);
  }
}
