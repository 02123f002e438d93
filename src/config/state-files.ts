import { readdirSync } from "node:fs";
import { join } from "node:path";
import { hasCode } from "../kernel/errors.ts";

/** What is in an entry of a state directory; `machine-local`: nothing that is of use elsewhere. */
export type StateContent = "configuration" | "credentials" | "sessions" | "logs" | "machine-local";

/** Kinds of files that are nobody else's business; a part of the audit's check ids. */
export type SensitiveKind =
  | "state_dir"
  | "state_copy"
  | "config"
  | "config_include"
  | "credentials_dir"
  | "identity"
  | "env_file"
  | "exec_approvals"
  | "sessions_store"
  | "restart_word"
  | "log_file";

/** What `zero reset` can forget, each more than the one before. */
export const RESET_SCOPES = ["config", "config+creds+sessions", "full"] as const;
export type ResetScope = (typeof RESET_SCOPES)[number];

/** One file or folder that may be in a state directory. */
export interface StateEntry {
  /** For a family of names what stays the same in them, with `<…>` for what does not. */
  readonly name: string;
  /** The whole name; absent: it is `name` and nothing else. */
  readonly pattern?: RegExp;
  readonly is: "file" | "folder";
  readonly holds: StateContent;
  /** What a person loses with it. */
  readonly what: string;
  /** Under which name the audit looks at who may read it; absent: anybody may. */
  readonly audit?: SensitiveKind;
  /** Files of a folder that are looked at by themselves, because their readers refuse open ones. */
  readonly inside?: readonly string[];
  /** Why no backup takes it as it is; absent: one does. */
  readonly notInBackup?: string;
  /** The smallest reset that removes it. */
  readonly goesWith: ResetScope;
  /** One of these is in every state directory that was ever used. */
  readonly isMark?: true;
}

/** The configuration, as long as nothing says that it is elsewhere. */
export const CONFIG_FILE = "zero.json";

export const DATABASE_FILE = "zero.db";
/** Behind the name of a database: nothing for itself, then for each file that SQLite adds. */
export const DATABASE_ENDS: readonly string[] = ["", "-wal", "-shm", "-journal"];
/** The database with all that SQLite keeps beside it, itself first. */
export const DATABASE_FILES: readonly string[] = DATABASE_ENDS.map((end) => DATABASE_FILE + end);

/** What was last seen to work. */
export const LAST_GOOD_FILE = "last-good.json";
/** The versions that the configuration has had. */
export const HISTORY_FOLDER = "config-history";
/** Word for the gateway that starts next. */
export const RESTART_FILE = "restart-sentinel.json";
/** As which node this machine offers itself, and to which gateway. */
export const NODE_FILE = "node.json";
/** Variables for every process, and those for the service alone. */
export const ENV_FILE = ".env";
export const SERVICE_ENV_FILE = "service.env";

/** Which commands were allowed for good. */
export const APPROVALS_FILE = "exec-approvals.json";

/** The lock of the gateway that uses this state. */
export const GATEWAY_LOCK = "gateway.lock";

/** Where a restore unpacks an archive, with six letters behind it. */
export const RESTORE_STAGING = { prefix: ".restore-", pattern: /^\.restore-[A-Za-z0-9]{6}$/ };
/** Where it keeps what it replaced, with the time behind it. */
export const REPLACED_PREFIX = "before-restore-";
/** Where it puts parts of the configuration that were in other folders. */
export const RESTORED_CONFIG = "restored-config";

const CREDENTIALS = { holds: "credentials", goesWith: "config+creds+sessions" } as const;
const MACHINE_LOCAL = {
  is: "file",
  holds: "machine-local",
  goesWith: "full",
  notInBackup: "it says what runs on this machine now",
} as const;

/**
 * Everything that the product puts into a state directory. Backup, restore, reset, doctor and the
 * audit of permissions follow it; `test/e2e/state-files.test.ts` finds what is missing in it.
 */
