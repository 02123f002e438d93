import { existsSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { messageOf } from "../kernel/errors.ts";
import { inspectDatabase } from "./inspect.ts";
import { Connection, failureOf } from "./sqlite.ts";

const BUSY_WITHIN_MS = 5_000;

/** Why there is no copy: the sentence says what to do. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

/**
 * Copies a database as it is at this moment into a new file, complete in itself, and checks the
 * copy. A gateway may be writing to it: every commit that resolved before the call is in the copy.
 * Resolves with the schema's version, or with undefined when there is no database. `to` is in a
 * folder of its own beside where it is wanted. Rejects with `SnapshotError`.
 */
export async function copyDatabase(from: string, to: string): Promise<number | undefined> {
  if (!existsSync(from)) return undefined;
  try {
    await copy(from, to);
  } catch (error) {
    const isFull = failureOf(error) === "full";
    const why = isFull ? `there is no room for it in ${dirname(dirname(to))}` : messageOf(error);
    throw new SnapshotError(`the database ${from} cannot be copied: ${why}`, { cause: error });
  }
  const copied = inspectDatabase(to, { depth: "quick" });
  if (copied.state === "ok") return copied.schema;
  const detail = "detail" in copied ? [copied.detail].flat().join("; ") : "it is empty";
  throw new SnapshotError(
    `the database ${from} cannot be backed up: ${detail}; \`zero doctor\` says more`,
  );
}

async function copy(from: string, to: string): Promise<void> {
  const source = new Connection(from, { busyWithinMs: BUSY_WITHIN_MS, readOnly: true });
  try {
    // The driver would make it as the umask says.
    writeFileSync(to, "", { flag: "wx", mode: 0o600 });
    await source.copyTo(to);
  } finally {
    source.close();
  }
  const target = new Connection(to, { busyWithinMs: BUSY_WITHIN_MS });
  try {
    // One file, without a log beside it; opening the database brings the log back.
    target.exec("PRAGMA journal_mode = DELETE");
  } finally {
    target.close();
  }
}
