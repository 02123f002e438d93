import { ask } from "../../wire/connection.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { argumentOf, NODE_REQUEST } from "../../argument.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { waitsAsDevice } from "../../wire/node-pairings.ts";
import { nameOf } from "../../wire/nodes.ts";

export const summary =
  "Lets a node in that waits; prints the token of one with a pairing of its own, once.";
export const argument = NODE_REQUEST;
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

const TOKEN_NOTE =
  "Shown once: only node.pair.verify takes it; a node that connects is approved as a device.";

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const requestId = argumentOf(scene, argument);
  const result = await ask(scene, configurationOf(scene), given, async ({ client }) =>
    (await waitsAsDevice(client, requestId))
      ? client.request("device.pair.approve", { requestId })
      : client.request("node.pair.approve", { requestId }),
  );
  if (given.json) {
    io.json(result);
    return STATUS.ok;
  }
  if ("device" in result) {
    const { deviceId: nodeId, displayName = nodeId } = result.device;
    io.line(`Approved ${nameOf({ nodeId, displayName })}. It may connect now.`);
    return STATUS.ok;
  }
  io.line(`Paired ${nameOf(result.node)}.`);
  io.line(`Token: ${result.node.token}`);
  io.note(TOKEN_NOTE);
  return STATUS.ok;
}
