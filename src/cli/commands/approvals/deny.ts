import { argumentOf, APPROVAL } from "../../argument.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Refuses a command that waits.";
export const argument = APPROVAL;
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const id = argumentOf(scene, argument);
  const resolved = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("exec.approval.resolve", { id, decision: "deny" }),
  );
  if (given.json) io.json(resolved);
  else io.line("Refused.");
  return STATUS.ok;
}
