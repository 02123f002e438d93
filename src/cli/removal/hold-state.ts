import { existsSync } from "node:fs";
import { EXIT, FatalError } from "../../kernel/errors.ts";
import { systemClock } from "../../kernel/clock.ts";
import { silentLog } from "../../kernel/log.ts";
import { takeLock } from "../../store/lock.ts";
import { CommandError } from "../failures.ts";
import type { Scene } from "../scene.ts";

/**
 * Keeps gateways off the state directory until `release`: it must not go away from under one.
 * Throws `CommandError` when one has it.
 */
export function holdState({ paths, program }: Scene): { release(): void } {
  if (!existsSync(paths.stateDir)) return { release: () => undefined };
  try {
    const holder = { pid: process.pid, startedAt: systemClock.now() };
    return takeLock(paths.stateDir, holder, silentLog);
  } catch (error) {
    if (!(error instanceof FatalError) || error.status !== EXIT.taken) throw error;
    throw new CommandError(
      `Nothing was removed: ${error.message.replace(/: stop it first.*$/, "")}.`,
      [`Next: stop it, for a service with \`${program} gateway stop\`, and run this again.`],
      { cause: error },
    );
  }
}
