import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processesBelow } from "../support/machine/processes.ts";

const EVERY_MS = 10;

/**
 * The process table as anybody on the machine sees it: all that runs below this process, looked at
 * again and again. What is new is told; nothing twice.
 */
export class ProcessTable {
  /** How often it was looked at. */
  samples = 0;
  readonly #tell: (text: string) => void;
  readonly #told = new Set<string>();
  readonly #pids = new Set<number>();
  readonly #timer: NodeJS.Timeout;

  constructor(tell: (text: string) => void) {
    this.#tell = tell;
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
  }

  /** How many processes were seen. */
  get processes(): number {
    return this.#pids.size;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.samples += 1;
    for (const { pid, words, title } of processesBelow(process.pid)) {
      const text = `${title}: ${words}`;
      this.#pids.add(pid);
      if (this.#told.has(text)) continue;
      this.#told.add(text);
      this.#tell(text);
    }
  }
}

/** What the gateway and its commands may start on a machine with systemd. */
const PROGRAMS = ["lsof", "ssh", "systemctl", "systemd-notify", "tailscale"] as const;

/**
 * Programs of the machine that fail at everything, and write down the words and variables with
 * which they were started.
 */
export class Programs {
  readonly #folder: string;
  readonly #calls: string;

  constructor(root: string) {
    this.#folder = join(root, "programs");
    this.#calls = join(root, "calls");
    for (const folder of [this.#folder, this.#calls]) mkdirSync(folder);
    const script = `#!/bin/sh
{ printf '%s\\n' "$0" "$@"; tr '\\0' '\\n' <"/proc/$$/environ"; } >"${this.#calls}/\${0##*/}.$$"
exit 1
`;
    for (const program of PROGRAMS) {
      writeFileSync(join(this.#folder, program), script);
      chmodSync(join(this.#folder, program), 0o755);
    }
  }

  /** A PATH on which they come first. */
  get path(): string {
    return `${this.#folder}:${process.env["PATH"] ?? "/usr/bin:/bin"}`;
  }

  /** Each call: the name of the program, and everything that it was started with. */
  get calls(): readonly { readonly program: string; readonly text: string }[] {
    return readdirSync(this.#calls).map((name) => {
      const text = readFileSync(join(this.#calls, name), "utf8");
      return { program: name.replace(/\.\d+$/, ""), text };
    });
  }

  /** Programs that nobody has called. */
  get idle(): string[] {
    const called = new Set(this.calls.map(({ program }) => program));
    return PROGRAMS.filter((program) => !called.has(program));
  }
}
