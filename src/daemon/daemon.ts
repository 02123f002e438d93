import type { EnvironmentView } from "../config/environment.ts";
import type { Paths } from "../config/paths.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ServiceDefinition } from "./definition.ts";
import type { Scope, ServiceFolders } from "./names.ts";
import type { Tools } from "./tools.ts";

/** The machine and the person, as far as a supervisor depends on them. */
export interface DaemonHost {
  readonly platform: NodeJS.Platform;
  /** Undefined where the system has no numbers for users. */
  readonly uid: number | undefined;
  /** The name of the account. */
  readonly user: string;
  readonly paths: Paths;
  readonly env: EnvironmentView;
  readonly tools: Tools;
  readonly clock: Clock;
  /** Where service files are, when that is not where this system keeps them. */
  readonly folders?: ServiceFolders;
}

/** How a supervisor is spoken of (spec.md 9.5). */
export interface DaemonTexts {
  readonly label: string;
  readonly loadedText: string;
  readonly notLoadedText: string;
}

/** What an installed service file says, whoever wrote it. */
export interface InstalledService {
  /** The file. */
  readonly sourcePath: string;
  /** Undefined: the file starts nothing that can be read. */
  readonly programArguments: readonly string[] | undefined;
  readonly workingDirectory?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Other directives that matter, by their names in the file; lists are joined by spaces. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What the supervisor says about the process. Everything but `status` only where it is known. */
export interface Runtime {
  readonly status: "running" | "stopped" | "unknown";
  readonly state?: string;
  readonly subState?: string;
  readonly pid?: number;
  readonly lastExitStatus?: number;
  readonly lastExitReason?: string;
  /** Why nothing more is known. */
  readonly detail?: string;
  /** The supervisor does not know a service of this name. */
  readonly missingUnit?: boolean;
}

export interface Inspection {
  /** It starts by itself, at login or at boot. */
  readonly loaded: boolean;
  readonly installed: InstalledService | undefined;
  readonly runtime: Runtime;
}

/**
 * The supervised gateway of one profile. Every action rejects with a `DaemonError` that says what
 * would have been run and what to do; `inspect` never rejects.
 */
export interface Daemon {
  readonly texts: DaemonTexts;
  readonly scope: Scope;
  /** The label or unit. */
  readonly name: string;
  /** The service file, there or not. */
  readonly file: string;
  /** What the service file says; undefined when there is none. */
  installed(): InstalledService | undefined;
  inspect(): Promise<Inspection>;
  /** What a service of this definition would look like once it is read back. */
  preview(definition: ServiceDefinition): InstalledService;
  /** Writes the file, makes it start by itself and starts it; replaces what was there. */
  install(definition: ServiceDefinition): Promise<void>;
  /** Stops it and removes its file. */
  uninstall(): Promise<void>;
  /** Starts it, or starts it anew when it runs. */
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** How a person looks at it with the system's own tools. */
  readonly hints: readonly string[];
}
