import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { foldedName, type Member, MEMBERS_MAX } from "./manifest.ts";
import { loadTar } from "./tar.lazy.ts";

/** Read at once from a file. */
const CHUNK_BYTES = 256 * 1024;

/** A file that is on its way into an archive. */
export interface SourceFile {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  readonly from?: string;
}

/** Writes members one after the other into a new file; nothing of it is held in memory. */
export class ArchiveWriter {
  readonly #controller: Packer["controller"];
  readonly #written: Promise<void>;
  /** Rejects when writing does, and never resolves before the end. */
  readonly #failure: Promise<never>;

  private constructor({ readable, controller }: Packer, path: string, signal?: AbortSignal) {
    this.#controller = controller;
    const file = createWriteStream(path, { flags: "wx", mode: 0o600, flush: true });
    this.#written = pipeline(Readable.fromWeb(readable), file, signal ? { signal } : {});
    this.#failure = this.#written.then(() => {
      throw new Error("the archive was closed while a member was added");
    });
    // Whoever adds a member or closes is told; nobody may be waiting at the moment it happens.
    this.#failure.catch(() => undefined);
  }

  /** `path` must not exist; the file is this user's alone. */
  static async create(path: string, signal?: AbortSignal): Promise<ArchiveWriter> {
    const { createTarPacker } = await loadTar();
    return new ArchiveWriter(createTarPacker(), path, signal);
  }

  /**
   * Adds a file as long as it was when it was opened: a log that grows meanwhile is cut there.
   * Resolves with what was written, digest included. Rejects when the file shrinks under it.
   */
  async add({ name, path, from }: SourceFile): Promise<Member> {
    const handle = await open(path, "r");
    try {
      const { size, mode } = await handle.stat();
      const bits = mode & 0o777;
      const bytes = size === 0 ? [] : handle.createReadStream({ end: size - 1, autoClose: false });
      const { sha256, written } = await this.#member({ name, size, mode: bits }, bytes);
      if (written !== size) throw new Error(`${path} shrank while it was read; try again`);
      return { name, size, mode: bits, sha256, ...(from === undefined ? {} : { from }) };
    } finally {
      await handle.close();
    }
  }

  async addText(name: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    await this.#member({ name, size: bytes.length, mode: 0o600 }, [bytes]);
  }

  /** Resolves when everything is on disk. */
  async close(): Promise<void> {
    this.#controller.finalize();
    await this.#written;
  }

  /** Ends it where it is; what is in the file by now is of no use. */
  async abort(cause: unknown): Promise<void> {
    this.#controller.error(cause);
    await this.#written.catch(() => undefined);
  }

  async #member(
    header: { name: string; size: number; mode: number },
    bytes: AsyncIterable<Buffer> | Iterable<Buffer>,
  ): Promise<{ sha256: string; written: number }> {
    const hash = createHash("sha256");
    let written = 0;
    const writer = this.#controller.add({ ...header, type: "file" }).getWriter();
    for await (const chunk of bytes) {
      hash.update(chunk);
      written += chunk.length;
      // Also rejects as soon as the file behind it cannot be written any more.
      await Promise.race([writer.write(chunk), this.#failure]);
    }
    if (written === header.size) await Promise.race([writer.close(), this.#failure]);
    return { sha256: hash.digest("hex"), written };
  }
}

type Packer = ReturnType<Awaited<ReturnType<typeof loadTar>>["createTarPacker"]>;

/** Takes the bytes of one member as they come. */
export interface Sink {
  write(chunk: Uint8Array): Promise<void> | void;
  /** Called once, also for a member that breaks off. */
  close(): Promise<void> | void;
}

/** A member as it stands in an archive. */
export interface FoundMember {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

export interface ReadOutcome {
  readonly found: readonly FoundMember[];
  /** Why it could not be read to its end; undefined when it could. */
  readonly broken?: string;
}

/**
 * Reads an archive once from front to end. `sinkOf` says where a member's bytes go, or why there
 * is no place for it, which ends the reading. Damage is part of the outcome; rejects only when the
 * file cannot be read or a sink fails.
 */
export async function readArchive(
  path: string,
  sinkOf: (name: string) => Promise<Sink | string> | Sink | string,
): Promise<ReadOutcome> {
  const { createTarDecoder } = await loadTar();
  const found: FoundMember[] = [];
  const names = new Set<string>();
  let current: string | undefined;
  const broken = (why: string): ReadOutcome => ({ found, broken: why });
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  let readError: Error | undefined;
  file.on("error", (error) => (readError = error));
  try {
    const entries = (Readable.toWeb(file) as ReadableStream<Uint8Array>).pipeThrough(
      createTarDecoder({ strict: true }),
    );
    for await (const { header, body } of entries) {
      const { name, type } = header;
      current = name;
      if (type !== "file") return broken(`${shown(name)}: a ${type} is no part of a backup`);
      if (names.has(foldedName(name))) return broken(`${shown(name)}: it is there twice`);
      if (names.size >= MEMBERS_MAX) return broken(`more than ${MEMBERS_MAX} members`);
      names.add(foldedName(name));
      const sink = await sinkOf(name);
      if (typeof sink === "string") return broken(`${shown(name)}: ${sink}`);
      found.push({ name, ...(await drained(body, sink)) });
      current = undefined;
    }
    return { found };
  } catch (error) {
    // The library's errors have no type of their own; those of the system and of sinks have a code.
    if (readError !== undefined || !(error instanceof Error) || "code" in error) {
      throw readError ?? error;
    }
    return broken(placeOfDamage(current, found.at(-1)?.name, error.message));
  } finally {
    file.destroy();
  }
}

async function drained(
  body: ReadableStream<Uint8Array>,
  sink: Sink,
): Promise<{ size: number; sha256: string }> {
  const hash = createHash("sha256");
  let size = 0;
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      size += chunk.length;
      await sink.write(chunk);
    }
  } finally {
    await sink.close();
  }
  return { size, sha256: hash.digest("hex") };
}

function placeOfDamage(current: string | undefined, last: string | undefined, why: string): string {
  const reason = why.replace(/\.$/, "").toLowerCase();
  if (current !== undefined) {
    return `${shown(current)}: it, or what follows it, cannot be read (${reason})`;
  }
  if (last !== undefined) return `after ${shown(last)}: what follows cannot be read (${reason})`;
  return `it is no backup archive (${reason})`;
}

/** A name from a file that may be anybody's, for a terminal. */
export function shown(name: string): string {
  return JSON.stringify(name).slice(1, -1);
}
