import { argumentOf, DEVICE_REQUEST } from "../../argument.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Turns a device away that waits; it may ask again.";
export const argument = DEVICE_REQUEST;
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const requestId = argumentOf(scene, argument);
  const rejected = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("device.pair.reject", { requestId }),
  );
  if (given.json) io.json(rejected);
  else io.line(`Rejected ${rejected.deviceId}.`);
  return STATUS.ok;
}
