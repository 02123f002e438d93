import { existsSync, lstatSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Paths } from "../../config/paths.ts";
import { CommandError } from "../failures.ts";

/** One thing that goes away. */
export interface Removal {
  readonly path: string;
  /** What a person loses with it. */
  readonly what: string;
  /** `aside`: it is kept under another name. */
  readonly how: "delete" | "aside";
}

/** What `zero reset` can forget, each more than the one before. */
export const SCOPES = ["config", "config+creds+sessions", "full"] as const;
export type ResetScope = (typeof SCOPES)[number];

/** Files of the state directory that hold credentials, and those that hold everything said. */
const CREDENTIALS = [".env", "service.env", "credentials", "identity", "node.json"];
/** Earlier configurations, which hold the secrets of their time. */
const HISTORY = "config-history";
/** What a gateway would run with instead of a broken file: it is the configuration that goes. */
const LAST_GOOD = "last-good.json";
const DATABASE = ["zero.db", "zero.db-wal", "zero.db-shm"];
/** One of these is in every state directory that was ever used. */
const MARKS = ["zero.json", "zero.db", "gateway.lock", "identity", ".env"];

/** What a reset of this scope would remove, of what is there. */
export function resetPlan(scope: ResetScope, paths: Paths, workspace: string): Removal[] {
  const { stateDir, configPath } = paths;
  if (scope === "full") {
    return present([
      ...(isInside(configPath, stateDir) ? [] : [configRemoval(configPath)]),
      ...stateRemoval(stateDir),
      workspaceRemoval(workspace),
    ]);
  }
  const inState = (names: readonly string[], what: string): Removal[] =>
    names.map((name) => ({ path: join(stateDir, name), what, how: "delete" }));
  return present([
    configRemoval(configPath),
    ...inState([LAST_GOOD], "configuration that ran last"),
    ...(scope === "config"
      ? []
      : [
          ...inState(CREDENTIALS, "credentials"),
          ...inState([HISTORY], "earlier configurations"),
          ...inState(DATABASE, "sessions, deliveries and paired devices"),
        ]),
  ]);
}

const configRemoval = (path: string): Removal => ({ path, what: "configuration", how: "aside" });

export function stateRemoval(stateDir: string): Removal[] {
  if (!existsSync(stateDir)) return [];
  if (!MARKS.some((name) => existsSync(join(stateDir, name)))) {
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
