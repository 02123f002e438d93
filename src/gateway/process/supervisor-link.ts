import type { EnvironmentView } from "../../config/environment.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";
import { errorFields, type Log } from "../../kernel/log.ts";

/** A message that takes longer than this is given up; the next one says as much. */
const TELL_WITHIN_MS = 5_000;
const STATUS_LENGTH_MAX = 200;

export interface ServiceManagerOptions {
  readonly env: EnvironmentView;
  readonly pid: number;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The service manager above this process, told by the protocol of sd_notify(3): that the gateway is
 * ready, that it leaves, and, where a watchdog is set, that it is alive. Says nothing where
 * `NOTIFY_SOCKET` is not set. Node cannot write to that kind of socket, so systemd's own
 * `systemd-notify` does; its messages come from a child of this process, which the unit allows with
 * `NotifyAccess=all`. Nothing here rejects or throws.
 */
export class ServiceManager {
  readonly #options: ServiceManagerOptions;
  readonly #socket: string | undefined;
  #telling: Promise<void> = Promise.resolve();
  #beat: Timer = { cancel: () => undefined };
  #failed = false;
  #leaving = false;
  #isAlive: ((withinMs: number) => Promise<boolean>) | undefined;

  constructor(options: ServiceManagerOptions) {
    this.#options = options;
    this.#socket = options.env.get("NOTIFY_SOCKET");
  }

  /** Clients may connect; `status` is a line for `systemctl status`. */
  ready(status: string): void {
    this.#tell(["READY=1", `STATUS=${line(status)}`]);
  }

  /** The gateway starts again in its process; it is not looked after until `watch`. */
  restarting(status: string): void {
    this.#isAlive = undefined;
    this.#tell(["RELOADING=1", `STATUS=${line(status)}`]);
  }

  /** The gateway leaves by itself or was told to; no heartbeat follows. */
  stopping(status: string): void {
    this.#leaving = true;
    this.#beat.cancel();
    this.#tell(["STOPPING=1", `STATUS=${line(status)}`]);
  }

  /**
   * Feeds the watchdog twice in its period, each time only after `isAlive` said so within that
   * half: a gateway that hangs, or does not answer any more, falls silent and is started afresh.
   * Does nothing without a watchdog, or when it is meant for another process. A second call says
   * who is looked after from there on.
   */
  watch(isAlive: (withinMs: number) => Promise<boolean>): void {
    const { env, pid } = this.#options;
    const periodMs = Number(env.get("WATCHDOG_USEC")) / 1_000;
    const meant = env.get("WATCHDOG_PID") ?? `${pid}`;
    if (!this.#socket || !(periodMs >= 2) || meant !== `${pid}`) return;
    this.#isAlive = isAlive;
    this.#beat.cancel();
    this.#feed(periodMs / 2);
  }

  /** Resolves when everything was told, or given up. */
  settled(): Promise<void> {
    return this.#telling;
  }

  #feed(everyMs: number): void {
    const { clock, log } = this.#options;
    const look = this.#isAlive;
    const again = () => {
      if (!this.#leaving && look === this.#isAlive)
        this.#beat = clock.after(everyMs, () => this.#feed(everyMs));
    };
    if (!look) return;
    look(everyMs)
      .catch((error: unknown) => {
        log.error("the gateway could not look after itself", errorFields(error));
        return false;
      })
      .then((alive) => {
        if (this.#leaving || look !== this.#isAlive) return;
        if (alive) this.#tell(["WATCHDOG=1"]);
        else log.error("the gateway does not answer itself; the watchdog is not told");
      })
      .then(again, again);
  }

  /** In the order of the calls. */
  #tell(assignments: readonly string[]): void {
    if (!this.#socket) return;
    this.#telling = this.#telling.then(() => this.#send(assignments));
  }

  #send(assignments: readonly string[]): Promise<void> {
    const { env, log } = this.#options;
    const { execFile } = process.getBuiltinModule("node:child_process");
    const variables = { PATH: env.get("PATH") ?? "", NOTIFY_SOCKET: this.#socket };
    const options = { env: variables, timeout: TELL_WITHIN_MS };
    return new Promise((resolve) => {
      execFile("systemd-notify", assignments, options, (error) => {
        // Once is enough: it fails for the same reason every time.
        if (error && !this.#failed)
          log.warn("the service manager could not be told; see NOTIFY_SOCKET", errorFields(error));
        this.#failed = error !== null;
        resolve();
      });
    });
  }
}

/** One line, and no more of it than a person reads. */
function line(text: string): string {
  return text.replace(/\s+/g, " ").slice(0, STATUS_LENGTH_MAX);
}
