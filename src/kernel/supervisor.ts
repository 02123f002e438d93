import type { Clock } from "./clock.ts";
import { FatalError, isSystemError } from "./errors.ts";
import { errorFields, type Log } from "./log.ts";
import type { HealthReport, Service, StopReason } from "./service.ts";
import { within } from "./within.ts";

const STOP_WITHIN_MS = 1_000;

/**
 * Starts services in order and stops them in reverse, each within its own deadline.
 * A failed start stops what already ran and rejects with the original error.
 */
export class Supervisor {
  readonly #services: readonly Service[];
  readonly #clock: Clock;
  readonly #log: Log;
  #started: Service[] = [];
  #leaving: Promise<void> | undefined;

  constructor(services: readonly Service[], clock: Clock, log: Log) {
    this.#services = services;
    this.#clock = clock;
    this.#log = log;
  }

  async start(): Promise<void> {
    for (const service of this.#services) {
      this.#started.push(service);
      try {
        await service.start();
      } catch (error) {
        const fields = { service: service.name, ...errorFields(error) };
        // What the system refused is told in full by whoever starts us; a defect needs its stack.
        const isOutside = isSystemError(error) || error instanceof FatalError;
        this.#log[isOutside ? "debug" : "error"]("a service did not start", fields);
        await this.stop({ reason: "start failed" });
        throw error;
      }
    }
  }

  /** Never rejects; a second call waits for the first. */
  stop(reason: StopReason): Promise<void> {
    this.#leaving ??= this.#stopAll(reason);
    return this.#leaving;
  }

  async #stopAll(reason: StopReason): Promise<void> {
    for (const service of this.#started.toReversed()) await this.#stopOne(service, reason);
    this.#started = [];
  }

  async #stopOne(service: Service, reason: StopReason): Promise<void> {
    const withinMs = service.stopWithinMs ?? STOP_WITHIN_MS;
    const leave = () =>
      this.#log.warn("a service was left behind", { service: service.name, withinMs });
    try {
      await within(this.#clock, withinMs, () => service.stop(reason), leave);
    } catch (error) {
      this.#log.error("a service failed to stop", { service: service.name, ...errorFields(error) });
    }
  }
}

/** What each service says of itself; those without an opinion are ok. */
export function reportsOf(services: readonly Service[]): Record<string, HealthReport> {
  return Object.fromEntries(services.map((s) => [s.name, s.health?.() ?? { state: "ok" }]));
}
