import type { ConfigKey } from "../define.ts";

/** What a form shows beside a key. */
export interface Hint {
  readonly label: string;
  readonly help?: string;
  /** The part of the configuration that it stands with. */
  readonly group: string;
  readonly order: number;
  readonly sensitive?: true;
  /** Hardly anybody changes it. */
  readonly advanced?: true;
}

/** Keys below this depth are details of what stands above them. */
const PLAIN_DEPTH_MAX = 3;

/** A hint for every key, by its path; a `*` in it is any name, or any place in a list. */
export function hintsOf(keys: readonly ConfigKey[]): Record<string, Hint> {
  return Object.fromEntries(keys.map((key, order) => [key.key, hintOf(key, order)]));
}

function hintOf({ key, description, secret }: ConfigKey, order: number): Hint {
  const names = key.split(".");
  return {
    label: labelOf(names.findLast((name) => name !== "*") ?? key),
    ...(description === undefined ? {} : { help: description }),
    group: names[0] ?? key,
    order,
    ...(secret ? { sensitive: true } : {}),
    ...(names.length > PLAIN_DEPTH_MAX ? { advanced: true } : {}),
  };
}

/** `customBindHost` as a person reads it: `Custom bind host`. */
function labelOf(name: string): string {
  const words = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
