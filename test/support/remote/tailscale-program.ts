import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

const STATUS = { BackendState: "Running", Self: { DNSName: "box.tail1234.ts.net." } };

/** What the program does when it is called, by its first word; shell text. */
export type Behaviour = Readonly<Record<string, string>>;

/** A recorded stand-in for the program `tailscale`: it writes down each call with its variables. */
export class TailscaleProgram {
  readonly name = "box.tail1234.ts.net";
  readonly #folder: string;

  constructor(folder: string, behaviour: Behaviour = {}) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "status.json"), JSON.stringify(STATUS));
    this.behave(behaviour);
  }

  behave(behaviour: Behaviour): void {
    const does = { status: `cat "${join(this.#folder, "status.json")}"`, ...behaviour };
    const cases = Object.entries(does).map(([word, script]) => `${word}) ${script} ;;`);
    const script = [
      "#!/bin/sh",
      `env > "${join(this.#folder, "environment")}"`,
      // Last: who sees the call may look at what it had.
      `echo "$@" >> "${this.#calls}"`,
      'case "$1 $2" in *reset) exit 0 ;; esac',
      'case "$1" in',
      ...cases,
      "esac",
    ];
    const path = join(this.#folder, "tailscale");
    writeFileSync(path, `${script.join("\n")}\n`);
    chmodSync(path, 0o755);
  }

  /** Ends what it left running, where it wrote that down. */
  endChild(): void {
    const note = join(this.#folder, "tailscale.child");
    if (existsSync(note)) process.kill(Number(readFileSync(note, "utf8")), "SIGKILL");
  }

  /** Each call as it was made, in order. */
  get calls(): string[] {
    return existsSync(this.#calls) ? readFileSync(this.#calls, "utf8").trim().split("\n") : [];
  }

  /** The names of the variables that the last call had. */
  get variables(): string[] {
    const text = readFileSync(join(this.#folder, "environment"), "utf8");
    return text.split("\n").flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
  }

  /** A PATH on which it is found first. */
  path(rest: string = process.env["PATH"] ?? "/usr/bin:/bin"): string {
    return [this.#folder, rest].join(delimiter);
  }

  get #calls(): string {
    return join(this.#folder, "calls");
  }
}
