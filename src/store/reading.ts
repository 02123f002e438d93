import { existsSync } from "node:fs";
import type { Sql } from "sql-template-tag";
import { EXIT, FatalError, messageOf } from "../kernel/errors.ts";
import { versionOf } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { Connection } from "./sqlite.ts";
import type { Store } from "./store.ts";

const BUSY_WITHIN_MS = 1_000;

/** A database that is only looked at. */
export interface Reading extends Pick<Store, "rows" | "row"> {
  close(): void;
}

/**
 * Opens a gateway's database to look at it while no gateway runs, without changing it; undefined
 * when there is none yet. Throws `FatalError` for a file that this build cannot read.
 */
export function openForReading(path: string): Reading | undefined {
  if (!existsSync(path)) return undefined;
  let connection: Connection | undefined;
  try {
    connection = new Connection(path, { busyWithinMs: BUSY_WITHIN_MS, readOnly: true });
    if (versionOf(connection, path, MIGRATIONS.length) === 0) {
      connection.close();
      return undefined;
    }
    return new ReadOnly(connection);
  } catch (error) {
    connection?.close();
    if (error instanceof FatalError) throw error;
    const message = `the database ${path} cannot be read: ${messageOf(error)}`;
    throw new FatalError(EXIT.crashed, message, { cause: error });
  }
}

class ReadOnly implements Reading {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async rows<Row extends object>(query: Sql): Promise<readonly Row[]> {
    return this.#connection.all<Row>(query);
  }

  async row<Row extends object>(query: Sql): Promise<Row | undefined> {
    return this.#connection.all<Row>(query)[0];
  }

  close(): void {
    this.#connection.close();
  }
}
