import { dropOldest } from "../kernel/drop-oldest.ts";
import { basename, dirname } from "node:path";
import { pino, type Logger } from "pino";
import { createStream, type RotatingFileStream } from "rotating-file-stream";
import type { Clock } from "../kernel/clock.ts";
import type { Log, LogFields, LogLevel } from "../kernel/log.ts";
import { within } from "../kernel/within.ts";
import { makeRedactor } from "./redaction.ts";

const FILES_MAX = 7;
const FILE_BYTES = "8M";
const FLUSH_WITHIN_MS = 500;
/**
 * A record that repeats is written this often in a minute; then it is counted, and the count is
 * written (A25).
 */
const REPEATS_PER_MINUTE_MAX = 20;
const REPEATS_TRACKED_MAX = 500;

export interface LogSettings {
  /** The file; it and its seven predecessors hold at most 64 MiB together. */
  file: string;
  fileLevel: LogLevel;
  consoleLevel: LogLevel;
  /** Values that must not appear, whatever carries them. */
  secrets: readonly string[];
  clock: Clock;
}

export interface GatewayLog extends Log {
  /** Writes out what is buffered; never rejects. */
  close(): Promise<void>;
}

/** The log of a gateway: one JSON line per record, on stdout and in the file (V25). */
export function openLog(settings: LogSettings): GatewayLog {
  const file = createStream(fileName(basename(settings.file)), {
    path: dirname(settings.file),
    size: FILE_BYTES,
    maxFiles: FILES_MAX,
    mode: 0o600,
  });
  // The log must never take the gateway down: a full disk costs records, not messages.
  file.on("error", () => undefined);
  file.on("warning", () => undefined);
  const stdout = pino.destination({ fd: 1, sync: false, maxLength: 4_000_000 });
  stdout.on("error", () => undefined);
  // At the end of the process it would try for ever to write to a reader that has gone; `close` has
  // flushed before.
  stdout.flushSync = () => undefined;
  const streams = [
    { level: settings.consoleLevel, stream: stdout },
    { level: settings.fileLevel, stream: file },
  ];
  const redact = makeRedactor(settings.secrets);
  const logger = pino(
    {
      base: null,
      level: lower(settings.consoleLevel, settings.fileLevel),
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redact },
    },
    pino.multistream(streams),
  );
  const close = async () => {
    const flushed = () =>
      Promise.all([endOf(file), new Promise<void>((done) => stdout.flush(() => done()))]);
    await within(settings.clock, FLUSH_WITHIN_MS, flushed, () => undefined);
  };
  return { ...wrap(logger, "gateway", new Repeats(settings.clock)), close };
}

/** `gateway.jsonl`, and `gateway.<n>.jsonl` with the lowest free number for what was rotated. */
function fileName(name: string): (time: Date | number | null, index?: number) => string {
  const stem = name.replace(/\.jsonl$/, "");
  return (time, index) => (time ? `${stem}.${index ?? 1}.jsonl` : name);
}

function endOf(file: RotatingFileStream): Promise<void> {
  return new Promise((done) => file.end(() => done()));
}

function lower(a: LogLevel, b: LogLevel): LogLevel {
  const order: readonly LogLevel[] = ["debug", "info", "warn", "error"];
  return order.indexOf(a) < order.indexOf(b) ? a : b;
}

function wrap(logger: Logger, subsystem: string, repeats: Repeats): Log {
  const scoped = logger.child({ subsystem });
  const write = (level: LogLevel, message: string, fields: LogFields = {}) => {
    // What is not written anywhere must cost nothing: debug records stand on the path of every
    // frame.
    if (!scoped.isLevelEnabled(level)) return;
    const folded = level === "debug" ? 0 : repeats.count(`${subsystem}/${message}`);
    if (folded === undefined) return;
    scoped[level](folded > 0 ? { ...fields, repeated: folded } : fields, message);
  };
  return {
    debug: (message, fields) => write("debug", message, fields),
    info: (message, fields) => write("info", message, fields),
    warn: (message, fields) => write("warn", message, fields),
    error: (message, fields) => write("error", message, fields),
    child: (name) => wrap(logger, name, repeats),
  };
}

/** Counts equal records of one minute, so that a storm cannot fill the disk. */
class Repeats {
  readonly #seen = new Map<string, { since: number; count: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * How many records of this kind were left out before this one; undefined when this one is left
   * out too.
   */
  count(kind: string): number | undefined {
    const now = this.#clock.monotonic();
    const entry = this.#seen.get(kind);
    if (entry && now - entry.since < 60_000) {
      entry.count += 1;
      return entry.count <= REPEATS_PER_MINUTE_MAX ? 0 : undefined;
    }
    this.#seen.delete(kind);
    this.#seen.set(kind, { since: now, count: 1 });
    dropOldest(this.#seen, REPEATS_TRACKED_MAX);
    return Math.max(0, (entry?.count ?? 0) - REPEATS_PER_MINUTE_MAX);
  }
}
