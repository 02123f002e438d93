import { makeRedactor } from "../../config/scrub.ts";
import type { RawStream } from "../../features/agent/index.ts";
import type { Clock } from "../../kernel/clock.ts";
import { messageOf } from "../../kernel/errors.ts";
import { within } from "../../kernel/within.ts";
import { DAY_MS, FLUSH_WITHIN_MS, LogFile, MIB } from "./file.ts";

/** Files that share the budget, the one that is written included. */
const FILES = 8;
/** What one event may measure; of a longer one only its length is told. */
const EVENT_UNITS_MAX = 64 * 1024;

export interface RawStreamOptions {
  readonly path: string;
  /** What this file and older ones beside it may measure together, in MiB. */
  readonly budgetMb: number;
  /** Days for which an older file is kept. */
  readonly keepDays: number;
  /** Values that must not appear, by the configuration as it is now. */
  readonly secrets: () => readonly string[];
  readonly clock: Clock;
}

export interface RawStreamFile {
  readonly hear: RawStream;
  /** Takes over secrets of another configuration. */
  adopt(): void;
  /** Writes out what is buffered, as far as the disk takes it at once; never rejects. */
  close(): Promise<void>;
}

/**
 * The streams of models as they come, one JSON line per event, in a file for its owner alone and
 * within the log's budget (spec.md 13.9). Secrets are taken out line by line, as in the log: one
 * that a model says in pieces is not recognised.
 */
export function openRawStream(options: RawStreamOptions): RawStreamFile {
  const { path, budgetMb, keepDays, secrets, clock } = options;
  const budgetBytes = budgetMb * MIB;
  const file = new LogFile({
    path,
    budgetBytes,
    fileBytes: Math.floor(budgetBytes / FILES),
    keepMs: keepDays * DAY_MS,
    clock,
  });
  let redact = makeRedactor(secrets());
  return {
    hear: ({ event, ...where }) => {
      const ts = clock.now();
      const line = redact(JSON.stringify({ ts, ...where, event: plain(event) }));
      file.write(`${line}\n`);
    },
    adopt: () => void (redact = makeRedactor(secrets())),
    close: () =>
      within(
        clock,
        FLUSH_WITHIN_MS,
        () => file.end(),
        () => undefined,
      ),
  };
}

/** The event as JSON can tell it: libraries pass errors along, with requests inside them. */
function plain(event: unknown): unknown {
  try {
    const text = JSON.stringify(event, (_key, value: unknown) =>
      value instanceof Error ? messageOf(value) : value,
    );
    return text.length > EVENT_UNITS_MAX ? { cut: text.length } : JSON.parse(text);
  } catch (error) {
    return { unreadable: messageOf(error) };
  }
}
