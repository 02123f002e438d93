import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { connect } from "node:net";

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

/** State of a listening socket in `/proc/net/tcp`. */
const LISTENING = "0A";

/**
 * The process that listens on a port, as `pid 12 (nginx)`; undefined where the system does not say,
 * which is everywhere but on Linux, and for other users' processes.
 */
export function portOwner(port: number): string | undefined {
  const sockets = new Set(
    ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((file) => inodesOf(file, port)),
  );
  if (sockets.size === 0) return undefined;
  for (const pid of listed("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const folder = `/proc/${pid}/fd`;
    if (!listed(folder).some((name) => sockets.has(linkOf(`${folder}/${name}`)))) continue;
    const command = read(`/proc/${pid}/comm`).trim();
    return `pid ${pid}${command === "" ? "" : ` (${command})`}`;
  }
  return undefined;
}

function inodesOf(file: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return read(file)
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === LISTENING)
    .map((fields) => `socket:[${fields[9]}]`);
}

/** A process may be gone, or not ours to look at, at any moment. */
function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
