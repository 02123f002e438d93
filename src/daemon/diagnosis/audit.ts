import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Daemon, InstalledService } from "../daemon.ts";
import type { ServiceDefinition } from "../definition.ts";
import { goesAwayWith, isExecutable } from "../program.ts";
import { SERVICE_SECRETS } from "../secrets.ts";

/** One difference between what is installed and what should be. */
export interface AuditIssue {
  /** Stable, for scripts: one of those in spec.md 9.6, or of the same form. */
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  /**
   * `recommended`: rewriting the file mends it and loses nothing. `aggressive`: the file starts
   * something else or nothing, so whoever rewrites it may undo what a person wanted.
   */
  readonly level: "recommended" | "aggressive";
}

export interface ServiceAudit {
  readonly ok: boolean;
  readonly issues: readonly AuditIssue[];
}

/**
 * Compares an installed service with the one that `install` would write today. It looks at files,
 * runs nothing and changes nothing; `daemon.install(definition)` mends everything that it names.
 */
export function auditService(
  daemon: Daemon,
  installed: InstalledService,
  definition: ServiceDefinition,
): ServiceAudit {
  const expected = daemon.preview(definition);
  const issues = [
    ...commandIssues(installed, expected),
    ...pathIssues(installed, expected),
    ...secretIssues(installed),
    ...settingIssues(installed, expected),
  ];
  return { ok: issues.length === 0, issues };
}

function commandIssues(installed: InstalledService, expected: InstalledService): AuditIssue[] {
  const words = installed.programArguments ?? [];
  const [program = ""] = words;
  if (!words.includes("gateway")) {
    const message = "The service does not start a gateway.";
    return [aggressive("gateway-command-missing", message, words.join(" ") || "no command")];
  }
  const issues: AuditIssue[] = [];
  if (!isExecutable(program)) {
    const message = "The program that the service starts is not there, or may not be run.";
    issues.push(aggressive("gateway-command-missing", message, program));
  }
  const [wanted = ""] = expected.programArguments ?? [];
  if (program !== wanted) {
    const message = "The service starts another program than this one.";
    issues.push(recommended("gateway-entrypoint-mismatch", message, `${program}, not ${wanted}`));
  }
  if (basename(program) === "bun") {
    issues.push(
      recommended("gateway-runtime-bun", "The service runs on Bun; ZERO needs Node.", program),
    );
  }
  const goesWith = words.map(goesAwayWith).find((what) => what !== undefined);
  if (goesWith !== undefined) {
    const message = "The service depends on a folder that the next upgrade may remove.";
    issues.push(recommended("gateway-runtime-node-version-manager", message, goesWith));
  }
  return issues;
}

const SYSTEM_FOLDERS = ["/usr/bin", "/bin"];

function pathIssues(installed: InstalledService, expected: InstalledService): AuditIssue[] {
  const path = installed.environment["PATH"];
  if (path === undefined || path === "") {
    return [recommended("gateway-path-missing", "The service has no PATH of its own.")];
  }
  const folders = path.split(":");
  const wanted = (expected.environment["PATH"] ?? "").split(":");
  const issues: AuditIssue[] = [];
  const missing = SYSTEM_FOLDERS.filter((folder) => !folders.includes(folder));
  if (missing.length > 0) {
    const message = "The PATH of the service lacks folders of the system.";
    issues.push(recommended("gateway-path-missing-dirs", message, missing.join(", ")));
  }
  const surplus = folders.filter((folder) => !wanted.includes(folder));
  if (surplus.length > 0) {
    const message = "The PATH of the service has folders that a reinstall would leave out.";
    issues.push(recommended("gateway-path-nonminimal", message, surplus.join(", ")));
  }
  const versioned = folders.find((folder) => goesAwayWith(`${folder}/`) !== undefined);
  if (versioned !== undefined && !folders.some((folder) => existsSync(join(folder, "node")))) {
    const message = "No folder in the PATH of the service has a Node any more.";
    issues.push(recommended("gateway-runtime-node-system-missing", message, versioned));
  }
  return issues;
}

function secretIssues({ environment, sourcePath }: InstalledService): AuditIssue[] {
  const names = SERVICE_SECRETS.filter((name) => environment[name]);
  return names.map((name) => {
    const message = "A secret is in the service file, which other users can read.";
    return recommended("gateway-secret-embedded", message, `${name} in ${sourcePath}`);
  });
}

/** What each directive is for, by its code. */
const SETTINGS: Readonly<Record<string, readonly [code: string, message: string]>> = {
  KeepAlive: ["launchd-keep-alive", "launchd does not restart the gateway when it ends."],
  RunAtLoad: ["launchd-run-at-load", "launchd does not start the gateway at login."],
  ExitTimeOut: [
    "launchd-exit-timeout",
    "launchd may kill the gateway before it has put work away.",
  ],
  ThrottleInterval: ["launchd-throttle", "launchd restarts the gateway at another pace."],
  After: ["systemd-after-network-online", "The gateway may start before the network is up."],
  Wants: ["systemd-wants-network-online", "The unit does not ask for the network."],
  RestartSec: ["systemd-restart-sec", "systemd restarts the gateway at another pace."],
  Restart: ["systemd-restart", "systemd does not restart the gateway whenever it ends."],
  RestartPreventExitStatus: [
    "systemd-restart-prevent",
    "A gateway without a usable configuration is started again and again.",
  ],
  KillMode: ["systemd-kill-mode", "Stopping may leave processes behind."],
  TimeoutStopSec: ["systemd-timeout-stop", "systemd may kill the gateway too early or too late."],
  Type: ["systemd-type", "systemd does not wait for what the gateway says about itself."],
  EnvironmentFile: [
    "systemd-environment-file",
    "The unit does not read the gateway's own secrets.",
  ],
  User: ["systemd-user", "The unit runs as another account."],
  WantedBy: ["systemd-wanted-by", "The unit starts with something else."],
};

function settingIssues(installed: InstalledService, expected: InstalledService): AuditIssue[] {
  return Object.entries(SETTINGS).flatMap(([name, [code, message]]) => {
    const wanted = expected.settings[name];
    const found = installed.settings[name];
    if (isMet(name, found, wanted)) return [];
    const detail = `${name}=${found ?? "(none)"}, not ${wanted ?? "(none)"}`;
    return [recommended(code, message, detail)];
  });
}

/** A list may name more than what is wanted; `5s` is `5`. */
function isMet(name: string, found: string | undefined, wanted: string | undefined): boolean {
  if (found === undefined || wanted === undefined) return found === wanted;
  const words = found.split(" ");
  if (name === "After" || name === "Wants" || name === "EnvironmentFile") {
    return wanted.split(" ").every((word) => words.includes(word));
  }
  return found.replace(/^(\d+)s(ec)?$/, "$1") === wanted;
}

const recommended = (code: string, message: string, detail?: string): AuditIssue => {
  return { code, message, ...(detail === undefined ? {} : { detail }), level: "recommended" };
};

const aggressive = (code: string, message: string, detail: string): AuditIssue => {
  return { code, message, detail, level: "aggressive" };
};
