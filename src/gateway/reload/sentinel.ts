import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPrivateFile } from "../../config/file/private-file.ts";
import { RESTART_FILE } from "../../config/state-files.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";
import { isRecord } from "../../kernel/is-record.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import type { Service } from "../../kernel/service.ts";

const FILE_BYTES_MAX = 64 * 1024;
const WORDS_MAX = 500;
const TELL_AFTER_MS = 750;

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

export const sentinelPath = (stateDir: string): string => join(stateDir, RESTART_FILE);

/** Leaves word for the gateway that starts next. */
export function leaveSentinel(stateDir: string, payload: Sentinel): void {
  const text = `${JSON.stringify({ version: 1, payload }, null, 2)}\n`;
  writeFileSync(sentinelPath(stateDir), text, { mode: 0o600 });
}

/** What the one before left; undefined when there is nothing that can be read. */
function readSentinel(stateDir: string): Sentinel | undefined {
  const path = sentinelPath(stateDir);
  const text = readPrivateFile(path, FILE_BYTES_MAX, (why) => new Error(`${path}: ${why}`));
  if (text === undefined) return undefined;
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

/** What was written is not in force: whoever asked must not be told that it is. */
function outcomeOf(sentinel: Sentinel, trouble: string | undefined): Sentinel {
  if (trouble === undefined || sentinel.kind !== "config-apply") return sentinel;
  return { ...sentinel, status: "error", message: `It goes on as before: ${trouble}` };
}

interface RestartWordParts {
  readonly stateDir: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Sends it where the session's answers go; rejects when that cannot be done. */
  readonly send: (key: string, session: string, text: string) => Promise<void>;
  /** Why this gateway runs with another configuration than the file's; undefined: it does not. */
  readonly trouble: string | undefined;
  /** Shows it to the session's next turn instead; without a session, to the main one. */
  readonly note: (session: string | undefined, text: string) => void;
}

/**
 * Tells whoever asked for the restart that it is done, when channels have had a moment to connect.
 * A word that cannot be delivered waits for the session's next turn; nothing is told twice.
 */
export class RestartWord implements Service {
  readonly name = "restart word";
  readonly #parts: RestartWordParts;
  #timer: Timer | undefined;

  constructor(parts: RestartWordParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const { stateDir, clock, log } = this.#parts;
    try {
      const sentinel = readSentinel(stateDir);
      if (sentinel) this.#timer = clock.after(TELL_AFTER_MS, () => void this.#tell(sentinel));
    } catch (error) {
      log.warn("what the gateway left before the restart cannot be read", errorFields(error));
    }
  }

  /** A word that was not told yet is left to the next start. */
  async stop(): Promise<void> {
    this.#timer?.cancel();
  }

  async #tell(sentinel: Sentinel): Promise<void> {
    const { stateDir, send, note, trouble } = this.#parts;
    rmSync(sentinelPath(stateDir), { force: true });
    const text = wordsOf(outcomeOf(sentinel, trouble));
    const { sessionKey, ts } = sentinel;
    if (sessionKey === undefined) {
      note(undefined, text);
      return;
    }
    try {
      await send(`restart-${ts}`, sessionKey, text);
    } catch (error) {
      this.#parts.log.info("the word about the restart waits for a turn", errorFields(error));
      note(sessionKey, text);
    }
  }
}
