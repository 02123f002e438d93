import { existsSync, statSync } from "node:fs";
import sql from "sql-template-tag";
import { FatalError, messageOf } from "../kernel/errors.ts";
import { versionOf } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { Connection, failureOf } from "./sqlite.ts";

const BUSY_WITHIN_MS = 2_000;
/** Damage that is listed; one page can be the cause of thousands of lines. */
const DAMAGE_MAX = 10;

/** How a database file is, found without changing it. */
export type Inspection =
  | { readonly state: "missing" }
  /** `checked` false: it was larger than what was to be read. */
  | {
      readonly state: "ok";
      readonly schema: number;
      readonly bytes: number;
      readonly checked: boolean;
    }
  /** Not a database of this product, or of a newer build; the sentence says so. */
  | { readonly state: "foreign"; readonly detail: string }
  | { readonly state: "damaged"; readonly detail: readonly string[] }
  /** The system does not let it be read. */
  | { readonly state: "unreadable"; readonly detail: string };

export interface InspectOptions {
  /** `quick`: pages and rows. `full`: every index entry as well, about twice as long. */
  readonly depth: "quick" | "full";
  /** A larger file is opened and not read through: a gigabyte takes seconds. */
  readonly bytesMax?: number;
}

/**
 * Looks at a database file, also while a gateway writes to it. Never throws for what is wrong with
 * the file.
 */
export function inspectDatabase(path: string, options: InspectOptions): Inspection {
  if (!existsSync(path)) return { state: "missing" };
  let connection: Connection | undefined;
  try {
    connection = new Connection(path, { busyWithinMs: BUSY_WITHIN_MS, readOnly: true });
    const schema = versionOf(connection, path, MIGRATIONS.length);
    const { size: bytes } = statSync(path);
    const checked = bytes <= (options.bytesMax ?? Number.POSITIVE_INFINITY);
    const damage = checked ? damageIn(connection, options.depth) : [];
    if (damage.length > 0) return { state: "damaged", detail: damage };
    return { state: "ok", schema, bytes, checked };
  } catch (error) {
    if (error instanceof FatalError) return { state: "foreign", detail: error.message };
    const detail = messageOf(error);
    return failureOf(error) === "corrupt"
      ? { state: "damaged", detail: [detail] }
      : { state: "unreadable", detail };
  } finally {
    connection?.close();
  }
}

function damageIn(connection: Connection, depth: InspectOptions["depth"]): string[] {
  const query = depth === "full" ? sql`PRAGMA integrity_check(10)` : sql`PRAGMA quick_check(10)`;
  return connection
    .all<Record<string, string>>(query)
    .flatMap((row) => Object.values(row))
    .filter((line) => line !== "ok")
    .slice(0, DAMAGE_MAX);
}
