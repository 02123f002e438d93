import type { ErrorCode, Scope } from "@zero/protocol";
import type { Static, TSchema } from "typebox";

export type { Scope };

export interface MethodDefinition {
  readonly name: string;
  /** One sentence for the reference and for `zero gateway call --help`. */
  readonly summary: string;
  readonly scope: Scope;
  readonly params: TSchema;
  readonly result: TSchema;
  /** Codes besides INVALID_REQUEST and UNAVAILABLE, which any method may answer. */
  readonly errors?: readonly ErrorCode[];
  /** A two-stage method answers twice with the same id; this is the first payload. */
  readonly accepted?: TSchema;
}

/**
 * Declares a method: the one place where its name, scope and shapes are written. Read by `pnpm gen`
 * only; in the product everything comes from what it generates.
 */
export const defineMethod = <const Definition extends MethodDefinition>(
  definition: Definition,
): Definition => definition;

export interface EventDefinition {
  readonly name: string;
  readonly summary: string;
  readonly payload: TSchema;
  /** Who may see it; `all` is every connection that completed its handshake. */
  readonly scope: Scope | "all";
  /** True: a client that reads too slowly loses it. False: such a client is cut. */
  readonly dropIfSlow: boolean;
  /** Values of the payload's `state` that such a client loses although other states cut it. */
  readonly dropIfSlowStates?: readonly string[];
  /** False only for events that are no broadcast, such as the challenge. */
  readonly sequenced?: boolean;
  /** The event carries `stateVersion`. */
  readonly versioned?: boolean;
}

/** Declares an event, as `defineMethod` does a method. */
export const defineEvent = <const Definition extends EventDefinition>(
  definition: Definition,
): Definition => definition;

/** A result is only encoded, so whoever makes it may hand over what it cannot change. */
export type Frozen<Value> = Value extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Frozen<Value[Key]> }
    : Value;

export type ParamsOf<Definition extends MethodDefinition> = Static<Definition["params"]>;
export type ResultOf<Definition extends MethodDefinition> = Frozen<Static<Definition["result"]>>;
