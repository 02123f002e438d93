import { argumentOf } from "../../argument.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  type Values,
} from "../../argv/options.ts";
import { editorOf, versionText, writeConfig } from "../../config-edit.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";

export const summary = "Puts an earlier version of the configuration file back.";
export const options = { ...JSON_OPTION } as const satisfies OptionTable;
export const argument: ArgumentSpec = {
  name: "version",
  summary: "Its number in `zero config history`.",
};

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const { number, text } = versionText(scene, argumentOf(scene, argument));
  return writeConfig(io, scene, {
    said: `Put version ${number} back`,
    json: given.json,
    // Naming a version is meaning all of it.
    write: () => editorOf(scene).replace(() => text, { by: "cli", force: true }),
  });
}
