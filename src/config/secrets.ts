import { Secret } from "../kernel/secret.ts";

/** What a value is once every `Secret` in it is plain text. */
export type Revealed<Type> = Type extends Secret
  ? string
  : Type extends readonly (infer Item)[]
    ? Revealed<Item>[]
    : Type extends object
      ? { [Key in keyof Type]: Revealed<Type[Key]> }
      : Type;

/** Every secret in a part of the configuration, each once; for a log that must not show them. */
export function secretsIn(value: unknown): Secret[] {
  const found = new Map<string, Secret>();
  visit(value, (secret) => found.set(secret.reveal(), secret));
  return [...found.values()];
}

/**
 * A plain copy with secrets as text, for an owner who cannot hold a `Secret`, such as a channel.
 * Never to be shown.
 */
export function reveal<Type>(value: Type): Revealed<Type> {
  return copy(value) as Revealed<Type>;
}

function visit(value: unknown, hear: (secret: Secret) => void): void {
  if (value instanceof Secret) hear(value);
  else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) visit(inner, hear);
  }
}

function copy(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copy(inner)]));
}
