import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";
import type { TestContext } from "node:test";
import { join } from "node:path";
import { ROOT } from "../../../scripts/child.ts";
import type { CliHome } from "../cli-process.ts";

const KEYS = {
  enter: "\r",
  up: "\u001b[A",
  down: "\u001b[B",
  space: " ",
  ctrlC: "\u0003",
  ctrlD: "\u0004",
  escape: "\u001b",
  yes: "y",
  no: "n",
} as const;

/** Nothing that a person waits for takes this long. */
const WAIT_MS = 30_000;

/** The command line in a real pseudo terminal, and a person before it. */
export class Terminal {
  readonly #child: ChildProcess;
  readonly #left: Promise<unknown[]>;
  #seen = "";
  /** Where the next look begins: what was answered is not found again. */
  #from = 0;
  #changed: () => void = () => undefined;

  /** `script` of util-linux makes the terminal; what is written to it is typed. */
  constructor(
    t: TestContext,
    cli: CliHome,
    words: readonly string[],
    env: Record<string, string> = {},
  ) {
    const program = [join(ROOT, "bin/zero"), ...words].map((word) => `'${word}'`).join(" ");
    // Without a size of its own the terminal would be no columns wide.
    const command = `stty cols 100 rows 50; exec ${program}`;
    this.#child = spawn("script", ["-qec", command, "/dev/null"], {
      cwd: cli.home,
      env: {
        ...cli.environment,
        TERM: "xterm",
        SHELL: "/bin/sh",
        ...env,
      },
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#left = once(this.#child, "exit");
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#seen += text;
      this.#changed();
    });
    t.after(async () => {
      this.#child.kill("SIGKILL");
      await this.#left;
    });
  }

  /** Everything that was shown, without colours and movements. */
  get text(): string {
    return stripVTControlCharacters(this.#seen).replaceAll("\r", "");
  }

  /** The same with them. */
  get raw(): string {
    return this.#seen;
  }

  /** Waits until something new is shown that matches. */
  async sees(pattern: RegExp): Promise<void> {
    const late = AbortSignal.timeout(WAIT_MS);
    for (;;) {
      const fresh = this.text.slice(this.#from);
      const found = pattern.exec(fresh);
      if (found) {
        this.#from += found.index + found[0].length;
        return;
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      this.#changed = resolve;
      const give = () => reject(new Error(`${pattern} is not shown; what is new:\n${fresh}`));
      late.addEventListener("abort", give, { once: true });
      await promise;
      late.removeEventListener("abort", give);
    }
  }

  type(text: string): void {
    this.#child.stdin?.write(text);
  }

  press(...keys: readonly (keyof typeof KEYS)[]): void {
    for (const key of keys) this.type(KEYS[key]);
  }

  /** The status with which the command leaves. */
  async leaves(): Promise<number> {
    const [status] = await this.#left;
    return Number(status);
  }
}
