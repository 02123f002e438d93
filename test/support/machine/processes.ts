import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** What anybody on this machine may see of a process, and what its own user may. */
export interface SeenProcess {
  readonly pid: number;
  /** Its words, or the title that it gave itself in their place. */
  readonly words: string;
  /** Its short name. */
  readonly title: string;
}

/** Every process below one, as it is now; what ends meanwhile is left out. */
export function processesBelow(pid: number): SeenProcess[] {
  return childrenOf(pid).flatMap((child) => {
    const words = textOf(child, "cmdline").replaceAll("\0", " ");
    const title = textOf(child, "comm").trim();
    return [{ pid: child, words, title }, ...processesBelow(child)];
  });
}

/** Where a process listens for TCP, as the kernel has it: `address:port` in its own notation. */
export function listeningSockets(pid: number): string[] {
  const inodes = new Set(
    namesIn(`/proc/${pid}/fd`).flatMap((fd) => {
      const target = orNothing(() => readlinkSync(`/proc/${pid}/fd/${fd}`)) ?? "";
      return /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [];
    }),
  );
  const LISTEN = "0A";
  return ["tcp", "tcp6"].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && inodes.has(inode ?? ""))
      .map(([, address]) => address ?? ""),
  );
}

/** Of every thread, because each may start processes. */
function childrenOf(pid: number): number[] {
  return namesIn(`/proc/${pid}/task`).flatMap((thread) =>
    textOf(pid, join("task", thread, "children"))
      .split(" ")
      .filter(Boolean)
      .map(Number),
  );
}

const textOf = (pid: number, name: string): string =>
  orNothing(() => readFileSync(`/proc/${pid}/${name}`, "utf8")) ?? "";

const namesIn = (folder: string): string[] => orNothing(() => readdirSync(folder)) ?? [];

/** A process that is looked at may end in any moment. */
function orNothing<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
