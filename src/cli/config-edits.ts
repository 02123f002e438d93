import {
  isObject,
  objectOf,
  parseDocument,
  type Value,
  type ValueObject,
} from "../config/file/document.ts";
import { writeConfigFile } from "../config/file/write.ts";
import type { Path } from "../config/key-tree.ts";
import { readText } from "../config/load.ts";
import type { DocumentEdit } from "../config/migrations/edits.ts";
import type { Paths } from "../config/paths.ts";
import { CommandError } from "./failures.ts";

/** Changes the configuration file at these places and keeps all the rest of it. */
export async function editConfig(
  { configPath }: Paths,
  edits: readonly DocumentEdit[],
): Promise<void> {
  const text = readText(configPath) ?? "{}";
  try {
    JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const lines = ["Change it by hand."];
    throw new CommandError(`${configPath} has comments that rewriting it would lose.`, lines, {
      cause: error,
    });
  }
  const document = edits.reduce(changed, parseDocument(text, configPath));
  await writeConfigFile(configPath, document);
}

function changed(document: ValueObject, { path, value }: DocumentEdit): ValueObject {
  return withAt(document, path, value);
}

function withAt(document: ValueObject, path: Path, value: Value | undefined): ValueObject {
  const [name = "", ...rest] = path;
  const inner = document[name];
  const next =
    rest.length === 0 ? value : withAt(isObject(inner) ? inner : objectOf([]), rest, value);
  const others = Object.entries(document).filter(([other]) => other !== `${name}`);
  return objectOf(next === undefined ? others : [...others, [`${name}`, next]]);
}
