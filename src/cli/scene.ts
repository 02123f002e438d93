import { Environment } from "../config/environment.ts";
import { loadLastGood } from "../config/reload/last-good.ts";
import { loadConfig, loadWithoutFile, type Configuration } from "../config/load.ts";
import type { FlagValues } from "../config/overlay.ts";
import { chooseProfile, pathsOf, type Paths, type ProfileFlags } from "../config/paths.ts";
import { ConfigError, type Problem } from "../config/problems.ts";
import type { CommandList } from "./argv/options.ts";
import { configLines } from "./failures.ts";
import type { Io } from "./io.ts";

/** Where a command runs: which profile, with which variables. */
export interface Scene {
  readonly version: string;
  readonly env: Environment;
  readonly paths: Paths;
  /**
   * How the program has to be called again for this profile: `zero`, `zero --dev`, `zero --profile
   * x`.
   */
  readonly program: string;
  /** What follows a command's own name when it names an argument, such as a method. */
  readonly argument: string | undefined;
  /** Words behind the argument, where the command takes more than one. */
  readonly more: readonly string[];
  /** Every command by its words, for those that speak about all of them. */
  readonly commands: CommandList;
  /** One line on stderr about what to know; the command goes on. */
  readonly note: (line: string) => void;
  /** The configuration as the command found it; absent for one that tolerates an invalid one. */
  readonly checked?: Configuration;
}

/** Throws `ProfileError`. */
export function sceneOf(
  flags: ProfileFlags,
  given: Pick<Scene, "version" | "note" | "commands"> &
    Partial<Pick<Scene, "env" | "argument" | "more">>,
): Scene {
  const { version, env, argument, more = [], commands, note } = given;
  const variables = env ?? Environment.ofProcess();
  const profile = chooseProfile(flags, variables);
  const paths = pathsOf(profile, variables);
  const program = programOf(profile, variables);
  return { version, env: variables, paths, program, argument, more, commands, note };
}

/** From a checkout the program is called by its place, which the launcher passes on: `bin/zero`. */
function programOf(profile: string | undefined, env: Environment): string {
  const called = env.get("ZERO_PROGRAM") ?? "";
  const program = /^[^/].*\/zero$/.test(called) ? called : "zero";
  if (profile === undefined) return program;
  return profile === "dev" ? `${program} --dev` : `${program} --profile ${profile}`;
}

/**
 * The configuration as the command found it, for commands that need a usable one. Throws
 * `ConfigError`.
 */
export function configurationOf({ paths, env, checked }: Scene): Configuration {
  return checked ?? loadConfig({ paths, env });
}

/** The configuration as far as it can be used, and what is wrong with it. */
export interface Validity {
  readonly configuration: Configuration;
  readonly view: {
    readonly path: string;
    readonly exists: boolean;
    readonly valid: boolean;
    readonly issues?: readonly Problem[];
  };
}

/**
 * The configuration, for commands that have to work whatever state it is in: a bad file is left
 * replaced by the last one that a gateway ran with, which is most likely the one that runs. Throws
 * `ConfigError` only when the variables cannot be used either.
 */
export function validityOf(
  { paths, env }: Pick<Scene, "paths" | "env">,
  flags: FlagValues = {},
): Validity {
  try {
    const configuration = loadConfig({ paths, env, flags });
    const { path, exists } = configuration.file;
    return { configuration, view: { path, exists, valid: true } };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { file: path, problems: issues } = error;
    const view = { path, exists: true, valid: false, issues };
    const options = { paths, env, flags };
    return { configuration: loadLastGood(options) ?? loadWithoutFile(options), view };
  }
}

/** As `validityOf`, and tells on stderr what is wrong. */
export function lenientConfigurationOf(scene: Scene, io: Io): Configuration {
  const { configuration, view } = validityOf(scene);
  if (view.issues) for (const line of configLines(view.path, view.issues)) io.note(line);
  return configuration;
}
