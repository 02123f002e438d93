import type { RequestFrame } from "@zero/protocol";
import type { Clock } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import type { Log } from "../../kernel/log.ts";
import type { Connection } from "./connection/connection.ts";
import type { Call } from "./handlers.ts";
import { errorReply, okReply, toZeroError } from "./replies.ts";
import type { Caller } from "./services.ts";
import type { WireLog } from "./wire-log.ts";

export interface RequestHost {
  readonly clock: Clock;
  readonly log: Log;
  readonly wireLog: WireLog;
  readonly longRequestsMax: number;
  /** Why nothing is answered any more, once the gateway leaves. */
  readonly leaving: () => string | undefined;
}

/** A request from its frame to its last answer. */
export class Request implements Call {
  readonly frame: RequestFrame;
  readonly caller: Caller;
  readonly #host: RequestHost;
  readonly #connection: Connection;
  readonly #startedAt: number;
  #state: "now" | "later" | "parked" = "now";
  #parkedAt: number | undefined;

  constructor(frame: RequestFrame, caller: Caller, connection: Connection, host: RequestHost) {
    this.frame = frame;
    this.caller = caller;
    this.#connection = connection;
    this.#host = host;
    this.#startedAt = host.clock.monotonic();
  }

  get gone(): AbortSignal {
    return this.#connection.gone;
  }

  now(): number {
    return this.#host.clock.now();
  }

  accept(payload: object): void {
    this.park();
    this.#connection.send(okReply(this.frame.id, payload));
  }

  park(): void {
    if (this.#state === "parked") return;
    const { longRequestsMax: max } = this.#host;
    if (this.#connection.longRequests >= max) {
      throw new ZeroError("UNAVAILABLE", `more than ${max} answers are waited for; try later`);
    }
    this.#connection.longRequests += 1;
    if (this.#state === "later") this.#connection.end();
    this.#state = "parked";
    this.#parkedAt = this.#host.clock.monotonic();
  }

  settleLater(result: Promise<object>): void {
    if (this.#state === "now") {
      this.#state = "later";
      this.#connection.begin();
    }
    result.then((value) => this.succeed(value)).catch((error: unknown) => this.fail(error));
  }

  succeed(result: object): void {
    this.#finish(okReply(this.frame.id, result), undefined);
  }

  fail(thrown: unknown): void {
    const { log, leaving } = this.#host;
    const reason = thrown instanceof ZeroError ? undefined : leaving();
    const error = reason
      ? new ZeroError("UNAVAILABLE", reason, { cause: thrown })
      : toZeroError(thrown, log, this.frame.method);
    this.#finish(errorReply(this.frame.id, error), error);
  }

  #finish(reply: string, error: ZeroError | undefined): void {
    this.#connection.send(reply);
    if (this.#state === "later") this.#connection.end();
    if (this.#state === "parked") this.#connection.longRequests -= 1;
    const now = this.#host.clock.monotonic();
    this.#host.wireLog.answered(this.#connection, this.frame, {
      error,
      durationMs: now - this.#startedAt,
      firstMs: (this.#parkedAt ?? now) - this.#startedAt,
    });
  }
}
