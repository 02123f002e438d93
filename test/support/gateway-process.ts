import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../../scripts/child.ts";
import { runtimeFlags } from "../../scripts/runtime-flags.ts";

export interface GatewayOptions {
  /** Content of the configuration file; absent: no file. */
  config?: object;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Where its files are; absent: a fresh folder that `clean` removes. */
  home?: string;
  /**
   * Options for the runtime itself, such as `--import`. They need the program to be started without
   * its launcher.
   */
  runtimeArgs?: readonly string[];
  /** Another build than the one in `dist`. */
  program?: string;
  /** Run the sources instead of the bundle. */
  sources?: boolean;
  /** A command that takes the gateway's as its last arguments and becomes it. */
  within?: readonly string[];
}

/** Where a home keeps its state. */
export const stateOf = (home: string): string => join(home, ".zero");

export function makeHome(): string {
  return mkdtempSync(join(tmpdir(), "zero-test-"));
}

/** Writes the configuration file of a home, as a user would. */
export function writeConfig(home: string, config: object): void {
  const file = join(stateOf(home), "zero.json");
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(config, null, 2), { mode: 0o600 });
}

/** The environment of a user who has nothing of ours set. */
export function cleanEnvironment(home: string): Record<string, string> {
  return { HOME: home, PATH: process.env.PATH ?? "/usr/bin:/bin", LANG: "C.UTF-8" };
}

/** A real gateway in a process of its own. */
export class GatewayProcess {
  readonly child: ChildProcess;
  readonly home: string;
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  stdout = "";
  stderr = "";
  #port: number | undefined;
  readonly #owned: boolean;
  readonly #waiting = new Set<() => void>();

  private constructor(child: ChildProcess, home: string, owned: boolean) {
    this.child = child;
    this.home = home;
    this.#owned = owned;
    this.exited = new Promise((resolve) => {
      child.once("exit", (code, signal) => {
        resolve({ code, signal });
        this.#changed();
      });
    });
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text;
      this.#changed();
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
      this.#changed();
    });
  }

  /**
   * Starts it and resolves when it accepts connections. Rejects with what it printed when it leaves
   * before that.
   */
  static async start(options: GatewayOptions = {}): Promise<GatewayProcess> {
    const gateway = GatewayProcess.spawn(options);
    await gateway.ready();
    return gateway;
  }

  /** Starts it without waiting for anything. */
  static spawn(options: GatewayOptions = {}): GatewayProcess {
    const home = options.home ?? makeHome();
    if (options.config) writeConfig(home, options.config);
    const args = ["gateway", ...(options.args ?? ["--port", "0", "--allow-unconfigured"])];
    const env = { ...cleanEnvironment(home), ...options.env };
    const direct = options.runtimeArgs !== undefined || options.program !== undefined;
    const program = options.program ?? join(ROOT, options.sources ? "src/main.ts" : "dist/zero.js");
    const [command = "", ...words] = [
      ...(options.within ?? []),
      ...(direct
        ? [process.execPath, ...runtimeFlags(), ...(options.runtimeArgs ?? []), program]
        : [join(ROOT, "bin/zero")]),
      ...args,
    ];
    const child = spawn(command, words, {
      env: direct || options.sources ? env : { ...env, ZERO_FROM: "dist" },
      stdio: ["ignore", "pipe", "pipe"],
      cwd: home,
    });
    return new GatewayProcess(child, home, options.home === undefined);
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error("the gateway did not start");
    return this.child.pid;
  }

  get port(): number {
    if (this.#port === undefined) throw new Error("the gateway does not listen yet");
    return this.#port;
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}`;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async ready(withinMs = 20_000): Promise<void> {
    const listening = /"url":"ws:\/\/127\.0\.0\.1:(\d+)"/;
    await this.until(() => listening.test(this.stdout) || !this.isRunning, withinMs, "listening");
    const port = listening.exec(this.stdout)?.[1];
    if (port === undefined) {
      throw new Error(`the gateway left before it listened:\n${this.stdout}${this.stderr}`);
    }
    this.#port = Number(port);
  }

  /** Waits until `condition` holds; it is looked at whenever the process says or does something. */
  async until(condition: () => boolean, withinMs: number, what: string): Promise<void> {
    const end = performance.now() + withinMs;
    while (!condition()) {
      const leftMs = end - performance.now();
      if (leftMs <= 0)
        throw new Error(`not within ${withinMs} ms: ${what}\n${this.stdout}${this.stderr}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(leftMs, 200));
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Records of the log so far. */
  records(): { level: string; subsystem: string; msg: string; [field: string]: unknown }[] {
    return this.stdout
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line));
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    if (this.isRunning) this.child.kill(signal);
    return (await this.exited).code;
  }

  /** Ends it at once, as a power cut would, and waits until it is gone. */
  async kill(): Promise<void> {
    await this.stop("SIGKILL");
  }

  /** Ends it and removes what it left. */
  async clean(): Promise<void> {
    await this.kill();
    if (this.#owned) rmSync(this.home, { recursive: true, force: true });
  }

  #changed(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}
