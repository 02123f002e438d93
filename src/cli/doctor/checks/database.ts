import { join } from "node:path";
import { DATABASE_FILE } from "../../../config/state-files.ts";
import { byteText } from "../../terminal/byte-text.ts";
import { advice, type Check, type Finding, problem } from "../check.ts";

/** A file of this size is read through in about a tenth of a second. */
const QUICK_BYTES_MAX = 24 * 1024 * 1024;

/** How a database file is, found without changing it; `store/` looks. */
export type DatabaseFacts =
  | { readonly state: "missing" }
  | { readonly state: "ok"; readonly bytes: number; readonly checked: boolean }
  | { readonly state: "foreign" | "unreadable"; readonly detail: string }
  | { readonly state: "damaged"; readonly detail: readonly string[] };
export type Inspect = (
  path: string,
  options: { depth: "quick" | "full"; bytesMax?: number },
) => DatabaseFacts;

/** The database is whole. It is read only, also while a gateway writes to it. */
export const database = (inspect: Inspect): Check => ({
  id: "database",
  title: "Database",
  find({ scene, deep }) {
    const path = join(scene.paths.stateDir, DATABASE_FILE);
    const found = inspect(
      path,
      deep ? { depth: "full" } : { depth: "quick", bytesMax: QUICK_BYTES_MAX },
    );
    return findingsOf(found, path, scene.program);
  },
});

function findingsOf(found: DatabaseFacts, path: string, program: string): Finding[] {
  switch (found.state) {
    case "missing":
      return [];
    case "ok":
      if (found.checked) return [];
      return [
        advice(`${path} has ${byteText(found.bytes)} and was opened, but not read through.`, {
          next: `\`${program} doctor --deep\` reads it`,
        }),
      ];
    case "foreign":
      return [problem(`${found.detail}.`)];
    case "damaged":
      return [
        problem(`${path} is damaged: ${found.detail.join("; ")}.`, {
          next:
            `stop the gateway, keep the file aside, and restore a backup: ` +
            `\`${program} backup restore FILE --force\``,
        }),
      ];
    case "unreadable":
      return [problem(`${path} cannot be read: ${found.detail}.`, { next: "check its disk" })];
  }
}
