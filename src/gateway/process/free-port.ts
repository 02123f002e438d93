import { join } from "node:path";
import { GATEWAY_LOCK } from "../../config/state-files.ts";
import { holdersOf, listenersOf, LsofMissing, type PortListener } from "../../daemon/listeners.ts";
import type { Clock } from "../../kernel/clock.ts";
import { EXIT, FatalError } from "../../kernel/errors.ts";
import { recognise } from "./recognise.ts";

/** The periods are those of spec.md 6.3. */
const LEAVE_WITHIN_MS = 700;
const LOOK_EVERY_MS = 100;
const FREE_WITHIN_MS = 2_000;
const ANSWER_WITHIN_MS = 500;

export interface FreePortOptions {
  readonly port: number;
  /** Who has the lock in there is a gateway, whether it answers or not. */
  readonly stateDir: string;
  /** Where programs are looked for. */
  readonly path: string;
  readonly clock: Clock;
  /** Tells a person one line. */
  readonly say: (line: string) => void;
}

/**
 * Ends whoever listens on the port (`--force`, S5): SIGTERM for every listener of this user, then
 * SIGKILL for those that proved to be a gateway of ours and did not leave. Nobody is signalled when
 * one of them belongs to another user. Rejects with `FatalError`: 1 without lsof (S6), 69 when the
 * port could not be freed.
 */
export async function freePort(options: FreePortOptions): Promise<void> {
  try {
    await free(options);
  } catch (error) {
    if (!(error instanceof LsofMissing)) throw error;
    const message = "Force: Error: lsof not found; required for --force";
    throw new FatalError(EXIT.crashed, message, { cause: error });
  }
}

async function free(options: FreePortOptions): Promise<void> {
  const { port, path, clock, say } = options;
  const found = (await listenersOf(port, path)).filter(({ pid }) => pid !== process.pid);
  if (found.length === 0) {
    say(`force: no listeners on port ${port}`);
    return;
  }
  assertOwn(found, port);
  const gateways = await gatewaysAmong(found, options);
  const began = clock.monotonic();
  for (const { pid, program } of found) {
    if (signal(pid, "SIGTERM")) say(`force: killed pid ${pid} (${program}) on port ${port}`);
  }
  let escalated = false;
  for (;;) {
    const left = await stillThere(found, gateways, options);
    const waitedMs = clock.monotonic() - began;
    if (left.length === 0) {
      say(`force: waited ${Math.round(waitedMs)}ms for port ${port} to free`);
      return;
    }
    if (waitedMs >= FREE_WITHIN_MS) throw stuck(left, gateways, port);
    if (waitedMs >= LEAVE_WITHIN_MS && !escalated) {
      escalated = true;
      const ours = left.filter((pid) => gateways.has(pid));
      if (ours.length > 0) say(`force: escalated to SIGKILL while freeing port ${port}`);
      for (const pid of ours) signal(pid, "SIGKILL");
    }
    await clock.sleep(LOOK_EVERY_MS);
  }
}

/** Root sees everybody's processes, and may end them: that is no reason to do it. */
function assertOwn(found: readonly PortListener[], port: number): void {
  const self = process.getuid?.();
  const foreign = found.filter(({ uid }) => uid !== undefined && uid !== self);
  if (foreign.length === 0) return;
  const named = foreign.map(({ pid, program, uid }) => `pid ${pid} (${program}, user ${uid})`);
  throw new FatalError(
    EXIT.taken,
    `force: port ${port} is held by ${named.join(", ")} of another user, which --force never ends: ` +
      "stop it as that user, or choose another port with --port",
  );
}

/** Those that speak our protocol on the port, or hold the lock of our state directory. */
async function gatewaysAmong(
  found: readonly PortListener[],
  { port, stateDir, path, clock }: FreePortOptions,
): Promise<ReadonlySet<number>> {
  const holders = await holdersOf(join(stateDir, GATEWAY_LOCK), path);
  const asked = found.map(async ({ pid, hosts }) => {
    if (holders.includes(pid)) return [pid];
    const host = hosts.find((name) => name !== "*") ?? "127.0.0.1";
    const answer = await recognise(host, port, { withinMs: ANSWER_WITHIN_MS, clock });
    return answer === "gateway" ? [pid] : [];
  });
  return new Set((await Promise.all(asked)).flat());
}

/** Whoever still has the port, and gateways that still have their state directory. */
async function stillThere(
  found: readonly PortListener[],
  gateways: ReadonlySet<number>,
  { port, path }: FreePortOptions,
): Promise<readonly number[]> {
  const listening = (await listenersOf(port, path)).map(({ pid }) => pid);
  const leaving = found.map(({ pid }) => pid).filter((pid) => gateways.has(pid) && signal(pid, 0));
  return [...new Set([...listening, ...leaving])];
}

function stuck(left: readonly number[], gateways: ReadonlySet<number>, port: number): FatalError {
  const foreign = left.some((pid) => !gateways.has(pid));
  const why = foreign ? "; what is no gateway of ours is only asked to leave, never killed" : "";
  const pids = left.join(", ");
  return new FatalError(
    EXIT.taken,
    `port ${port} still has listeners after --force: ${pids}${why}. End them, or choose another port with --port`,
  );
}

/** False when the process is gone. Its owner was checked, so no other refusal is expected. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}
