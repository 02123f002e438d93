import { sections } from "../../../config/generated/sections.ts";
import { KeyTree } from "../../../config/key-tree.ts";
import { readMainFile } from "../../../config/load.ts";
import { redactText } from "../../../config/redact.ts";
import { parseDocument } from "../../../config/file/document.ts";
import { ConfigError } from "../../../config/problems.ts";
import { makeRedactor } from "../../../config/scrub.ts";
import { argumentOf } from "../../argument.ts";
import type { ArgumentSpec, OptionTable } from "../../argv/options.ts";
import { versionText } from "../../config-edit.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { lineDifferences } from "../../line-diff.ts";
import type { Scene } from "../../scene.ts";

export const summary = "Compares an earlier version of the configuration file with the file.";
export const options = {} as const satisfies OptionTable;
export const argument: ArgumentSpec = {
  name: "version",
  summary: "Its number in `zero config history`.",
};

export async function run(io: Io, _given: object, scene: Scene): Promise<number> {
  const { text } = versionText(scene, argumentOf(scene, argument));
  const now = readMainFile(scene.paths.configPath)?.text ?? "";
  const lines = lineDifferences(shown(text), shown(now));
  for (const { sign, line } of lines) {
    const style = sign === "-" ? "red" : sign === "+" ? "green" : "dim";
    io.line(io.style(style, `${sign} ${printable(line)}`));
  }
  if (lines.length === 0) io.line("No difference that may be shown.");
  return STATUS.ok;
}

/** Without secrets; of a text that cannot be read nothing tells where one begins. */
function shown(text: string): string {
  try {
    parseDocument(text, "");
    return redactText(text, new KeyTree(sections), makeRedactor([]));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return "(this version cannot be read as JSON5)";
  }
}
