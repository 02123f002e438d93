import sql from "sql-template-tag";
import { EXIT, FatalError } from "../kernel/errors.ts";
import type { Connection } from "./sqlite.ts";

/**
 * SQL that takes the database from one version to the next. Its place in the list is its number.
 */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/**
 * Stands in the header of our files ("ZERO"), so that no other program's database is mistaken for
 * one.
 */
const APPLICATION_ID = 0x5a45524f;

/**
 * The version of the file, 0 for a new one. Changes nothing. Throws `FatalError` for a file of
 * another program and for a version above `known`.
 */
export function versionOf(connection: Connection, path: string, known: number): number {
  const [owner] = connection.all<{ application_id: number }>(sql`PRAGMA application_id`);
  const [held] = connection.all<{ user_version: number }>(sql`PRAGMA user_version`);
  const version = held?.user_version ?? 0;
  if (owner?.application_id !== APPLICATION_ID) {
    const [tables] = connection.all<{ count: number }>(
      sql`SELECT count(*) AS count FROM sqlite_schema`,
    );
    if (tables?.count === 0 && version === 0 && owner?.application_id === 0) return 0;
    throw new FatalError(
      EXIT.unusableConfig,
      `${path} is a database of another program: move it away, or choose another state directory`,
    );
  }
  if (version <= known) return version;
  throw new FatalError(
    EXIT.unusableConfig,
    `the database ${path} has version ${version} and this build knows only ${known}: ` +
      "a newer build wrote it; start that one, or restore a backup from before it",
  );
}

/**
 * Brings the database from `version` to the newest one, one transaction a step: a crash leaves the
 * version before a step or the version after it.
 */
export function migrate(
  connection: Connection,
  version: number,
  migrations: readonly Migration[],
): void {
  migrations.slice(version).forEach((migration, index) => {
    connection.exec("BEGIN EXCLUSIVE");
    try {
      connection.exec(migration.sql);
      connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
      connection.exec(`PRAGMA user_version = ${version + index + 1}`);
      connection.exec("COMMIT");
    } catch (error) {
      if (connection.inTransaction) connection.exec("ROLLBACK");
      throw error;
    }
  });
}
