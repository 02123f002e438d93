import { Environment } from "../../../config/environment.ts";
import type { Configuration } from "../../../config/load.ts";
import type { FlagValues } from "../../../config/overlay.ts";
import type { Daemon, DaemonHost } from "../../../daemon/daemon.ts";
import { defineService } from "../../../daemon/definition.ts";
import { auditService } from "../../../daemon/diagnosis/audit.ts";
import { ensureLinger } from "../../../daemon/linger.ts";
import { namesOf } from "../../../daemon/names.ts";
import { openDaemon } from "../../../daemon/open.ts";
import { readServiceSecrets, writeServiceSecrets } from "../../../daemon/secrets.ts";
import { secretsEqual } from "../../../kernel/secret.ts";
import { JSON_OPTION, type OptionTable, type Values } from "../../argv/options.ts";
import { CommandError } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { type Scene, validityOf } from "../../scene.ts";
import { answerAction, type ServiceOutcome } from "../../service/answer.ts";
import {
  hostOfScene,
  runningProgram,
  type SystemOwner,
  systemOwnerOf,
} from "../../service/host.ts";
import { portIn } from "../../service/service-view.ts";
import { assertRunsHere } from "../../service/remote-mode.ts";

export const summary = "Installs the gateway as a service that starts by itself, and starts it.";
export const options = {
  ...JSON_OPTION,
  port: {
    type: "integer",
    min: 1,
    max: 65_535,
    summary: "Port of the service (that of the configuration).",
  },
  token: { type: "string", summary: "Token that clients must send." },
  force: { type: "boolean", summary: "Install again, with what holds now." },
  system: { type: "boolean", summary: "A service of the system instead of yours; needs root." },
  runtime: {
    type: "string",
    choices: ["node"],
    summary: "What runs it; the launcher finds it at every start.",
  },
} as const satisfies OptionTable;

type Given = Values<typeof options>;

/** What an installation is made of. */
interface Work {
  readonly given: Given;
  readonly scene: Scene;
  readonly host: DaemonHost;
  readonly system: SystemOwner | undefined;
}

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const { json = false } = given;
  let work: Work = { given, scene, host: hostOfScene(scene), system: undefined };
  const open = async () => {
    if (scene.env.get("ZERO_NIX_MODE") !== undefined) {
      throw new CommandError("Nix mode detected; service install is disabled.");
    }
    if (!given.system) return openDaemon(work.host, "user");
    const system = await systemOwnerOf(scene, "gateway install --system");
    const { host } = system;
    work = { given, scene: { ...scene, paths: host.paths }, host, system };
    return openDaemon(host, "system");
  };
  return answerAction(io, { action: "install", json, open }, (daemon) => install(daemon, work));
}

async function install(daemon: Daemon, work: Work): Promise<ServiceOutcome> {
  const { given, scene, host, system } = work;
  const flags: FlagValues =
    given.port === undefined ? {} : { "gateway.port": { flag: "--port", value: given.port } };
  const { configuration, view } = validityOf(scene, flags);
  assertRunsHere(configuration, scene, "install");
  const { port } = configuration.config.gateway;
  if (port === 0) {
    throw new CommandError("A service needs a port that stays; gateway.port is 0.", [
      "Next: pass --port, or set gateway.port.",
    ]);
  }
  const { paths, env, platform } = host;
  const program = runningProgram(scene.env);
  const names = namesOf(paths, env);
  const { version } = scene;
  const user = system?.user;
  const facts = { platform, paths, env, names, version, port, program, user };
  const { definition, warnings } = defineService(facts);
  const { installed, loaded } = await daemon.inspect();
  if (loaded && installed && !given.force) {
    const { issues } = auditService(daemon, installed, definition);
    return {
      result: "already-installed",
      message: `The gateway service ${daemon.name} is already installed (${daemon.file}).`,
      hints: [`To install it again with what holds now: ${scene.program} gateway install --force`],
      warnings: [
        ...otherPort(portIn(installed.programArguments ?? []), port),
        ...issues.map(({ message, detail }) => `${message}${detail ? ` (${detail})` : ""}`),
      ],
    };
  }
  // What cannot be written must not have changed anything.
  daemon.preview(definition);
  const told = await keepSecrets(work);
  await daemon.install(definition);
  const linger = await lingerHints(work);
  return {
    result: "installed",
    message: `Installed and started the gateway service ${daemon.name} (${daemon.file}).`,
    hints: [`Next: ${scene.program} gateway status`, ...daemon.hints, ...linger.hints],
    warnings: [
      ...warnings,
      ...told,
      ...objections(configuration, view.valid, scene.program),
      ...linger.warnings,
    ],
  };
}

