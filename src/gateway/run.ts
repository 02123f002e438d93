import type { Configuration } from "../config/load.ts";
import type { Paths } from "../config/paths.ts";
import { systemClock } from "../kernel/clock.ts";
import { EXIT, type ExitStatus, FatalError } from "../kernel/errors.ts";
import { errorFields } from "../kernel/log.ts";
import { Gateway } from "./gateway.ts";
import { type GatewayLog, openLog } from "./logging.ts";
import { knownSecrets } from "./redaction.ts";

/** The process leaves by force after this time, with the same status. */
const LEAVE_WITHIN_MS = 10_000;
/** This many defects in a minute end the process: the supervisor starts a fresh one. */
const DEFECTS_PER_MINUTE_MAX = 10;

export interface GatewayRun {
  configuration: Configuration;
  paths: Paths;
  version: string;
  /** Debug records on stdout and in the file. */
  verbose: boolean;
  /** Tells a person one line; the log goes to stdout beside it. */
  say(line: string): void;
  /** How the program is called for this profile, such as `zero --dev`. */
  program: string;
}

/**
 * Runs a gateway in this process until it is told to stop, and resolves with the status to leave
 * with: 0 after SIGTERM or SIGINT, 1 after a defect that it could not go on from. Rejects with
 * `FatalError` when it could not start.
 */
export async function runGateway(run: GatewayRun): Promise<ExitStatus> {
  const { configuration, paths, verbose } = run;
  const { logging } = configuration.config;
  const log = openLog({
    file: logging.file ?? paths.logFile,
    fileLevel: verbose ? "debug" : logging.level,
    consoleLevel: verbose ? "debug" : logging.consoleLevel,
    secrets: knownSecrets(configuration),
    clock: systemClock,
  });
  const gateway = new Gateway({ ...run, log, clock: systemClock });
  const ending = watchProcess(log, (error) => gateway.absorb(error));
  try {
    const { url, addresses } = await gateway.start();
    log.info("the gateway listens", { url, addresses, version: run.version, pid: process.pid });
    run.say(`ZERO ${run.version} listens on ${url}`);
    // Looking for local model servers takes up to 300 ms, and nobody has to wait for it.
    const told = tellModel(gateway, run, log);
    const { status, reason } = await ending;
    await told;
    log.info("the gateway stops", { reason });
    forceExit(status);
    await gateway.stop({ reason: "gateway stopping" });
    log.info("the gateway stopped", { status });
    return status;
  } catch (error) {
    // What a person has to put right is one sentence; only a defect needs its stack.
    const fields = error instanceof FatalError ? { error: error.message } : errorFields(error);
    log.error("the gateway could not start", fields);
    await gateway.stop({ reason: "start failed" });
    throw error;
  } finally {
    await log.close();
  }
}

async function tellModel(gateway: Gateway, run: GatewayRun, log: GatewayLog): Promise<void> {
  const say = (line: string) => run.say(line);
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

/** Resolves when the process has to leave: on a signal, or when too much went wrong. */
function watchProcess(
  log: GatewayLog,
  absorb: (error: unknown) => boolean,
): Promise<{ status: ExitStatus; reason: string }> {
  const { promise, resolve } = Promise.withResolvers<{ status: ExitStatus; reason: string }>();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => resolve({ status: EXIT.stopped, reason: signal }));
  }
  // Without a listener the runtime opens its debugger to everybody on this machine (SR3).
  process.on("SIGUSR1", () => log.warn("SIGUSR1 is ignored; stop the gateway and start it again"));
  const defects: number[] = [];
  process.on("unhandledRejection", (error) => {
    // What came out of a channel's code costs that account a restart and nobody else anything
    // (A28).
    if (absorb(error)) return;
    log.error("a promise was left alone; this is a defect", errorFields(error));
    const now = systemClock.monotonic();
    defects.push(now);
    while ((defects[0] ?? now) < now - 60_000) defects.shift();
    if (defects.length > DEFECTS_PER_MINUTE_MAX)
      resolve({ status: EXIT.crashed, reason: "too many defects" });
  });
  process.on("uncaughtException", (error) => {
    log.error("an exception nobody expected; the process leaves", errorFields(error));
    resolve({ status: EXIT.crashed, reason: "uncaught exception" });
  });
  return promise;
}

function forceExit(status: ExitStatus): void {
  systemClock.after(LEAVE_WITHIN_MS, () => process.exit(status));
}
