import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import {
  DATABASE_FILE,
  DATABASE_FILES,
  GATEWAY_LOCK,
  REPLACED_PREFIX,
  RESTORED_CONFIG,
  RESTORE_STAGING,
} from "../../config/state-files.ts";
import { hasCode } from "../../kernel/errors.ts";
import { syncFolder } from "../private-files.ts";
import { makeFolder, makePrivateFolder } from "../../config/file/private-folder.ts";
import { shown } from "./archive.ts";
import { DATABASE, type Manifest, type Member, placeOf, type Root, ROOTS } from "./manifest.ts";
import { isStateName, stateFiles } from "./sources.ts";
import { checkArchive, fileSink, type Verdict } from "./verify.ts";

export interface RestoreOptions {
  /** The archive. */
  readonly path: string;
  /** Nobody else may be using it: hold its lock. */
  readonly stateDir: string;
  /** Where the configuration file goes. */
  readonly configPath: string;
  /** Where the agent's own files go; absent: they are left out. */
  readonly workspace?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Told before anything changes: which files would be replaced. False leaves it all as it is. */
  readonly agree: (replaced: readonly string[]) => Promise<boolean>;
}

export type Restored =
  | { readonly kind: "damaged"; readonly verdict: Verdict }
  | { readonly kind: "refused" }
  | {
      readonly kind: "restored";
      readonly manifest: Manifest;
      /** How many files were put in place. */
      readonly count: number;
      /** Where what was there before is now; undefined when nothing was. */
      readonly kept: string | undefined;
      /** Parts of the configuration that were in other folders, and where they are now. */
      readonly elsewhere: readonly { readonly from: string; readonly to: string }[];
      /** Members without a place: the workspace when none was named, what is unknown here. */
      readonly leftOut: readonly string[];
    };

/** Where a member would go leads out of the folder that it belongs to. */
export class EscapeError extends Error {
  override readonly name = "EscapeError";
}

interface Step {
  readonly member: Member;
  readonly staged: string;
  readonly target: string;
}

/**
 * Puts the content of an archive in place. The archive is unpacked beside the state and checked as
 * a whole before anything changes. Each file is then replaced in one step, and what was there is
 * kept. Rejects with `EscapeError`, and with what the file system throws.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { path, stateDir } = options;
  makePrivateFolder(stateDir);
  removeRemains(stateDir);
  const staging = mkdtempSync(join(stateDir, RESTORE_STAGING.prefix));
  try {
    const staged = (name: string) => join(staging, ...name.split("/"));
    const sinkOf = (name: string) => {
      makeFolder(dirname(staged(name)));
      return fileSink(staged(name));
    };
    const verdict = await checkArchive(path, sinkOf, staged(DATABASE));
    const { manifest } = verdict;
    if (!manifest || verdict.problems.length > 0) return { kind: "damaged", verdict };
    const steps = stepsOf(manifest, staged, options);
    const replaced = replacedBy(steps, stateDir);
    if (!(await options.agree(replaced))) return { kind: "refused" };
    const kept = replaced.length > 0 ? keepFolder(options) : undefined;
    if (kept !== undefined) keep({ replaced, kept, steps }, options);
    for (const step of steps) place(step);
    for (const folder of [stateDir, dirname(options.configPath)]) syncFolder(folder);
    const elsewhere = steps.flatMap(({ member: { from }, target }) => {
      return from === undefined ? [] : [{ from, to: target }];
    });
    const placed = new Set(steps.map(({ member }) => member.name));
    const leftOut = manifest.members.map(({ name }) => name).filter((name) => !placed.has(name));
    return { kind: "restored", manifest, count: steps.length, kept, elsewhere, leftOut };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** What a killed restore left behind: nobody else is at work while the lock is held. */
function removeRemains(stateDir: string): void {
  for (const name of readdirSync(stateDir)) {
    if (!RESTORE_STAGING.pattern.test(name)) continue;
    rmSync(join(stateDir, name), { recursive: true, force: true });
  }
}

