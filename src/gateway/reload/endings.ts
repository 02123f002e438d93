import type { Clock } from "../../kernel/clock.ts";
import { EXIT, type ExitStatus } from "../../kernel/errors.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import type { Restarts } from "./restarts.ts";

/** This many defects in a minute end the process: the supervisor starts a fresh one. */
const DEFECTS_PER_MINUTE_MAX = 10;

/** Why a gateway has to end: the process leaves, or another one starts in it. */
export type Ending =
  | { readonly kind: "leave"; readonly status: ExitStatus; readonly reason: string }
  | { readonly kind: "restart"; readonly reason: string };

interface EndingsParts {
  readonly log: Log;
  readonly clock: Clock;
  readonly restarts: Pick<Restarts, "takeSignal">;
  /** Whoever started it wants it to outlive the terminal, as `nohup` says. */
  readonly outlivesTerminal: boolean;
}

/** Listens to the process: signals, and what nobody caught. One for the life of
 * the process: it is never taken away, because a signal without a listener ends the process. */
export class Endings {
  readonly #parts: EndingsParts;
  readonly #defects: number[] = [];
  #watched: { absorb(error: unknown): boolean } | undefined;
  #leave: (Ending & { kind: "leave" }) | undefined;
  #restart: (Ending & { kind: "restart" }) | undefined;
  #heard: () => void = () => undefined;
  #restarts = 0;

  constructor(parts: EndingsParts) {
    this.#parts = parts;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => this.#leaveWith(EXIT.stopped, signal));
    }
    process.on("SIGHUP", () => {
      if (!parts.outlivesTerminal) this.#leaveWith(EXIT.stopped, "SIGHUP");
    });
    // Without a listener the runtime opens its debugger to everybody on this machine (SR3).
    process.on("SIGUSR1", () => this.#askedToRestart());
    process.on("unhandledRejection", (error) => this.#rejected(error));
    process.on("uncaughtException", (error) => this.#thrown(error));
  }

  /** How often the gateway was started again. */
  get restarts(): number {
    return this.#restarts;
  }

  /** Whose accounts take the blame for rejected promises from here on. */
  watch(gateway: { absorb(error: unknown): boolean }): void {
    this.#watched = gateway;
  }

  /** Resolves when the gateway has to end; leaving goes before a restart. */
  async next(): Promise<Ending> {
    for (;;) {
      if (this.#leave) return this.#leave;
      const restart = this.#restart;
      this.#restart = undefined;
      if (restart) {
        this.#restarts += 1;
        return restart;
      }
      await new Promise<void>((heard) => (this.#heard = heard));
    }
  }

  #leaveWith(status: ExitStatus, reason: string): void {
    this.#leave ??= { kind: "leave", status, reason };
    this.#heard();
  }

  #askedToRestart(): void {
    const reason = this.#parts.restarts.takeSignal();
    if (reason === undefined) return;
    this.#restart ??= { kind: "restart", reason };
    this.#heard();
  }

  #rejected(error: unknown): void {
    const { log, clock } = this.#parts;
    // What came out of a channel's code costs that account a restart and nobody else anything
    // (A28).
    if (this.#watched?.absorb(error)) return;
    log.error("a promise was left alone; this is a defect", errorFields(error));
    const now = clock.monotonic();
    this.#defects.push(now);
    while ((this.#defects[0] ?? now) < now - 60_000) this.#defects.shift();
    if (this.#defects.length > DEFECTS_PER_MINUTE_MAX) {
      this.#leaveWith(EXIT.crashed, "too many defects");
    }
  }

  #thrown(error: unknown): void {
    this.#parts.log.error("an exception nobody expected; the process leaves", errorFields(error));
    this.#leaveWith(EXIT.crashed, "uncaught exception");
  }
}
