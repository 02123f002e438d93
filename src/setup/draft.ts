import type { Edit } from "../config/edit/edits.ts";
import { valueAt, type Value, type ValueObject } from "../config/file/document.ts";
import { type Configuration, loadConfig, readMainFile } from "../config/load.ts";
import { Secret } from "../kernel/secret.ts";
import type { Answer } from "./answer.ts";

export interface DraftOptions {
  /** Answers that were given beforehand, by the id of their step: those are not asked. */
  readonly given?: ReadonlyMap<string, Answer>;
  /** True: details are asked too, instead of taking what is suggested. */
  readonly detailed?: boolean;
}

/** What the answers so far would change. Nothing of it is written. */
export class Draft {
  readonly before: Configuration;
  readonly given: ReadonlyMap<string, Answer>;
  /** Of those that were given, the ids that a step asked for. */
  readonly used = new Set<string>();
  detailed: boolean;
  readonly #edits = new Map<string, Value>();
  readonly #variables = new Map<string, Secret>();
  readonly #hidden = new Set<string>();
  /** What was written, in lines; undefined as long as nothing was. */
  written: readonly string[] | undefined;
  /** Answers that change nothing in the configuration and that later steps depend on. */
  readonly choices = new Map<string, Answer>();

  constructor(before: Configuration, { given = new Map(), detailed = false }: DraftOptions = {}) {
    this.before = before;
    this.given = given;
    this.detailed = detailed;
  }

  /** The value that a key would have: a `Secret` where it is one that stands there already. */
  at(key: string): Value | Secret | undefined {
    return this.#edits.get(key) ?? valueAt(this.before.config as unknown as ValueObject, key);
  }

  textAt(key: string): string | undefined {
    const value = this.at(key);
    return typeof value === "string" ? value : undefined;
  }

  /**
   * Gives a key a value, unless the file or a default says the same already. What a variable says
   * is written all the same: the variable may be gone at the next start.
   */
  set(
    key: string,
    value: Value,
    options: { evenIfDefault?: boolean; secret?: boolean } = {},
  ): void {
    const source = this.before.sourceOf(key)?.kind;
    const now = valueAt(this.before.config as unknown as ValueObject, key) as Value | Secret;
    const same =
      JSON.stringify(now instanceof Secret ? now.reveal() : now) === JSON.stringify(value);
    const isThere = source === "file" || (source === "default" && options.evenIfDefault !== true);
    if (same && isThere) this.#edits.delete(key);
    else this.#edits.set(key, value);
    if (options.secret) this.#hidden.add(key);
  }

  /** Keeps a secret as a variable in `<state>/.env`. */
  setVariable(name: string, value: string): void {
    this.#variables.set(name, new Secret(value));
  }

  /** The value of a variable: the new one, else what any place of the environment says. */
  variable(name: string): string | undefined {
    return this.#variables.get(name)?.reveal() ?? this.before.env.get(name);
  }

  get edits(): readonly Edit[] {
    return [...this.#edits].map(([key, value]) => ({ path: key.split("."), value }));
  }

  get variables(): ReadonlyMap<string, Secret> {
    return this.#variables;
  }

  get isEmpty(): boolean {
    return this.#edits.size === 0 && this.#variables.size === 0;
  }

  /**
   * What would be written, in lines; of a secret only its fingerprint. `before` says what stands
   * before a line, by the key or the variable that it is about.
   */
  lines(before: (name: string) => string = () => ""): string[] {
    const edits = [...this.#edits].map(([key, value]) => {
      const line = `${before(key)}${key} = `;
      if (!this.#hidden.has(key)) return line + JSON.stringify(value);
      const text = typeof value === "string" ? value : JSON.stringify(value);
      return `${line}${new Secret(text).toString()} (only its fingerprint is shown)`;
    });
    const variables = [...this.#variables].map(([name, value]) => {
      return `${before(name)}${name} = ${value.toString()} in ${this.before.options.paths.envFile}`;
    });
    return [...edits, ...variables];
  }

  /** The configuration as it is on disk now: after `write` it holds what the draft changed. */
  reload(): Configuration {
    const { options } = this.before;
    return loadConfig(options, readMainFile(options.paths.configPath));
  }
}
