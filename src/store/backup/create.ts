import { createHash, randomUUID } from "node:crypto";
import { closeSync, linkSync, mkdtempSync, openSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DATABASE_FILE } from "../../config/state-files.ts";
import { hasCode } from "../../kernel/errors.ts";
import { syncFolder } from "../private-files.ts";
import { copyDatabase, SnapshotError } from "../snapshot.ts";
import { ArchiveWriter, type SourceFile } from "./archive.ts";
import { DATABASE, MANIFEST, SEAL, type Manifest, type Member } from "./manifest.ts";
import { configSources, filesBelow, stateFiles } from "./sources.ts";

export interface CreateOptions {
  /** Where the archive comes to be; nothing may be there. Absolute. */
  readonly output: string;
  readonly stateDir: string;
  /** The configuration and what it includes, the main file first. */
  readonly configFiles: readonly string[];
  /** The agent's own files, where they are to be in it. */
  readonly workspace?: string;
  readonly profile: string | undefined;
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly signal?: AbortSignal;
}

export interface Created {
  readonly manifest: Manifest;
  /** Absolute paths of links, sockets and the like, which are in no backup. */
  readonly skipped: readonly string[];
}

/**
 * Writes one file that holds what a gateway needs to go on elsewhere, while it runs. The file
 * appears when it is complete and on disk, for this user alone. Rejects with `SnapshotError`, with
 * the signal's reason, or with what the file system throws, `EEXIST` where something is at `output`
 * already.
 */
export async function createBackup(options: CreateOptions): Promise<Created> {
  const { output, signal } = options;
  const folder = mkdtempSync(join(dirname(output), ".zero-backup-"));
  try {
    const partial = join(folder, basename(output));
    const created = await fill(partial, join(folder, `${randomUUID()}.db`), options);
    signal?.throwIfAborted();
    appear(partial, output);
    syncFolder(dirname(output));
    return created;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Never replaces what somebody else put there, as a rename would. */
function appear(partial: string, output: string): void {
  try {
    linkSync(partial, output);
  } catch (error) {
    if (hasCode(error, "EEXIST")) throw error;
    // A stick without hard links: the place is taken first, and what replaces it is complete.
    closeSync(openSync(output, "wx", 0o600));
    renameSync(partial, output);
  }
}

async function fill(partial: string, copy: string, options: CreateOptions): Promise<Created> {
  const { stateDir, workspace, signal } = options;
  const schema = await copyDatabase(join(stateDir, DATABASE_FILE), copy);
  const database: SourceFile[] = schema === undefined ? [] : [{ name: DATABASE, path: copy }];
  const state = stateFiles(stateDir);
  const config = configSources(options.configFiles);
  const own = workspace === undefined ? undefined : filesBelow(workspace, "workspace");
  const files = [...database, ...state.files, ...config, ...(own?.files ?? [])];
  if (files.length === 0) throw new SnapshotError(`there is nothing to back up in ${stateDir}`);
  const writer = await ArchiveWriter.create(partial, signal);
  try {
    const members: Member[] = [];
    for (const file of files) members.push(await writer.add(file));
    const manifest = manifestOf(options, { schema: schema ?? null, config, members });
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await writer.addText(MANIFEST, text);
    await writer.addText(SEAL, sealOf(text));
    await writer.close();
    return { manifest, skipped: [...state.skipped, ...(own?.skipped ?? [])] };
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
}

function manifestOf(
  { version, now, profile, stateDir }: CreateOptions,
  made: { schema: number | null; config: readonly SourceFile[]; members: readonly Member[] },
): Manifest {
  return {
    format: 1,
    product: "zero",
    version,
    node: process.version,
    createdAt: new Date(now).toISOString(),
    profile: profile ?? null,
    stateDir,
    config: made.config[0]?.name ?? null,
    schema: made.schema,
    members: made.members,
  };
}

/** As `sha256sum` writes it. */
export function sealOf(manifest: string): string {
  return `${createHash("sha256").update(manifest).digest("hex")}  ${MANIFEST}\n`;
}
