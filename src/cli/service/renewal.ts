import { copyFileSync } from "node:fs";
import { Environment } from "../../config/environment.ts";
import { ConfigError } from "../../config/problems.ts";
import type { Daemon, InstalledService } from "../../daemon/daemon.ts";
import { DaemonError } from "../../daemon/daemon-error.ts";
import { UnwritableError } from "../../daemon/files/plain.ts";
import {
  readServiceSecrets,
  SERVICE_SECRETS,
  type SecretName,
  writeServiceSecrets,
} from "../../daemon/secrets.ts";
import { secretsEqual } from "../../kernel/secret.ts";
import { CommandError } from "../failures.ts";
import { printable } from "../io.ts";
import { validityOf } from "../scene.ts";
import { type AuditFacts, renewedDefinition } from "./audit.ts";
import { servicePlace } from "./service-view.ts";

/**
 * Writes the file of an installed service as this version does and starts the service anew. The old
 * file stays beside it, and a secret in it moves where the service alone reads it. Says what it
 * did; throws `CommandError`, or what the file system throws.
 */
export async function renewService(
  daemon: Daemon,
  installed: InstalledService,
  facts: AuditFacts,
): Promise<string> {
  try {
    const definition = renewedDefinition(daemon, installed, facts);
    // What cannot be written must not have changed anything.
    daemon.preview(definition);
    await keepSecrets(installed, definition.environmentFile, facts);
    const kept = `${installed.sourcePath}.bak`;
    copyFileSync(installed.sourcePath, kept);
    await daemon.install(definition);
    return `wrote ${daemon.file} and started ${daemon.name}; the old file is ${kept}`;
  } catch (error) {
    throw asCommandError(error);
  }
}

/** A supervisor's refusal and an unusable value are expected; everything else is as it was. */
function asCommandError(error: unknown): unknown {
  if (error instanceof DaemonError) {
    return new CommandError(printable(error.message), error.hints.map(printable));
  }
  if (error instanceof UnwritableError) return new CommandError(printable(error.message));
  if (!(error instanceof ConfigError)) return error;
  return new CommandError(`${error.file}: ${error.problems[0]?.message ?? error.message}`);
}

/** What the service's own file says holds; a secret that the configuration has is not doubled. */
async function keepSecrets(
  installed: InstalledService,
  path: string,
  { host, scene }: AuditFacts,
): Promise<void> {
  const { environment } = installed;
  const before = readServiceSecrets(path);
  const embedded = SERVICE_SECRETS.filter((name) => environment[name]);
  if (embedded.length === 0) return;
  const { paths } = servicePlace(installed, scene) ?? host;
  const env = Environment.ofProcess({ HOME: paths.home });
  const { auth } = validityOf({ env, paths }).configuration.config.gateway;
  const configured = { ZERO_GATEWAY_TOKEN: auth.token, ZERO_GATEWAY_PASSWORD: auth.password };
  const kept = SERVICE_SECRETS.flatMap((name): [SecretName, string][] => {
    const own = before[name] ?? environment[name];
    const known = configured[name]?.reveal();
    const isKnown = own !== undefined && known !== undefined && secretsEqual(own, known);
    return own === undefined || own === "" || isKnown ? [] : [[name, own]];
  });
  await writeServiceSecrets(path, Object.fromEntries(kept));
}
