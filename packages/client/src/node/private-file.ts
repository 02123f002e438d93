import { randomUUID } from "node:crypto";
import {
  chmodSync,
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { IdentityError } from "./identity-error.ts";

/** More than these files ever need; a larger one is something else. */
const BYTES_MAX = 64 * 1024;
/** Bits that let anybody but the owner read, write or enter. */
const OTHERS = 0o077;

/**
 * The text of a file that only its owner may read, or undefined when there is none. Throws
 * `IdentityError` for a file that others may read or that is too large, and what the system throws.
 */
export function readPrivate(path: string): string | undefined {
  const file = openExisting(path);
  if (file === undefined) return undefined;
  try {
    const { mode, size } = fstatSync(file);
    if (process.platform !== "win32" && mode & OTHERS) {
      throw new IdentityError(
        path,
        "other users may read or change it",
        `run \`chmod 600 ${path}\`; if others had access to this machine, move the file away`,
      );
    }
    if (size > BYTES_MAX) {
      throw new IdentityError(path, `it has ${size} bytes, the limit is ${BYTES_MAX}`);
    }
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a new file for its owner alone, whole or not at all. False, and nothing is changed, when
 * somebody else's file is there already. Throws what the system throws.
 */
export function createPrivate(path: string, text: string): boolean {
  return throughTemporary(path, text, (temporary) => {
    try {
      // Unlike a rename, a link never replaces what another process has put there meanwhile.
      linkSync(temporary, path);
      return true;
    } catch (error) {
      if (isSystemError(error, "EEXIST")) return false;
      throw error;
    } finally {
      rmSync(temporary, { force: true });
    }
  });
}

/** Replaces a file of its owner alone, whole or not at all. Throws what the system throws. */
export function replacePrivate(path: string, text: string): void {
  throughTemporary(path, text, (temporary) => renameSync(temporary, path));
}

function throughTemporary<Result>(
  path: string,
  text: string,
  put: (temporary: string) => Result,
): Result {
  const folder = dirname(path);
  makeFolder(folder);
  if (statSync(folder).mode & OTHERS) chmodSync(folder, 0o700);
  const temporary = `${path}.${randomUUID()}`;
  const file = openSync(temporary, "wx", 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
    return put(temporary);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Parent by parent: the runtime's recursive mode never ends below /proc. */
function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Somebody else made it meanwhile.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function openExisting(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (isSystemError(error, "ENOENT")) return undefined;
    throw error;
  }
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
