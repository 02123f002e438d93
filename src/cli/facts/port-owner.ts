import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { listeningPids } from "../../daemon/diagnosis/proc-net.ts";

/** Long enough for a busy machine: the port is on this machine or a tunnel's end. */
const CONNECT_MS = 1_000;

export type PortState = "busy" | "free" | "unknown";

/** Whether anything accepts connections on that port of this machine. */
export function portState(port: number): Promise<PortState> {
  if (port === 0) return Promise.resolve("unknown");
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: CONNECT_MS });
    const settle = (state: PortState) => {
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

/**
 * The process that listens on a port, as `pid 12 (nginx)`; undefined where the system does not say,
 * which is everywhere but on Linux, and for other users' processes.
 */
export function portOwner(port: number): string | undefined {
  const [pid] = listeningPids(port);
  if (pid === undefined) return undefined;
  const command = commandOf(pid);
  return `pid ${pid}${command === "" ? "" : ` (${command})`}`;
}

/** Empty when the process has ended meanwhile. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}
