import { readdirSync } from "node:fs";
import { CONFIG_FILE, DATABASE_FILE } from "../../config/state-files.ts";
import { Environment } from "../../config/environment.ts";
import type { Config } from "../../config/generated/sections.ts";
import { loadConfig } from "../../config/load.ts";
import { pathsOf, type Paths } from "../../config/paths.ts";
import { ConfigError } from "../../config/problems.ts";

/** Homes with more are not looked through to the end. */
const PROFILES_MAX = 32;

/** A profile of this home, as it is without this process's variables. */
export interface ProfileFacts {
  /** Undefined: the main profile. */
  readonly profile: string | undefined;
  readonly paths: Paths;
  /** Undefined: its configuration cannot be used. */
  readonly config: Config | undefined;
}

/** Whether a gateway has a state directory, and what it wrote down about itself. */
export interface LockFacts {
  readonly held: boolean;
  readonly holder?: { readonly pid: number; readonly port?: number | undefined };
}
export type LockOf = (stateDir: string) => LockFacts;

/** Every profile of this home that has a configuration or a database: `~/.zero` and `~/.zero-*`. */
export function profilesOf(home: string): ProfileFacts[] {
  const names = namesIn(home).toSorted().values();
  return names
    .flatMap((name) => profileAt(name, home))
    .take(PROFILES_MAX)
    .toArray();
}

/** A profile in the middle of a sentence. */
export function profileText(profile: string | undefined): string {
  return profile === undefined ? "the main profile" : `the profile ${profile}`;
}

function profileAt(name: string, home: string): ProfileFacts[] {
  const match = /^\.zero(?:-([a-z0-9][a-z0-9_-]{0,63}))?$/.exec(name);
  if (!match) return [];
  const env = Environment.ofProcess({ HOME: home });
  const profile = match[1];
  const paths = pathsOf(profile, env, home);
  const files = namesIn(paths.stateDir);
  if (!files.includes(CONFIG_FILE) && !files.includes(DATABASE_FILE)) return [];
  return [{ profile, paths, config: configOf(paths, env) }];
}

function configOf(paths: Paths, env: Environment): Config | undefined {
  try {
    return loadConfig({ paths, env }).config;
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
