import { homedir, userInfo } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import type { EnvironmentView } from "./environment.ts";
import { CONFIG_FILE, ENV_FILE, SERVICE_ENV_FILE } from "./state-files.ts";

/** Where this profile keeps everything. All paths are absolute. */
export interface Paths {
  /** Undefined: the main profile. */
  readonly profile: string | undefined;
  readonly home: string;
  readonly stateDir: string;
  readonly configPath: string;
  /** Variables of this profile: `<state>/.env`. */
  readonly envFile: string;
  /** What the installed service gets and no other process: `<state>/service.env`. */
  readonly serviceEnvFile: string;
  readonly logFile: string;
  /** The streams of models as they came, where somebody asks for them. */
  readonly rawStreamFile: string;
  /** Where an agent's workspace is when nothing says otherwise: `~/zero`, or `~/zero-<profile>`. */
  readonly workspace: string;
}

export interface ProfileFlags {
  dev?: boolean;
  profile?: string;
}

/** A profile's name is wrong or contradicts another flag: the command line was misused. */
export class ProfileError extends Error {
  override readonly name = "ProfileError";
}

export const DEV_PROFILE = "dev";
const PROFILE_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/i;

/**
 * The profile that was chosen: flags, then `ZERO_PROFILE`. `default` is the main profile, which has
 * no name. Throws `ProfileError` for a name that cannot be one.
 */
export function chooseProfile(flags: ProfileFlags, env: EnvironmentView): string | undefined {
  if (flags.dev && flags.profile !== undefined && flags.profile !== DEV_PROFILE) {
    throw new ProfileError("Cannot combine --dev with --profile: --dev is the profile `dev`.");
  }
  const given = flags.dev ? DEV_PROFILE : (flags.profile ?? env.get("ZERO_PROFILE"));
  if (given === undefined) return undefined;
  if (!PROFILE_NAME.test(given)) {
    throw new ProfileError(
      `Invalid --profile "${given}": use 1 to 64 letters, digits, "-" or "_", beginning with a letter or digit.`,
    );
  }
  const name = given.toLowerCase();
  return name === "default" ? undefined : name;
}

/**
 * Paths of a profile. `ZERO_STATE_DIR` and `ZERO_CONFIG_PATH` win over what the profile says; the
 * configuration follows the state folder when only that is moved.
 */
export function pathsOf(
  profile: string | undefined,
  env: EnvironmentView,
  home: string = homeOf(env),
): Paths {
  const suffix = profile === undefined ? "" : `-${profile}`;
  const stateDir = expandHome(env.get("ZERO_STATE_DIR") ?? `~/.zero${suffix}`, home);
  const configPath = env.get("ZERO_CONFIG_PATH");
  return {
    profile,
    home,
    stateDir,
    configPath:
      configPath === undefined ? join(stateDir, CONFIG_FILE) : expandHome(configPath, home),
    envFile: join(stateDir, ENV_FILE),
    serviceEnvFile: join(stateDir, SERVICE_ENV_FILE),
    logFile: join(stateDir, "logs", "gateway.jsonl"),
    rawStreamFile: join(stateDir, "logs", "raw-stream.jsonl"),
    workspace: join(home, `zero${suffix}`),
  };
}

/** Whether a folder of a home is called like a profile's state directory, a wrong name too. */
export const isStateDirName = (name: string): boolean => /^\.zero(-|$)/.test(name);

/** The log that a gateway with this configuration writes. */
export const logFileOf = (
  { logging }: { readonly logging: { readonly file?: string | undefined } },
  paths: Pick<Paths, "logFile">,
): string => logging.file ?? paths.logFile;

/** Where the warnings and errors of a log are once more, apart from everything else. */
export const errorLogOf = (logFile: string): string =>
  `${logFile.replace(/\.jsonl$/, "")}.errors.jsonl`;

/** Whether a file is a log, its errors, or an older one of either. */
export function isOfLog(path: string, logFile: string): boolean {
  const stem = basename(logFile, ".jsonl");
  const name = basename(path);
  if (dirname(path) !== dirname(logFile) || !name.startsWith(stem)) return false;
  return path === logFile || /^(?:\.errors)?(?:\.\d+)?\.jsonl$/.test(name.slice(stem.length));
}

/**
 * An absolute path for what a person wrote: `~` is their home, anything relative starts at the
 * working directory.
 */
export function expandHome(path: string, home: string): string {
  if (path === "~") return home;
  if (path.startsWith("~/")) return join(home, path.slice(2));
  return resolve(path);
}

function homeOf(env: EnvironmentView): string {
  // An empty variable is unset, but the runtime believes it: `homedir()` would be empty too.
  return resolve(env.get("HOME") ?? (homedir() || userInfo().homedir));
}
