import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Gives a device a new token and ends its connections in that role.";
export const options = {
  device: { type: "string", value: "id", required: true, summary: "The device's id." },
  role: { type: "string", choices: ["operator", "node"], summary: "Which role (operator)." },
  scope: {
    type: "string",
    value: "scopes",
    summary: "Narrow the grant to these scopes, with commas between them.",
  },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const scopes = given.scope?.split(",").flatMap((scope) => scope.trim() || []);
  const params = {
    deviceId: given.device,
    role: given.role ?? "operator",
    ...(scopes === undefined ? {} : { scopes }),
  };
  const rotated = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("device.token.rotate", params),
  );
  if (given.json) {
    io.json(rotated);
    return STATUS.ok;
  }
  const may = rotated.scopes.map(printable).join(", ") || "no scope";
  io.line(`Rotated. ${rotated.deviceId} is ${rotated.role} with ${may}.`);
  io.line(`Its new token, shown once: ${rotated.token}`);
  return STATUS.ok;
}
