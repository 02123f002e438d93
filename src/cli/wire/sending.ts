import { JSON_OPTION, RPC_OPTIONS, type OptionTable } from "../argv/options.ts";
import { CommandError } from "../failures.ts";

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

/** After a failure the message may have left or not; the same key makes a second try harmless. */
export function withKey(error: unknown, key: string): unknown {
  if (!(error instanceof CommandError) || error.message.startsWith("INVALID_REQUEST")) return error;
  const hint = `To try again without sending it twice, add --idempotency-key ${key}`;
  return new CommandError(error.message, [...error.lines, hint], { cause: error.cause });
}
