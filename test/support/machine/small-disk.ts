import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FILLER = "filler";
/** Last a page at a time, so that nothing is left. */
const CHUNKS = [1 << 16, 1 << 12];

/** A disk of a few kilobytes with nothing on it, to be filled and freed. Needs root. */
export class SmallDisk {
  readonly path: string;
  #fillers = 0;

  private constructor(path: string) {
    this.path = path;
  }

  /** In a folder of its own, or in one that is named. Undefined where nothing may be mounted. */
  static mount(
    kilobytes: number,
    path = mkdtempSync(join(tmpdir(), "zero-disk-")),
  ): SmallDisk | undefined {
    mkdirSync(path, { recursive: true });
    const options = `size=${kilobytes}k,mode=0700`;
    if (spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path]).status === 0)
      return new SmallDisk(path);
    rmSync(path, { recursive: true });
    return undefined;
  }

  /** Takes all that is left. */
  fill(): void {
    for (const bytes of CHUNKS) {
      const chunk = Buffer.alloc(bytes);
      for (;;) {
        this.#fillers += 1;
        try {
          writeFileSync(join(this.path, `${FILLER}-${this.#fillers}`), chunk);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === "ENOSPC") break;
          throw error;
        }
      }
    }
  }

  free(): void {
    for (const name of readdirSync(this.path)) {
      if (name.startsWith(FILLER)) rmSync(join(this.path, name));
    }
  }

  setReadOnly(readOnly: boolean): void {
    const { status, stderr } = spawnSync("mount", [
      "-o",
      `remount,${readOnly ? "ro" : "rw"}`,
      this.path,
    ]);
    if (status !== 0) throw new Error(`the disk cannot be mounted again: ${String(stderr)}`);
  }

  unmount(): void {
    spawnSync("umount", ["-l", this.path]);
    rmSync(this.path, { recursive: true, force: true });
  }
}
