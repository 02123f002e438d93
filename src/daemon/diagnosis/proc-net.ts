import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** State of a listening socket in `/proc/net/tcp`. */
const LISTENING = "0A";

/**
 * The processes that listen on a TCP port, one after the other as they are found, by Linux's
 * `/proc`. Those of other users are seen by root alone; none elsewhere than on Linux.
 */
export function* listeningPids(port: number): Generator<number> {
  const sockets = new Set(
    ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((table) => socketsIn(table, port)),
  );
  if (sockets.size === 0) return;
  for (const pid of listed("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const folder = `/proc/${pid}/fd`;
    if (listed(folder).some((name) => sockets.has(linkOf(`${folder}/${name}`)))) yield Number(pid);
  }
}

function socketsIn(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  return textOf(table)
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = "", , state]) => local.endsWith(suffix) && state === LISTENING)
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

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
