import { ZeroError } from "../kernel/errors.ts";

/** Why a command does not go to a node, with the reason in the words of the wire. */
export function commandNotAllowed(command: string, reason: string): ZeroError {
  const details = { reason, command };
  return new ZeroError("INVALID_REQUEST", "node command not allowed", { details });
}
