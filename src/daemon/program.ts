import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { EnvironmentView } from "../config/environment.ts";

/** What is known of the program that installs a service. */
export interface RunningProgram {
  /** The launcher as it was called: `/usr/local/bin/zero`. */
  readonly called: string;
  /** The runtime that this process runs on. */
  readonly runtime: string;
}

/** The program that a service starts. */
export interface ServiceProgram {
  readonly path: string;
  /** It goes away with something that comes and goes, such as one version of Node. */
  readonly goesWith?: string;
}

/**
 * Folders that belong to one version of something, and what takes them away. A path through one of
 * them is good until the next upgrade.
 */
const VERSIONED: readonly (readonly [RegExp, string])[] = [
  [/\/\.?nvm\/versions\//, "a version of Node in nvm"],
  [/\/(\.?fnm\/node-versions|fnm_multishells)\//, "a version of Node in fnm"],
  [/\/\.?asdf\/installs\//, "a version of Node in asdf"],
  [/\/mise\/installs\//, "a version of Node in mise"],
  [/\/\.?volta\/tools\/image\//, "a version of Node in Volta"],
  [/\/\.?nodenv\/versions\//, "a version of Node in nodenv"],
  [/\/n\/versions\/node\//, "a version of Node in n"],
  [/\/Cellar\//, "a version in Homebrew"],
  [/\/_npx\//, "the cache of npx"],
  [/\/node_modules\/\.pnpm\//, "a version in pnpm's store"],
];

/** What would take this path away; undefined when nothing is known to. */
export function goesAwayWith(path: string): string | undefined {
  return VERSIONED.find(([pattern]) => pattern.test(path))?.[1];
}

/**
 * The launcher by a path that an upgrade of Node leaves alone (A21). The launcher is a shell script
 * that finds its runtime at every start, so only its own place counts: the name that it was called
 * by, or else a lasting name of the same file in one of `folders`.
 */
export function chooseProgram(
  { called }: Pick<RunningProgram, "called">,
  folders: readonly string[],
): ServiceProgram {
  const path = resolve(called);
  const goesWith = goesAwayWith(path);
  if (goesWith === undefined) return { path };
  const file = realOf(path);
  const lasting = folders
    .map((folder) => join(folder, "zero"))
    .find((name) => isAbsolute(name) && !goesAwayWith(name) && realOf(name) === file);
  return lasting === undefined ? { path, goesWith } : { path: lasting };
}

function realOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    // It is not there: then it is no name of anything.
    return undefined;
  }
}

const SYSTEM_FOLDERS = ["/usr/local/bin", "/usr/bin", "/bin"];

/** Folders below the home that hold programs, whatever version of Node is in use (spec.md 9.2). */
const BELOW_HOME = [
  ".local/bin",
  ".npm-global/bin",
  "bin",
  ".nvm/current/bin",
  ".fnm/current/bin",
  ".volta/bin",
  ".asdf/shims",
  ".local/share/pnpm",
  ".bun/bin",
];

/** Variables that name such a folder, and where below it the programs are. */
const NAMED: readonly (readonly [name: string, below: string])[] = [
  ["PNPM_HOME", ""],
  ["NPM_CONFIG_PREFIX", "bin"],
  ["BUN_INSTALL", "bin"],
  ["VOLTA_HOME", "bin"],
  ["ASDF_DATA_DIR", "shims"],
  ["NVM_DIR", "current/bin"],
  ["FNM_DIR", "current/bin"],
];

/** The folders of a service's `PATH`: few, in a fixed order, none of one version of Node. */
export function pathFolders(
  home: string,
  platform: NodeJS.Platform,
  env: EnvironmentView,
): readonly string[] {
  if (platform === "darwin") return ["/opt/homebrew/bin", ...SYSTEM_FOLDERS];
  const named = NAMED.flatMap(([name, below]) => {
    const folder = env.get(name);
    return folder === undefined || !isAbsolute(folder) ? [] : [join(folder, below)];
  });
  const own = [...named, ...BELOW_HOME.map((folder) => join(home, folder))];
  const usable = own
    .map((folder) => (folder.length > 1 ? folder.replace(/\/+$/, "") : folder))
    .filter((folder) => !folder.includes(":") && !goesAwayWith(`${folder}/`));
  return [...new Set([...usable, ...SYSTEM_FOLDERS])];
}

/**
 * The folder of the runtime in use, where the service would find none without it: the launcher
 * brought none of its own, and no folder of its `PATH` has one.
 */
export function runtimeFolderNeeded(
  { runtime }: Pick<RunningProgram, "runtime">,
  folders: readonly string[],
): string | undefined {
  const isOurs = /\/node_modules\/node-(bin-)?(linux|darwin)-\w+\/bin\/node$/.test(runtime);
  if (isOurs || folders.some((folder) => isExecutable(join(folder, "node")))) return undefined;
  return dirname(runtime);
}

/** Whether a file is there that this user may run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    // Missing or not ours to run: both mean no.
    return false;
  }
}
