import { Backoff } from "../kernel/backoff.ts";
import type { Clock, Timer } from "../kernel/clock.ts";
import { messageOf } from "../kernel/errors.ts";
import { isRecord } from "../kernel/is-record.ts";
import type { Log } from "../kernel/log.ts";
import type { HealthReport, Service } from "../kernel/service.ts";
import { parseJson } from "./json.ts";

/** The first `serve` of a machine asks its owner for a click and waits for it. */
const RUN_WITHIN_MS = 15_000;
const RESET_WITHIN_MS = 1_500;
const OUTPUT_BYTES_MAX = 4 * 1024 * 1024;
const SAID_LENGTH_MAX = 300;
const RETRY = { initialMs: 30_000, maxMs: 600_000 } as const;

export interface TailscaleParts {
  readonly mode: "serve" | "funnel";
  /** Take back what was set up when the gateway leaves. */
  readonly resetOnExit: boolean;
  /** The port on 127.0.0.1 that requests are passed on to; asked for once it is open. */
  readonly port: () => number;
  /** The whole environment of the program; its PATH is where it is looked up. */
  readonly env: Readonly<Record<string, string>>;
  /** Called with the name under which requests will come. */
  readonly named: (host: string) => void;
  /** Called when `health` says something else. */
  readonly changed: () => void;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Has the program `tailscale` pass HTTPS on to the gateway's port, and is the only place that runs
 * it: without a shell, within a deadline. Whatever it does never stops the gateway: what failed is
 * in the log and in health, and is tried again.
 */
export class Tailscale implements Service {
  readonly name = "tailscale";
  readonly stopWithinMs = RESET_WITHIN_MS + 500;
  readonly #parts: TailscaleParts;
  readonly #leaving = new AbortController();
  readonly #delays = new Backoff(RETRY);
  #timer: Timer | undefined;
  #working: Promise<void> = Promise.resolve();
  #trouble: string | undefined;

  constructor(parts: TailscaleParts) {
    this.#parts = parts;
  }

  /** Returns at once: a gateway is up without its tailnet. */
  async start(): Promise<void> {
    this.#working = this.#expose();
  }

  async stop(): Promise<void> {
    const { mode, resetOnExit, log } = this.#parts;
    this.#timer?.cancel();
    this.#leaving.abort();
    await this.#working;
    if (!resetOnExit) return;
    try {
      await this.#run([mode, "reset"], { timeout: RESET_WITHIN_MS });
    } catch (error) {
      log.warn(`tailscale ${mode} was not taken back; run \`tailscale ${mode} reset\` yourself`, {
        error: messageOf(error),
      });
    }
  }

  health(): HealthReport {
    if (this.#trouble === undefined) return { state: "ok" };
    return { state: "degraded", detail: this.#trouble };
  }

  #judge(trouble: string | undefined): void {
    if (trouble === this.#trouble) return;
    this.#trouble = trouble;
    if (trouble !== undefined) this.#parts.log.warn(trouble);
    this.#parts.changed();
  }

  async #expose(): Promise<void> {
    const { mode, port, named, clock, log } = this.#parts;
    const { signal } = this.#leaving;
    const options = { timeout: RUN_WITHIN_MS, signal };
    try {
      const status = await this.#run(["status", "--json", "--peers=false"], options);
      const host = ownName(status);
      // First, so that no request comes under a name that is not served yet.
      named(host);
      await this.#run([mode, "--bg", "--yes", `${port()}`], options);
      this.#judge(undefined);
      log.info(`tailscale ${mode} passes requests on`, { url: `https://${host}/` });
    } catch (error) {
      if (signal.aborted) return;
      this.#judge(`tailscale ${mode} does not work: ${messageOf(error)}`);
      this.#timer = clock.after(this.#delays.next(), () => {
        this.#working = this.#expose();
      });
    }
  }

  /** What it printed. Rejects with what it says about itself, in one line. */
  #run(
    args: readonly string[],
    options: { readonly timeout: number; readonly signal?: AbortSignal },
  ): Promise<string> {
    const { execFile } = process.getBuiltinModule("node:child_process");
    const { env } = this.#parts;
    const limits = { maxBuffer: OUTPUT_BYTES_MAX, killSignal: "SIGKILL" } as const;
    return new Promise((resolve, reject) => {
      execFile("tailscale", args, { ...options, ...limits, env }, (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else reject(new Error(whyOf(error, `${stderr}\n${stdout}`, args), { cause: error }));
      });
    });
  }
}

function whyOf(
  error: { readonly code?: unknown; readonly killed?: boolean },
  said: string,
  args: readonly string[],
): string {
  if (error.code === "ENOENT") return "the program tailscale is not on the PATH of this gateway";
  const words = said.replace(/\s+/g, " ").trim().slice(0, SAID_LENGTH_MAX);
  const ended = error.killed ? "took too long" : `left with ${String(error.code)}`;
  return `\`tailscale ${args.join(" ")}\` ${ended}${words === "" ? "" : `: ${words}`}`;
}

/** The name of this machine in its tailnet. Throws where it is in none. */
function ownName(status: string): string {
  const parsed = parseJson(status);
  const value = parsed.ok && isRecord(parsed.value) ? parsed.value : {};
  const self = isRecord(value["Self"]) ? value["Self"] : {};
  const state = value["BackendState"];
  if (state !== "Running") {
    throw new Error(`this machine is in no tailnet (${String(state)}); run \`tailscale up\``);
  }
  const name = typeof self["DNSName"] === "string" ? self["DNSName"].replace(/\.$/, "") : "";
  if (/^([a-z0-9-]{1,63}\.)+ts\.net$/i.test(name)) return name.toLowerCase();
  throw new Error("this machine has no name in its tailnet; turn MagicDNS on");
}
