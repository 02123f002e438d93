import { createHash } from "node:crypto";
import { constants, fstatSync } from "node:fs";
import { access, open, realpath, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { FIXED_PATH } from "../../domain/exec/environment.ts";
import type { FileIdentity, FolderIdentity } from "../../domain/exec/plan.ts";
import { HostError } from "../host-error.ts";

/** A larger program is not run: reading it all would keep the node busy. */
const FILE_BYTES_MAX = 2 ** 30;
const CHUNK_BYTES = 1024 * 1024;

interface Version {
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
}

/** A program that is held open, so that its name may point elsewhere and we still have this one. */
export class OpenFile {
  readonly identity: FileIdentity;
  /** Its first bytes. */
  readonly head: Buffer;
  readonly #handle: FileHandle;
  readonly #version: Version;

  private constructor(handle: FileHandle, identity: FileIdentity, read: Reading) {
    this.#handle = handle;
    this.identity = identity;
    this.head = read.head;
    this.#version = read.version;
  }

  /**
   * Opens the program at `path`, whatever links lead to it, and reads it. Throws NOT_FOUND or
   * NOT_EXECUTABLE, and CHANGED when it is being written.
   */
  static async open(path: string): Promise<OpenFile> {
    const real = await resolved(path);
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const handle = await open(real, flags).catch((error: unknown) => {
      throw new HostError("NOT_EXECUTABLE", `${real} cannot be read`, error);
    });
    try {
      const before = await handle.stat({ bigint: true });
      if (!before.isFile() || (before.mode & 0o111n) === 0n) {
        throw new HostError("NOT_EXECUTABLE", `${real} is no program that can be run`);
      }
      await access(real, constants.X_OK).catch((error: unknown) => {
        throw new HostError("NOT_EXECUTABLE", `${real} may not be run by this user`, error);
      });
      if (before.size > FILE_BYTES_MAX) throw new HostError("TOO_LARGE", `${real} is too large`);
      const { digest, head } = await digestOf(handle);
      const { size, mtimeNs, ctimeNs } = before;
      const file = new OpenFile(
        handle,
        { path: real, device: String(before.dev), inode: String(before.ino), digest },
        { head, version: { size, mtimeNs, ctimeNs } },
      );
      file.assertUnchanged();
      return file;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  get descriptor(): number {
    return this.#handle.fd;
  }

  /** Throws CHANGED when the file was written since it was read. */
  assertUnchanged(): void {
    const now = fstatSync(this.#handle.fd, { bigint: true });
    const { size, mtimeNs, ctimeNs } = this.#version;
    if (now.size === size && now.mtimeNs === mtimeNs && now.ctimeNs === ctimeNs) return;
    throw new HostError("CHANGED", `${this.identity.path} changed while it was looked at`);
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

interface Reading {
  readonly head: Buffer;
  readonly version: Version;
}

async function digestOf(handle: FileHandle): Promise<{ digest: string; head: Buffer }> {
  const hash = createHash("sha256");
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let head: Buffer | undefined;
  for (let at = 0; at <= FILE_BYTES_MAX;) {
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
    head ??= Buffer.from(chunk.subarray(0, Math.min(bytesRead, 256)));
    if (bytesRead === 0) break;
    hash.update(chunk.subarray(0, bytesRead));
    at += bytesRead;
  }
  return { digest: hash.digest("hex"), head: head ?? Buffer.alloc(0) };
}

/** A folder that is held open, for the same reason. */
export class OpenFolder {
  readonly identity: FolderIdentity;
  readonly #handle: FileHandle;

  private constructor(handle: FileHandle, identity: FolderIdentity) {
    this.#handle = handle;
    this.identity = identity;
  }

  /** Throws NOT_FOUND when there is no such folder. */
  static async open(path: string): Promise<OpenFolder> {
    const real = await resolved(path);
    const flags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
    const handle = await open(real, flags).catch((error: unknown) => {
      throw new HostError("NOT_FOUND", `${real} is no folder that can be opened`, error);
    });
    const { dev, ino } = await handle.stat({ bigint: true });
    return new OpenFolder(handle, { path: real, device: String(dev), inode: String(ino) });
  }

  get descriptor(): number {
    return this.#handle.fd;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

async function resolved(path: string): Promise<string> {
  return realpath(path).catch((error: unknown) => {
    throw new HostError("NOT_FOUND", `${path} does not exist`, error);
  });
}

/**
 * Where a program is, by the fixed PATH; nothing is run to find it. Undefined when it is nowhere.
 * A name with a slash is none to look up.
 */
export async function findOnPath(name: string): Promise<string | undefined> {
  if (name === "" || name.includes("/") || name.includes("\0")) return undefined;
  for (const folder of FIXED_PATH.split(":")) {
    const path = join(folder, name);
    if (await isProgram(path)) return path;
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return false;
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
