import { spawn, type ChildProcess } from "node:child_process";
import { watch, type FSWatcher } from "node:fs";

/** Editors write a file more than once, and a checkout writes many. */
const SETTLE_MS = 100;
/** A gateway leaves within 10 s by its own promise; one that does not is stuck. */
const LEAVE_WITHIN_MS = 12_000;

export interface WatchOptions {
  command: string;
  args: readonly string[];
  /** Folders whose TypeScript files are watched, with everything below them. */
  folders: readonly string[];
  /** Aborting ends the watch: the program is told to leave, with the signal that is the reason. */
  stop: AbortSignal;
  say: (line: string) => void;
}

/** The changes of some folders. Nothing that happens between two calls of `next` is lost. */
class Changes {
  readonly #watchers: FSWatcher[];
  #file: string | undefined;
  #settled: NodeJS.Timeout | undefined;
  #wake: ((file: string) => void) | undefined;

  constructor(folders: readonly string[]) {
    this.#watchers = folders.map((folder) =>
      watch(folder, { recursive: true }, (_event, file) => {
        if (file?.endsWith(".ts") && !file.endsWith(".test.ts")) this.#note(file);
      }),
    );
  }

  /** The file that changed last, once no other has followed for a moment. */
  async next(): Promise<string> {
    const file = this.#file ?? (await new Promise<string>((resolve) => (this.#wake = resolve)));
    this.#file = undefined;
    this.#wake = undefined;
    return file;
  }

  close(): void {
    clearTimeout(this.#settled);
    for (const watcher of this.#watchers) watcher.close();
  }

  #note(file: string): void {
    clearTimeout(this.#settled);
    this.#settled = setTimeout(() => {
      this.#file = file;
      this.#wake?.(file);
    }, SETTLE_MS);
  }
}

/** A running program and the promise of its end. */
interface Running {
  child: ChildProcess;
  left: Promise<number>;
}

function start({ command, args, say }: WatchOptions): Running {
  // A process group of its own: Ctrl-C reaches only us, and the program hears of it once.
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"], detached: true });
  const left = new Promise<number>((resolve) => {
    child.once("exit", (status, signal) => resolve(status ?? (signal === "SIGINT" ? 130 : 143)));
    child.once("error", (error) => {
      say(`${command} did not start: ${error.message}`);
      resolve(1);
    });
  });
  return { child, left };
}

/** Tells the program to leave and waits until it has; what does not leave in time is killed. */
async function leave({ child, left }: Running, signal: NodeJS.Signals): Promise<number> {
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), LEAVE_WITHIN_MS);
  const status = await left;
  clearTimeout(timer);
  return status;
}

/**
 * Runs a program and starts it again whenever TypeScript changes, after the old process has left
 * (S7). A program that left by itself is started at the next change. Resolves with its last status
 * when `stop` aborts.
 */
export async function watchProgram(options: WatchOptions): Promise<number> {
  const { stop, say } = options;
  const changes = new Changes(options.folders);
  const stopped = new Promise<"stopped">((resolve) => {
    stop.addEventListener("abort", () => resolve("stopped"), { once: true });
  });
  const changed = () => changes.next().then((file) => ({ file }));
  try {
    for (;;) {
      const running = start(options);
      let next = await Promise.race([running.left, stopped, changed()]);
      if (typeof next === "number") {
        say(`left with status ${next}; waiting for a change`);
        next = await Promise.race([stopped, changed()]);
      }
      if (next === "stopped") return await leave(running, signalOf(stop));
      say(`${next.file} changed; restarting`);
      await leave(running, "SIGTERM");
    }
  } finally {
    changes.close();
  }
}

function signalOf(stop: AbortSignal): NodeJS.Signals {
  return stop.reason === "SIGINT" ? "SIGINT" : "SIGTERM";
}
