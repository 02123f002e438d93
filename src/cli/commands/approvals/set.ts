import { isSystemError } from "../../../kernel/errors.ts";
import { readFileSync } from "node:fs";
import { isRecord } from "../../../kernel/is-record.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { CommandError, STATUS, UsageError } from "../../failures.ts";
import { type Io, printable } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import {
  getAllowances,
  NODE_OPTION,
  ownerOf,
  setAllowances,
  showAllowances,
} from "../../wire/approvals.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Replaces the commands that are allowed for good.";
export const options = {
  file: { type: "string", value: "path", summary: "A file with the new list, as JSON." },
  stdin: { type: "boolean", summary: "Read the new list from stdin." },
  baseHash: {
    type: "string",
    value: "hash",
    summary: "Only replace the list with this hash (the one that is there now).",
  },
  ...NODE_OPTION,
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  if ((given.file === undefined) === !given.stdin) {
    throw new UsageError("pass either --file <path> or --stdin");
  }
  const file = parsed(textOf(given.file));
  const view = await ask(scene, configurationOf(scene), given, async ({ client }) => {
    const nodeId = await ownerOf(client, given);
    const baseHash = given.baseHash ?? (await getAllowances(client, nodeId)).hash;
    return setAllowances(client, { nodeId, file, baseHash });
  });
  if (given.json) io.json(view);
  else showAllowances(io, view);
  return STATUS.ok;
}

/** The content of the file, or of stdin. Throws a `CommandError` when it cannot be read. */
function textOf(file: string | undefined): string {
  try {
    return readFileSync(file ?? process.stdin.fd, "utf8");
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const what = `The new list could not be read from ${printable(file ?? "stdin")}`;
    const next =
      "Next: name a file that is there and that you may read; " +
      "`zero approvals get --json` shows how a list looks.";
    throw new CommandError(`${what} (${error.code}).`, [next], { cause: error });
  }
}

function parsed(text: string): Record<string, unknown> {
  const lines = [
    'Next: it looks like {"version":1,"allowlist":[]}, as `zero approvals get` shows.',
  ];
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CommandError(`The new list is no JSON: ${error.message}`, lines, { cause: error });
  }
  throw new CommandError("The new list is no JSON object.", lines);
}
