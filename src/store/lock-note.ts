import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GATEWAY_LOCK } from "../config/state-files.ts";

/** Who has the state directory; shown to whoever comes second. */
export interface LockHolder {
  pid: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
  port?: number;
  /** Path of the configuration that it runs with. */
  config?: string;
  /** The folder in which its agent works. */
  workspace?: string;
}

/** The gateway that has this state directory; undefined when none has, or it left no word. */
export function holderOf(folder: string): LockHolder | undefined {
  return readHolder(noteIn(folder));
}

/** What the holder of the lock wrote down about itself. */
export const noteIn = (folder: string): string => join(folder, `${GATEWAY_LOCK}.json`);

/** Undefined when the note is missing, unreadable, or of a process that is gone. */
export function readHolder(note: string): LockHolder | undefined {
  try {
    const holder = JSON.parse(readFileSync(note, "utf8")) as Partial<LockHolder>;
    const { pid, startedAt, port, config, workspace } = holder;
    if (!Number.isInteger(pid) || !Number.isFinite(startedAt)) return undefined;
    process.kill(Number(pid), 0);
    return { pid: Number(pid), startedAt: Number(startedAt), port, config, workspace };
  } catch {
    return undefined;
  }
}

/** In the middle of a sentence. */
export function holderText({ pid, port, startedAt, config }: LockHolder): string {
  const parts = [`pid ${pid}`];
  if (port !== undefined) parts.push(`port ${port}`);
  parts.push(`since ${new Date(startedAt).toISOString()}`);
  if (config !== undefined) parts.push(`configuration ${config}`);
  return `another gateway (${parts.join(", ")})`;
}
