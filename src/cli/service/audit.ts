import { Environment } from "../../config/environment.ts";
import { pathsOf } from "../../config/paths.ts";
import type { Daemon, DaemonHost, InstalledService } from "../../daemon/daemon.ts";
import { defineService, type ServiceDefinition } from "../../daemon/definition.ts";
import { auditService, type ServiceAudit } from "../../daemon/diagnosis/audit.ts";
import { UnwritableError } from "../../daemon/files/plain.ts";
import { namesOf } from "../../daemon/names.ts";
import { SERVICE_SECRETS } from "../../daemon/secrets.ts";
import type { Scene } from "../scene.ts";
import { runningProgram } from "./host.ts";

export interface AuditFacts {
  readonly host: DaemonHost;
  readonly scene: Scene;
  /** That of the service. */
  readonly port: number;
}

/**
 * The service that this program would install in the place of that one: for the same account, home,
 * state and configuration, on the same port, with the variables that somebody added.
 */
export function renewedDefinition(
  daemon: Daemon,
  installed: InstalledService,
  { host, scene, port }: AuditFacts,
): ServiceDefinition {
  const { platform } = host;
  const { environment, settings } = installed;
  const user = daemon.scope === "system" ? (settings["User"] ?? "root") : undefined;
  const { ZERO_STATE_DIR = "", ZERO_CONFIG_PATH = "" } = environment;
  const env = Environment.ofProcess({
    ...scene.env.toRecord(),
    ZERO_STATE_DIR,
    ZERO_CONFIG_PATH,
  });
  const paths = pathsOf(host.paths.profile, env, environment["HOME"] ?? host.paths.home);
  const program = runningProgram(scene.env);
  const names = namesOf(host.paths, host.env);
  const { version } = scene;
  const facts = { platform, paths, env, names, version, port, program, user };
  const { definition } = defineService(facts);
  const added = Object.entries(environment).filter(([name]) => !isSecret(name));
  return {
    ...definition,
    environment: { ...Object.fromEntries(added), ...definition.environment },
  };
}

const isSecret = (name: string): boolean => SERVICE_SECRETS.some((variable) => variable === name);

/** What is unlike the service that this program would install in its place. */
export function auditOf(
  daemon: Daemon,
  installed: InstalledService,
  facts: AuditFacts,
): ServiceAudit {
  try {
    return auditService(daemon, installed, renewedDefinition(daemon, installed, facts));
  } catch (error) {
    if (!(error instanceof UnwritableError)) throw error;
    const issue = {
      code: "gateway-unwritable",
      message: `This program could not be installed as a service: ${error.message}`,
      level: "recommended",
    } as const;
    return { ok: false, issues: [issue] };
  }
}
