import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { getAllowances, NODE_OPTION, ownerOf, showAllowances } from "../../wire/approvals.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Shows the commands that are allowed for good.";
export const options = {
  ...NODE_OPTION,
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const view = await ask(scene, configurationOf(scene), given, async ({ client }) =>
    getAllowances(client, await ownerOf(client, given)),
  );
  if (given.json) io.json(view);
  else showAllowances(io, view);
  return STATUS.ok;
}
