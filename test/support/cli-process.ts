import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { cleanEnvironment } from "./gateway-process.ts";

/** Nothing that a test asks for takes this long. */
const RUN_WITHIN_MS = 30_000;

export interface CliResult {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** A person's home with nothing of ours in it, and the command line as that person uses it. */
export class CliHome {
  readonly home: string;
  readonly #running = new Map<ChildProcess, Promise<unknown>>();

  private constructor(home: string) {
    this.home = home;
  }

  static make(t: Pick<TestContext, "after">): CliHome {
    const cli = new CliHome(mkdtempSync(join(tmpdir(), "zero-cli-")));
    t.after(async () => {
      // First whoever may still write there.
      for (const child of cli.#running.keys()) child.kill("SIGTERM");
      await Promise.all(cli.#running.values());
      // A gateway of this home may still write there: it is ended by a hook of its own.
      rmSync(cli.home, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    });
    return cli;
  }

  /** The command line of a home that somebody else made and removes. */
  static at(home: string): CliHome {
    return new CliHome(home);
  }

  /** A path below the home. */
  path(...names: string[]): string {
    return join(this.home, ...names);
  }

  write(name: string, content: string | object): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const text = typeof content === "string" ? content : JSON.stringify(content);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  }

  /** Writes the configuration of the main profile. */
  config(content: string | object): string {
    return this.write(".zero/zero.json", content);
  }

  /** What a shell of this home passes on. `ZERO_TEST_FROM=src` runs the sources. */
  get environment(): Record<string, string> {
    const from = process.env["ZERO_TEST_FROM"] ?? "dist";
    return { ...cleanEnvironment(this.home), ZERO_FROM: from };
  }

  /** Starts `zero` with these words, as a shell would. */
  spawn(args: readonly string[], env: Readonly<Record<string, string>> = {}): ChildProcess {
    const child = spawn(join(ROOT, "bin/zero"), args, {
      cwd: this.home,
      env: { ...this.environment, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const left: Promise<unknown> = once(child, "exit").then(() => this.#running.delete(child));
    this.#running.set(child, left);
    return child;
  }

  async run(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<CliResult> {
    return collect(this.spawn(args, env));
  }
}

/** Everything that a process prints, and how it leaves. */
export async function collect(child: ChildProcess): Promise<CliResult> {
  const result: CliResult = { status: null, stdout: "", stderr: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (result.stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (result.stderr += text));
  const timer = setTimeout(() => child.kill("SIGKILL"), RUN_WITHIN_MS);
  try {
    result.status = await new Promise<number | null>((resolve, reject) => {
      child.once("close", resolve);
      child.once("error", reject);
    });
  } finally {
    clearTimeout(timer);
  }
  return result;
}
