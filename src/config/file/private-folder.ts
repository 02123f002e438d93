import { chmodSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { hasCode } from "../../kernel/errors.ts";

/** Bits that let anybody but the owner read, write or enter. */
const OTHERS = 0o077;

/**
 * Makes a folder with every parent that is missing, for this user alone unless `mode` says
 * otherwise; what is there already stays as it is. Throws what the file system throws.
 */
export function makeFolder(path: string, mode = 0o700): void {
  try {
    makeOne(path, mode);
  } catch (error) {
    const parent = dirname(path);
    if (!hasCode(error, "ENOENT") || parent === path) throw error;
    makeFolder(parent, mode);
    // Once: below /proc the system goes on saying that the parent is missing, and the runtime's own
    // recursive mode believes it for ever.
    makeOne(path, mode);
  }
}

/** As `makeFolder`, and takes from others the right to enter a folder that was there before. */
export function makePrivateFolder(path: string): void {
  makeFolder(path);
  if (statSync(path).mode & OTHERS) chmodSync(path, 0o700);
}

function makeOne(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (!isFolder(path)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
