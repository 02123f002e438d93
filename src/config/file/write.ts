import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { ValueObject } from "./document.ts";

/** Makes the state folder, or closes it to everybody else where it is open (SR29). */
export function ensurePrivateDir(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { mode } = lstatSync(path);
  if ((mode & 0o077) !== 0) chmodSync(path, 0o700);
}

/**
 * Writes a configuration file: two spaces, a newline at the end, only for this user, on disk before
 * it replaces what was there. The folder is made when it is missing.
 */
export async function writeConfigFile(path: string, document: ValueObject): Promise<void> {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, `${JSON.stringify(document, null, 2)}\n`, { mode: 0o600 });
}
