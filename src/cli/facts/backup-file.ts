import { statSync } from "node:fs";
import { CommandError } from "../failures.ts";

const NEXT = "Next: name the file that `zero backup create` wrote.";

/** The path again. Throws `CommandError` where no file is there. */
export function backupFile(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new CommandError(`There is no ${path}.`, [NEXT]);
  if (!found.isFile()) throw new CommandError(`${path} is not a file.`, [NEXT]);
  return path;
}
