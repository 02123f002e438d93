import { randomUUID } from "node:crypto";
import { ask } from "../../wire/connection.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import type { OptionTable, Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { SENDING, TARGET, withKey } from "../../wire/sending.ts";

export const summary = "Sends a message through a channel.";
export const options = {
  target: TARGET,
  message: { type: "string", short: "m", required: true, value: "text", summary: "The text." },
  ...SENDING,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const configuration = configurationOf(scene);
  const params = {
    to: given.target,
    message: given.message,
    ...(given.channel === undefined ? {} : { channel: given.channel }),
    ...(given.account === undefined ? {} : { accountId: given.account }),
    idempotencyKey: given.idempotencyKey ?? randomUUID(),
  };
  if (given.verbose) io.note(`Idempotency key: ${params.idempotencyKey}`);
  if (given.dryRun) {
    showDryRun(io, given, params);
    return STATUS.ok;
  }
  const payload = await ask(scene, configuration, given, ({ client }) =>
    client.request("send", params),
  ).catch((error: unknown) => {
    throw withKey(error, params.idempotencyKey);
  });
  const { channel, messageId } = payload;
  if (given.json) {
    io.json({ action: "send", channel, dryRun: false, handledBy: "core", payload });
  } else {
    io.line(`✅ Sent via ${printable(channel)}. Message ID: ${printable(messageId)}`);
  }
  return STATUS.ok;
}

function showDryRun(io: Io, given: Given, params: object): void {
  const channel = given.channel ?? null;
  if (given.json) {
    io.json({ action: "send", channel, dryRun: true, handledBy: "dry-run", payload: params });
  } else {
    io.line(`Would send to ${given.target}${channel === null ? "" : ` via ${channel}`}:`);
    io.line(given.message);
  }
}
