import { connect } from "node:net";
import { type Listener, listenersOn } from "../../daemon/diagnosis/listeners.ts";
import type { Tools } from "../../daemon/tools.ts";

/** Who holds a port of this machine. */
export interface PortView {
  readonly port: number;
  readonly status: "busy" | "free" | "unknown";
  readonly listeners: readonly Listener[];
  readonly hints: readonly string[];
}

/** Long enough for a busy machine: the port is on this machine or a tunnel's end. */
const PORT_PROBE_MS = 1_000;

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

/** Whether anything accepts connections on that port of this machine. */
function portState(port: number): Promise<PortView["status"]> {
  if (port === 0) return Promise.resolve("unknown");
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: PORT_PROBE_MS });
    const settle = (state: PortView["status"]) => {
      socket.destroy();
      resolve(state);
    };
    socket.once("connect", () => settle("busy"));
    socket.once("timeout", () => settle("unknown"));
    socket.once("error", (error: NodeJS.ErrnoException) => {
      settle(error.code === "ECONNREFUSED" ? "free" : "unknown");
    });
  });
}
