import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GATEWAY_LOCK } from "../config/state-files.ts";
import { EXIT, FatalError, messageOf } from "../kernel/errors.ts";
import { errorFields, type Log } from "../kernel/log.ts";
import { makePrivateFolder } from "../config/file/private-folder.ts";
import { holderText, type LockHolder, noteIn, readHolder } from "./lock-note.ts";
import { Connection, failureOf, statusOf } from "./sqlite.ts";

/**
 * Two that start in the same moment hinder each other for an instant; after this one of them has
 * won.
 */
const RACE_MS = 100;

export interface GatewayLock {
  /** Adds the port to what a second starter is told. */
  announce(port: number): void;
  /** Lets the next one in. Harmless when repeated. */
  release(): void;
}

/**
 * Takes the state directory for this process alone, or throws `FatalError` with status 69 that says
 * who has it (V39). The lock is SQLite's exclusive lock on `gateway.lock`, which the kernel holds:
 * it is gone with the process, however that ends, so nothing can be stale. Nobody may open that
 * file in this process by other means: closing it would give the lock away.
 */
export function takeLock(folder: string, holder: LockHolder, log: Log): GatewayLock {
  const note = noteIn(folder);
  const connection = hold(folder, note);
  const describe = (current: LockHolder) => {
    try {
      const fresh = `${note}.${current.pid}`;
      writeFileSync(fresh, JSON.stringify(current), { mode: 0o600 });
      renameSync(fresh, note);
    } catch (error) {
      // The lock holds without it; a second starter is told less.
      log.warn("the holder of the state directory could not be written down", errorFields(error));
    }
  };
  describe(holder);
  let held = true;
  return {
    announce: (port) => {
      if (held) describe({ ...holder, port });
    },
    release: () => {
      if (!held) return;
      held = false;
      rmSync(note, { force: true });
      connection.close();
    },
  };
}

/** Whether a gateway has a state directory, and who it is as far as that is written down. */
export interface LockState {
  readonly held: boolean;
  readonly holder?: LockHolder;
}

/**
 * Looks without taking the lock and without hindering whoever takes it. Never called in the process
 * that holds it: closing the file would give the lock away.
 */
export function lockState(folder: string): LockState {
  const path = join(folder, GATEWAY_LOCK);
  if (!existsSync(path)) return { held: false };
  let connection: Connection | undefined;
  try {
    connection = new Connection(path, { busyWithinMs: 0, readOnly: true });
    connection.exec("SELECT count(*) FROM sqlite_schema");
    return { held: false };
  } catch (error) {
    if (failureOf(error) !== "busy") return { held: false };
    const holder = readHolder(noteIn(folder));
    return { held: true, ...(holder ? { holder } : {}) };
  } finally {
    connection?.close();
  }
}

function hold(folder: string, note: string): Connection {
  const path = join(folder, GATEWAY_LOCK);
  let connection: Connection | undefined;
  try {
    makePrivateFolder(folder);
    connection = new Connection(path, { busyWithinMs: RACE_MS });
    connection.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
    return connection;
  } catch (error) {
    connection?.close();
    if (failureOf(error) === "busy") throw new FatalError(EXIT.taken, taken(folder, note));
    const why = `the state directory ${folder} cannot be used: ${messageOf(error)}`;
    throw new FatalError(
      statusOf(error, path),
      `${why}; check its permissions, its owner and its disk, or set ZERO_STATE_DIR`,
      {
        cause: error,
      },
    );
  }
}

function taken(folder: string, note: string): string {
  const holder = readHolder(note);
  const who = holder ? holderText(holder) : "another process";
  return (
    `the state directory ${folder} is in use by ${who}: ` +
    "stop it first, or give this one a directory of its own with --profile or ZERO_STATE_DIR"
  );
}
