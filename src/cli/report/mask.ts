import { makeRedactor } from "../../config/scrub.ts";
import { secretsIn } from "../../config/secrets.ts";
import type { Configuration } from "../../config/load.ts";

/** Shows a text to strangers: what names a person, their machine or a secret is covered. */
export type Mask = (text: string) => string;

/** What may stand in a sentence of the gateway and belongs to somebody. Each is linear. */
const PERSONAL: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}/g, "[address]"],
  [/(?<![\w@])@\w{3,64}/g, "[name]"],
  [/\+\d[\d ().-]{5,24}\d/g, "[number]"],
  [/(?<![\w.:])-?\d{6,20}(?![\w-])/g, "[number]"],
  [/(?<![\d.])(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g, "[ip]"],
  [/(?<=\/(?:home|Users)\/)[^/\s"']{1,64}/g, "[user]"],
];

/**
 * The mask for a report that is pasted somewhere: without the secrets of the configuration, phone
 * numbers, ids of people and groups, mail addresses, names on networks, addresses of machines; a
 * path in the home directory begins with `~`.
 */
export function maskFor({ config }: Configuration, home: string): Mask {
  const secrets = secretsIn(config).map((secret) => secret.reveal());
  const scrub = makeRedactor(secrets, config.logging.redactPatterns);
  return (text) => {
    let shown = scrub(text);
    if (home.length > 1) shown = shown.replaceAll(home, "~");
    for (const [pattern, word] of PERSONAL) shown = shown.replace(pattern, word);
    return shown;
  };
}

/** The same structure with every text masked; names of members stay. */
export function masked<Value>(value: Value, mask: Mask): Value {
  return walk(value, mask) as Value;
}

function walk(value: unknown, mask: Mask): unknown {
  if (typeof value === "string") return mask(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, mask));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, mask)]));
}
