import { relative, sep } from "node:path";
import type { Paths } from "../paths.ts";
import { stateEntryOf } from "../state-files.ts";

/** Files that are in use besides a log. */
export interface FilesInUse {
  readonly paths: Pick<Paths, "stateDir" | "configPath">;
  /** The configuration with what it includes. */
  readonly files: readonly string[];
}

/**
 * What else an absolute path is, so that no log may be appended to it or take its name; undefined
 * where one may. Follows no links.
 */
export function otherUseOf(path: string, { paths, files }: FilesInUse): string | undefined {
  if (path === paths.configPath || files.includes(path)) return "configuration";
  const [first = ""] = relative(paths.stateDir, path).split(sep);
  const entry = stateEntryOf(first);
  return entry === undefined || entry.holds === "logs" ? undefined : entry.what;
}
