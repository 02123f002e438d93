import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPrivateFile } from "../../config/file/private-file.ts";
import { isRecord } from "../../kernel/is-record.ts";

const FILE_BYTES_MAX = 64 * 1024;
const WORDS_MAX = 500;

/** Why the gateway restarts, for the one that starts (spec.md 7.7). */
export interface Sentinel {
  readonly kind: "config-apply" | "update" | "restart";
  readonly status: "ok" | "error" | "skipped";
  readonly ts: number;
  /** Who asked for it, and is told when it is done. */
  readonly sessionKey?: string;
  readonly message?: string;
  readonly stats?: Readonly<Record<string, unknown>>;
}

export const sentinelPath = (stateDir: string): string => join(stateDir, "restart-sentinel.json");

/** Leaves word for the gateway that starts next. */
export function leaveSentinel(stateDir: string, payload: Sentinel): void {
  const text = `${JSON.stringify({ version: 1, payload }, null, 2)}\n`;
  writeFileSync(sentinelPath(stateDir), text, { mode: 0o600 });
}

/** What the one before left, once; undefined when there is nothing that can be read. */
function takeSentinel(stateDir: string): Sentinel | undefined {
  const path = sentinelPath(stateDir);
  const text = readPrivateFile(path, FILE_BYTES_MAX, (why) => new Error(`${path}: ${why}`));
  if (text === undefined) return undefined;
  rmSync(path, { force: true });
  const parsed: unknown = JSON.parse(text);
  const payload = isRecord(parsed) ? parsed["payload"] : undefined;
  return isRecord(payload) && typeof payload["kind"] === "string"
    ? (payload as unknown as Sentinel)
    : undefined;
}

/** One line for the person who asked. */
function wordsOf({ kind, status, message }: Sentinel): string {
  const what = { "config-apply": "Configuration", update: "Update", restart: "Restart" }[kind];
  const how = { ok: "applied", error: "failed", skipped: "skipped" }[status];
  const note = message === undefined ? "" : ` ${message.slice(0, WORDS_MAX)}`;
  return `${what} ${how}; the gateway restarted.${note}`;
}

interface Telling {
  readonly stateDir: string;
  /** Sends it where the session's answers go; rejects when that cannot be done. */
  readonly send: (key: string, session: string, text: string) => Promise<void>;
  /** Shows it to the session's next turn instead; without a session, to the main one. */
  readonly note: (session: string | undefined, text: string) => void;
}

/**
 * Tells whoever asked for the restart that it is done. A word that cannot be delivered waits for
 * the session's next turn; nothing is told twice.
 */
export async function tellOfRestart({ stateDir, send, note }: Telling): Promise<void> {
  const sentinel = takeSentinel(stateDir);
  if (!sentinel) return;
  const text = wordsOf(sentinel);
  const { sessionKey, ts } = sentinel;
  try {
    if (sessionKey === undefined) note(undefined, text);
    else await send(`restart-${ts}`, sessionKey, text);
  } catch {
    note(sessionKey, text);
  }
}
