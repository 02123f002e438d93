import { JSON_OPTION, type OptionTable, type Values } from "../../argv/options.ts";
import { editorOf } from "../../config-edit.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";

export const summary = "Lists the versions that the configuration file has had.";
export const options = { ...JSON_OPTION } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const versions = editorOf(scene).versions();
  if (given.json) {
    io.json({ path: scene.paths.configPath, versions });
    return STATUS.ok;
  }
  if (versions.length === 0) io.line("No versions yet: they are kept from the first change on.");
  for (const { number, at, by, hash } of versions.toReversed()) {
    io.line(
      `${String(number).padStart(4)}  ${new Date(at).toISOString()}  ${by.padEnd(6)}  ${hash}`,
    );
  }
  if (versions.length > 0) {
    io.note(`\`${scene.program} config diff <number>\` compares one with the file.`);
  }
  return STATUS.ok;
}
