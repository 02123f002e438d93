import { argumentOf } from "../../argument.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";
import { QUEUE_ID } from "../../wire/queue.ts";

export const summary = "Takes something out of the queue; a turn that runs is ended.";
export const argument = QUEUE_ID;
export const options = { ...JSON_OPTION, ...RPC_OPTIONS } as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const id = argumentOf(scene, argument);
  const done = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("queue.cancel", { id }),
  );
  if (given.json) {
    io.json(done);
    return STATUS.ok;
  }
  const what = `The ${done.kind} ${printable(id)}`;
  io.line(
    done.state === "cancelled"
      ? `${what} is out of the queue; it was ${done.was}.`
      : `${what} was told to end and has not ended yet; see \`${scene.program} queue\`.`,
  );
  return STATUS.ok;
}
