import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Clock } from "../../kernel/clock.ts";
import { hasCode } from "../../kernel/errors.ts";
import { makeFolder } from "../file/private-folder.ts";
import { HISTORY_FOLDER } from "../state-files.ts";
import { withFileLock } from "./file-lock.ts";
import { sameOwner } from "./owner.ts";

const VERSIONS_MAX = 20;
const BYTES_MAX = 8 * 1024 * 1024;
/** Number, time, who wrote it, and the beginning of its hash. */
const NAME = /^(\d{6})-(\d{8}T\d{6}Z)-([a-z]{1,12})-([0-9a-f]{12})\.json5$/;

/** Who made a version: a command, a method, a guided set-up, a repair, an editor, or the agent. */
export type Writer = "cli" | "rpc" | "wizard" | "doctor" | "editor" | "agent";

/** One version of the configuration file. */
export interface Version {
  /** Counts up, and is never used again. */
  readonly number: number;
  readonly at: number;
  readonly by: Writer;
  /** The first twelve hex digits of its SHA-256. */
  readonly hash: string;
}

/**
 * The versions that the configuration file has had: at most 20, and at most 8 MiB of them. They
 * hold its secrets, so they are this user's alone.
 */
export class History {
  readonly #folder: string;
  readonly #clock: Clock;

  constructor(stateDir: string, clock: Clock) {
    this.#folder = join(stateDir, HISTORY_FOLDER);
    this.#clock = clock;
  }

  /**
   * Keeps a version, unless it is the newest already, and drops the oldest beyond the limits. One
   * that is not in force any more, by `isStill`, is only kept where it was not kept before. Throws
   * `LockedError` where another process does not let go of the history.
   */
  async keep(text: string, by: Writer, isStill: () => boolean = () => true): Promise<void> {
    // Most writes find what the one before them left, and need no lock to see it.
    if (this.list().at(-1)?.hash === shortHash(text)) return;
    makeFolder(this.#folder);
    sameOwner(this.#folder, dirname(this.#folder));
    await withFileLock(join(this.#folder, ".lock"), this.#clock, async () => {
      this.#keepNow(text, by, isStill);
    });
  }

  #keepNow(text: string, by: Writer, isStill: () => boolean): void {
    const versions = this.list();
    const hash = shortHash(text);
    const newest = versions.at(-1);
    if (newest?.hash === hash) return;
    if (versions.some((one) => one.hash === hash) && !isStill()) return;
    const at = this.#clock.now();
    const version = { number: (newest?.number ?? 0) + 1, at, by, hash };
    this.#write(this.#pathOf(version), text);
    this.#drop([...versions, version]);
  }

  /** All versions, the oldest first. */
  list(): Version[] {
    return this.#names().flatMap((name) => versionOf(name) ?? []);
  }

  /** The text of a version; undefined when it is not kept, or is not what it was. */
  text(number: number): string | undefined {
    const version = this.list().find((one) => one.number === number);
    if (!version) return undefined;
    const text = readFileSync(this.#pathOf(version), "utf8");
    return shortHash(text) === version.hash ? text : undefined;
  }

  /** A version is there as a whole, or not at all. */
  #write(path: string, text: string): void {
    const fresh = `${path}.tmp`;
    try {
      writeFileSync(fresh, text, { mode: 0o600 });
      sameOwner(fresh, this.#folder);
      renameSync(fresh, path);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder).toSorted();
    } catch (error) {
      if (hasCode(error, "ENOENT")) return [];
      throw error;
    }
  }

  #drop(versions: readonly Version[]): void {
    let bytes = 0;
    for (const [age, version] of versions.toReversed().entries()) {
      const path = this.#pathOf(version);
      bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      if (age >= VERSIONS_MAX || (age > 0 && bytes > BYTES_MAX)) rmSync(path, { force: true });
    }
  }

  #pathOf({ number, at, by, hash }: Version): string {
    const time = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, "");
    return join(this.#folder, `${String(number).padStart(6, "0")}-${time}-${by}-${hash}.json5`);
  }
}

function versionOf(name: string): Version | undefined {
  const [, number, time = "", by, hash = ""] = NAME.exec(name) ?? [];
  if (number === undefined) return undefined;
  const iso = time.replace(/^(.{4})(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z");
  return { number: Number(number), at: Date.parse(iso), by: by as Writer, hash };
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
