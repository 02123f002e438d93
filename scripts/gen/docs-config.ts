import type { ConfigKey } from "../../src/config/define.ts";
import { configKeys } from "./config-keys.ts";
import type { JsonSchema } from "./json-schema.ts";
import { code, page, table } from "./markdown.ts";
import type { Output } from "./output.ts";

const INTRO = [
  "The file is JSON5, `zero.json` in the state directory. A key that is not listed here is an " +
    "error. A flag wins over an environment variable, that over the file, and the file over the " +
    "default. In a key, `*` stands for a name of your choice or for each entry of a list.",
  "A change takes effect as the last column says: `live` at once, `service` when the part that " +
    "owns the key has restarted, `gateway` when the gateway has restarted within its process. " +
    "Secrets are never shown.",
];

/** The reference page of the configuration, one table for each key of the first level. */
export function configReference(root: JsonSchema): Output {
  const groups = Map.groupBy(
    configKeys(root).filter((key) => key.type !== "object"),
    ({ key }) => key.split(".")[0] ?? key,
  );
  const blocks = [...groups].flatMap(([name, keys]) => [`## ${name}`, tableOf(keys)]);
  const files = new Map([
    ["docs/reference/config.md", page("Configuration", [...INTRO, ...blocks])],
  ]);
  return { files, folders: [] };
}

function tableOf(keys: readonly ConfigKey[]): string {
  return table(
    ["key", "type", "default", "variable", "what it does", "takes effect"],
    keys.map((key) => [
      code(key.key),
      key.choices ? key.choices.map((choice) => code(String(choice))).join(", ") : key.type,
      defaultOf(key),
      key.env === undefined ? "" : code(key.env),
      `${key.description ?? ""}${key.secret ? " Secret." : ""}`.trim(),
      key.reload,
    ]),
  );
}

function defaultOf({ default: value, derived, optional }: ConfigKey): string {
  if (value !== undefined) return code(JSON.stringify(value));
  if (derived === undefined) return optional ? "" : "required";
  const from = code(derived.from);
  if (derived.append !== undefined) return `${from} and ${code(derived.append)}`;
  const port = derived.plus === undefined ? from : `${from} + ${derived.plus}`;
  return derived.url === undefined ? port : `${code(derived.url)} at ${port}`;
}