/** Which of two ports is meant is a person's to say, so it is no finding that doctor repairs. */
function otherPort(installed: number | undefined, wanted: number): string[] {
  const isSame = installed === undefined || installed === wanted;
  return isSame ? [] : [`The service has port ${installed}, not ${wanted}.`];
}

/**
 * The secrets of this shell go into the service's file, and only those that the configuration does
 * not hold (V30). What an earlier installation put there stays as long as nothing else names one.
 */
async function keepSecrets({ given, host, system, scene }: Work): Promise<string[]> {
  const path = host.paths.serviceEnvFile;
  const before = readServiceSecrets(path);
  const { auth } = withoutShell(scene).config.gateway;
  const written = (kind: "token" | "password", typed: string | undefined) => {
    const name = `ZERO_GATEWAY_${kind.toUpperCase()}`;
    const configured = auth[kind]?.reveal();
    const own = typed ?? scene.env.get(name);
    if (own === undefined) return configured === undefined ? before[name] : undefined;
    return configured !== undefined && secretsEqual(own, configured) ? undefined : own;
  };
  const secrets = {
    ZERO_GATEWAY_TOKEN: written("token", given.token),
    ZERO_GATEWAY_PASSWORD: written("password", undefined),
  };
  await writeServiceSecrets(path, definedOf(secrets), system?.owner);
  if (secrets.ZERO_GATEWAY_TOKEN === undefined) return [];
  return [
    `The token is in ${path}, which only the service reads. Commands need it once: ` +
      `${scene.program} gateway status, or set gateway.auth.token and install again.`,
  ];
}

/** What the gateway has without the secrets of this shell. */
function withoutShell({ paths, env }: Scene): Configuration {
  const unset = { ZERO_GATEWAY_TOKEN: "", ZERO_GATEWAY_PASSWORD: "" };
  const bare = Environment.ofProcess({ ...env.toRecord(), ...unset });
  return validityOf({ paths, env: bare }).configuration;
}

function definedOf<Name extends string>(values: Record<Name, string | undefined>) {
  const entries = Object.entries<string | undefined>(values);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Partial<
    Record<Name, string>
  >;
}

/** Why the gateway will not stay up though it is installed. */
function objections({ config, file }: Configuration, isValid: boolean, program: string): string[] {
  if (!isValid) {
    return [
      `${file.path} is not valid: the gateway starts with what it last ran with, or not at all.`,
    ];
  }
  const { mode } = config.gateway;
  if (mode === "local") return [];
  return [
    `gateway.mode is ${mode ?? "not set"}: the gateway ends with status 78 until it is \`local\` ` +
      `(\`${program} setup\`).`,
  ];
}

/** Only a person's own unit ends with the session. */
async function lingerHints({ host, system, given }: Work) {
  if (host.platform !== "linux" || system) return { hints: [], warnings: [] };
  const interactive = !given.json && process.stdin.isTTY && process.stdout.isTTY;
  const { linger, message } = await ensureLinger(host.tools, host.user, { interactive });
  const said = message === undefined ? [] : [message];
  return linger === "yes" ? { hints: said, warnings: [] } : { hints: [], warnings: said };
}
