import type { SensitiveKind } from "../../../config/state-files.ts";
import { modeText, type SensitiveFile, syncedBy } from "../../facts/sensitive-files.ts";
import type { AuditCheck, AuditFacts, Severity } from "../check.ts";

/** What each kind of file holds, for titles. */
const KINDS: Readonly<Record<SensitiveKind, string>> = {
  state_dir: "the state directory",
  state_copy: "a copy of the state",
  config: "the configuration",
  config_include: "a part of the configuration",
  credentials_dir: "the channels' credentials",
  identity: "this device's identity",
  env_file: "the file of variables",
  exec_approvals: "the list of allowed commands",
  sessions_store: "the database",
  restart_word: "what a session is told after a restart",
  log_file: "the log",
};

interface Rule {
  readonly code: string;
  readonly severity: Severity;
  readonly title: (what: string) => string;
  readonly matches: (file: SensitiveFile) => boolean;
}

/** The first that matches is what is said; they fall in gravity. */
const RULES: readonly Rule[] = [
  {
    code: "perms_world_writable",
    severity: "critical",
    title: (what) => `Everybody may change ${what}`,
    matches: ({ mode }) => (mode & 0o002) !== 0,
  },
  {
    code: "perms_group_writable",
    severity: "warn",
    title: (what) => `A group may change ${what}`,
    matches: ({ mode }) => (mode & 0o020) !== 0,
  },
  {
    code: "perms_readable",
    severity: "warn",
    title: (what) => `Others may read ${what}`,
    matches: ({ mode }) => (mode & 0o077) !== 0,
  },
];

export const fileChecks: readonly AuditCheck[] = [
  ...Object.entries(KINDS).flatMap(([kind, what]) => [
    ...RULES.map((rule) => permissionCheck(kind as SensitiveKind, what, rule)),
    linkCheck(kind as SensitiveKind, what),
    ownerCheck(kind as SensitiveKind, what),
  ]),
  {
    id: "fs.synced_dir",
    severity: "warn",
    title: "A cloud service copies the state directory elsewhere",
    remediation: "Move it to a folder that is not synchronised; it holds secrets and a database.",
    find: ({ stateDir }) => {
      const service = syncedBy(stateDir);
      return service === undefined ? [] : [`${stateDir} is in a folder of ${service}.`];
    },
  },
];

function permissionCheck(kind: SensitiveKind, what: string, rule: Rule): AuditCheck {
  const found = ({ files }: AuditFacts) =>
    files.filter((file) => file.kind === kind && RULES.find((one) => one.matches(file)) === rule);
  return {
    id: `fs.${kind}.${rule.code}`,
    severity: rule.severity,
    title: rule.title(what),
    remediation: "`zero security audit --fix` closes it (chmod 600, folders 700).",
    find: (facts) => found(facts).map(({ path, mode }) => `${path} has mode ${modeText(mode)}.`),
    fix: (facts) => found(facts).map(({ path, wanted }) => ({ kind: "chmod", path, mode: wanted })),
  };
}

function linkCheck(kind: SensitiveKind, what: string): AuditCheck {
  return {
    id: `fs.${kind}.symlink`,
    severity: "warn",
    title: `Another place decides about ${what}`,
    remediation: "Put the file or folder itself there, or be sure who may change the other place.",
    find: ({ files }) =>
      files
        .filter((file) => file.kind === kind && file.isLink)
        .map(({ path }) => `${path} is a symbolic link.`),
  };
}

function ownerCheck(kind: SensitiveKind, what: string): AuditCheck {
  return {
    id: `fs.${kind}.foreign_owner`,
    severity: "critical",
    title: `Another user owns ${what}`,
    remediation: "Give it to the user of the gateway with chown.",
    find: ({ files }) =>
      files
        .filter((file) => file.kind === kind && file.isForeign)
        .map(({ path }) => `${path} belongs to another user.`),
  };
}
