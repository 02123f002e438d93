import { lstatSync, statSync } from "node:fs";
import { join } from "node:path";
import { errorLogOf } from "../../config/paths.ts";
import { type SensitiveKind, stateEntriesIn } from "../../config/state-files.ts";

/** A file or folder that is there, and who may do what with it. */
export interface SensitiveFile {
  readonly kind: SensitiveKind;
  readonly path: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
  /** Permission bits of what is there, behind a link too. */
  readonly mode: number;
  /** What it should be. */
  readonly wanted: 0o600 | 0o700;
  /** It belongs to another user. */
  readonly isForeign: boolean;
}

export interface SensitivePlaces {
  readonly stateDir: string;
  /** The configuration first, then what it includes. */
  readonly configFiles: readonly string[];
  readonly logFile: string;
}

/** Every private file that is there; what is not there is left out. */
export function sensitiveFiles({
  stateDir,
  configFiles,
  logFile,
}: SensitivePlaces): SensitiveFile[] {
  const [config, ...included] = configFiles;
  const places: [SensitiveKind, string | undefined][] = [
    ["state_dir", stateDir],
    ["config", config],
    ...included.map((path): [SensitiveKind, string] => ["config_include", path]),
    ...ownPlaces(stateDir),
    ["log_file", logFile],
    ["log_file", errorLogOf(logFile)],
  ];
  const files = places.flatMap(([kind, path]) => (path === undefined ? [] : fileAt(kind, path)));
  return files.filter(({ path }, at) => files.findIndex((file) => file.path === path) === at);
}

/** What the state directory itself has; nothing where it cannot be listed. */
function ownPlaces(stateDir: string): [SensitiveKind, string][] {
  const found = unlessClosed(() => stateEntriesIn(stateDir)) ?? [];
  return found.flatMap(({ path, entry: { audit, inside = [] } }): [SensitiveKind, string][] => {
    if (audit === undefined) return [];
    return [path, ...inside.map((name) => join(path, name))].map((one) => [audit, one]);
  });
}

function fileAt(kind: SensitiveKind, path: string): SensitiveFile[] {
  const isLink =
    unlessClosed(() => lstatSync(path, { throwIfNoEntry: false }))?.isSymbolicLink() ?? false;
  const stat = unlessClosed(() => statSync(path, { throwIfNoEntry: false }));
  if (!stat) return [];
  const isFolder = stat.isDirectory();
  const user = process.getuid?.();
  return [
    {
      kind,
      path,
      isFolder,
      isLink,
      mode: stat.mode & 0o777,
      wanted: isFolder ? 0o700 : 0o600,
      isForeign: user !== undefined && stat.uid !== user,
    },
  ];
}

/** Undefined also where the way there is closed to us: what nobody reaches, nobody reads. */
function unlessClosed<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** `0640` as people write it. */
export function modeText(mode: number): string {
  return mode.toString(8).padStart(4, "0");
}

const SYNCED: readonly [RegExp, string][] = [
  [/\/Library\/Mobile Documents\//, "iCloud"],
  [/\/Library\/CloudStorage\//, "a cloud service"],
  [/\/Dropbox( \([^/]*\))?\//i, "Dropbox"],
  [/\/OneDrive([ -][^/]*)?\//i, "OneDrive"],
  [/\/Google ?Drive\//i, "Google Drive"],
  [/\/Nextcloud\//i, "Nextcloud"],
  [/\/pCloud(Drive)?\//i, "pCloud"],
];

/** Which service copies this folder elsewhere, by its path; undefined when none is known. */
export function syncedBy(path: string): string | undefined {
  return SYNCED.find(([pattern]) => pattern.test(`${path}/`))?.[1];
}
