import { parseEnv } from "node:util";
import { readPrivateFile } from "./file/private-file.ts";
import { ConfigError } from "./problems.ts";

/** Where a variable's value came from. */
export type VariableSource = "environment" | "service.env" | ".env" | "config env";

/** Variables as everything but this file sees them. An empty variable is unset. */
export interface EnvironmentView {
  get(name: string): string | undefined;
}

interface Layer {
  readonly source: VariableSource;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/**
 * Layers of variables, of which the first that has one wins. It never changes; `under` makes a new
 * one.
 */
export class Environment implements EnvironmentView {
  readonly #layers: readonly Layer[];

  private constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /**
   * The variables of this process, or those that a test passes. Nothing else in the project reads
   * them.
   */
  static ofProcess(variables: Readonly<Record<string, string | undefined>> = process.env) {
    return new Environment([{ source: "environment", variables }]);
  }

  get(name: string): string | undefined {
    return this.#find(name)?.variables[name];
  }

  sourceOf(name: string): VariableSource | undefined {
    return this.#find(name)?.source;
  }

  /** This environment with more variables, which are seen only where it has none. */
  under(source: VariableSource, variables: Readonly<Record<string, string>>): Environment {
    return new Environment([...this.#layers, { source, variables }]);
  }

  /** Everything that is set, for a process that is started with this environment. */
  toRecord(): Record<string, string> {
    const merged: Record<string, string> = {};
    for (const { variables } of this.#layers.toReversed()) {
      for (const [name, value] of Object.entries(variables)) if (value) merged[name] = value;
    }
    return merged;
  }

  #find(name: string): Layer | undefined {
    return this.#layers.find(({ variables }) => Object.hasOwn(variables, name) && variables[name]);
  }
}

/**
 * What any program that we start may have: who and where it runs, and the session's manager. It
 * holds no secret, and a program that needs more names the rest.
 */
export const HARMLESS_VARIABLES: readonly string[] = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "TERM",
  "XDG_RUNTIME_DIR",
  "XDG_CONFIG_HOME",
  "DBUS_SESSION_BUS_ADDRESS",
];

/** Of these variables the ones that are set, such as for a program that is started. */
export function variablesOf(
  env: EnvironmentView,
  names: readonly string[],
): Record<string, string> {
  const set = names.flatMap((name) => {
    const value = env.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(set);
}

/** Largest `<state>/.env` that is read. */
export const ENV_FILE_BYTES_MAX = 256 * 1024;

/**
 * Whether this process is what a supervisor started, or a child of it. launchd cannot read a file
 * of variables, so the program does it itself (V14).
 */
export function isService(env: EnvironmentView): boolean {
  return env.get("ZERO_SERVICE_MARKER") === "zero";
}

/**
 * The variables in `<state>/.env` or `<state>/service.env`; none when there is no such file. It
 * holds secrets, so it must be a plain file of this user that nobody else can read (V36). Throws
 * `ConfigError` when it is not, or is too large.
 */
export function readEnvFile(path: string): Record<string, string> {
  const text = readPrivateFile(path, ENV_FILE_BYTES_MAX, (message, cause) => {
    return new ConfigError(path, [{ path: "", message }], { cause });
  });
  return Object.fromEntries(Object.entries(parseEnv(text ?? "")).map(([k, v]) => [k, v ?? ""]));
}
