import { lastGoodInstead, loadForStart, type Start } from "../../../config/reload/last-good.ts";
import type { Configuration, LoadOptions } from "../../../config/load.ts";
import type { FlagValues } from "../../../config/overlay.ts";
import { expandHome, isOfLog, logFileOf } from "../../../config/paths.ts";
import { type FilesInUse, otherUseOf } from "../../../config/rules/log-file.ts";
import { objectionTo } from "../../../config/rules/objections.ts";
import { ConfigError } from "../../../config/problems.ts";
import { freePort } from "../../../gateway/process/free-port.ts";
import { runGateway } from "../../../gateway/run.ts";
import { systemClock } from "../../../kernel/clock.ts";
import { EXIT, messageOf } from "../../../kernel/errors.ts";
import type { Paint } from "../../../kernel/log-text.ts";
import { configLines, UsageError } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { dashed, type OptionTable, type Values } from "../../argv/options.ts";
import { loadForgetting } from "../../removal/forget-dev.lazy.ts";
import { type Scene, sceneOf } from "../../scene.ts";
import { describeSource } from "../../wire/target.ts";
import { makePrivateFolder } from "../../../config/file/private-folder.ts";

export const summary = "Runs the gateway until it is stopped.";
export const options = {
  port: {
    type: "integer",
    max: 65_535,
    summary: "Port of the WebSocket and of HTTP; 0 takes any.",
  },
  bind: {
    type: "string",
    choices: ["loopback", "lan", "tailnet", "auto", "custom"],
    summary: "Which addresses it listens on (loopback).",
  },
  token: { type: "string", summary: "Token that clients must send." },
  password: { type: "string", summary: "Password that clients must send." },
  auth: {
    type: "string",
    choices: ["token", "password"],
    summary: "Which of the two is asked for.",
  },
  tailscale: {
    type: "string",
    choices: ["off", "serve", "funnel"],
    summary: "Have Tailscale pass HTTPS on: from the tailnet, or from everywhere (off).",
  },
  tailscaleResetOnExit: {
    type: "boolean",
    summary: "Take that back when the gateway leaves.",
  },
  allowUnconfigured: {
    type: "boolean",
    summary: "Start although gateway.mode is not `local`.",
  },
  force: {
    type: "boolean",
    summary: "End whoever listens on the port first; needs lsof.",
  },
  verbose: { type: "boolean", summary: "Mirror debug records of the log to stdout." },
  wsLog: {
    type: "string",
    choices: ["auto", "full", "compact"],
    summary: "What the log tells of the traffic: failures, each frame, or requests (auto).",
  },
  compact: { type: "boolean", summary: "The same as --ws-log compact." },
  rawStream: {
    type: "boolean",
    summary: "Write what models say, as it comes, to a file; for diagnosis.",
  },
  rawStreamPath: {
    type: "string",
    value: "file",
    summary: "With or without --raw-stream: to this file.",
  },
  dev: { type: "boolean", summary: "The development profile, as `zero --dev gateway`." },
  reset: {
    type: "boolean",
    summary: "With --dev: forget all of that profile first, and set it up anew.",
  },
} as const satisfies OptionTable;

type Given = Values<typeof options>;

/** The keys that flags of this command set. */
const KEYS = {
  port: "gateway.port",
  bind: "gateway.bind",
  token: "gateway.auth.token",
  password: "gateway.auth.password",
  auth: "gateway.auth.mode",
  tailscale: "gateway.tailscale.mode",
  tailscaleResetOnExit: "gateway.tailscale.resetOnExit",
} as const;

/** Resolves with the gateway's own status (V28) once it has stopped. */
export async function run(io: Io, given: Given, outer: Scene): Promise<number> {
  assertOneStyle(given);
  const scene = given.dev ? sceneOf({ dev: true }, outer) : outer;
  if (given.reset) await (await loadForgetting()).forgetDev(io, scene);
  const load: LoadOptions = { paths: scene.paths, env: scene.env, flags: flagsOf(given) };
  const { program } = scene;
  const { allowUnconfigured = false } = given;
  const objection = (to: Configuration) => objectionTo(to, { program, allowUnconfigured });
  const start = runnable(usable(io, load), load, objection);
  if (!start) return EXIT.unusableConfig;
  const { configuration, problem, refusal } = start;
  if (refusal !== undefined) {
    io.note(refusal);
    return EXIT.unusableConfig;
  }
  const rawStreamPath = rawStreamOf(given, configuration, scene.paths);
  // Whatever the gateway writes from here on is this user's alone (SR29).
  process.umask(0o077);
  const trouble = stateDirTrouble(scene.paths.stateDir);
  if (trouble !== undefined) {
    io.note(trouble);
    return EXIT.unusableConfig;
  }
  const { version, paths } = scene;
  const { verbose = false } = given;
  // Beside the log, which has stdout to itself.
  const say = (line: string) => io.note(line);
  if (problem) for (const line of problemLines(problem)) say(line);
  if (given.force) await makeRoom(configuration, scene, say);
  say(authLine(configuration));
  const wireStyle = given.wsLog ?? (given.compact ? "compact" : "auto");
  const paint: Paint = (color, text) => io.style(color, text);
  const about = { paths, version, verbose, wireStyle, rawStreamPath, say, paint, program };
  return runGateway({ configuration, problem, objection, ...about });
}

