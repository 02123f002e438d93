import { systemClock } from "../../../kernel/clock.ts";
import { ask } from "../../wire/connection.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { nodePairings } from "../../wire/node-pairings.ts";
import { pairedLine, pendingLine } from "../../wire/nodes.ts";

export const summary = "Lists the nodes that wait to be paired, and those that are.";
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const list = await ask(scene, configurationOf(scene), given, ({ client }) =>
    nodePairings(client),
  );
  if (given.json) {
    io.json(list);
    return STATUS.ok;
  }
  const { pending, paired } = list;
  const now = systemClock.now();
  io.line(`Pending: ${pending.length}, paired: ${paired.length}`);
  for (const node of pending) io.line(`  waits: ${pendingLine(node, now)}`);
  for (const node of paired) io.line(`  ${pairedLine(node, now)}`);
  if (pending.length > 0) io.line("`zero nodes approve <request>` lets one in.");
  return STATUS.ok;
}
