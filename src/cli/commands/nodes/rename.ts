import { ask } from "../../wire/connection.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { NODE, nodeIdOf } from "../../wire/nodes.ts";

export const summary = "Gives a node another name.";
export const options = {
  node: NODE,
  name: { type: "string", required: true, value: "name", summary: "Its new name." },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const { name: displayName } = given;
  const result = await ask(scene, configurationOf(scene), given, async ({ client }) =>
    client.request("node.rename", { nodeId: await nodeIdOf(client, given.node), displayName }),
  );
  if (given.json) io.json(result);
  else io.line(`${printable(result.nodeId)} is now called ${printable(result.displayName)}.`);
  return STATUS.ok;
}
