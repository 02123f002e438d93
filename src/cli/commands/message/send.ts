import { randomUUID } from "node:crypto";
import { ask } from "../../wire/connection.ts";
import { CommandError, STATUS } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { configurationOf, type Scene } from "../../scene.ts";

export const summary = "Sends a message through a channel.";
export const options = {
  target: { type: "string", short: "t", required: true, summary: "Who or which chat it goes to." },
  message: { type: "string", short: "m", required: true, value: "text", summary: "The text." },
  channel: { type: "string", summary: "Which channel; needed when several are configured." },
  account: { type: "string", summary: "Which account of the channel." },
  idempotencyKey: {
    type: "string",
    value: "key",
    summary: "Makes a repetition of the same send count once; made up unless given.",
  },
  dryRun: { type: "boolean", summary: "Show what would be sent, and send nothing." },
  verbose: { type: "boolean", summary: "Also print the idempotency key." },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
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

/** After a failure the message may have left or not; the same key makes a second try harmless. */
function withKey(error: unknown, key: string): unknown {
  if (!(error instanceof CommandError) || error.message.startsWith("INVALID_REQUEST")) return error;
  const hint = `To try again without sending it twice, add --idempotency-key ${key}`;
  return new CommandError(error.message, [...error.lines, hint], { cause: error.cause });
}
