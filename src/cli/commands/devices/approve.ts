import { argumentOf, DEVICE_REQUEST } from "../../argument.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Lets a device in that waits; `devices list` shows what it asks for.";
export const argument = DEVICE_REQUEST;
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const requestId = argumentOf(scene, argument);
  const approved = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("device.pair.approve", { requestId }),
  );
  if (given.json) io.json(approved);
  else io.line(`Approved ${approved.device.deviceId}. It may connect now.`);
  return STATUS.ok;
}
