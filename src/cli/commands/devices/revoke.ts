import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Ends a role of a device and its connections, until it is approved again.";
export const options = {
  device: { type: "string", value: "id", required: true, summary: "The device's id." },
  role: { type: "string", choices: ["operator", "node"], summary: "Which role (operator)." },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const params = { deviceId: given.device, role: given.role ?? "operator" };
  const revoked = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("device.token.revoke", params),
  );
  if (given.json) io.json(revoked);
  else io.line(`Revoked: ${revoked.deviceId} is no ${revoked.role} any more.`);
  return STATUS.ok;
}
