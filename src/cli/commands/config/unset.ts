import { argumentOf } from "../../argument.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  type Values,
} from "../../argv/options.ts";
import { editorOf, keyPath, writeConfig } from "../../config-edit.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";

export const summary = "Removes a value from the configuration file; its default holds again.";
export const options = { ...JSON_OPTION } as const satisfies OptionTable;
export const argument: ArgumentSpec = { name: "path", summary: "A key, such as gateway.port." };

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const typed = argumentOf(scene, argument);
  const path = keyPath(typed);
  return writeConfig(io, scene, {
    said: `Removed ${typed}`,
    json: given.json,
    write: () => editorOf(scene).edit(() => [{ path, remove: true }], { by: "cli" }),
  });
}
