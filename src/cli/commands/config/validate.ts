import { objectionTo } from "../../../config/rules/objections.ts";
import { JSON_OPTION, type OptionTable, type Values } from "../../argv/options.ts";
import { configLines, STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { type Scene, validityOf } from "../../scene.ts";

export const summary = "Checks the configuration exactly as the gateway does.";
export const options = { ...JSON_OPTION } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const { configuration, view } = validityOf(scene);
  const { program } = scene;
  const why = view.valid
    ? objectionTo(configuration, { program, allowUnconfigured: false })
    : undefined;
  const issues = view.issues ?? (why === undefined ? [] : [{ path: "gateway", message: why }]);
  const valid = issues.length === 0;
  if (given.json) io.json({ path: view.path, exists: view.exists, valid, issues });
  else if (valid) io.line(view.exists ? `Config OK: ${view.path}` : `No config file: ${view.path}`);
  else for (const line of configLines(view.path, issues)) io.note(line);
  return valid ? STATUS.ok : STATUS.failed;
}
