import { isObject, objectOf, pathTo, type Value } from "./document.ts";
import type { EnvironmentView } from "../environment.ts";
import type { Problem } from "../problems.ts";

/** `${NAME}`, or `$${NAME}`, which stands for the text `${NAME}`. */
const REFERENCE = /\$(\$?)\{([A-Z_][A-Z0-9_]*)\}/g;

/** Longest text that a substitution may make, in UTF-16 units. */
const TEXT_LENGTH_MAX = 256 * 1024;

/**
 * Replaces references to variables in every string below `value`. What is missing becomes a
 * problem, and stays.
 */
export function substitute(
  value: Value,
  env: EnvironmentView,
  problems: Problem[],
  path = "",
): Value {
  if (typeof value === "string") return substituteText(value, env, problems, path);
  if (Array.isArray(value)) {
    return value.map((item, at) => substitute(item, env, problems, pathTo(path, at)));
  }
  if (!isObject(value)) return value;
  return objectOf(
    Object.entries(value).map(([key, member]) => {
      return [key, substitute(member, env, problems, pathTo(path, key))];
    }),
  );
}

function substituteText(
  text: string,
  env: EnvironmentView,
  problems: Problem[],
  path: string,
): string {
  let length = text.length;
  const result = text.replace(REFERENCE, (reference, escape: string, name: string) => {
    if (escape !== "") return reference.slice(1);
    const found = env.get(name);
    if (found === undefined) {
      const message = `Missing env var "${name}" referenced at config path: ${path}`;
      problems.push({ path, message });
    }
    length += found?.length ?? 0;
    return found !== undefined && length <= TEXT_LENGTH_MAX ? found : reference;
  });
  if (length <= TEXT_LENGTH_MAX) return result;
  problems.push({ path, message: `longer than ${TEXT_LENGTH_MAX} characters once filled in` });
  return text;
}
