import { isatty } from "node:tty";
import { isService } from "../config/environment.ts";
import { loadForStart, type Start } from "../config/reload/last-good.ts";
import type { Config } from "../config/generated/sections.ts";
import type { Configuration, LoadOptions } from "../config/load.ts";
import { logFileOf, type Paths } from "../config/paths.ts";
import { ConfigError } from "../config/problems.ts";
import { RunningConfig } from "../config/reload/running.ts";
import { WIRE_SUBSYSTEM, type WireStyle } from "../doors/socket/wire-log.ts";
import { systemClock } from "../kernel/clock.ts";
import { type ExitStatus, FatalError, messageOf } from "../kernel/errors.ts";
import { errorFields, type LogLevel } from "../kernel/log.ts";
import type { Paint } from "../kernel/log-text.ts";
import { neighbourWarnings } from "./control/neighbours.ts";
import { Gateway, type GatewayFacts } from "./gateway.ts";
import { type GatewayLog, openLog } from "./logging.ts";
import { type Ending, Endings } from "./reload/endings.ts";
import { Restarts } from "./reload/restarts.ts";
import { openRawStream, type RawStreamFile } from "./logs/raw-stream.ts";
import { ServiceManager } from "./process/supervisor-link.ts";
import { knownSecrets } from "./redaction.ts";

/** The process leaves by force after this time, with the same status. */
const LEAVE_WITHIN_MS = 10_000;
/** What clients are told; a restart takes less than half a second where nothing is in flight. */
const RESTART_EXPECTED_MS = 1_500;

export interface GatewayRun {
  configuration: Configuration;
  /** The file cannot be used, and the configuration is the last one that could. */
  problem: ConfigError | undefined;
  /** Why it would not run with a valid configuration; undefined: it would. */
  objection: (configuration: Configuration) => string | undefined;
  paths: Paths;
  version: string;
  /** Debug records on stdout and in the file. */
  verbose: boolean;
  /** How much of the traffic the log tells. */
  wireStyle: WireStyle;
  /** The file that gets the streams of models as they come; undefined: none does. */
  rawStreamPath?: string | undefined;
  /** Tells a person one line; the log goes to stdout beside it. */
  say(line: string): void;
  /** Colours a text, where stdout shows colours. */
  paint: Paint;
  /** How the program is called for this profile, such as `zero --dev`. */
  program: string;
}

/**
 * Runs a gateway in this process until it is told to stop, and resolves with the status to leave
 * with: 0 after SIGTERM, SIGINT or SIGHUP, 1 after a defect that it could not go on from. A restart
 * stops it and starts another one in the same process, on the same port. Rejects with `FatalError`
 * when it could not start.
 */
export async function runGateway(run: GatewayRun): Promise<ExitStatus> {
  const running = new RunningConfig(run.configuration);
  const log = openLog({ ...logSettings(run, running), clock: systemClock });
  running.observe(() => log.adopt(logSettings(run, running)));
  const restarts = new Restarts({
    clock: systemClock,
    log,
    isOpen: () => running.config.commands.restart,
    signal: () => process.kill(process.pid, "SIGUSR1"),
  });
  const { env } = run.configuration;
  // The launcher says so: the runtime itself takes every signal to be as it was made.
  const outlivesTerminal = env.get("ZERO_HANGUP") === "ignored";
  const endings = new Endings({ log, restarts, clock: systemClock, outlivesTerminal });
  const manager = new ServiceManager({ env, pid: process.pid, clock: systemClock, log });
  const rawStream = rawStreamOf(run, running, log);
  const parts = { run, running, log, restarts, endings, manager, rawStream };
  try {
    return await new Incarnations(parts).live();
  } finally {
    await Promise.all([rawStream?.close(), log.close()]);
  }
}

function rawStreamOf(
  run: GatewayRun,
  running: RunningConfig,
  log: GatewayLog,
): RawStreamFile | undefined {
  const { rawStreamPath: path } = run;
  if (path === undefined) return undefined;
  const { budgetMb, keepDays } = running.config.logging;
  const secrets = () => knownSecrets(running.now);
  const file = openRawStream({ path, budgetMb, keepDays, secrets, clock: systemClock });
  running.observe(() => file.adopt());
  const warning = "everything that models say is written to a file, until the gateway stops";
  log.warn(warning, { path });
  run.say(
    `Warning: ${warning}: ${path}. Whoever reads it reads what was said; delete it afterwards.`,
  );
  return file;
}

function logSettings(run: GatewayRun, { now }: RunningConfig) {
  const { logging } = now.config;
  return {
    file: logFileOf(now.config, run.paths),
    fileLevel: levelOf(logging.level, run),
    consoleLevel: levelOf(logging.consoleLevel, run),
    consoleStyle: logging.consoleStyle ?? (isatty(1) ? "pretty" : "json"),
    paint: run.paint,
    patterns: logging.redactPatterns,
    budgetMb: logging.budgetMb,
    keepDays: logging.keepDays,
    isAppended: isService(now.env) && now.env.get("ZERO_LAUNCHD_LABEL") !== undefined,
    secrets: knownSecrets(now),
    unfolded: run.wireStyle === "auto" ? undefined : WIRE_SUBSYSTEM,
  } as const;
}

/** Whoever asks for more on the command line gets it, whatever is configured. */
function levelOf(configured: LogLevel, { verbose, wireStyle }: GatewayRun): LogLevel {
  if (verbose) return "debug";
  return wireStyle === "auto" || configured === "debug" ? configured : "info";
}

interface IncarnationParts {
  readonly run: GatewayRun;
  readonly running: RunningConfig;
  readonly log: GatewayLog;
  readonly restarts: Restarts;
  readonly endings: Endings;
  readonly manager: ServiceManager;
  readonly rawStream: RawStreamFile | undefined;
}

