import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "../config/load.ts";
import { hasCode } from "../kernel/errors.ts";
import { makeFolder } from "../config/file/private-folder.ts";
import { WORKSPACE_FILES } from "./workspace-files.ts";

/**
 * Makes the workspace with its first files, and leaves alone whatever is there already. Returns one
 * line about it. Throws the system's error when the folder cannot be made.
 */
export function makeWorkspace({ config }: Pick<Configuration, "config">): string {
  const { workspace, skipBootstrap } = config.agents.defaults;
  makeFolder(workspace);
  const made = skipBootstrap
    ? []
    : Object.entries(WORKSPACE_FILES).filter(([name, text]) => {
        return createFile(join(workspace, name), text);
      });
  const names = made.map(([name]) => name);
  return `Workspace OK: ${workspace}${names.length > 0 ? ` (made ${names.join(", ")})` : ""}`;
}

/** False when something is there already, whatever it is. */
function createFile(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}
