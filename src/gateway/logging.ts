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
  /** Writes as these settings say from here on. */
  adopt(settings: Omit<LogSettings, "clock">): void;
  /** Writes out what is buffered; never rejects. */
  close(): Promise<void>;
}

/** The log of a gateway: one JSON line per record, on stdout and in the file (V25). */
export function openLog({ clock, ...settings }: LogSettings): GatewayLog {
  const output = new Output(settings);
  const logger = pino(
    {
      base: null,
      level: "debug",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: (line) => output.redact(line) },
    },
    output,
  );
  const writer: Writer = { logger, output, repeats: new Repeats(clock) };
  return {
    ...wrap(writer, "gateway"),
    adopt: (next) => output.adopt(next),
    close: () =>
      within(
        clock,
        FLUSH_WITHIN_MS,
        () => output.close(),
        () => undefined,
      ),
  };
}

const LEVELS: Readonly<Record<LogLevel, number>> = { debug: 20, info: 30, warn: 40, error: 50 };

/** Where records go, by what the settings say at that moment. */
class Output {
  /** Makes the library tell the level of the record that it writes next. */
  readonly [pino.symbols.needsMetadataGsym] = true;
  lastLevel = 0;
  redact: (line: string) => string;
  #settings: Omit<LogSettings, "clock">;
  #file: RotatingFileStream;
  readonly #stdout = pino.destination({ fd: 1, sync: false, maxLength: 4_000_000 });

  constructor(settings: Omit<LogSettings, "clock">) {
    this.#settings = settings;
    this.redact = makeRedactor(settings.secrets);
    this.#file = openFile(settings.file);
    this.#stdout.on("error", () => undefined);
    // At the end of the process it would try for ever to write to a reader that has gone; `close`
    // has flushed before.
    this.#stdout.flushSync = () => undefined;
  }

  adopt(settings: Omit<LogSettings, "clock">): void {
    const before = this.#file;
    if (settings.file !== this.#settings.file) {
      this.#file = openFile(settings.file);
      before.end();
    }
    this.redact = makeRedactor(settings.secrets);
    this.#settings = settings;
  }

  isWritten(level: LogLevel): boolean {
    const { consoleLevel, fileLevel } = this.#settings;
    return LEVELS[level] >= Math.min(LEVELS[consoleLevel], LEVELS[fileLevel]);
  }

  write(line: string): void {
    const { consoleLevel, fileLevel } = this.#settings;
    if (this.lastLevel >= LEVELS[consoleLevel]) this.#stdout.write(line);
    if (this.lastLevel >= LEVELS[fileLevel]) this.#file.write(line);
  }

  async close(): Promise<void> {
    const flushed = new Promise<void>((done) => this.#stdout.flush(() => done()));
    await Promise.all([endOf(this.#file), flushed]);
  }
}

/** The log must never take the gateway down: a full disk costs records, not messages. */
function openFile(path: string): RotatingFileStream {
  const file = createStream(fileName(basename(path)), {
    path: dirname(path),
    size: FILE_BYTES,
    maxFiles: FILES_MAX,
    mode: 0o600,
  });
  file.on("error", () => undefined);
  file.on("warning", () => undefined);
  return file;
}

/** `gateway.jsonl`, and `gateway.<n>.jsonl` with the lowest free number for what was rotated. */
function fileName(name: string): (time: Date | number | null, index?: number) => string {
  const stem = name.replace(/\.jsonl$/, "");
  return (time, index) => (time ? `${stem}.${index ?? 1}.jsonl` : name);
}

function endOf(file: RotatingFileStream): Promise<void> {
  return new Promise((done) => file.end(() => done()));
}

interface Writer {
  readonly logger: Logger;
  readonly output: Output;
  readonly repeats: Repeats;
}

function wrap(writer: Writer, subsystem: string): Log {
  const { logger, output, repeats } = writer;
  const scoped = logger.child({ subsystem });
  const write = (level: LogLevel, message: string, fields: LogFields = {}) => {
    // What is not written anywhere must cost nothing: debug records stand on the path of every
    // frame.
    if (!output.isWritten(level)) return;
    const folded = level === "debug" ? 0 : repeats.count(`${subsystem}/${message}`);
    if (folded === undefined) return;
    scoped[level](folded > 0 ? { ...fields, repeated: folded } : fields, message);
  };
  return {
    debug: (message, fields) => write("debug", message, fields),
    info: (message, fields) => write("info", message, fields),
    warn: (message, fields) => write("warn", message, fields),
    error: (message, fields) => write("error", message, fields),
    child: (name) => wrap(writer, name),
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
