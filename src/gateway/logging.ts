import { pino, type Logger } from "pino";
import { errorLogOf } from "../config/paths.ts";
import { makeRedactor } from "../config/scrub.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Log, LogFields, LogLevel } from "../kernel/log.ts";
import type { Paint } from "../kernel/log-text.ts";
import { within } from "../kernel/within.ts";
import { AppendedFile } from "./logs/appended-file.ts";
import { type ConsoleStyle, consoleText } from "./logs/console.ts";
import { DAY_MS, FLUSH_WITHIN_MS, LogFile, MIB } from "./logs/file.ts";
import { makeLineHider } from "./logs/hide.ts";
import { Repeats } from "./logs/repeats.ts";

/** Of the whole budget: what warnings and errors have to themselves. */
const ERRORS_SHARE = 1 / 8;
/** Of the whole budget, for stdout and for stderr each, where they are files that only grow. */
const APPENDED_SHARE = 1 / 16;
/** Files that share the rest, the one that is written included. */
const FILES = 8;
const ERROR_FILES = 2;
/** What one record may measure; a longer one is cut to its first words. */
const RECORD_UNITS_MAX = 64 * 1024;
const CUT_MESSAGE_UNITS = 2_000;

export interface LogSettings {
  readonly file: string;
  readonly fileLevel: LogLevel;
  readonly consoleLevel: LogLevel;
  /** How records look on stdout; as in the file when absent. */
  readonly consoleStyle?: ConsoleStyle;
  /** Colours on stdout; none when absent. */
  readonly paint?: Paint;
  /** What all files of the log may measure together, in MiB; 64 when absent. */
  readonly budgetMb?: number;
  /** Days for which an older file is kept; 30 when absent. */
  readonly keepDays?: number;
  /** stdout and stderr are files that launchd appends to, so they count as files of the log. */
  readonly isAppended?: boolean;
  /** Values that must not appear, whatever carries them. */
  readonly secrets: readonly string[];
  /** What the owner does not want to see: `logging.redactPatterns`. */
  readonly patterns?: readonly string[];
  /** A subsystem whose records are all written, however much they repeat; for diagnosis. */
  readonly unfolded?: string | undefined;
  readonly clock: Clock;
}

/** What became of records since the log was opened. */
export interface LogStats {
  readonly records: Readonly<Record<LogLevel, number>>;
  /** Counted instead of written. */
  readonly folded: number;
  /** Not taken by the disk. */
  readonly lost: number;
}

export interface GatewayLog extends Log {
  readonly stats: LogStats;
  /** Writes as these settings say from here on. */
  adopt(settings: Omit<LogSettings, "clock">): void;
  /** Writes out what is buffered; never rejects. */
  close(): Promise<void>;
}

/**
 * The log of a gateway: one JSON line per record in the file (V25), and on stdout in the style that
 * the settings name. Warnings and errors are also in a file of their own, from which no flood of
 * other records can push them.
 */
export function openLog({ clock, ...settings }: LogSettings): GatewayLog {
  const output = new Output(settings, clock);
  const logger = pino(
    {
      base: null,
      level: "debug",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: (line) => bounded(output.redact(line)) },
    },
    output,
  );
  const repeats = new Repeats(clock);
  const records = { debug: 0, info: 0, warn: 0, error: 0 };
  const close = async () => {
    repeats.flush();
    await within(
      clock,
      FLUSH_WITHIN_MS,
      () => output.close(),
      () => undefined,
    );
  };
  return {
    ...wrap({ logger, output, repeats, records, unfolded: settings.unfolded }, "gateway"),
    get stats() {
      return { records: { ...records }, folded: repeats.folded, lost: output.lost };
    },
    adopt: (next) => output.adopt(next),
    close,
  };
}

const LEVELS: Readonly<Record<LogLevel, number>> = { debug: 20, info: 30, warn: 40, error: 50 };

/** Where records go, by what the settings say at that moment. */
class Output {
  /** Makes the library tell the level of the record that it writes next. */
  readonly [pino.symbols.needsMetadataGsym] = true;
  lastLevel = 0;
  redact: (line: string) => string;
  readonly #clock: Clock;
  #settings: Omit<LogSettings, "clock">;
  #files: { all: LogFile; serious: LogFile };
  #lostBefore = 0;
  #appended: AppendedFile | undefined;
  readonly #stdout = pino.destination({ fd: 1, sync: false, maxLength: 4_000_000 });

  constructor(settings: Omit<LogSettings, "clock">, clock: Clock) {
    this.#clock = clock;
    this.#settings = settings;
    this.redact = redactorOf(settings);
    this.#files = openFiles(settings, clock);
    this.#appended = boundAppended(settings);
    this.#stdout.on("error", () => undefined);
    // At the end of the process it would try for ever to write to a reader that has gone; `close`
    // has flushed before.
    this.#stdout.flushSync = () => undefined;
  }

  /** Records that no file has. */
  get lost(): number {
    const { all, serious } = this.#files;
    return this.#lostBefore + all.lost + serious.lost;
  }

