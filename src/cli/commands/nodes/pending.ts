import { systemClock } from "../../../kernel/clock.ts";
import { ask } from "../../wire/connection.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { nodePairings } from "../../wire/node-pairings.ts";
import { pendingLine } from "../../wire/nodes.ts";

export const summary = "Lists the nodes that wait to be paired.";
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const { pending } = await ask(scene, configurationOf(scene), given, ({ client }) =>
    nodePairings(client),
  );
  if (given.json) {
    io.json(pending);
    return STATUS.ok;
  }
  if (pending.length === 0) io.line("No node waits to be paired.");
  for (const node of pending) io.line(pendingLine(node, systemClock.now()));
  return STATUS.ok;
}
