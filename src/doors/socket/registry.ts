import type { MethodRecord, Validate } from "@zero/protocol";
import type { Call, Encoded } from "./handlers.ts";
import type { Services } from "./services.ts";

/** A handler of any method. Its parameters were validated by the method's own schema. */
export type AnyHandler = (
  services: Services,
  params: never,
  call: Call,
) => object | Encoded | Promise<object | Encoded>;

/** A method that can be called: what was declared, how its parameters are checked, what answers. */
export interface Method {
  readonly record: MethodRecord;
  readonly validate: Validate<unknown>;
  readonly handle: AnyHandler;
}

export interface RegistryParts {
  readonly records: readonly MethodRecord[];
  readonly validators: Readonly<Record<string, Validate<unknown>>>;
  readonly groups: readonly Readonly<Record<string, AnyHandler>>[];
}

/**
 * Joins declarations, validators and handlers by name. Throws when any of them lacks another, or
 * when two handlers have one name: a gateway that would answer only half of its methods does not
 * start.
 */
export function joinMethods({
  records,
  validators,
  groups,
}: RegistryParts): ReadonlyMap<string, Method> {
  const handlers = new Map<string, AnyHandler>();
  for (const [name, handle] of groups.flatMap((group) => Object.entries(group))) {
    if (handlers.has(name)) throw new Error(`two handlers for the method ${name}`);
    handlers.set(name, handle);
  }
  const methods = new Map<string, Method>();
  for (const record of records) {
    const { name, scope } = record;
    const handle = handlers.get(name);
    const validate = Object.hasOwn(validators, name) ? validators[name] : undefined;
    if (!handle) throw new Error(`no handler for the method ${name}`);
    if (!validate) throw new Error(`no validator for the method ${name}; run pnpm gen`);
    if (!scope) throw new Error(`no scope for the method ${name}`);
    handlers.delete(name);
    methods.set(name, { record, validate, handle });
  }
  const [orphan] = handlers.keys();
  if (orphan !== undefined) throw new Error(`the handler ${orphan} has no declaration`);
  return methods;
}
