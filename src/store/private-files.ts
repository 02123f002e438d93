import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { DATABASE_ENDS } from "../config/state-files.ts";
import { hasCode } from "../kernel/errors.ts";

/** Bits that let anybody but the owner read, write or enter. */
const OTHERS = 0o077;

/** Takes from everybody but the owner the right to read an existing file. Opens nothing. */
export function makePrivateFile(path: string): void {
  if (statSync(path).mode & OTHERS) chmodSync(path, 0o600);
}

/** Whether this process may make files there: the mode allows it, and the file system does. */
function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether this process may read and change a database and make files beside it. Those that are
 * there are looked at one by one: somebody else may have made them in a folder that is ours.
 */
export function mayChange(database: string): boolean {
  if (!isWritable(dirname(database))) return false;
  return DATABASE_ENDS.every((end) => {
    try {
      accessSync(database + end, constants.R_OK | constants.W_OK);
      return true;
    } catch (error) {
      return hasCode(error, "ENOENT");
    }
  });
}

/**
 * Runs `open` so that the files it makes are private from their first moment: setting the mode
 * afterwards would leave a gap. Synchronous, so that nothing else runs under this umask.
 */
export function withPrivateUmask<T>(open: () => T): T {
  const before = process.umask(OTHERS);
  try {
    return open();
  } finally {
    process.umask(before);
  }
}

/** What was made, renamed or removed in a folder is on disk when this returns. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
