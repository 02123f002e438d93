import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** The path of every file below a folder; what goes away meanwhile is left out. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}
