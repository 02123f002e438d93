import { randomUUID } from "node:crypto";
import type { DeviceRequest, DeviceWish } from "../../domain/device.ts";
import type { Clock, Timer } from "../../kernel/clock.ts";
import { ZeroError } from "../../kernel/errors.ts";

/** Whoever still wants to be let in asks again, so what is older is not kept. */
const REQUEST_TTL_MS = 300_000;
/** Devices that may wait at once. They wait in memory: strangers cause no write. */
const REQUESTS_MAX = 64;

export interface PairingRequestsOptions {
  readonly clock: Pick<Clock, "now" | "after">;
  /** A request is new. */
  readonly requested: (request: DeviceRequest) => void;
  /** Nobody answered in time, or the device asks for something else now. */
  readonly dropped: (request: DeviceRequest) => void;
}

/**
 * Devices that wait for a person's word, one request a device, for five minutes. What is asked for
 * never changes under an id: a device that asks for something else gets a new request, so nobody
 * approves what was not shown.
 */
export class PairingRequests {
  readonly #options: PairingRequestsOptions;
  readonly #waiting = new Map<string, { request: DeviceRequest; timer: Timer }>();

  constructor(options: PairingRequestsOptions) {
    this.#options = options;
  }

  /** Newest first. */
  list(): readonly DeviceRequest[] {
    return [...this.#waiting.values()].map(({ request }) => request).toReversed();
  }

  /**
   * The device's request, which is the one that waits already when it asks for the same again.
   * Throws UNAVAILABLE when too many wait.
   */
  add(wish: DeviceWish, isRepair: boolean): DeviceRequest {
    const { clock, requested, dropped } = this.#options;
    const known = this.list().find((request) => request.deviceId === wish.deviceId);
    if (known && asks(known) === asks(wish)) return known;
    if (known) {
      this.#forget(known.requestId);
      dropped(known);
    }
    if (this.#waiting.size >= REQUESTS_MAX) {
      const why = "too many devices wait for approval; approve or reject some, or try again later";
      throw new ZeroError("UNAVAILABLE", why, { retryAfterMs: REQUEST_TTL_MS });
    }
    const request = { ...wish, requestId: randomUUID(), isRepair, ts: clock.now() };
    this.#keep(request, REQUEST_TTL_MS);
    requested(request);
    return request;
  }

  #keep(request: DeviceRequest, forMs: number): void {
    const { clock, dropped } = this.#options;
    const timer = clock.after(forMs, () => {
      this.#waiting.delete(request.requestId);
      dropped(request);
    });
    this.#waiting.set(request.requestId, { request, timer });
  }

  /** Takes a request out. Throws INVALID_REQUEST when there is none of this id. */
  take(requestId: string): DeviceRequest {
    const request = this.find(requestId);
    this.#forget(requestId);
    return request;
  }

  /** A request that was taken waits again, for as long as it had left, unless it made a new one. */
  putBack(request: DeviceRequest): void {
    const leftMs = request.ts + REQUEST_TTL_MS - this.#options.clock.now();
    const isKnown = this.list().some(({ deviceId }) => deviceId === request.deviceId);
    if (leftMs > 0 && !isKnown) this.#keep(request, leftMs);
  }

  /** Throws INVALID_REQUEST when there is none of this id. */
  find(requestId: string): DeviceRequest {
    const found = this.#waiting.get(requestId);
    if (!found) throw new ZeroError("INVALID_REQUEST", "unknown requestId");
    return found.request;
  }

  stop(): void {
    for (const requestId of this.#waiting.keys()) this.#forget(requestId);
  }

  #forget(requestId: string): void {
    this.#waiting.get(requestId)?.timer.cancel();
    this.#waiting.delete(requestId);
  }
}

/** What a person is asked to allow. */
function asks({ role, scopes, commands }: DeviceWish): string {
  return JSON.stringify([role, scopes.toSorted(), commands.toSorted()]);
}
