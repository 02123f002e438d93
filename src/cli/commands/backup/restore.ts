import { basename } from "node:path";
import { expandHome } from "../../../config/paths.ts";
import { systemClock } from "../../../kernel/clock.ts";
import { EscapeError, restoreBackup, type Restored } from "../../../store/backup/restore.ts";
import { argumentOf } from "../../argument.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  type Values,
} from "../../argv/options.ts";
import { backupFile } from "../../facts/backup-file.ts";
import { CommandError, STATUS, UsageError } from "../../failures.ts";
import { holdState } from "../../hold-state.ts";
import type { Io } from "../../io.ts";
import { canAsk, confirm } from "../../terminal/prompts.ts";
import type { Scene } from "../../scene.ts";

export const summary = "Puts a backup in place, and keeps what was there beside it.";
export const argument: ArgumentSpec = { name: "file", summary: "The backup." };
export const options = {
  workspace: {
    type: "string",
    value: "folder",
    summary: "Where the agent's own files go; without it they are left out.",
  },
  force: { type: "boolean", summary: "Also where there is a gateway's state already." },
  yes: { type: "boolean", summary: "Ask nothing." },
  ...JSON_OPTION,
} as const satisfies OptionTable;

/** Paths that are named before the rest is counted. */
const NAMED_MAX = 10;

type Given = Values<typeof options>;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const { stateDir, configPath, home } = scene.paths;
  const path = backupFile(expandHome(argumentOf(scene, argument), home));
  const now = systemClock.now();
  const workspace =
    given.workspace === undefined ? {} : { workspace: expandHome(given.workspace, home) };
  const agree = (replaced: readonly string[]) => agreed(io, given, replaced, scene);
  const lock = holdState(scene, "restored");
  try {
    const target = { path, stateDir, configPath, ...workspace, now, agree };
    return tell(io, await restoreBackup(target), { given, scene, path });
  } catch (error) {
    if (error instanceof EscapeError) {
      throw new CommandError(`Nothing was restored: ${error.message}.`, [], { cause: error });
    }
    throw error;
  } finally {
    lock.release();
  }
}

async function agreed(
  io: Io,
  given: Given,
  replaced: readonly string[],
  { paths: { stateDir } }: Scene,
): Promise<boolean> {
  if (replaced.length === 0) return true;
  if (!given.force) {
    throw new CommandError(
      `Nothing was restored: ${stateDir} holds the state of a gateway already:`,
      [
        ...replaced.slice(0, NAMED_MAX).map((path) => `- ${path}`),
        ...(replaced.length > NAMED_MAX ? [`and ${replaced.length - NAMED_MAX} more.`] : []),
        "Next: --force replaces it and keeps what is there beside it, or choose another directory",
        "with --profile or ZERO_STATE_DIR.",
      ],
    );
  }
  if (given.yes) return true;
  if (!canAsk()) throw new UsageError("without a terminal, --force needs --yes");
  return confirm(`Replace ${replaced.length} files in ${stateDir}? They are kept beside it.`);
}

function tell(
  io: Io,
  restored: Restored,
  { given, scene, path }: { given: Given; scene: Scene; path: string },
): number {
  if (restored.kind === "refused") {
    io.note("Nothing was restored.");
    return STATUS.failed;
  }
  if (restored.kind === "damaged") {
    const { problems } = restored.verdict;
    const lines = problems.map((problem) => `- ${problem}`);
    throw new CommandError(`Nothing was restored: ${path} is damaged:`, lines);
  }
  const { manifest, count, kept, elsewhere, leftOut } = restored;
  const { stateDir } = scene.paths;
  if (given.json) {
    io.json({ path, stateDir, count, kept: kept ?? null, elsewhere, leftOut, manifest });
    return STATUS.ok;
  }
  io.line(`Restored ${count} files of ${manifest.createdAt} into ${stateDir}.`);
  if (kept !== undefined) io.line(`What was there is in ${kept}.`);
  for (const { from, to } of elsewhere) {
    io.note(`Part of the configuration was at ${from} and is now ${to}: correct its $include.`);
  }
  if (leftOut.length > 0) io.note(leftOutLine(leftOut, stateDir));
  io.line("Two gateways with the same identity disturb each other: stop the one it was made from.");
  io.line(`Next: ${scene.program} doctor, then ${scene.program} gateway`);
  return STATUS.ok;
}

function leftOutLine(names: readonly string[], stateDir: string): string {
  const [first = ""] = names;
  const isWorkspace = names.every((name) => name.startsWith("workspace/"));
  return isWorkspace
    ? `Left out: ${names.length} files of the workspace; --workspace FOLDER restores them too.`
    : `Left out: ${names.length} files, such as ${basename(first)}, for which ${stateDir} has no place.`;
}
