import { isSystemError } from "../../kernel/errors.ts";
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import type { Clock } from "../../kernel/clock.ts";
import { parseDocument, type ValueObject } from "../file/document.ts";
import { sections } from "../generated/sections.ts";
import { KeyTree } from "../key-tree.ts";
import {
  type Configuration,
  loadConfig,
  type LoadOptions,
  type MainFile,
  readMainFile,
} from "../load.ts";
import { ConfigError } from "../problems.ts";
import { makeFolder } from "../file/private-folder.ts";
import { type Edit, refined } from "./edits.ts";
import { LockedError, withFileLock } from "./file-lock.ts";
import { guardRail } from "./guard-rail.ts";
import { History, type Version, type Writer } from "./history.ts";
import { replaceFile } from "./replace-file.ts";
import { shrinkage } from "./shrink.ts";
import { editText } from "./text.ts";

/** The file is not what the writer had read: nothing was written. */
export class ConflictError extends Error {
  override readonly name = "ConflictError";
}

/** A whole new text looks like an accident: nothing was written. */
export class ShrinkError extends Error {
  override readonly name = "ShrinkError";
}

/** The agent asked for a change that is its owner's to make (SR16): nothing was written. */
export class GuardRailError extends Error {
  override readonly name = "GuardRailError";
}

export interface EditorOptions {
  /** What the file is read with; the same as the gateway's, so that both come to one verdict. */
  readonly load: LoadOptions;
  readonly clock: Clock;
  /** Why a gateway would not run with a valid configuration; undefined: it would. */
  readonly objection?: (configuration: Configuration) => string | undefined;
}

export interface WriteOptions {
  readonly by: Writer;
  /** SHA-256 of the file that the change is made for; empty for no file. Absent: any. */
  readonly baseHash?: string;
}

/** What a write made of the file. */
export interface Written {
  readonly configuration: Configuration;
  readonly hash: string;
  /** False: the file said so already, and was not touched. */
  readonly changed: boolean;
}

const NEW_FILE = "{}\n";

/**
 * Changes the configuration file: one writer at a time, only what the writer had read, only what a
 * gateway would run with, and every version is kept for a while.
 */
export class ConfigEditor {
  readonly #options: EditorOptions;
  readonly #history: History;

  constructor(options: EditorOptions) {
    this.#options = options;
    this.#history = new History(options.load.paths.stateDir, options.clock);
  }

  /**
   * Changes single keys, and leaves everything else as it is written. Throws `ConfigError` when the
   * file cannot be used before or after, `EditError`, `ConflictError` and `LockedError`, and for
   * the agent `GuardRailError`.
   */
  edit(edits: (text: string) => readonly Edit[], options: WriteOptions): Promise<Written> {
    return this.#write(options, (text = NEW_FILE) => this.#edited(text, edits(text), options));
  }

  /**
   * Writes a whole new text. Throws as `edit`, and `ShrinkError` for one that lost most of the
   * values or a credential, unless `force` is given.
   */
  replace(
    next: (text: string | undefined) => string,
    { force = false, ...options }: WriteOptions & { readonly force?: boolean },
  ): Promise<Written> {
    return this.#write(options, (text) => {
      const replaced = next(text);
      if (options.by === "agent") return this.#changedTo(replaced, text ?? NEW_FILE, options);
      if (!force) this.#assertNoAccident(text, replaced);
      return replaced;
    });
  }

  /** Versions that are kept, the oldest first. */
  versions(): Version[] {
    return this.#history.list();
  }

  /** The text of a version; undefined when it is not kept any more. */
  textOf(version: number): string | undefined {
    return this.#history.text(version);
  }

  /** Keeps what somebody else wrote, so that it is in the history as well. */
  async noticed({ text, hash }: MainFile): Promise<void> {
    const { configPath } = this.#options.load.paths;
    await this.#history.keep(text, "editor", () => readMainFile(configPath)?.hash === hash);
  }

  #write(
    { by, baseHash }: WriteOptions,
    make: (text: string | undefined) => string,
  ): Promise<Written> {
    const { load, clock } = this.#options;
    const path = load.paths.configPath;
    makeFolder(dirname(path));
    return withFileLock(`${path}.lock`, clock, async () => {
      const before = readMainFile(path);
      const hashBefore = before?.hash ?? "";
      if (baseHash !== undefined && baseHash !== hashBefore) throw new ConflictError(CHANGED);
      const text = make(before?.text);
      const hash = createHash("sha256").update(text).digest("hex");
      const configuration = this.#verified(text, hash);
      if (hash === hashBefore) return { configuration, hash, changed: false };
      if (before) await this.#history.keep(before.text, "editor");
      await replaceFile(path, text, () => {
        if ((readMainFile(path)?.hash ?? "") !== hashBefore) throw new ConflictError(CHANGED);
      });
      await this.#keepWritten(text, by);
      return { configuration, hash, changed: true };
    });
  }

  /** The file is another one already: whoever wrote it must not hear that it failed. */
  async #keepWritten(text: string, by: Writer): Promise<void> {
    try {
      await this.#history.keep(text, by);
    } catch (error) {
      // The next write keeps it as what it finds, or is refused with this reason.
      if (!isSystemError(error) && !(error instanceof LockedError)) throw error;
    }
  }

  #verified(text: string, hash: string): Configuration {
    const { load, objection } = this.#options;
    const configuration = loadConfig(load, { text, hash });
    const why = objection?.(configuration);
    if (why === undefined) return configuration;
    throw new ConfigError(load.paths.configPath, [{ path: "gateway", message: why }]);
  }

  #edited(text: string, edits: readonly Edit[], { by }: WriteOptions): string {
    const why =
      by === "agent" ? guardRail(this.#parsed(text), edits, new KeyTree(sections)) : undefined;
    if (why !== undefined) throw new GuardRailError(why);
    return editText(text, edits);
  }

  /** A whole text counts for what it changes: comments and layout stay the owner's. */
  #changedTo(wanted: string, text: string, options: WriteOptions): string {
    return this.#edited(text, refined(this.#parsed(text), [], this.#parsed(wanted)), options);
  }

  #parsed(text: string): ValueObject {
    return parseDocument(text, this.#options.load.paths.configPath);
  }

  #assertNoAccident(before: string | undefined, after: string): void {
    if (before === undefined) return;
    const next = this.#parsed(after);
    const why = shrinkage(readable(before), next, new KeyTree(sections));
    if (why !== undefined) throw new ShrinkError(why);
  }
}

const CHANGED = "the configuration file changed since it was read";

/** A file that cannot be read has nothing that could be lost. */
function readable(text: string) {
  try {
    return parseDocument(text, "");
  } catch (error) {
    if (error instanceof ConfigError) return {};
    throw error;
  }
}
