import { randomUUID } from "node:crypto";
import { ask } from "../../wire/connection.ts";
import { STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import type { OptionTable, Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { SENDING, TARGET, withKey } from "../../wire/sending.ts";

export const summary = "Asks a question with answers to choose from, through a channel.";
export const options = {
  target: TARGET,
  pollQuestion: { type: "string", required: true, value: "text", summary: "The question." },
  pollOption: {
    type: "list",
    required: true,
    value: "text",
    summary: "An answer; give it once for each, two to twelve times.",
  },
  pollMulti: { type: "boolean", summary: "Let people choose several answers." },
  pollDurationHours: {
    type: "integer",
    value: "hours",
    min: 1,
    summary: "How long answers are taken; without it, until somebody ends the poll.",
  },
  ...SENDING,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const configuration = configurationOf(scene);
  const params = {
    to: given.target,
    question: given.pollQuestion,
    options: [...given.pollOption],
    ...(given.pollMulti ? { maxSelections: given.pollOption.length } : {}),
    ...(given.pollDurationHours === undefined ? {} : { durationHours: given.pollDurationHours }),
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
    client.request("poll", params),
  ).catch((error: unknown) => {
    throw withKey(error, params.idempotencyKey);
  });
  const { channel, messageId } = payload;
  if (given.json) {
    io.json({ action: "poll", channel, dryRun: false, handledBy: "core", payload });
  } else {
    io.line(`✅ Poll sent via ${printable(channel)}. Message ID: ${printable(messageId)}`);
  }
  return STATUS.ok;
}

function showDryRun(io: Io, given: Given, params: object): void {
  const channel = given.channel ?? null;
  if (given.json) {
    io.json({ action: "poll", channel, dryRun: true, handledBy: "dry-run", payload: params });
    return;
  }
  io.line(`Would ask ${given.target}${channel === null ? "" : ` via ${channel}`}:`);
  io.line(given.pollQuestion);
  for (const option of given.pollOption) io.line(`- ${option}`);
}
