import { loadChokidar } from "./chokidar.lazy.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";

/** Beginning to watch a file takes milliseconds; this long on a machine that is busy. */
const SETTLE_MS = 250;

export interface WatchOptions {
  readonly files: readonly string[];
  readonly clock: Clock;
  /** How long the files have to rest before `changed` is called, in milliseconds. */
  readonly debounceMs: () => number;
  readonly changed: () => void;
  /** The watcher itself has trouble; it goes on with what it still sees. */
  readonly failed: (error: unknown) => void;
}

/** Watches files, whether they are written in place, renamed over or made anew. */
export interface FileWatch {
  /** As if a file had changed. */
  poke(): void;
  /** Watches these files from now on, and no others. */
  follow(files: readonly string[]): void;
  close(): Promise<void>;
}

/**
 * Resolves when it watches; what happened before is not seen, so look once more then. The folder
 * around a file is not watched: the database is written there all the time.
 */
export async function watchFiles(options: WatchOptions): Promise<FileWatch> {
  const { files, clock, debounceMs, changed, failed } = options;
  const { watch } = await loadChokidar();
  let timer: Timer | undefined;
  const poke = () => {
    timer?.cancel();
    timer = clock.after(debounceMs(), changed);
  };
  const watcher = watch([...files], { ignoreInitial: true });
  watcher.on("all", poke);
  watcher.on("error", failed);
  await new Promise<void>((resolve) => void watcher.once("ready", resolve));
  let followed = new Set(files);
  let settling: Timer | undefined;
  return {
    poke,
    follow: (next) => {
      const wanted = new Set(next);
      const fresh = [...wanted.difference(followed)];
      watcher.unwatch([...followed.difference(wanted)]);
      watcher.add(fresh);
      followed = wanted;
      // What happens to them before they are watched is seen by nobody, so look once more then.
      if (fresh.length === 0) return;
      settling?.cancel();
      settling = clock.after(SETTLE_MS, poke);
    },
    close: async () => {
      settling?.cancel();
      timer?.cancel();
      await watcher.close();
    },
  };
}
