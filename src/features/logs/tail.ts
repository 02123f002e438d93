import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { dropOldest } from "../../kernel/drop-oldest.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { readLines } from "./lines.ts";

export interface TailQuery {
  /** A byte offset that an earlier page gave; without it, the newest lines. */
  readonly cursor?: number;
  readonly limit: number;
  readonly maxBytes: number;
}

export interface LogPage {
  readonly file: string;
  /** Where the next page begins. */
  readonly cursor: number;
  readonly size: number;
  /** Oldest first, without their line ends. */
  readonly lines: readonly string[];
  /** Something older, or between this page and the one before, was left out. */
  readonly truncated: boolean;
  /** The page does not go on where the cursor stood. */
  readonly reset: boolean;
}

/** Cursors that are remembered, with the file that each is of. */
const CURSORS_MAX = 256;

/**
 * Pages of a log file that is written, rotated and removed meanwhile. `tail` rejects with
 * UNAVAILABLE when the file cannot be read; one that is missing is empty.
 */
export class LogTail {
  readonly #path: string;
  /** Which file a cursor was given out for: a new one may be longer than the cursor already. */
  readonly #origins = new Map<number, number>();

  constructor(path: string) {
    this.#path = path;
  }

  async tail(query: TailQuery): Promise<LogPage> {
    try {
      return await this.#page(query);
    } catch (error) {
      if (!(error instanceof Error) || !("code" in error) || error instanceof ZeroError)
        throw error;
      throw unreadable(this.#path, String(error.code), error);
    }
  }

  async #page({ cursor, limit, maxBytes }: TailQuery): Promise<LogPage> {
    return withFile(this.#path, async (file, size, inode) => {
      const wasRotated = cursor !== undefined && !this.#isOf(cursor, size, inode);
      const lags = cursor !== undefined && size - cursor > maxBytes;
      if (cursor !== undefined && !wasRotated && !lags) {
        const { lines, end } = file
          ? await readLines(file, { start: cursor, end: size, limit })
          : { lines: [], end: 0 };
        this.#remember(end, inode);
        return { ...this.#about(size), cursor: end, lines, truncated: false, reset: false };
      }
      const start = Math.max(0, size - maxBytes);
      const newest = file ? await readLines(file, { start, end: size }) : { lines: [], end: 0 };
      const before = wasRotated ? await this.#rest(cursor, maxBytes - (size - start)) : [];
      const lines = [...before, ...newest.lines];
      this.#remember(newest.end, inode);
      return {
        ...this.#about(size),
        cursor: newest.end,
        lines: lines.slice(-limit),
        truncated: start > 0 || (cursor !== undefined && lines.length > limit),
        reset: cursor !== undefined,
      };
    });
  }

  /** Whether the cursor is one of this file, as far as anybody can tell. */
  #isOf(cursor: number, size: number, inode: number): boolean {
    const origin = this.#origins.get(cursor);
    return cursor <= size && (origin === undefined || inode === 0 || origin === inode);
  }

  /** The newest word counts: two files can have a line end at one place. */
  #remember(cursor: number, inode: number): void {
    this.#origins.delete(cursor);
    if (cursor > 0 && inode !== 0) this.#origins.set(cursor, inode);
    dropOldest(this.#origins, CURSORS_MAX);
  }

  #about(size: number): Pick<LogPage, "file" | "size"> {
    return { file: this.#path, size };
  }

  /** What the newest rotated file holds behind the cursor, the newest `maxBytes` of it. */
  async #rest(cursor: number, maxBytes: number): Promise<readonly string[]> {
    const path = await this.#newestRotated();
    if (path === undefined) return [];
    return withFile(path, async (file, size) => {
      if (!file || size < cursor) return [];
      const { lines } = await readLines(file, {
        start: Math.max(cursor, size - maxBytes),
        end: size,
      });
      return lines;
    });
  }

  /** By age: files of earlier builds have the lowest number that was free, also newer ones. */
  async #newestRotated(): Promise<string | undefined> {
    const folder = dirname(this.#path);
    const stem = basename(this.#path).replace(/\.jsonl$/, "");
    const names = await readdir(folder).catch(absent);
    const rotated = (names ?? []).filter((name) => isRotated(name, stem));
    const dated = await Promise.all(
      rotated.map(async (name) => {
        const path = join(folder, name);
        const found = await stat(path).catch(absent);
        return { path, at: found?.mtimeMs ?? 0 };
      }),
    );
    return dated.toSorted((a, b) => b.at - a.at)[0]?.path;
  }
}

const isRotated = (name: string, stem: string): boolean =>
  name.startsWith(`${stem}.`) && /^\.\d+\.jsonl$/.test(name.slice(stem.length));

/** Opens, does `work` and closes; without a file `work` gets none, the size 0 and the inode 0. */
async function withFile<Result>(
  path: string,
  work: (file: FileHandle | undefined, size: number, inode: number) => Promise<Result>,
): Promise<Result> {
  const found = await stat(path).catch(absent);
  // Opening a pipe would wait for whoever writes into it.
  if (found && !found.isFile()) throw unreadable(path, "it is no file");
  const file = found && (await open(path, "r").catch(absent));
  if (!file) return work(undefined, 0, 0);
  try {
    const { size, ino } = await file.stat();
    return await work(file, size, ino);
  } finally {
    await file.close();
  }
}

function absent(error: unknown): undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return undefined;
  throw error;
}

const unreadable = (path: string, why: string, cause?: unknown) =>
  new ZeroError(
    "UNAVAILABLE",
    `the log file ${path} cannot be read (${why}); look at its rights, or at logging.file`,
    { cause },
  );