function stepsOf(
  { members, config }: Manifest,
  staged: (name: string) => string,
  { stateDir, configPath, workspace }: RestoreOptions,
): Step[] {
  const folders: Readonly<Record<Root, string | undefined>> = {
    [ROOTS.state]: stateDir,
    [ROOTS.config]: dirname(configPath),
    [ROOTS.elsewhere]: join(stateDir, RESTORED_CONFIG),
    [ROOTS.workspace]: workspace,
  };
  return members.flatMap((member) => {
    const place = placeOf(member.name);
    const folder = place && folders[place.root];
    if (!place || folder === undefined) return [];
    if (place.root === ROOTS.state && !isStateName(member.name)) return [];
    const target = member.name === config ? configPath : join(folder, ...place.path.split("/"));
    assertInside(folder, target, member.name);
    if (member.name !== DATABASE && isReserved(target, stateDir)) {
      throw new EscapeError(`${shown(member.name)} would replace ${target}, which no backup does`);
    }
    return [{ member, staged: staged(member.name), target }];
  });
}

/** The database and the lock, with all that belongs to them. */
function isReserved(target: string, stateDir: string): boolean {
  if (dirname(target) !== stateDir) return false;
  // Some file systems take another case for the same name.
  const name = basename(target).toLowerCase();
  return [DATABASE_FILE, GATEWAY_LOCK].some((reserved) => name.startsWith(reserved));
}

/**
 * Throws `EscapeError` where a folder on the way is a link: what is written below would be
 * elsewhere. The outermost folder is the operator's own choice.
 */
function assertInside(folder: string, target: string, name: string): void {
  for (let at = dirname(target); at.length > folder.length; at = dirname(at)) {
    const stat = lstatSync(at, { throwIfNoEntry: false });
    if (stat && !stat.isDirectory()) {
      throw new EscapeError(
        `${shown(name)} would be written through ${at}, which is no folder of its own: move that away`,
      );
    }
  }
}

/** What is there now and either gets a new content or is not in the backup. */
function replacedBy(steps: readonly Step[], stateDir: string): string[] {
  const database = DATABASE_FILES.map((name) => join(stateDir, name));
  const state = [...database, ...stateFiles(stateDir).files.map(({ path }) => path)];
  const all = new Set([...state, ...steps.map(({ target }) => target)]);
  return [...all].filter((path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
}

function keepFolder({ stateDir, now }: RestoreOptions): string {
  const stamp = new Date(now).toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = join(stateDir, `${REPLACED_PREFIX}${stamp}`);
  return existsSync(folder) ? mkdtempSync(`${folder}-`) : folder;
}

/**
 * Keeps a second name of every file that is replaced, so that it stays in its place until then,
 * and moves those away that the backup does not have. The database's log goes first: beside
 * another database it would destroy that.
 */
function keep(
  { replaced, kept, steps }: { replaced: readonly string[]; kept: string; steps: readonly Step[] },
  options: RestoreOptions,
): void {
  const targets = new Set(steps.map(({ target }) => target));
  for (const path of replaced.toSorted((a, b) => Number(isLog(b)) - Number(isLog(a)))) {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) continue;
    const copy = join(kept, nameWithin(path, options));
    makeFolder(dirname(copy));
    keepFile(path, copy);
    if (!targets.has(path)) rmSync(path);
  }
}

const isLog = (path: string) => DATABASE_FILES.slice(1).some((name) => name === basename(path));

function nameWithin(path: string, { stateDir, configPath, workspace }: RestoreOptions): string {
  if (path.startsWith(`${stateDir}/`)) return path.slice(stateDir.length + 1);
  if (workspace !== undefined && path.startsWith(`${workspace}/`)) {
    return join(ROOTS.workspace, path.slice(workspace.length + 1));
  }
  return join(ROOTS.config, relative(dirname(configPath), path));
}

/** A second name where the file system can do that, else a copy. */
function keepFile(path: string, copy: string): void {
  try {
    linkSync(path, copy);
  } catch {
    copyFileSync(path, copy, constants.COPYFILE_EXCL);
    chmodSync(copy, 0o600);
  }
}

/** Replaces the target in one step, also where it is on another file system. */
function place({ member, staged, target }: Step): void {
  makeFolder(dirname(target));
  // Secrets stay with this user, whatever the file's mode was.
  const isOwn = member.name.startsWith(`${ROOTS.workspace}/`);
  chmodSync(staged, isOwn ? member.mode : member.mode & 0o700);
  try {
    renameSync(staged, target);
  } catch (error) {
    if (!hasCode(error, "EXDEV")) throw error;
    const beside = `${target}.restoring`;
    copyFileSync(staged, beside);
    chmodSync(beside, isOwn ? member.mode : member.mode & 0o700);
    renameSync(beside, target);
  }
}