export const STATE_ENTRIES: readonly StateEntry[] = [
  {
    name: CONFIG_FILE,
    is: "file",
    holds: "configuration",
    what: "configuration",
    audit: "config",
    notInBackup: "the configuration is taken from where it is, with the files that it includes",
    goesWith: "config",
    isMark: true,
  },
  {
    name: LAST_GOOD_FILE,
    is: "file",
    holds: "configuration",
    what: "configuration that ran last",
    audit: "config",
    // What a gateway would run with instead of a broken file: it is the configuration that goes.
    goesWith: "config",
  },
  {
    name: `${CONFIG_FILE}.before-reset<-n>`,
    pattern: /^zero\.json\.before-reset(?:-\d+)?$/,
    is: "file",
    holds: "configuration",
    what: "configuration before a reset",
    audit: "config",
    notInBackup: "it was set aside on purpose",
    goesWith: "full",
  },
  {
    ...CREDENTIALS,
    name: ENV_FILE,
    is: "file",
    what: "credentials",
    audit: "env_file",
    isMark: true,
  },
  { ...CREDENTIALS, name: SERVICE_ENV_FILE, is: "file", what: "credentials", audit: "env_file" },
  {
    ...CREDENTIALS,
    name: "credentials",
    is: "folder",
    what: "credentials",
    audit: "credentials_dir",
  },
  {
    ...CREDENTIALS,
    name: "identity",
    is: "folder",
    what: "credentials",
    audit: "identity",
    inside: ["device.json", "device-auth.json"],
    isMark: true,
  },
  { ...CREDENTIALS, name: NODE_FILE, is: "file", what: "credentials", audit: "identity" },
  {
    ...CREDENTIALS,
    name: APPROVALS_FILE,
    is: "file",
    what: "commands that were allowed for good",
    audit: "exec_approvals",
  },
  {
    // They hold the secrets of their time.
    ...CREDENTIALS,
    name: HISTORY_FOLDER,
    is: "folder",
    what: "earlier configurations",
    audit: "config",
  },
  ...DATABASE_FILES.map((name): StateEntry => {
    return {
      name,
      is: "file",
      holds: "sessions",
      what: "sessions, deliveries and paired devices",
      audit: "sessions_store",
      notInBackup: "a copy of the database as it is at one moment is taken instead",
      goesWith: "config+creds+sessions",
      ...(name === DATABASE_FILE ? { isMark: true } : {}),
    };
  }),
  {
    name: RESTART_FILE,
    is: "file",
    holds: "sessions",
    what: "what a session is told after a restart",
    audit: "restart_word",
    notInBackup: "only the next start has a use for it",
    goesWith: "config+creds+sessions",
  },
  {
    name: `${REPLACED_PREFIX}<time>`,
    pattern: /^before-restore-\d{14}(?:-[A-Za-z0-9]{6})?$/,
    is: "folder",
    holds: "sessions",
    what: "state that a restore replaced",
    audit: "state_copy",
    notInBackup: "it was replaced on purpose",
    goesWith: "config+creds+sessions",
  },
  {
    name: `${RESTORE_STAGING.prefix}<letters>`,
    pattern: RESTORE_STAGING.pattern,
    is: "folder",
    holds: "sessions",
    what: "remains of an interrupted restore",
    audit: "state_copy",
    notInBackup: "it is half of another backup",
    goesWith: "config+creds+sessions",
  },
  {
    name: RESTORED_CONFIG,
    is: "folder",
    holds: "configuration",
    what: "parts of a restored configuration",
    audit: "config_include",
    notInBackup: "parts that the configuration includes are taken with it",
    goesWith: "full",
  },
  {
    name: "logs",
    is: "folder",
    holds: "logs",
    what: "logs, and streams of models where somebody asked for them",
    audit: "log_file",
    notInBackup: "a gateway elsewhere does not need it",
    goesWith: "full",
  },
  { ...MACHINE_LOCAL, name: GATEWAY_LOCK, what: "lock", isMark: true },
  { ...MACHINE_LOCAL, name: `${GATEWAY_LOCK}.json`, what: "who has the lock" },
  { ...MACHINE_LOCAL, name: `${CONFIG_FILE}.lock`, what: "lock" },
  { ...MACHINE_LOCAL, name: `${CONFIG_FILE}.lock.takeover`, what: "lock" },
];

/** What a write that was cut short leaves beside the file that it was for. */
const UNFINISHED = /\.(?:tmp|[0-9a-f]{12}\.tmp|\d{1,10})$/;
/** Nothing of ours puts a number behind these: who has `zero.json.2` made a copy of their own. */
const UNNUMBERED: readonly string[] = [CONFIG_FILE, ...DATABASE_FILES];

/**
 * What an entry of that name is; undefined for what is none of ours. What a killed process left of
 * a write holds what the file holds, so it goes the same way.
 */
export function stateEntryOf(name: string): StateEntry | undefined {
  const entry = STATE_ENTRIES.find((one) => one.pattern?.test(name) ?? one.name === name);
  if (entry) return entry;
  const of = STATE_ENTRIES.find((one) => one.name === name.replace(UNFINISHED, ""));
  if (of?.is !== "file") return undefined;
  return /\.\d+$/.test(name) && UNNUMBERED.includes(of.name) ? undefined : of;
}

/** One of ours that is there. */
export interface FoundEntry {
  readonly entry: StateEntry;
  /** Its own name. */
  readonly name: string;
  readonly path: string;
}

/**
 * What of ours is in a state directory, in the order of the table; nothing when there is no such
 * folder. Throws what the file system throws.
 */
export function stateEntriesIn(stateDir: string): readonly FoundEntry[] {
  const found = namesIn(stateDir).flatMap((name): FoundEntry[] => {
    const entry = stateEntryOf(name);
    return entry === undefined ? [] : [{ entry, name, path: join(stateDir, name) }];
  });
  const placeOf = ({ entry }: FoundEntry) => STATE_ENTRIES.indexOf(entry);
  return found.toSorted((a, b) => placeOf(a) - placeOf(b));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}
