import { join } from "node:path";
import type { EnvironmentView } from "../config/environment.ts";
import type { Paths } from "../config/paths.ts";
import { UnwritableError } from "./files/plain.ts";

/** Whose services: the one person's, or the machine's. */
export type Scope = "user" | "system";

/** What a service of this profile is called on each system, and where its file is. */
export interface Names {
  /** `com.zero.gateway`, `com.zero.<profile>`. */
  readonly launchdLabel: string;
  /** `zero-gateway.service`, `zero-gateway-<profile>.service`. */
  readonly systemdUnit: string;
  /** `ZERO Gateway`, `ZERO Gateway (<profile>)`. */
  readonly windowsTask: string;
}

/** Names of a profile (spec.md 9.1), unless a variable says otherwise. Throws `UnwritableError`. */
export function namesOf({ profile }: Pick<Paths, "profile">, env: EnvironmentView): Names {
  const suffix = profile === undefined ? "" : `-${profile}`;
  const unit = env.get("ZERO_SYSTEMD_UNIT") ?? `zero-gateway${suffix}`;
  const names = {
    launchdLabel: env.get("ZERO_LAUNCHD_LABEL") ?? `com.zero.${profile ?? "gateway"}`,
    systemdUnit: unit.endsWith(".service") ? unit : `${unit}.service`,
    windowsTask:
      env.get("ZERO_WINDOWS_TASK_NAME") ??
      (profile === undefined ? "ZERO Gateway" : `ZERO Gateway (${profile})`),
  };
  for (const name of [names.launchdLabel, names.systemdUnit]) assertFileName(name);
  return names;
}

/** A name becomes part of a path and of a command line. */
function assertFileName(name: string): void {
  if (/^[A-Za-z0-9][\w.@-]{0,200}$/.test(name)) return;
  throw new UnwritableError(`this cannot name a service: ${JSON.stringify(name)}`);
}

/** Folders that hold service files. Tests pass their own; on a machine they are fixed. */
export interface ServiceFolders {
  readonly systemdUser: string;
  readonly systemdSystem: string;
  readonly launchAgents: string;
  /** Where `--deep` looks as well: what is installed for everybody. */
  readonly everybody: readonly string[];
}

export function serviceFolders(home: string, platform: NodeJS.Platform): ServiceFolders {
  const systemdSystem = "/etc/systemd/system";
  return {
    systemdUser: join(home, ".config", "systemd", "user"),
    systemdSystem,
    launchAgents: join(home, "Library", "LaunchAgents"),
    everybody:
      platform === "darwin"
        ? ["/Library/LaunchAgents", "/Library/LaunchDaemons"]
        : [systemdSystem, "/usr/lib/systemd/system", "/lib/systemd/system"],
  };
}
