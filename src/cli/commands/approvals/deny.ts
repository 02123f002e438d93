import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  RPC_OPTIONS,
  type Values,
} from "../../argv/options.ts";
import { STATUS, UsageError } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Refuses a command that waits.";
export const argument: ArgumentSpec = {
  name: "id",
  summary: "Its id, as `zero approvals pending` shows it.",
};
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const id = scene.argument;
  if (id === undefined) throw new UsageError("name the command by its id");
  const resolved = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("exec.approval.resolve", { id, decision: "deny" }),
  );
  if (given.json) io.json(resolved);
  else io.line("Refused.");
  return STATUS.ok;
}
