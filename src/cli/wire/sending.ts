import { randomUUID } from "node:crypto";
import type { GatewayClient } from "@zero/client";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../argv/options.ts";
import { CommandError, STATUS } from "../failures.ts";
import { type Io, printable } from "../io.ts";
import { configurationOf, type Scene } from "../scene.ts";
import { ask } from "./connection.ts";

export const TARGET = {
  type: "string",
  short: "t",
  required: true,
  summary: "Who or which chat it goes to.",
} as const;

/** The options of every command that sends something into a chat. */
export const SENDING = {
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

type Given = Values<typeof SENDING> & { readonly target: string };

interface Place {
  readonly to: string;
  readonly channel?: string;
  readonly accountId?: string;
  readonly idempotencyKey: string;
}

/** One way into a chat, and how it is told. */
export interface Sending<Content extends object> {
  readonly action: "send" | "poll";
  readonly content: Content;
  readonly request: (
    client: GatewayClient,
    params: Content & Place,
  ) => Promise<{ channel: string; messageId: string }>;
  readonly done: string;
  readonly would: string;
  /** The content, as `--dry-run` shows it. */
  readonly lines: readonly string[];
}

/** Sends it and says which message that became, or with `--dry-run` shows what would go out. */
export async function sendOrShow<Content extends object>(
  io: Io,
  given: Given,
  scene: Scene,
  sending: Sending<Content>,
): Promise<number> {
  const { action, content, request, done } = sending;
  const configuration = configurationOf(scene);
  const params = {
    to: given.target,
    ...content,
    ...(given.channel === undefined ? {} : { channel: given.channel }),
    ...(given.account === undefined ? {} : { accountId: given.account }),
    idempotencyKey: given.idempotencyKey ?? randomUUID(),
  };
  if (given.verbose) io.note(`Idempotency key: ${params.idempotencyKey}`);
  if (given.dryRun) {
    show(io, given, sending, params);
    return STATUS.ok;
  }
  const payload = await ask(scene, configuration, given, ({ client }) =>
    request(client, params),
  ).catch((error: unknown) => {
    throw withKey(error, params.idempotencyKey);
  });
  const { channel, messageId } = payload;
  if (given.json) {
    io.json({ action, channel, dryRun: false, handledBy: "core", payload });
  } else {
    io.line(`✅ ${done} via ${printable(channel)}. Message ID: ${printable(messageId)}`);
  }
  return STATUS.ok;
}

function show(
  io: Io,
  given: Given,
  { action, would, lines }: Omit<Sending<never>, "content" | "request">,
  params: object,
): void {
  const channel = given.channel ?? null;
  if (given.json) {
    io.json({ action, channel, dryRun: true, handledBy: "dry-run", payload: params });
    return;
  }
  io.line(`${would} ${given.target}${channel === null ? "" : ` via ${channel}`}:`);
  for (const line of lines) io.line(line);
}

/** After a failure the message may have left or not; the same key makes a second try harmless. */
function withKey(error: unknown, key: string): unknown {
  if (!(error instanceof CommandError) || error.message.startsWith("INVALID_REQUEST")) return error;
  const hint = `To try again without sending it twice, add --idempotency-key ${key}`;
  return new CommandError(error.message, [...error.lines, hint], { cause: error.cause });
}
