import type { ArgumentSpec } from "./argv/options.ts";
import { UsageError } from "./failures.ts";
import type { Scene } from "./scene.ts";

export const DEVICE_REQUEST: ArgumentSpec = {
  name: "requestId",
  summary: "The id of the request, as `zero devices list` shows it.",
};

export const NODE_REQUEST: ArgumentSpec = {
  name: "requestId",
  summary: "The id of the request, as `zero nodes pending` shows it.",
};

export const APPROVAL: ArgumentSpec = {
  name: "id",
  summary: "Its id, as `zero approvals pending` shows it.",
};

/** The word that follows the options. Throws a `UsageError` when it is missing or empty. */
export function argumentOf({ argument }: Scene, { name }: ArgumentSpec): string {
  if (argument === undefined || argument === "") throw new UsageError(`<${name}> is missing`);
  return argument;
}