/** Gateways of one process, one after the other. */
class Incarnations {
  readonly #parts: IncarnationParts;
  #problem: ConfigError | undefined;
  #failed: Config | undefined;
  /** Set when the one before ran with it and the one that starts runs with another. */
  #fallback: Configuration | undefined;
  /** What a port of 0 became the first time: clients find it there again. */
  #port: number | undefined;

  constructor(parts: IncarnationParts) {
    this.#parts = parts;
    this.#problem = parts.run.problem;
  }

  async live(): Promise<ExitStatus> {
    for (;;) {
      const gateway = this.#make();
      const facts = await this.#start(gateway);
      if (!facts) continue;
      const ending = await this.#serve(gateway, facts);
      if (ending.kind === "leave") return this.#leave(gateway, ending);
      await this.#prepareAgain(gateway, ending.reason);
    }
  }

  #make(): Gateway {
    const { run, running, log, restarts, rawStream } = this.#parts;
    const { paths, version, objection, wireStyle } = run;
    return new Gateway({
      running,
      problem: this.#problem,
      failed: this.#failed,
      objection,
      restarts,
      paths,
      version,
      wireStyle,
      log,
      clock: systemClock,
      port: this.#port,
      rawStream: rawStream?.hear,
    });
  }

  /** Undefined: it did not start, and the configuration of the one before is in force again. */
  async #start(gateway: Gateway): Promise<GatewayFacts | undefined> {
    const { log, endings, running } = this.#parts;
    endings.watch(gateway);
    try {
      const facts = await gateway.start();
      this.#fallback = undefined;
      if (running.config.gateway.port === 0) this.#port = facts.port;
      return facts;
    } catch (error) {
      // What a person has to put right is one sentence; only a defect needs its stack.
      const fields = error instanceof FatalError ? { error: error.message } : errorFields(error);
      log.error("the gateway could not start", fields);
      await gateway.stop({ reason: "start failed" });
      const fallback = this.#fallback;
      if (!fallback) throw error;
      this.#fallback = undefined;
      const message = messageOf(error);
      this.#problem = new ConfigError(running.now.file.path, [{ path: "", message }]);
      this.#failed = running.config;
      running.adopt(fallback);
      log.warn("the gateway starts with the configuration that it had before");
      return undefined;
    }
  }

  async #serve(gateway: Gateway, { url, addresses }: GatewayFacts): Promise<Ending> {
    const { run, running, log, endings, manager } = this.#parts;
    const { version } = run;
    log.info("the gateway listens", { url, addresses, version, pid: process.pid });
    if (endings.restarts === 0) run.say(`ZERO ${version} listens on ${url}`);
    for (const warning of neighbourWarnings(running.now)) {
      log.warn(warning);
      run.say(`Warning: ${warning}.`);
    }
    manager.ready(`listens on ${url}`);
    manager.watch((withinMs) => gateway.isAlive(withinMs));
    if (this.#problem)
      log.warn("the configuration file is not in force", sayProblem(this.#problem));
    // Looking for local model servers takes up to 300 ms, and nobody has to wait for it.
    const told = tellModel(gateway, run, { log, isFirst: endings.restarts === 0 });
    const ending = await endings.next();
    await told;
    return ending;
  }

  async #leave(gateway: Gateway, { status, reason }: Ending & { kind: "leave" }) {
    const { log, manager } = this.#parts;
    log.info("the gateway stops", { reason });
    manager.stopping(`stops: ${reason}`);
    systemClock.after(LEAVE_WITHIN_MS, () => process.exit(status));
    await Promise.all([gateway.stop({ reason: "gateway stopping" }), manager.settled()]);
    log.info("the gateway stopped", { status });
    return status;
  }

  async #prepareAgain(gateway: Gateway, why: string): Promise<void> {
    const { running, log, restarts, manager } = this.#parts;
    log.info("the gateway restarts in its process", { reason: why });
    manager.restarting(`restarts: ${why}`);
    await gateway.stop({ reason: "gateway restarting", restartExpectedMs: RESTART_EXPECTED_MS });
    restarts.clear();
    const before = running.now;
    const start = this.#reload(before.options);
    this.#problem = start.problem;
    this.#failed = undefined;
    this.#fallback = before;
    running.adopt(start.configuration);
  }

  /**
   * What the file says now, else what was kept; what is in force, and why, where neither can be
   * used.
   */
  #reload(options: LoadOptions): Start {
    const { objection } = this.#parts.run;
    try {
      const start = loadForStart(options);
      const why = objection(start.configuration);
      if (why === undefined) return start;
      throw new ConfigError(options.paths.configPath, [{ path: "gateway", message: why }]);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      return { configuration: this.#parts.running.now, problem: error };
    }
  }
}

const sayProblem = ({ message }: ConfigError) => ({ why: message });

async function tellModel(
  gateway: Gateway,
  run: GatewayRun,
  { log, isFirst }: { log: GatewayLog; isFirst: boolean },
): Promise<void> {
  const say = (line: string) => {
    if (isFirst) run.say(line);
  };
  try {
    const { ref, why } = await gateway.model();
    log.info("the model that answers", { model: ref, why });
    say(`The model that answers is ${ref} (${REASONS[why] ?? why}).`);
    say(`Talk to it: ${run.program} agent --message "hi"`);
  } catch (error) {
    log.warn("no model can be used", errorFields(error));
    say("No model can be used as it is configured; the log says why.");
  }
}

const REASONS: Readonly<Record<string, string>> = {
  configured: "configured",
  key: "its key is in the environment",
  "local server": "found on this machine",
  "nothing else": "no model is configured and none was found; see docs/guide/models.md",
};
