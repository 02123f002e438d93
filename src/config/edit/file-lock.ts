import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import type { Clock } from "../../kernel/clock.ts";
import { hasCode } from "../../kernel/errors.ts";

const RETRY_MS = 10;
const WAIT_MS_MAX = 5_000;
/** Work under this lock takes milliseconds: one this old belongs to nobody any more. */
const ABANDONED_MS = 30_000;

/** Somebody else did not let go of the lock in time. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

/**
 * Runs `work` while no other process that asks for the same lock does. The lock is a file that
 * names its owner; that of a process which is gone is taken over. Throws `LockedError` after five
 * seconds.
 */
export async function withFileLock<Result>(
  path: string,
  clock: Clock,
  work: () => Promise<Result>,
): Promise<Result> {
  const until = clock.monotonic() + WAIT_MS_MAX;
  while (!tryCreate(path)) {
    if (isAbandoned(path, clock)) takeAway(path, clock);
    else if (clock.monotonic() > until) throw new LockedError(lockedBy(path));
    else await clock.sleep(RETRY_MS);
  }
  try {
    return await work();
  } finally {
    // After a long sleep of this machine it may be somebody else's by now.
    if (ownerOf(path) === process.pid) rmSync(path, { force: true });
  }
}

function tryCreate(path: string): boolean {
  try {
    const descriptor = openSync(path, "wx", 0o600);
    try {
      writeSync(descriptor, `${process.pid}\n`);
    } catch (error) {
      // On a full disk nobody could tell whose it is, and everybody would wait for it.
      rmSync(path, { force: true });
      throw error;
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/**
 * Only one process at a time may remove another's lock: two that both found it abandoned would
 * otherwise remove the one that the first of them made.
 */
function takeAway(path: string, clock: Clock): void {
  const right = `${path}.takeover`;
  if (!tryCreate(right)) {
    if (ageOf(right, clock) > ABANDONED_MS) rmSync(right, { force: true });
    return;
  }
  try {
    if (isAbandoned(path, clock)) rmSync(path, { force: true });
  } finally {
    rmSync(right, { force: true });
  }
}

function isAbandoned(path: string, clock: Clock): boolean {
  const owner = ownerOf(path);
  if (owner !== undefined && !isAlive(owner)) return true;
  return ageOf(path, clock) > ABANDONED_MS;
}

/** Undefined while the file is gone, not written yet, or another user's, whose age then decides. */
function ownerOf(path: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(path, "utf8"), 10);
    return pid > 0 ? pid : undefined;
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "EACCES")) return undefined;
    throw error;
  }
}

function ageOf(path: string, clock: Clock): number {
  const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
  // One of the future was made before this machine's clock was put back.
  return mtimeMs === undefined ? 0 : Math.abs(clock.now() - mtimeMs);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, "ESRCH");
  }
}

function lockedBy(path: string): string {
  const owner = ownerOf(path);
  const who = owner === undefined ? "another process" : `process ${owner}`;
  return `${who} has held ${path} for more than ${WAIT_MS_MAX / 1000} s; end it, or try again`;
}
