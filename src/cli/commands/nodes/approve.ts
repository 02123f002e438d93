import { ask } from "../../wire/connection.ts";
import { STATUS, UsageError } from "../../failures.ts";
import type { Io } from "../../io.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  RPC_OPTIONS,
  type Values,
} from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { nameOf } from "../../wire/nodes.ts";

export const summary = "Pairs a node that asked, and prints its token once.";
export const argument: ArgumentSpec = {
  name: "request",
  summary: "The id of the request, as `nodes pending` shows it.",
};
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const requestId = scene.argument;
  if (requestId === undefined) throw new UsageError("name the request to approve");
  const result = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("node.pair.approve", { requestId }),
  );
  if (given.json) {
    io.json(result);
    return STATUS.ok;
  }
  io.line(`Paired ${nameOf(result.node)}.`);
  io.line(`Token: ${result.node.token}`);
  io.note("The token is shown this once; give it to the node.");
  return STATUS.ok;
}
