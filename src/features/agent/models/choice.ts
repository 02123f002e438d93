import type { Clock } from "../../../kernel/clock.ts";
import { errorFields, type Log } from "../../../kernel/log.ts";
import { type Model, ModelError } from "../model.ts";
import { OFFLINE_REF } from "../offline/offline.ts";
import type { AgentSettings } from "../settings.ts";
import type { Catalog } from "./catalog.ts";
import type { FoundServer } from "../../../net/model-servers.ts";

/** Which model answers, and why it is this one. */
export interface ModelChoice {
  readonly ref: string;
  readonly why: "configured" | "key" | "local server" | "nothing else";
}

export interface ChoiceOptions {
  readonly settings: Pick<AgentSettings, "model">;
  readonly catalog: Catalog;
  readonly detect: () => Promise<readonly FoundServer[]>;
  readonly clock: Pick<Clock, "monotonic">;
  readonly log: Log;
  /** What was found on this machine before; absent: nobody looked. */
  readonly found?: readonly FoundServer[] | undefined;
}

/** Servers come and go; a turn that depends on them looks again after this time. */
const FRESH_MS = 30_000;

/**
 * Chooses the model of a turn: the configured one, else that of a key, else that of a server on
 * this machine, else the built-in one. The machine is looked at only when nothing was configured.
 */
export class Choice {
  readonly #options: ChoiceOptions;
  /** Undefined until the machine was looked at once. */
  #servers: readonly FoundServer[] | undefined;
  #looked: { at: number; done: Promise<void> } | undefined;

  constructor(options: ChoiceOptions) {
    this.#options = options;
    this.#servers = options.found;
    if (options.found) options.catalog.found(options.found);
  }

  /** What runs on this machine, as far as somebody looked. */
  get servers(): readonly FoundServer[] | undefined {
    return this.#servers;
  }

  /** Looks for local servers now. Never rejects, and lasts no longer than detection's budget. */
  detect(): Promise<void> {
    const done = this.#look();
    this.#looked = { at: this.#options.clock.monotonic(), done };
    return done;
  }

  async current(): Promise<ModelChoice> {
    const stated = this.#stated();
    if (stated) return stated;
    await this.#fresh();
    return this.#found(this.#servers ?? []);
  }

  /**
   * What `current` would say, from what is known already: undefined until the machine was looked at
   * once. It starts a new look when the last one is old, and does not wait for it.
   */
  known(): ModelChoice | undefined {
    const stated = this.#stated();
    if (stated) return stated;
    this.#fresh().catch((error: unknown) => {
      this.#options.log.warn("this machine could not be looked at", errorFields(error));
    });
    return this.#servers && this.#found(this.#servers);
  }

  /** What was chosen by configuration or by a key. */
  #stated(): ModelChoice | undefined {
    const { settings, catalog } = this.#options;
    const configured = settings.model.primary ?? catalog.firstConfigured();
    if (configured !== undefined) return { ref: configured, why: "configured" };
    const keyed = catalog.firstWithKey();
    return keyed === undefined ? undefined : { ref: keyed, why: "key" };
  }

  #found([found]: readonly FoundServer[]): ModelChoice {
    const name = found?.models[0]?.name;
    if (name !== undefined) return { ref: `${found?.server.id}/${name}`, why: "local server" };
    return { ref: OFFLINE_REF, why: "nothing else" };
  }

  /**
   * The chosen model and its fallbacks, in order: the session's own choice, where it has one,
   * stands for the configured model. Throws `ModelError` when none of them can be used.
   */
  async candidates(chosen?: string): Promise<readonly Model[]> {
    const { settings, catalog, log } = this.#options;
    const ref = chosen ?? (await this.current()).ref;
    const models: Model[] = [];
    let problem: ModelError | undefined;
    for (const name of [ref, ...settings.model.fallbacks]) {
      try {
        const model = catalog.resolve(name);
        if (!models.includes(model)) models.push(model);
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        problem ??= error;
        log.warn("a model cannot be used", { model: name, ...errorFields(error) });
      }
    }
    if (models.length === 0 && problem) throw problem;
    return models;
  }

  #fresh(): Promise<void> {
    const age = this.#options.clock.monotonic() - (this.#looked?.at ?? Number.NEGATIVE_INFINITY);
    return this.#looked && age <= FRESH_MS ? this.#looked.done : this.detect();
  }

  async #look(): Promise<void> {
    const servers = await this.#options.detect();
    this.#servers = servers;
    this.#options.catalog.found(servers);
  }
}
