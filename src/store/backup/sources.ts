import { lstatSync, readdirSync, type Stats } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { STATE_ENTRIES } from "../../config/state-files.ts";
import type { SourceFile } from "./archive.ts";
import { DATABASE, MEMBERS_MAX, ROOTS } from "./manifest.ts";

/** What a state directory holds besides the database that cannot be made again. */
const TAKEN = STATE_ENTRIES.filter(({ notInBackup }) => notInBackup === undefined);

export interface Found {
  readonly files: readonly SourceFile[];
  /** Absolute paths of what is neither a plain file nor a folder, such as links and sockets. */
  readonly skipped: readonly string[];
}

/** The files of a state directory, the database left out. */
export function stateFiles(stateDir: string): Found {
  return joined(
    TAKEN.map(({ name, is }) => {
      const [path, as] = [join(stateDir, name), `${ROOTS.state}/${name}`];
      return is === "file" ? entryAt(path, as) : filesBelow(path, as);
    }),
  );
}

/** Whether a member of a backup is one of these, or the database. */
export function isStateName(name: string): boolean {
  const [, first = "", ...more] = name.split("/");
  if (name === DATABASE) return true;
  const is = more.length === 0 ? "file" : "folder";
  return TAKEN.some((entry) => entry.name === first && entry.is === is);
}

/**
 * The configuration, the main file first, its includes by where they are from there, so that they
 * find each other again; what is in no folder below goes to `elsewhere/`.
 */
export function configSources(files: readonly string[]): readonly SourceFile[] {
  const [main] = files;
  if (main === undefined) return [];
  return files.map((path, at) => {
    const within = relative(dirname(main), path).split(sep).join("/");
    const isBelow = !within.startsWith("../") && !within.startsWith("/");
    if (isBelow) return { name: `${ROOTS.config}/${within}`, path };
    return { name: `${ROOTS.elsewhere}/${at}/${basename(path)}`, path, from: path };
  });
}

/** Every plain file below a folder, by name; nothing when there is no such folder. */
export function filesBelow(folder: string, name: string): Found {
  const files: SourceFile[] = [];
  const skipped: string[] = [];
  const visit = (path: string, as: string): void => {
    const found = entryAt(path, as);
    skipped.push(...found.skipped);
    files.push(...found.files);
    if (files.length > MEMBERS_MAX)
      throw new RangeError(`${folder} has more than ${MEMBERS_MAX} files`);
    if (!statOf(path)?.isDirectory()) return;
    for (const inner of readdirSync(path).toSorted()) visit(join(path, inner), `${as}/${inner}`);
  };
  visit(folder, name);
  return { files, skipped };
}

/** Follows no link: what it points at is not this state's, and may be anything. */
function entryAt(path: string, name: string): Found {
  const stat = statOf(path);
  if (stat === undefined || stat.isDirectory()) return { files: [], skipped: [] };
  return stat.isFile() ? { files: [{ name, path }], skipped: [] } : { files: [], skipped: [path] };
}

function statOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

function joined(parts: readonly Found[]): Found {
  return {
    files: parts.flatMap(({ files }) => files),
    skipped: parts.flatMap(({ skipped }) => skipped),
  };
}
