import { ClientUsageError, GatewayError, TimeoutError } from "./errors.ts";
import type { ResponseFrame } from "./frames.ts";
import { isRecord } from "./is-record.ts";

export interface CallOptions {
  /** Longest wait for the answer that settles the call; 0 waits for ever. */
  timeoutMs?: number;
  /** Two-stage methods: wait for the second answer instead of the first, `status:"accepted"`. */
  expectFinal?: boolean;
  /** Hears the first answer of a two-stage method. */
  onAccepted?: (payload: unknown) => void;
  /** Gives the wait up. What was asked goes on at the gateway. */
  signal?: AbortSignal;
}

interface PendingCall {
  readonly options: CallOptions;
  readonly resolve: (payload: unknown) => void;
  readonly reject: (error: unknown) => void;
  release(): void;
}

/** The requests of one connection that wait for an answer. */
export class PendingCalls {
  readonly #calls = new Map<string, PendingCall>();
  readonly #countMax: number;
  #lastId = 0;

  constructor(countMax: number) {
    this.#countMax = countMax;
  }

  /**
   * Registers a call and hands its id to `send`. Rejects with `ClientUsageError` when too many
   * wait, with `TimeoutError`, with the signal's reason, or with what `settle` and `failAll` say.
   */
  async add(options: CallOptions, send: (id: string) => void): Promise<unknown> {
    options.signal?.throwIfAborted();
    if (this.#calls.size >= this.#countMax) {
      throw new ClientUsageError(
        `${this.#countMax} requests are waiting already; wait for some of them first`,
      );
    }
    this.#lastId += 1;
    const id = `${this.#lastId}`;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#calls.set(id, { options, resolve, reject, release: this.#limit(id, options, reject) });
    try {
      send(id);
      return await promise;
    } finally {
      this.#calls.get(id)?.release();
      this.#calls.delete(id);
    }
  }

  /** An answer that nobody waits for (any more) is dropped. */
  settle(frame: ResponseFrame): void {
    const call = this.#calls.get(frame.id);
    if (!call) return;
    if (!frame.ok && frame.error) call.reject(new GatewayError(frame.error, frame.payload));
    else if (isAccepted(frame.payload)) this.#accept(frame.id, call, frame.payload);
    else call.resolve(frame.payload);
  }

  failAll(error: unknown): void {
    for (const call of this.#calls.values()) call.reject(error);
  }

  #accept(id: string, call: PendingCall, payload: unknown): void {
    call.options.onAccepted?.(payload);
    if (this.#calls.has(id) && !call.options.expectFinal) call.resolve(payload);
  }

  /** Starts the call's deadline and listens to its signal; returns what ends both. */
  #limit(id: string, options: CallOptions, reject: (error: unknown) => void): () => void {
    const { timeoutMs = 0, signal } = options;
    const expire = () => reject(new TimeoutError(timeoutMs));
    const timer = timeoutMs > 0 ? setTimeout(expire, Math.min(timeoutMs, DELAY_MAX_MS)) : undefined;
    const abort = () => reject(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    return () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
  }
}

/** The longest delay that timers accept, 2^31 - 1 ms; a longer one would fire at once. */
const DELAY_MAX_MS = 2_147_483_647;

function isAccepted(payload: unknown): boolean {
  return isRecord(payload) && payload["status"] === "accepted";
}
