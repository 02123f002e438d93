import { systemClock } from "../kernel/clock.ts";
import { detectServers, type FoundServer } from "../net/model-servers.ts";

/** The model servers on this machine, for whoever may not speak to the network itself. */
export function localModels(): Promise<readonly FoundServer[]> {
  return detectServers({ clock: systemClock, fetch: globalThis.fetch });
}
