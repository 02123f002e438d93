import type { ChildProcess } from "node:child_process";
import type { CliHome, CliResult } from "../cli-process.ts";
import { endChild } from "../machine/child.ts";

export interface InstanceSettings {
  /** Words before every command, such as `--profile rescue`. */
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Words after `gateway`. */
  readonly args?: readonly string[];
}

/** One of several gateways of the same user, and the command line that means it. */
export class Instance {
  readonly #cli: CliHome;
  readonly #settings: InstanceSettings;
  #child: ChildProcess | undefined;
  #said = "";

  constructor(cli: CliHome, settings: InstanceSettings) {
    this.#cli = cli;
    this.#settings = settings;
  }

  /** What the gateway printed so far, on both streams. */
  get said(): string {
    return this.#said;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get url(): string {
    return /"url":"(ws:[^"]+)"/.exec(this.#said)?.[1] ?? "";
  }

  /** Runs a command that means this instance. */
  zero(...command: readonly string[]): Promise<CliResult> {
    const { words = [], env } = this.#settings;
    return this.#cli.run([...words, ...command], env);
  }

  /** As `zero`, with `--json`; the answer, or an error with what was said. */
  // eslint-disable-next-line typescript/no-explicit-any
  async json(...command: readonly string[]): Promise<any> {
    const { stdout, stderr, status } = await this.zero(...command, "--json");
    if (stdout === "") throw new Error(`${command.join(" ")} left with ${status}: ${stderr}`);
    return JSON.parse(stdout);
  }

  /** Resolves once the gateway listens; rejects with what it said when it leaves before. */
  async start(): Promise<void> {
    const { words = [], env, args = [] } = this.#settings;
    this.#said = "";
    const child = this.#cli.spawn([...words, "gateway", ...args], env);
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const hear = (text: string) => {
        this.#said += text;
        if (this.url !== "") resolve();
      };
      child.stdout?.setEncoding("utf8").on("data", hear);
      child.stderr?.setEncoding("utf8").on("data", hear);
      child.once("close", (code) => reject(new Error(`it left with ${code}:\n${this.#said}`)));
    });
  }

  /** Ends the gateway at once, as a power cut would. */
  async kill(): Promise<void> {
    if (this.#child) await endChild(this.#child, "SIGKILL");
  }
}
