import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { makeFolder } from "./private-folder.ts";
import type { ValueObject } from "./document.ts";

/**
 * Writes a configuration file: two spaces, a newline at the end, only for this user, on disk before
 * it replaces what was there. The folder is made when it is missing.
 */
export async function writeConfigFile(path: string, document: ValueObject): Promise<void> {
  makeFolder(dirname(path));
  await writeFileAtomic(path, `${JSON.stringify(document, null, 2)}\n`, { mode: 0o600 });
}
