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
