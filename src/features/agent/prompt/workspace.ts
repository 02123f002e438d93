import { constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Clock } from "../../../kernel/clock.ts";
import { hasCode } from "../../../kernel/errors.ts";
import { errorFields, type Log } from "../../../kernel/log.ts";
import { clipMiddle } from "../clip.ts";

/** The owner's files that go into the system prompt, in this order. */
const PROMPT_FILES = [
  "AGENTS.md",
  "SOUL.md",
  "TOOLS.md",
  "IDENTITY.md",
  "USER.md",
  "HEARTBEAT.md",
  "BOOTSTRAP.md",
  "MEMORY.md",
] as const;

export interface PromptFile {
  readonly name: string;
  readonly text: string;
}

export interface WorkspaceOptions {
  /** Folder of the files; it need not exist. */
  readonly root: string;
  /** Longest text of one file, in UTF-16 units; the middle of a longer one is left out. */
  readonly fileCharsMax: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** An edited file counts for the turns that begin this much later. */
const FRESH_MS = 1_000;
/** UTF-8 needs at most three bytes for one UTF-16 unit. */
const BYTES_PER_UNIT = 3;

/**
 * Reads the owner's prompt files. A file that is missing is left out; one that is no plain file or
 * lies outside the workspace behind a link is refused and named in the log, once.
 */
export class Workspace {
  readonly #options: WorkspaceOptions;
  readonly #refused = new Set<string>();
  #read: { at: number; files: Promise<readonly PromptFile[]> } | undefined;

  constructor(options: WorkspaceOptions) {
    this.#options = options;
  }

  /** Never rejects: what cannot be read is left out. */
  files(): Promise<readonly PromptFile[]> {
    const now = this.#options.clock.monotonic();
    if (!this.#read || now - this.#read.at > FRESH_MS) {
      this.#read = { at: now, files: this.#readAll() };
    }
    return this.#read.files;
  }

  async #readAll(): Promise<readonly PromptFile[]> {
    const root = await realpath(this.#options.root).catch(() => undefined);
    if (root === undefined) return [];
    const texts = await Promise.all(PROMPT_FILES.map((name) => this.#readOne(root, name)));
    return PROMPT_FILES.map((name, at) => ({ name, text: texts[at] ?? "" })).filter(
      ({ text }) => text.trim() !== "",
    );
  }

  async #readOne(root: string, name: string): Promise<string | undefined> {
    try {
      const path = await realpath(join(root, name));
      if (!path.startsWith(root + sep)) return this.#refuse(name, "it points out of the workspace");
      // The checked path itself may not be a link any more; a pipe must not make us wait for a
      // writer.
      const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
      await using file = await open(path, flags);
      if (!(await file.stat()).isFile()) return this.#refuse(name, "it is no plain file");
      return clipMiddle(await ends(file, this.#options.fileCharsMax), this.#options.fileCharsMax);
    } catch (error) {
      if (isMissing(error)) return undefined;
      return this.#refuse(name, "it cannot be read", error);
    }
  }

  #refuse(file: string, why: string, error?: unknown): undefined {
    if (this.#refused.has(file)) return;
    this.#refused.add(file);
    const cause = error === undefined ? {} : errorFields(error);
    this.#options.log.warn("a workspace file is left out of the prompt", { file, why, ...cause });
  }
}

/** The whole file, or of a large one as much of its beginning and end as can matter. */
async function ends(file: FileHandle, charsMax: number): Promise<string> {
  const { size } = await file.stat();
  const bytesMax = charsMax * BYTES_PER_UNIT;
  if (size <= 2 * bytesMax) return decode(await part(file, 0, size));
  const [head, tail] = [await part(file, 0, bytesMax), await part(file, size - bytesMax, bytesMax)];
  return decode(head) + decode(tail);
}

async function part(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}

function decode(bytes: Buffer): string {
  return bytes.toString("utf8").replaceAll("\u0000", "");
}

function isMissing(error: unknown): boolean {
  return hasCode(error, "ENOENT");
}
