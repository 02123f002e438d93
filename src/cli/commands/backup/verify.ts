import { expandHome } from "../../../config/paths.ts";
import { verifyBackup } from "../../../store/backup/verify.ts";
import { argumentOf } from "../../argument.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  type Values,
} from "../../argv/options.ts";
import { backupFile } from "../../facts/backup-file.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import type { Scene } from "../../scene.ts";

export const summary = "Reads a backup to its end and says whether it can be restored.";
export const argument: ArgumentSpec = { name: "file", summary: "The backup." };
export const options = { ...JSON_OPTION } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const path = backupFile(expandHome(argumentOf(scene, argument), scene.paths.home));
  const { manifest, problems } = await verifyBackup(path);
  const ok = problems.length === 0;
  if (given.json) io.json({ ok, path, manifest: manifest ?? null, problems });
  else if (ok && manifest) {
    const { members, createdAt, version } = manifest;
    io.line(`${io.style("green", "OK")} ${path}: ${members.length} files as they were backed up`);
    io.line(`  made ${createdAt} by ZERO ${version} from ${manifest.stateDir}`);
  } else {
    io.note(`${path} is damaged:`);
    for (const problem of problems) io.note(`- ${problem}`);
  }
  return ok ? STATUS.ok : STATUS.failed;
}
