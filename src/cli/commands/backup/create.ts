import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { configFiles } from "../../../config/file/included.ts";
import { expandHome } from "../../../config/paths.ts";
import { systemClock } from "../../../kernel/clock.ts";
import { hasCode } from "../../../kernel/errors.ts";
import { createBackup, type Created } from "../../../store/backup/create.ts";
import { SnapshotError } from "../../../store/snapshot.ts";
import { JSON_OPTION, type OptionTable, type Values } from "../../argv/options.ts";
import { byteText } from "../../terminal/byte-text.ts";
import { CommandError, STATUS } from "../../failures.ts";
import { Interrupted, type Io } from "../../io.ts";
import { type Scene, validityOf } from "../../scene.ts";

export const summary = "Writes one file with all that a gateway needs to go on elsewhere.";
export const options = {
  output: { type: "string", value: "file", summary: "The file to write; nothing may be there." },
  workspace: { type: "boolean", summary: "Add the agent's own files." },
  ...JSON_OPTION,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const { paths, version } = scene;
  const now = systemClock.now();
  const output = expandHome(given.output ?? defaultName(scene, now), paths.home);
  const files = configFiles(paths.configPath);
  const workspace = given.workspace
    ? validityOf(scene).configuration.config.agents.defaults.workspace
    : undefined;
  const { stateDir, profile } = paths;
  const created = await made(output, () =>
    createBackup({
      output,
      stateDir,
      configFiles: files,
      ...(workspace === undefined ? {} : { workspace }),
      profile,
      version,
      now,
      signal: io.interrupted(),
    }),
  );
  const { size } = statSync(output);
  if (given.json) io.json({ path: output, size, ...created });
  else tell(io, { output, size, created, program: scene.program });
  return STATUS.ok;
}

async function made(output: string, create: () => Promise<Created>): Promise<Created> {
  try {
    return await create();
  } catch (error) {
    if (error instanceof SnapshotError) throw new CommandError(error.message, [], { cause: error });
    if (error instanceof Interrupted || (error instanceof Error && error.name === "AbortError")) {
      throw new CommandError("The backup was interrupted; nothing was written.", [], {
        cause: error,
      });
    }
    const folder = dirname(output);
    if (hasCode(error, "ENOENT") && !existsSync(folder)) {
      const lines = ["Next: make it, or name a file elsewhere with --output."];
      throw new CommandError(`There is no folder ${folder}.`, lines, { cause: error });
    }
    if (!hasCode(error, "EEXIST")) throw error;
    const lines = ["Next: name another file with --output, or move that one away."];
    throw new CommandError(`${output} is there already.`, lines, { cause: error });
  }
}

function tell(
  io: Io,
  {
    output,
    size,
    created,
    program,
  }: {
    output: string;
    size: number;
    created: Created;
    program: string;
  },
): void {
  const { members, schema, config } = created.manifest;
  io.line(`Wrote ${output}: ${members.length} files, ${byteText(size)}.`);
  if (schema === null) io.note("There is no database in this state directory yet.");
  if (config === null) io.note("There is no configuration file.");
  for (const path of created.skipped) io.note(`Left out: ${path} is no plain file.`);
  io.line("It holds your secrets: keep it where only you can read it.");
  io.line(`Next: ${program} backup verify ${output}`);
}

/** In the folder where the command was called. */
function defaultName({ paths: { profile } }: Scene, now: number): string {
  const stamp = new Date(now).toISOString().slice(0, 19).replace("T", "-").replaceAll(":", "");
  return join(".", `zero-backup${profile === undefined ? "" : `-${profile}`}-${stamp}.tar`);
}
