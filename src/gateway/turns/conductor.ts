import type { RunEvent, RunOutcome } from "../../domain/run.ts";
import type { TurnRequest } from "../../domain/turn.ts";
import type { PublishedRunEvent } from "../../doors/socket/services.ts";
import { Backoff } from "../../kernel/backoff.ts";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { errorFields, type Log } from "../../kernel/log.ts";
import type { MessagePath } from "../message-path.ts";
import { type Executed, Parked, type Turn } from "../path-parts.ts";

/** A run that was interrupted this often is not started again: it is what ends the process. */
export const ATTEMPTS_MAX = 16;

const POISONED: RunOutcome = {
  state: "failed",
  text:
    "I could not finish this: the gateway stopped several times while I was working on it. " +
    "Please ask again.",
  error: { code: "UNAVAILABLE", message: `given up after ${ATTEMPTS_MAX} interrupted attempts` },
};

const BROKEN: RunOutcome = {
  state: "failed",
  text: "Something went wrong inside the gateway, and its log says what. Please ask again.",
  error: { code: "UNAVAILABLE", message: "a defect of the gateway ended this run; see its log" },
};

export interface ConductorParts {
  path: MessagePath;
  clock: Clock;
  log: Log;
  publish: (fact: PublishedRunEvent) => void;
  /** Called when a turn begins to run; what it returns is called when it is over. */
  attend?: (request: TurnRequest) => () => void;
  /** Resolves when the disk takes writes; at once when it is left out. */
  recovered?: () => Promise<void>;
  /** Aborts with `Parked` when the gateway leaves. */
  leaving: AbortSignal;
}

/**
 * Takes one accepted turn along its path until it is over. What the disk refuses is tried again
 * until it takes it: the turn is accepted, so it must end. What no repetition heals ends the turn
 * with a sentence, so that its lane goes on.
 */
export class Conductor {
  readonly #parts: ConductorParts;

  constructor(parts: ConductorParts) {
    this.#parts = parts;
  }

  /** Resolves with how the turn ended. Rejects with `Parked` when it is left to its journal. */
  async conduct(turn: Turn, signal: AbortSignal): Promise<RunOutcome> {
    const { clock, attend } = this.#parts;
    this.#parts.leaving.throwIfAborted();
    const startedAt = clock.now();
    const leave = attend?.(turn.request);
    try {
      const { outcome } = await this.#take(turn, signal, startedAt);
      this.#tell(turn, { kind: "end", startedAt, at: clock.now(), outcome });
      return outcome;
    } finally {
      leave?.();
    }
  }

  async #take(turn: Turn, signal: AbortSignal, startedAt: number): Promise<Executed> {
    const { path, log } = this.#parts;
    try {
      const poisoned = turn.attempts >= ATTEMPTS_MAX;
      if (!poisoned) await this.#persist(turn, () => path.begin(turn, startedAt));
      this.#tell(turn, { kind: "start", at: startedAt });
      const executed = poisoned ? { outcome: POISONED } : await this.#execute(turn, signal);
      await this.#persist(turn, () => path.finish(turn, executed));
      return executed;
    } catch (error) {
      if (error instanceof Parked) throw error;
      log.error("a turn cannot go on; this is a defect", {
        run: turn.request.id,
        ...errorFields(error),
      });
      await this.#persist(turn, () => path.discard(turn, BROKEN));
      return { outcome: BROKEN };
    }
  }

  async #execute(turn: Turn, signal: AbortSignal): Promise<Executed> {
    const { path } = this.#parts;
    const onEvent = (event: RunEvent) => this.#tell(turn, event);
    const executed = await this.#persist(turn, () => path.execute(turn, signal, onEvent));
    // A turn that was stopped because the gateway leaves is not over: it goes on after the next
    // start.
    if (!(signal.aborted && signal.reason instanceof Parked)) return executed;
    await path.park(turn);
    throw signal.reason;
  }

  /** Only trouble that passes is worth another try. */
  async #persist<T>(turn: Turn, step: () => Promise<T>): Promise<T> {
    const { clock, log, leaving } = this.#parts;
    const backoff = new Backoff({ initialMs: 500, maxMs: 30_000 });
    for (;;) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof ZeroError && error.retryable)) throw error;
        const fields = { run: turn.request.id, ...errorFields(error) };
        log.error("a step of a turn failed and is tried again", fields);
        await this.#untilRecovered();
        await clock.sleep(backoff.next(), leaving);
      }
    }
  }

  /** A step may begin with a model that is paid for, so it is not tried where it cannot end. */
  async #untilRecovered(): Promise<void> {
    const { recovered, leaving } = this.#parts;
    const left = Promise.withResolvers<void>();
    const leave = () => left.resolve();
    leaving.addEventListener("abort", leave, { once: true });
    if (!leaving.aborted) await Promise.race([recovered?.(), left.promise]);
    leaving.removeEventListener("abort", leave);
    leaving.throwIfAborted();
  }

  #tell({ request }: Turn, event: RunEvent): void {
    this.#parts.publish({ runId: request.id, session: request.session, event });
  }
}
