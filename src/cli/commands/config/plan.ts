import { resolve } from "node:path";
import { planLines, planReload } from "../../../config/reload/plan.ts";
import { loadLastGood } from "../../../config/reload/last-good.ts";
import { loadConfig } from "../../../config/load.ts";
import { objectionTo } from "../../../config/rules/objections.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  type Values,
} from "../../argv/options.ts";
import { CommandError, STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";

export const summary = "Shows what another configuration would do to the gateway that runs.";
export const options = { ...JSON_OPTION } as const satisfies OptionTable;
export const argument: ArgumentSpec = {
  name: "file",
  summary: "The other configuration; without it, the file against what last ran.",
  optional: true,
};

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const { paths, env, argument: file } = scene;
  const before = loadLastGood({ paths, env });
  if (!before && file === undefined) {
    throw new CommandError("No gateway has run with this configuration yet, so nothing changes.");
  }
  const current = before ?? configurationOf(scene);
  const configPath = file === undefined ? paths.configPath : resolve(file);
  const next = loadConfig({ paths: { ...paths, configPath }, env });
  if (!next.file.exists) {
    throw new CommandError(`${configPath} does not exist.`, [
      "A gateway that runs goes on with what it read; one that starts needs the file.",
    ]);
  }
  const why = objectionTo(next, { program: scene.program, allowUnconfigured: false });
  if (why !== undefined) {
    throw new CommandError("A gateway would refuse it, and go on as it is:", [why]);
  }
  const { ignoredPaths: _paths, ...plan } = planReload(current.config, next.config);
  if (given.json) io.json(plan);
  else for (const line of planLines(plan)) io.line(line);
  return STATUS.ok;
}
