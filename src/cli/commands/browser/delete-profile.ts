import { nameRefusal } from "../../../config/ports/browser-profiles.ts";
import { argumentOf } from "../../argument.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  type Values,
} from "../../argv/options.ts";
import { deleteProfile } from "../../browser/profile-edits.ts";
import { editorOf, writeConfig } from "../../config-edit.ts";
import { UsageError } from "../../failures.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";

export const summary = "Removes a browser profile from the configuration; its port is free again.";
export const options = { ...JSON_OPTION } as const satisfies OptionTable;
export const argument: ArgumentSpec = {
  name: "name",
  summary: "Its name, as `zero browser profiles` shows it.",
};

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const name = argumentOf(scene, argument);
  const refusal = nameRefusal(name);
  if (refusal !== undefined) throw new UsageError(refusal);
  const { paths, env } = scene;
  return writeConfig(io, scene, {
    said: `Removed the browser profile ${name}`,
    json: given.json,
    more: () => ({ name }),
    write: () => deleteProfile({ editor: editorOf(scene), load: { paths, env } }, name),
  });
}
