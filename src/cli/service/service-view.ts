import { Environment } from "../../config/environment.ts";
import { chooseProfile, type Paths, pathsOf, ProfileError } from "../../config/paths.ts";
import type { FlagValues } from "../../config/overlay.ts";
import { ConfigError } from "../../config/problems.ts";
import type { ServiceAudit } from "../../daemon/diagnosis/audit.ts";
import type { Daemon, InstalledService, Inspection } from "../../daemon/daemon.ts";
import { type Scene, type Validity, validityOf } from "../scene.ts";

/** Variables of a service that are shown; the others are either plain or nobody's business. */
const SHOWN = [
  "ZERO_STATE_DIR",
  "ZERO_CONFIG_PATH",
  "ZERO_PROFILE",
  "ZERO_GATEWAY_PORT",
  "ZERO_NIX_MODE",
] as const;

/** The installed service as `gateway status` reports it (spec.md 6.4). */
export interface ServiceView {
  readonly label: string;
  readonly loaded: boolean;
  readonly loadedText: string;
  readonly notLoadedText: string;
  /** The unit, or the label of launchd. */
  readonly name: string;
  readonly scope: string;
  readonly command: CommandView | null;
  readonly runtime: Inspection["runtime"];
  readonly configAudit?: ServiceAudit;
}

interface CommandView {
  readonly programArguments: readonly string[];
  readonly workingDirectory?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly sourcePath: string;
}

export function viewService(
  daemon: Daemon,
  { loaded, installed, runtime }: Inspection,
  audit: ServiceAudit | undefined,
): ServiceView {
  return {
    ...daemon.texts,
    loaded,
    name: daemon.name,
    scope: daemon.scope,
    command: installed ? commandView(installed) : null,
    runtime,
    ...(audit ? { configAudit: audit } : {}),
  };
}

function commandView({
  programArguments = [],
  workingDirectory,
  environment,
  sourcePath,
}: InstalledService): CommandView {
  const shown = SHOWN.flatMap((name) => {
    const value = environment[name];
    return value ? [[name, value] as const] : [];
  });
  return {
    programArguments: withoutSecrets(programArguments),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
    environment: Object.fromEntries(shown),
    sourcePath,
  };
}

/** A unit that somebody wrote by hand may name a secret in its command. */
function withoutSecrets(words: readonly string[]): string[] {
  return words.map((word, at) => {
    if (/^--(token|password)$/.test(words[at - 1] ?? "")) return "***";
    return word.replace(/^(--(?:token|password))=.*$/s, "$1=***");
  });
}

/** The configuration as the service reads it: with its variables, its home and its port. */
export interface ServiceConfiguration extends Validity {
  readonly paths: Paths;
  /** The port is one of the service's arguments. */
  readonly hasOwnPort: boolean;
}

/** Undefined when the service's own variables, arguments or profile cannot be used. */
export function serviceConfiguration(
  installed: InstalledService,
  scene: Scene,
): ServiceConfiguration | undefined {
  const place = servicePlace(installed, scene);
  if (!place) return undefined;
  const port = portIn(installed.programArguments ?? []);
  const flags: FlagValues =
    port === undefined ? {} : { "gateway.port": { flag: "service args", value: port } };
  try {
    return { ...validityOf(place, flags), paths: place.paths, hasOwnPort: port !== undefined };
  } catch (error) {
    // It would not start either; the audit and its last words say more than this could.
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

/** A service's variables, and where it keeps everything; undefined for a profile that is none. */
export function servicePlace(
  { environment }: InstalledService,
  scene: Scene,
): Pick<Scene, "paths" | "env"> | undefined {
  const env = Environment.ofProcess(environment);
  try {
    const home = environment["HOME"] ?? scene.paths.home;
    return { env, paths: pathsOf(chooseProfile({}, env), env, home) };
  } catch (error) {
    if (error instanceof ProfileError) return undefined;
    throw error;
  }
}

/** The port among the arguments of a service; undefined when it has none of its own. */
export function portIn(words: readonly string[]): number | undefined {
  const at = words.indexOf("--port");
  const inline = words.find((word) => word.startsWith("--port="))?.slice("--port=".length);
  const text = at < 0 ? inline : words[at + 1];
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
}