  adopt(settings: Omit<LogSettings, "clock">): void {
    const { file, budgetMb, keepDays } = this.#settings;
    this.redact = redactorOf(settings);
    this.#settings = settings;
    if (file === settings.file && budgetMb === settings.budgetMb && keepDays === settings.keepDays)
      return;
    this.#lostBefore = this.lost;
    const { all, serious } = this.#files;
    this.#files = openFiles(settings, this.#clock);
    this.#appended = boundAppended(settings);
    // Each line is appended whole, so that two that write for a moment do not disturb each other.
    for (const before of [all, serious]) before.end().catch(() => undefined);
  }

  isWritten(level: LogLevel): boolean {
    const { consoleLevel, fileLevel } = this.#settings;
    return LEVELS[level] >= Math.min(LEVELS[consoleLevel], LEVELS[fileLevel], LEVELS.warn);
  }

  write(line: string): void {
    const { consoleLevel, fileLevel, consoleStyle = "json", paint = plain } = this.#settings;
    if (this.lastLevel >= LEVELS[consoleLevel]) {
      const text = consoleText(line, consoleStyle, paint);
      this.#appended?.makeRoom(Buffer.byteLength(text));
      this.#stdout.write(text);
    }
    if (this.lastLevel >= LEVELS[fileLevel]) this.#files.all.write(line);
    if (this.lastLevel >= LEVELS.warn) this.#files.serious.write(line);
  }

  async close(): Promise<void> {
    const { all, serious } = this.#files;
    const flushed = new Promise<void>((done) => this.#stdout.flush(() => done()));
    await Promise.all([all.end(), serious.end(), flushed]);
  }
}

const plain: Paint = (_color, text) => text;

function redactorOf({ secrets, patterns = [] }: Omit<LogSettings, "clock">) {
  const hide = makeLineHider(patterns, secrets);
  const redact = makeRedactor(secrets);
  return (line: string) => redact(hide(line));
}

const budgetOf = ({ budgetMb = 64 }: Pick<LogSettings, "budgetMb">): number => budgetMb * MIB;

/** Bounds stderr, which is written a few lines a start, and gives stdout to be bounded. */
function boundAppended(settings: Omit<LogSettings, "clock">): AppendedFile | undefined {
  if (!settings.isAppended) return undefined;
  const bytesMax = budgetOf(settings) * APPENDED_SHARE;
  AppendedFile.of(2, bytesMax)?.makeRoom(0);
  return AppendedFile.of(1, bytesMax);
}

function openFiles(
  settings: Omit<LogSettings, "clock">,
  clock: Clock,
): { all: LogFile; serious: LogFile } {
  const { file: path, keepDays = 30, isAppended = false } = settings;
  const budgetBytes = budgetOf(settings) * (isAppended ? 1 - 2 * APPENDED_SHARE : 1);
  const keepMs = keepDays * DAY_MS;
  const ring = (of: string, bytes: number, files: number) =>
    new LogFile({
      path: of,
      budgetBytes: Math.floor(bytes),
      fileBytes: Math.floor(bytes / files),
      keepMs,
      clock,
    });
  const reserved = budgetBytes * ERRORS_SHARE;
  return {
    all: ring(path, budgetBytes - reserved, FILES),
    serious: ring(errorLogOf(path), reserved, ERROR_FILES),
  };
}

/** A record that is far too long keeps what says where it came from. */
function bounded(line: string): string {
  if (line.length <= RECORD_UNITS_MAX) return line;
  const { level, time, subsystem, msg } = JSON.parse(line) as Record<string, unknown>;
  const words = typeof msg === "string" ? msg.slice(0, CUT_MESSAGE_UNITS).toWellFormed() : "";
  return `${JSON.stringify({ level, time, subsystem, cut: line.length, msg: words })}\n`;
}

interface Writer {
  readonly logger: Logger;
  readonly output: Output;
  readonly repeats: Repeats;
  readonly records: Record<LogLevel, number>;
  readonly unfolded: string | undefined;
}

function wrap(writer: Writer, subsystem: string): Log {
  const { logger, output, repeats, records, unfolded } = writer;
  const scoped = logger.child({ subsystem });
  const write = (level: LogLevel, message: string, fields: LogFields = {}) => {
    // What is not written anywhere must cost nothing: debug records stand on the path of every
    // frame.
    if (!output.isWritten(level)) return;
    records[level] += 1;
    const put = (folded: number) =>
      scoped[level](folded > 0 ? { ...fields, repeated: folded } : fields, message);
    const isWhole = level === "debug" || subsystem === unfolded;
    const folded = isWhole ? 0 : repeats.count(`${level}/${subsystem}/${message}`, put);
    if (folded !== undefined) put(folded);
  };
  return {
    debug: (message, fields) => write("debug", message, fields),
    info: (message, fields) => write("info", message, fields),
    warn: (message, fields) => write("warn", message, fields),
    error: (message, fields) => write("error", message, fields),
    child: (name) => wrap(writer, name),
  };
}
