import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "../../config/load.ts";
import { isStateDirName } from "../../config/paths.ts";
import { holderOf, holderText } from "../../store/lock-note.ts";

/**
 * What this gateway shares with another one of the same user that runs now, although each should
 * have its own. State and port cannot be shared; a workspace can.
 */
export function neighbourWarnings({ config, options }: Configuration): string[] {
  const { home, stateDir } = options.paths;
  const { workspace } = config.agents.defaults;
  return stateDirsIn(home).flatMap((other) => {
    const holder = other === stateDir ? undefined : holderOf(other);
    if (holder?.workspace !== workspace) return [];
    return [
      `${holderText(holder)} with the state in ${other} works in the same folder ${workspace}; ` +
        "give each its own agents.defaults.workspace",
    ];
  });
}

/** Those beside the usual one; a gateway elsewhere is nobody's neighbour by name. */
function stateDirsIn(home: string): string[] {
  try {
    const names = readdirSync(home).filter(isStateDirName);
    return names.map((name) => join(home, name));
  } catch (error) {
    // A home that cannot be listed says nothing.
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
}
