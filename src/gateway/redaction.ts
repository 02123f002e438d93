import type { Configuration } from "../config/load.ts";
import { secretsIn } from "../config/secrets.ts";
import { KEY_VARIABLES } from "../domain/model-provider.ts";

/**
 * What nobody may be shown: the configuration's secrets, and the keys that models are asked with.
 */
export function knownSecrets({ config, env }: Configuration): string[] {
  const keys = KEY_VARIABLES.flatMap((name) => env.get(name) ?? []);
  return [...secretsIn(config).map((secret) => secret.reveal()), ...keys];
}
