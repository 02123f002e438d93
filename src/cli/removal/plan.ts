import { existsSync, lstatSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Paths } from "../../config/paths.ts";
import {
  CONFIG_FILE,
  RESET_SCOPES,
  type ResetScope,
  STATE_ENTRIES,
  type StateEntry,
  stateEntriesIn,
} from "../../config/state-files.ts";
import { CommandError } from "../failures.ts";

/** One thing that goes away. */
export interface Removal {
  readonly path: string;
  /** What a person loses with it. */
  readonly what: string;
  /** `aside`: it is kept under another name. */
  readonly how: "delete" | "aside";
}

/**
 * What a reset of this scope would remove, of what is there. Throws `CommandError` for a state
 * directory that is something else.
 */
export function resetPlan(scope: ResetScope, paths: Paths, workspace: string): Removal[] {
  const { stateDir, configPath } = paths;
  if (!(statSync(stateDir, { throwIfNoEntry: false })?.isDirectory() ?? true)) {
    throw new CommandError(`${stateDir} is no folder, so it holds no state of ZERO.`, [
      "Nothing was removed. Next: move it away, or set ZERO_STATE_DIR to the state directory.",
    ]);
  }
  if (scope === "full") {
    return present([
      ...(isInside(configPath, stateDir) ? [] : [configRemoval(configPath)]),
      ...stateRemoval(stateDir),
      workspaceRemoval(workspace),
    ]);
  }
  return present([configRemoval(configPath), ...ownRemovals(scope, stateDir)]);
}

/** What a state directory has that goes with this scope, what killed writes left included. */
function ownRemovals(scope: ResetScope, stateDir: string): Removal[] {
  const isWithin = ({ goesWith }: StateEntry) =>
    RESET_SCOPES.indexOf(goesWith) <= RESET_SCOPES.indexOf(scope);
  return stateEntriesIn(stateDir)
    .filter(({ entry }) => isWithin(entry))
    .filter(({ name }) => name !== CONFIG_FILE) // The one that is used is kept, wherever it is.
    .map(({ path, entry: { what } }) => ({ path, what, how: "delete" }));
}

const configRemoval = (path: string): Removal => ({ path, what: "configuration", how: "aside" });

export function stateRemoval(stateDir: string): Removal[] {
  if (!existsSync(stateDir)) return [];
  if (!STATE_ENTRIES.some(({ name, isMark }) => isMark && existsSync(join(stateDir, name)))) {
    throw new CommandError(`${stateDir} does not look like a state directory of ZERO.`, [
      "Nothing was deleted. If it is one, delete it by hand; else check ZERO_STATE_DIR.",
    ]);
  }
  const what = "state: configuration, credentials, sessions, logs";
  return [{ path: stateDir, what, how: "delete" }];
}

export const workspaceRemoval = (path: string): Removal => {
  return {
    path,
    what: "workspace: the assistant's own files and yours beside them",
    how: "delete",
  };
};

/** Only what exists, a dangling link included. */
export function present(removals: readonly Removal[]): Removal[] {
  return removals.filter(({ path }) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
}

/** Throws `CommandError` for a folder that holds more than what is ours. */
export function assertOurs(removals: readonly Removal[], { home }: Paths): void {
  for (const { path, how } of removals) {
    if (how === "aside" || !(isInside(home, path) || resolve(path) === dirname(resolve(path)))) {
      continue;
    }
    throw new CommandError(`${path} holds more than ZERO's own files, so it is not deleted.`, [
      "Nothing was deleted. Move what is ours to a folder of its own, or delete it by hand.",
    ]);
  }
}

/** True when `path` is `folder` or below it. */
function isInside(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && resolve(way) !== way);
}
