import { argumentOf, APPROVAL } from "../../argument.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { findPending, showPending } from "../../wire/approvals.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Shows a command that waits, and lets it run.";
export const argument = APPROVAL;
export const options = {
  always: {
    type: "boolean",
    summary: "Allow exactly this command for good, not only this once.",
  },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const id = argumentOf(scene, argument);
  const decision = given.always ? "allow-always" : "allow-once";
  const approved = await ask(scene, configurationOf(scene), given, async ({ client }) => {
    const pending = await findPending(client, id, scene.program);
    if (!given.json) showPending(io, pending);
    await client.request("exec.approval.resolve", { id, decision });
    return { ...pending, decision };
  });
  if (given.json) io.json(approved);
  else
    io.line(given.always ? "Allowed, this time and whenever it is exactly this." : "Allowed once.");
  return STATUS.ok;
}
