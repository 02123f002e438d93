import type { GatewayError } from "@zero/client";
import { isRecord } from "../../kernel/is-record.ts";
import { CommandError } from "../failures.ts";
import { printable } from "../io.ts";

/** By the gateway's words: which command, of the program, shows what there is. */
const WHERE_TO_LOOK: Readonly<Record<string, (program: string) => string>> = {
  "unknown requestId": (program) =>
    `\`${program} devices list\` and \`${program} nodes pending\` show what waits; ` +
    "a request ends after five minutes.",
  "unknown deviceId": (program) => `\`${program} devices list\` shows the ids of devices.`,
  "unknown nodeId": (program) => `\`${program} nodes status\` shows the nodes that are known.`,
  "unknown approval id": (program) =>
    `\`${program} approvals pending\` shows what waits; a request ends after two minutes.`,
};

/** The gateway answered with an error: its code, its words, its reason, and what to do next. */
export function answeredError(error: GatewayError, program: string): CommandError {
  const { code, message } = error;
  const headline = `${code}: ${printable(message)}${reasonOf(error)}`;
  return new CommandError(headline, nextFor(message, program), { cause: error });
}

/** What to do about an id that is not there; nothing for any other words of a gateway. */
export function nextFor(message: string, program: string): readonly string[] {
  const where = Object.hasOwn(WHERE_TO_LOOK, message) ? WHERE_TO_LOOK[message] : undefined;
  return where ? [`Next: ${where(program)}`] : [];
}

function reasonOf({ details }: GatewayError): string {
  const reason = isRecord(details) ? details["reason"] : undefined;
  return typeof reason === "string" && reason !== "" ? ` (${printable(reason)})` : "";
}
