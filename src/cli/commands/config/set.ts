import JSON5 from "json5";
import { parseDocument, type Value } from "../../../config/file/document.ts";
import { argumentOf } from "../../argument.ts";
import type { ArgumentSpec, OptionTable, Values } from "../../argv/options.ts";
import { editorOf, keyPath, writeConfig } from "../../config-edit.ts";
import { UsageError } from "../../failures.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";

export const summary =
  "Sets a value in the configuration file, and leaves the rest as it is written.";
export const options = {
  json: { type: "boolean", summary: "The value is strict JSON; a plain word is refused." },
} as const satisfies OptionTable;
const value: ArgumentSpec = { name: "value", summary: "JSON5, or a plain word." };
export const argument: ArgumentSpec = {
  name: "path",
  summary: "A key, such as gateway.port or agents.defaults.model.fallbacks[0].",
  next: value,
};

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const typed = argumentOf(scene, argument);
  const path = keyPath(typed);
  const edit = { path, value: valueOf(scene.more[0] ?? "", given.json ?? false) };
  return writeConfig(io, scene, {
    said: `Set ${typed}`,
    json: false,
    write: () => editorOf(scene).edit(() => [edit], { by: "cli" }),
  });
}

function valueOf(text: string, strict: boolean): Value {
  try {
    const parsed: unknown = strict ? JSON.parse(text) : JSON5.parse(text);
    return parseDocument(JSON.stringify({ value: parsed }), "the value")["value"] ?? null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // What a shell passes on for a word has lost its quotes.
    if (!strict && !/^[[{"']/.test(text.trim())) return text;
    // The parser's own words quote the value, which may be a secret.
    throw new UsageError(
      strict
        ? "the value is no JSON; a text needs its own quotes, as in '\"text\"', or leave --json out"
        : "the value is no JSON5: a quote or bracket that it begins with is not closed, or more follows",
    );
  }
}
