import { fstatSync, ftruncateSync } from "node:fs";
import { isSystemError } from "../../kernel/errors.ts";

/**
 * A file that launchd has this process append to, as its stdout or stderr, and that nobody rotates
 * (A25). When it is full it begins again: what it held is in the log's own files as well.
 */
export class AppendedFile {
  readonly #descriptor: number;
  readonly #bytesMax: number;
  #size: number;

  private constructor(descriptor: number, bytesMax: number, size: number) {
    this.#descriptor = descriptor;
    this.#bytesMax = bytesMax;
    this.#size = size;
  }

  /** Undefined: what stands behind the descriptor is no file, so it cannot fill. */
  static of(descriptor: number, bytesMax: number): AppendedFile | undefined {
    const found = fstatSync(descriptor);
    return found.isFile() ? new AppendedFile(descriptor, bytesMax, found.size) : undefined;
  }

  /** To be called before so many bytes are written. Never throws for what the disk does. */
  makeRoom(bytes: number): void {
    this.#size += bytes;
    if (this.#size <= this.#bytesMax) return;
    try {
      ftruncateSync(this.#descriptor, 0);
    } catch (error) {
      // Whoever reads it may have locked it; the next line tries again.
      if (!isSystemError(error)) throw error;
      return;
    }
    this.#size = bytes;
  }
}
