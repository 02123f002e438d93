import { type Listener, listenersOn } from "../../daemon/diagnosis/listeners.ts";
import type { Tools } from "../../daemon/tools.ts";
import { type PortState, portState } from "../facts/port-owner.ts";

/** Who holds a port of this machine. */
export interface PortView {
  readonly port: number;
  readonly status: PortState;
  readonly listeners: readonly Listener[];
  readonly hints: readonly string[];
}

/** Looks whether anything accepts connections there, and only then who it is. */
export async function viewPort(port: number, tools: Tools): Promise<PortView> {
  const status = await portState(port);
  if (status !== "busy") return { port, status, listeners: [], hints: [] };
  const listeners = await listenersOn(tools, port);
  const hints =
    listeners === undefined
      ? ["Install lsof to see which process listens there."]
      : listeners.length === 0
        ? ["The process belongs to another user, or is behind a tunnel or a container."]
        : [];
  return { port, status, listeners: listeners ?? [], hints };
}

/** Commands look for a gateway where the service has none. */
export const otherPortText = (ofCommands: number, ofService: number): string =>
  `commands ask port ${ofCommands}, the service has ${ofService}`;

/** That a service runs without a listener; undefined where there is one. */
export function silentText({ status, port }: PortView): string | undefined {
  return status === "busy"
    ? undefined
    : `Listening: nothing, though the service runs (port ${port})`;
}
