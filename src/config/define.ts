import type { TProperties } from "typebox";

/**
 * What a change to a key requires: `live` is read at each use, `service` restarts the part that
 * owns it, `gateway` restarts the gateway in its process. A key that says nothing is `gateway`.
 */
export type ReloadPolicy = "live" | "service" | "gateway";

/** A default that is computed from another key. */
export interface Derivation {
  readonly from: string;
  /**
   * For a port: so far above the other. There is none where the other is 0, which takes any free
   * one, nor where it would be above 65535; a key of this kind is an optional one.
   */
  readonly plus?: number;
  /** For an address at the port that `plus` makes: what stands before it, `http://127.0.0.1`. */
  readonly url?: string;
  /** For a path: what is below the other. */
  readonly append?: string;
}

/**
 * What a key may say about itself besides JSON Schema's own words (`default`, `description`). These
 * stand in the options of its schema, on any level; `reload`, `service` and `secret` of an object
 * hold for everything in it.
 */
interface Annotations {
  readonly derived?: Derivation;
  /**
   * Name of the environment variable that sets it: flag, then environment, then file, then default.
   */
  readonly env?: string;
  readonly reload?: ReloadPolicy;
  /** The service that a key of the policy `service` belongs to, by its name. */
  readonly service?: string;
  /** Redacted wherever the configuration is shown. */
  readonly secret?: boolean;
  /** The agent may change this value by itself; every other key is its owner's alone (SR16). */
  readonly agentMayChange?: boolean;
}

export interface ConfigSection<
  Path extends string = string,
  Properties extends TProperties = TProperties,
> {
  readonly kind: "config-section";
  /** Dotted path at which the keys are mounted; the empty path is the root of the file. */
  readonly path: Path;
  readonly properties: Properties;
  readonly policy: SectionPolicy;
}

/** What holds for every key of a section that does not say otherwise. */
type SectionPolicy = Pick<Annotations, "reload" | "service">;

/**
 * Declares one feature's part of the configuration. Read by `pnpm gen` only, which joins all
 * sections to one closed schema, so a key that nobody declared is an error. Two sections may share
 * a path as long as no key is in both.
 */
export function defineConfig<const Path extends string, Properties extends TProperties>(
  path: Path,
  properties: Properties,
  policy: SectionPolicy = {},
): ConfigSection<Path, Properties> {
  return { kind: "config-section", path, properties, policy };
}

/**
 * One key as the product sees it, written by `pnpm gen`. Objects are keys too and stand before what
 * is in them. In `key` a `*` is any name of a record or any place in a list.
 */
export interface ConfigKey extends Annotations {
  readonly key: string;
  readonly type: "string" | "integer" | "number" | "boolean" | "list" | "record" | "object" | "any";
  /** All values that it may have, where they are few. */
  readonly choices?: readonly unknown[];
  /** The key may be absent from a complete configuration. */
  readonly optional: boolean;
  /** The nearest key above that may be absent: without it, no default of this key applies. */
  readonly within?: string;
  readonly default?: unknown;
  readonly reload: ReloadPolicy;
  readonly secret: boolean;
  readonly description?: string;
}
