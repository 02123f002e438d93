import type { Config } from "../generated/sections.ts";
import type { Configuration } from "../load.ts";
import { isSamePart } from "../secrets.ts";

/** The configuration that is in force, for everything that reads it at each use. */
export class RunningConfig {
  #now: Configuration;
  readonly #observers: ((now: Configuration) => void)[] = [];

  constructor(now: Configuration) {
    this.#now = now;
  }

  get now(): Configuration {
    return this.#now;
  }

  get config(): Config {
    return this.#now.config;
  }

  /**
   * Puts another one in force. A section that says the same as before stays the same object, so
   * that whoever keeps something made of it can tell by that.
   */
  adopt(next: Configuration): void {
    const before: Partial<Config> = this.#now.config;
    const config: Config = { ...next.config };
    for (const name of Object.keys(config) as (keyof Config)[]) {
      if (isSamePart(before[name], config[name])) Object.assign(config, { [name]: before[name] });
    }
    this.#now = { ...next, config: Object.freeze(config) };
    for (const observer of this.#observers) observer(this.#now);
  }

  /** Calls `observer` whenever another configuration was put in force. */
  observe(observer: (now: Configuration) => void): void {
    this.#observers.push(observer);
  }
}
