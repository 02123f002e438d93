import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { showPending } from "../../wire/approvals.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Shows the commands that wait for somebody to allow them.";
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const result = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("exec.approval.list", {}),
  );
  if (given.json) io.json(result);
  else if (result.pending.length === 0) io.line("No command waits.");
  else for (const one of result.pending) showPending(io, one);
  return STATUS.ok;
}
