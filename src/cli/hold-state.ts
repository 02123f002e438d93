import { EXIT, FatalError } from "../kernel/errors.ts";
import { systemClock } from "../kernel/clock.ts";
import { silentLog } from "../kernel/log.ts";
import { takeLock } from "../store/lock.ts";
import { CommandError } from "./failures.ts";
import type { Scene } from "./scene.ts";

/**
 * Keeps gateways off the state directory until `release`, and makes it where it is missing. `work`
 * is what nobody may disturb, as a participle. Throws `CommandError` when a gateway has it, or when
 * it cannot be used.
 */
export function holdState(
  { paths, program }: Scene,
  work: "removed" | "restored",
): { release(): void } {
  try {
    const holder = { pid: process.pid, startedAt: systemClock.now(), config: paths.configPath };
    return takeLock(paths.stateDir, holder, silentLog);
  } catch (error) {
    if (!(error instanceof FatalError)) throw error;
    const isTaken = error.status === EXIT.taken;
    throw new CommandError(
      `Nothing was ${work}: ${error.message.replace(/: stop it first.*$/, "")}.`,
      isTaken
        ? [`Next: stop it, for a service with \`${program} gateway stop\`, and run this again.`]
        : [],
      { cause: error },
    );
  }
}
