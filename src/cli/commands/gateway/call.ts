import { ask } from "../../wire/connection.ts";
import { parseParams } from "../../argv/json-params.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { argumentOf } from "../../argument.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  RPC_OPTIONS,
  type Values,
} from "../../argv/options.ts";
import { lenientConfigurationOf, type Scene } from "../../scene.ts";

export const summary = "Calls any method of the gateway.";
export const argument: ArgumentSpec = {
  name: "method",
  summary: "The method, such as `health` or `sessions.list`.",
};
export const options = {
  params: { type: "string", value: "json", summary: "Its parameters ({})." },
  expectFinal: {
    type: "boolean",
    summary: "Wait for the last answer of a method that answers twice, such as `agent`.",
  },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const method = argumentOf(scene, argument);
  const params = parseParams(given.params ?? "{}");
  const configuration = lenientConfigurationOf(scene, io);
  const { expectFinal = false } = given;
  const result = await ask(scene, configuration, given, ({ client }) =>
    client.call(method, params, { expectFinal }),
  );
  if (!given.json) io.line(`Gateway call: ${method}`);
  io.json(result);
  return STATUS.ok;
}
