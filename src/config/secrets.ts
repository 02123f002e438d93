import { isDeepStrictEqual } from "node:util";
import { Secret } from "../kernel/secret.ts";

/** Every secret in a part of the configuration, each once; for a log that must not show them. */
export function secretsIn(value: unknown): Secret[] {
  const found = new Map<string, Secret>();
  visit(value, (secret) => found.set(secret.reveal(), secret));
  return [...found.values()];
}

function visit(value: unknown, hear: (secret: Secret) => void): void {
  if (value instanceof Secret) hear(value);
  else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) visit(inner, hear);
  }
}

/**
 * True when two parts of a configuration say the same. What a secret holds counts: to a comparison
 * of objects all secrets look alike.
 */
export function isSamePart(left: unknown, right: unknown): boolean {
  const values = (part: unknown) => secretsIn(part).map((secret) => secret.reveal());
  return (
    JSON.stringify(left) === JSON.stringify(right) && isDeepStrictEqual(values(left), values(right))
  );
}
