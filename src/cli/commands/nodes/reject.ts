import { ask } from "../../wire/connection.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { argumentOf, NODE_REQUEST } from "../../argument.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { waitsAsDevice } from "../../wire/node-pairings.ts";

export const summary = "Refuses a node that asked to be paired.";
export const argument = NODE_REQUEST;
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const requestId = argumentOf(scene, argument);
  const result = await ask(scene, configurationOf(scene), given, async ({ client }) => {
    if (!(await waitsAsDevice(client, requestId))) {
      return client.request("node.pair.reject", { requestId });
    }
    const { deviceId: nodeId } = await client.request("device.pair.reject", { requestId });
    return { requestId, nodeId };
  });
  if (given.json) io.json(result);
  else io.line(`Refused ${printable(result.nodeId)}.`);
  return STATUS.ok;
}
