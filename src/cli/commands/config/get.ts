import { sections } from "../../../config/generated/sections.ts";
import { KeyTree, type Path } from "../../../config/key-tree.ts";
import { makeRedactor } from "../../../config/scrub.ts";
import { secretsIn } from "../../../config/secrets.ts";
import { shownConfig } from "../../../config/view.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  type Values,
} from "../../argv/options.ts";
import { keyPath } from "../../config-edit.ts";
import { CommandError, STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { describeSource } from "../../wire/target.ts";

export const summary = "Shows a value of the configuration, or all of it; secrets as fingerprints.";
export const options = { ...JSON_OPTION } as const satisfies OptionTable;
export const argument: ArgumentSpec = {
  name: "path",
  summary: "A key, such as gateway.port; without one, all of it.",
  optional: true,
};

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const { argument: typed = "" } = scene;
  const path = typed === "" ? [] : keyPath(typed);
  const { config, sourceOf } = configurationOf(scene);
  const scrub = makeRedactor(secretsIn(config).map((secret) => secret.reveal()));
  // Also what nobody declared a secret, such as a key in an address.
  const shown = shownConfig(config, scrub);
  const value = valueAt(shown, path);
  if (value === undefined) throw new CommandError(`${typed} is not set.`, hintFor(path));
  if (given.json) io.json(value);
  else io.line(typeof value === "string" ? printable(value) : JSON.stringify(value, null, 2));
  const source = sourceOf(typed);
  if (source && source.kind !== "file" && !given.json)
    io.note(`from ${describeSource(source, typed)}`);
  return STATUS.ok;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, name) => {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    return (at as Record<string | number, unknown>)[name];
  }, value);
}

function hintFor(path: Path): string[] {
  const names = new KeyTree(sections).namesIn(path.slice(0, -1));
  return names.length === 0 ? [] : [`Keys there: ${names.join(", ")}.`];
}
