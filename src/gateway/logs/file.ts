import { fstatSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Clock } from "../../kernel/clock.ts";
import { makeFolder } from "../../config/file/private-folder.ts";

/** Records that may wait for the disk, in bytes; above it only warnings and errors are taken. */
const WAITING_BYTES_MAX = 4 * 1024 * 1024;
/** What warnings and errors may use beyond that. */
const RESERVED_BYTES = 1024 * 1024;
/** A disk that refused is left alone for so long. */
const RETRY_AFTER_MS = 1_000;
/** Bytes of one call: a pool of threads is held only for a moment. */
const CHUNK_BYTES = 512 * 1024;
const OTHERS = 0o077;

/** In which the configuration says how large a log may be, and for how long it is kept. */
export const MIB = 1024 * 1024;
export const DAY_MS = 24 * 60 * 60 * 1000;
/** For so long whoever leaves waits until what is buffered is on disk. */
export const FLUSH_WITHIN_MS = 500;
const URGENT = /^\{"level":"(?:warn|error)"/;

export interface LogFileOptions {
  /** The file that is written now. Older ones lie beside it: `<stem>.1.jsonl` is the newest. */
  readonly path: string;
  /** All of them together, at every moment. */
  readonly budgetBytes: number;
  /** One of them. */
  readonly fileBytes: number;
  /** How long an older one is kept. */
  readonly keepMs: number;
  readonly clock: Clock;
}

/**
 * A log on disk within a budget of bytes (A25). Nobody who writes waits or fails for it: what the
 * disk does not take is counted, and a record says how many were lost as soon as it takes some
 * again. A file gives way to the next when it is full or its day is over, and one that somebody
 * moved away is begun again.
 */
export class LogFile {
  readonly #options: LogFileOptions;
  #handle: FileHandle | undefined;
  #size = 0;
  #inode = 0;
  #day = "";
  /** A write ended in the middle of a line. */
  #isTorn = false;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #draining: Promise<void> | undefined;
  #retryAt = Number.NEGATIVE_INFINITY;
  #untold = 0;
  #lost = 0;

  constructor(options: LogFileOptions) {
    this.#options = options;
  }

  /** Records that did not reach the disk. */
  get lost(): number {
    return this.#lost;
  }

  /** Takes a line with its end. Never throws. */
  write(line: string): void {
    const bytes = Buffer.from(line);
    const max = WAITING_BYTES_MAX + (URGENT.test(line) ? RESERVED_BYTES : 0);
    if (this.#waitingBytes + bytes.length > max || this.#isLeftAlone()) {
      this.#lose(1);
      return;
    }
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    this.#draining ??= this.#drain().finally(() => (this.#draining = undefined));
  }

  /** Resolves when everything that the disk takes is on it. Never rejects. */
  async end(): Promise<void> {
    await this.#draining;
    await this.#close();
  }

  #isLeftAlone(): boolean {
    return this.#options.clock.monotonic() < this.#retryAt;
  }

  #lose(records: number): void {
    this.#lost += records;
    this.#untold += records;
  }

  /** A turn later, so that what is written in one turn is one call. */
  async #drain(): Promise<void> {
    await new Promise<void>((next) => void setImmediate(next));
    while (this.#waiting.length > 0) {
      const lines = this.#waiting;
      this.#waiting = [];
      this.#waitingBytes = 0;
      const untold = this.#untold;
      const left = untold > 0 ? [this.#noteOf(untold), ...lines] : lines;
      try {
        await this.#append(left);
        this.#untold -= untold;
      } catch {
        // There is no other place to tell it: the counts and the next note do.
        this.#lose(lines.length);
        this.#retryAt = this.#options.clock.monotonic() + RETRY_AFTER_MS;
        await this.#close();
      }
    }
  }

  #noteOf(lost: number): Buffer {
    const time = new Date(this.#options.clock.now()).toISOString();
    const msg = "records were lost: the disk did not take them, or not fast enough";
    return Buffer.from(`${JSON.stringify({ level: "warn", time, subsystem: "log", lost, msg })}\n`);
  }

  async #append(lines: readonly Buffer[]): Promise<void> {
    await this.#ready();
    const today = this.#today();
    if (this.#size > 0 && this.#day !== today) await this.#rotate();
    this.#day = today;
    let chunk: Buffer[] = [];
    let bytes = 0;
    for (const line of lines) {
      const isFull = this.#size + bytes + line.length + 1 > this.#options.fileBytes;
      if (bytes > 0 && (isFull || bytes + line.length > CHUNK_BYTES)) {
        await this.#put(Buffer.concat(chunk));
        chunk = [];
        bytes = 0;
      }
      if (isFull && this.#size > 0) await this.#rotate();
      chunk.push(line);
      bytes += line.length;
    }
    if (bytes > 0) await this.#put(Buffer.concat(chunk));
  }

  async #put(bytes: Buffer): Promise<void> {
    const handle = this.#handle ?? (await this.#open());
    const whole = this.#isTorn ? Buffer.concat([Buffer.from("\n"), bytes]) : bytes;
    let done = 0;
    while (done < whole.length) {
      const { bytesWritten } = await handle.write(whole, done);
      done += bytesWritten;
      this.#size += bytesWritten;
      this.#isTorn = done < whole.length;
    }
  }

  /** Looks whether the file is still the one at its path, and how long it is by now. */
  async #ready(): Promise<void> {
    const found = statSync(this.#options.path, { throwIfNoEntry: false });
    if (this.#handle && found?.ino === this.#inode) {
      this.#size = found.size;
      return;
    }
    await this.#close();
    await this.#open();
  }

  async #open(): Promise<FileHandle> {
    const { path } = this.#options;
    const before = statSync(path, { throwIfNoEntry: false });
    // Opening a pipe would wait for whoever reads from it.
    if (before && !before.isFile()) throw new Error(`${path} is no file`);
    makeFolder(dirname(path));
    const handle = await open(path, "a", 0o600);
    const { ino, size, mode, mtimeMs } = fstatSync(handle.fd);
    if (mode & OTHERS) await handle.chmod(0o600);
    this.#handle = handle;
    this.#inode = ino;
    this.#size = size;
    this.#day = size > 0 ? dayOf(mtimeMs) : this.#today();
    if (size === 0) this.#isTorn = false;
    this.#prune(size);
    return handle;
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close().catch(() => undefined);
  }

  /**
   * The present file becomes number 1, and each older one the next number. Synchronous but for the
   * opening: while a flood goes on, each wait lets more of it in than a rename takes.
   */
  async #rotate(): Promise<void> {
    const { path } = this.#options;
    await this.#close();
    this.#prune(this.#size);
    for (const { name, number } of this.#older().toReversed()) {
      renameSync(join(dirname(path), name), this.#nameOf(number + 1));
    }
    renameSync(path, this.#nameOf(1));
    await this.#open();
  }

  /** Removes the oldest until there is room for a whole file beside what stays. */
  #prune(current: number): void {
    const { budgetBytes, fileBytes, keepMs, clock, path } = this.#options;
    let total = current + fileBytes;
    for (const { name } of this.#older()) {
      const file = join(dirname(path), name);
      const found = statSync(file, { throwIfNoEntry: false });
      if (!found) continue;
      total += found.size;
      const isOld = clock.now() - found.mtimeMs > keepMs;
      if (isOld || total > budgetBytes) rmSync(file, { force: true });
    }
  }

  /** Newest first. */
  #older(): readonly { name: string; number: number }[] {
    const { path } = this.#options;
    const stem = stemOf(path);
    return readdirSync(dirname(path))
      .flatMap((name) => {
        const tail = name.startsWith(`${stem}.`) ? name.slice(stem.length) : "";
        const [, number] = /^\.(\d{1,6})\.jsonl$/.exec(tail) ?? [];
        return number === undefined ? [] : [{ name, number: Number(number) }];
      })
      .toSorted((a, b) => a.number - b.number);
  }

  #nameOf(number: number): string {
    const { path } = this.#options;
    return join(dirname(path), `${stemOf(path)}.${number}.jsonl`);
  }

  #today(): string {
    return dayOf(this.#options.clock.now());
  }
}

const stemOf = (path: string): string => basename(path).replace(/\.jsonl$/, "");

/** By the calendar of this machine. */
const dayOf = (at: number): string => new Date(at).toDateString();
