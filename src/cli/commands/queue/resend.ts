import { argumentOf } from "../../argument.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";
import { QUEUE_ID } from "../../wire/queue.ts";

export const summary = "Sends a delivery again that failed or may not have arrived.";
export const argument = QUEUE_ID;
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const id = argumentOf(scene, argument);
  const done = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("queue.resend", { id }),
  );
  if (given.json) io.json(done);
  else {
    const parts = done.deliveries === 1 ? "It is" : `Its ${done.deliveries} parts are`;
    io.line(`${parts} in the queue again: ${printable(id)}.`);
  }
  return STATUS.ok;
}
