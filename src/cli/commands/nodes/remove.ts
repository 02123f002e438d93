import { ask } from "../../wire/connection.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { NODE, nodeIdOf } from "../../wire/nodes.ts";

export const summary = "Ends the pairing of a node and closes its connection.";
export const options = {
  node: NODE,
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const result = await ask(scene, configurationOf(scene), given, async ({ client }) =>
    client.request("node.pair.remove", { nodeId: await nodeIdOf(client, given.node) }),
  );
  if (given.json) io.json(result);
  else io.line(`Removed ${printable(result.nodeId)}; its token no longer holds.`);
  return STATUS.ok;
}
