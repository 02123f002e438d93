import { dirname, join } from "node:path";
import type { EnvironmentView } from "../config/environment.ts";
import type { Paths } from "../config/paths.ts";
import type { Names } from "./names.ts";
import {
  chooseProgram,
  isExecutable,
  pathFolders,
  type RunningProgram,
  runtimeFolderNeeded,
} from "./program.ts";

/** What a supervisor is told about the gateway, whichever supervisor it is. */
export interface ServiceDefinition {
  readonly description: string;
  readonly programArguments: readonly string[];
  readonly workingDirectory: string;
  /** Nothing secret: a service file can be read by everybody. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where the secrets are. */
  readonly environmentFile: string;
  readonly stdoutPath: string;
  readonly stderrPath: string;
  /** systemd may expect the program to say when it is ready, and that it lives. */
  readonly notifies: boolean;
  /** The account of a system unit; undefined: a service of the person who installs it. */
  readonly user: string | undefined;
}

/** What a definition is made of. */
export interface DefinitionFacts {
  readonly platform: NodeJS.Platform;
  readonly paths: Paths;
  readonly env: EnvironmentView;
  readonly names: Names;
  readonly version: string;
  readonly port: number;
  readonly program: RunningProgram;
  /** Set for a system unit: whose gateway it is. */
  readonly user?: string | undefined;
}

export interface Defined {
  readonly definition: ServiceDefinition;
  /** What will not last, in sentences for a person. */
  readonly warnings: readonly string[];
}

/** The service that a machine like this one should have. Reads the file system, writes nothing. */
export function defineService(facts: DefinitionFacts): Defined {
  const { platform, paths, env, version, port, user } = facts;
  const folders = pathFolders(paths.home, platform, env);
  const program = chooseProgram(facts.program, [...folders, ...foldersOn(env.get("PATH"))]);
  const extra = runtimeFolderNeeded(facts.program, folders);
  const logs = dirname(paths.logFile);
  const profile = paths.profile === undefined ? [] : [`profile: ${paths.profile}`];
  const definition: ServiceDefinition = {
    description: `ZERO Gateway (${[...profile, `v${version}`].join(", ")})`,
    programArguments: [program.path, "gateway", "--port", `${port}`],
    workingDirectory: paths.home,
    environment: {
      HOME: paths.home,
      PATH: [...folders, ...(extra === undefined ? [] : [extra])].join(":"),
      ...chosenPlaces(paths, env),
      ZERO_GATEWAY_PORT: `${port}`,
      // Empty is unset; the value, where there is one, is in the file beside it (V14).
      ZERO_GATEWAY_TOKEN: "",
      ...ownName(facts),
      ZERO_SERVICE_MARKER: "zero",
      ZERO_SERVICE_KIND: "gateway",
      ZERO_SERVICE_VERSION: version,
    },
    environmentFile: paths.serviceEnvFile,
    stdoutPath: join(logs, "gateway.log"),
    stderrPath: join(logs, "gateway.err.log"),
    notifies: platform === "linux" && hasNotify(),
    user,
  };
  return { definition, warnings: warningsOf(program.goesWith, program.path, extra) };
}

/** Only what somebody chose is fixed; the rest follows from the home, as it does for commands. */
function chosenPlaces(paths: Paths, env: EnvironmentView): Record<string, string> {
  return {
    ...(paths.profile === undefined ? {} : { ZERO_PROFILE: paths.profile }),
    ...(env.get("ZERO_STATE_DIR") === undefined ? {} : { ZERO_STATE_DIR: paths.stateDir }),
    ...(env.get("ZERO_CONFIG_PATH") === undefined ? {} : { ZERO_CONFIG_PATH: paths.configPath }),
  };
}

function ownName({ platform, names }: DefinitionFacts): Record<string, string> {
  return platform === "darwin"
    ? { ZERO_LAUNCHD_LABEL: names.launchdLabel }
    : { ZERO_SYSTEMD_UNIT: names.systemdUnit };
}

const foldersOn = (path = ""): string[] => path.split(":").filter((folder) => folder !== "");

const NOTIFIERS = ["/usr/bin/systemd-notify", "/bin/systemd-notify"];

const hasNotify = (): boolean => NOTIFIERS.some(isExecutable);

function warningsOf(
  goesWith: string | undefined,
  path: string,
  runtimeFolder: string | undefined,
): string[] {
  return [
    ...(goesWith === undefined
      ? []
      : [
          `The service starts ${path}, which goes away with ${goesWith}. After an upgrade run ` +
            "`zero gateway install --force`, or install the program in a lasting place.",
        ]),
    ...(runtimeFolder === undefined
      ? []
      : [
          `No lasting folder has a Node for the service, so it uses the one in ${runtimeFolder}. ` +
            "When that one goes away the service cannot start: install Node in /usr/local/bin.",
        ]),
  ];
}