/** Where the streams of models go, if anybody asked for them. */
function rawStreamOf(
  { rawStream, rawStreamPath }: Given,
  { config, env, files }: Configuration,
  paths: Scene["paths"],
): string | undefined {
  const isAsked = rawStream === true || rawStreamPath !== undefined;
  if (!isAsked && env.get("ZERO_RAW_STREAM") !== "1") return undefined;
  const named = rawStreamPath ?? env.get("ZERO_RAW_STREAM_PATH");
  const path = named === undefined ? paths.rawStreamFile : expandHome(named, paths.home);
  // It is appended to and turned over, which no other kind of file survives.
  const why = objectionToStream(path, { log: logFileOf(config, paths), paths, files });
  if (why === undefined) return path;
  throw new UsageError(`${path} ${why}; name another file with --raw-stream-path`);
}

function objectionToStream(
  path: string,
  { log, ...inUse }: FilesInUse & { log: string },
): string | undefined {
  if (isOfLog(path, log)) return "is the log";
  if (!path.endsWith(".jsonl")) return "does not end in .jsonl";
  const use = otherUseOf(path, inUse);
  return use === undefined ? undefined : `is a file of its own already (${use})`;
}

function assertOneStyle({ wsLog, compact }: Given): void {
  if (!compact || wsLog === undefined || wsLog === "compact") return;
  throw new UsageError(`--compact and --ws-log ${wsLog} exclude each other; give one of them`);
}

/** Port 0 is never taken. */
async function makeRoom(
  { config, env }: Configuration,
  { paths: { stateDir } }: Scene,
  say: (line: string) => void,
): Promise<void> {
  const { port } = config.gateway;
  const path = env.get("PATH") ?? "";
  if (port !== 0) await freePort({ port, stateDir, path, clock: systemClock, say });
}

/** Why the state directory cannot be used; undefined when it can. */
function stateDirTrouble(path: string): string | undefined {
  try {
    makePrivateFolder(path);
    return undefined;
  } catch (error) {
    const why = messageOf(error);
    return `The state directory ${path} cannot be used: ${why}. Move what is in its way, or set ZERO_STATE_DIR.`;
  }
}

function flagsOf(given: Given): FlagValues {
  const entries = Object.entries(KEYS).flatMap(([name, key]) => {
    const value = given[name as keyof typeof KEYS];
    return value === undefined ? [] : [[key, { flag: `--${dashed(name)}`, value }] as const];
  });
  return Object.fromEntries(entries);
}

function usable(io: Io, load: LoadOptions): Start | undefined {
  try {
    return loadForStart(load);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const line of configLines(error.file, error.problems)) io.note(line);
    return undefined;
  }
}

/**
 * The start, or the last good one where the file would open the gateway to others without a secret:
 * a line too few must not end what ran yesterday. Whether there is a gateway at all is decided by
 * the file alone (V13).
 */
function runnable(
  start: Start | undefined,
  load: LoadOptions,
  objection: (to: Configuration) => string | undefined,
): (Start & { refusal?: string }) | undefined {
  const refusal = start && objection(start.configuration);
  if (!start || refusal === undefined) return start;
  const { mode } = start.configuration.config.gateway;
  const path = load.paths.configPath;
  const problem = new ConfigError(path, [{ path: "gateway", message: refusal }]);
  const other = mode === "local" ? lastGoodInstead(load, problem) : undefined;
  return other && objection(other.configuration) === undefined ? other : { ...start, refusal };
}

function problemLines({ file, problems }: ConfigError): string[] {
  return [
    ...configLines(file, problems).slice(0, -1),
    "The gateway starts with the last configuration that worked. Correct the file: it is taken over at once.",
  ];
}

/** Which secret clients need, by fingerprint and source: what `gateway status` shows beside it. */
function authLine({ config, sourceOf }: Configuration): string {
  const { auth } = config.gateway;
  const mode = auth.mode ?? (auth.password === undefined ? "token" : "password");
  const secret = auth[mode];
  if (secret === undefined) return "Auth: none; only this machine may connect.";
  const key = `gateway.auth.${mode}`;
  return `Auth: ${mode} ${secret.toString()} (${describeSource(sourceOf(key), key)})`;
}
