import { type Stats, lstatSync, statSync } from "node:fs";
import { join } from "node:path";

/** Kinds of files that are nobody else's business; a part of the audit's check ids. */
export type SensitiveKind =
  | "state_dir"
  | "config"
  | "config_include"
  | "credentials_dir"
  | "identity"
  | "env_file"
  | "exec_approvals"
  | "sessions_store"
  | "log_file";

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
  const inState = (name: string) => join(stateDir, name);
  const [config, ...included] = configFiles;
  const places: [SensitiveKind, string | undefined][] = [
    ["state_dir", stateDir],
    ["config", config],
    ...included.map((path): [SensitiveKind, string] => ["config_include", path]),
    ["config", inState("last-good.json")],
    ["config", inState("config-history")],
    ["credentials_dir", inState("credentials")],
    ["identity", inState("identity")],
    ["identity", inState("identity/device.json")],
    ["identity", inState("identity/device-auth.json")],
    ["env_file", inState(".env")],
    ["env_file", inState("service.env")],
    ["exec_approvals", inState("exec-approvals.json")],
    ["sessions_store", inState("zero.db")],
    ["sessions_store", inState("zero.db-wal")],
    ["log_file", logFile],
  ];
  return places.flatMap(([kind, path]) => (path === undefined ? [] : fileAt(kind, path)));
}

function fileAt(kind: SensitiveKind, path: string): SensitiveFile[] {
  const isLink =
    statOf(() => lstatSync(path, { throwIfNoEntry: false }))?.isSymbolicLink() ?? false;
  const stat = statOf(() => statSync(path, { throwIfNoEntry: false }));
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
function statOf(read: () => Stats | undefined): Stats | undefined {
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
