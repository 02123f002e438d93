import { ask } from "../../wire/connection.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { NODE, nodeIdOf, nodeLine } from "../../wire/nodes.ts";

export const summary = "Shows one node: what it is and which commands it takes.";
export const options = {
  node: NODE,
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const node = await ask(scene, configurationOf(scene), given, async ({ client }) =>
    client.request("node.describe", { nodeId: await nodeIdOf(client, given.node) }),
  );
  if (given.json) {
    io.json(node);
    return STATUS.ok;
  }
  io.line(nodeLine(node, io));
  const { deviceFamily, modelIdentifier, version, remoteIp, permissions = {} } = node;
  const granted = Object.entries(permissions).map(([name, on]) => `${name} ${on ? "yes" : "no"}`);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Device", [deviceFamily, modelIdentifier].filter((word) => word !== undefined).join(" ")],
    ["Version", version],
    ["Address", remoteIp],
    ["Capabilities", node.caps.join(", ")],
    ["Permissions", granted.join(", ")],
    ["Commands", node.commands.join(", ")],
  ];
  for (const [name, value = ""] of facts) if (value !== "") io.line(`${name}: ${printable(value)}`);
  return STATUS.ok;
}
