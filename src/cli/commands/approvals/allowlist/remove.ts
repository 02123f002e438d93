import { argumentOf } from "../../../argument.ts";
import {
  type ArgumentSpec,
  JSON_OPTION,
  type OptionTable,
  RPC_OPTIONS,
  type Values,
} from "../../../argv/options.ts";
import { CommandError, STATUS } from "../../../failures.ts";
import { type Io, printable } from "../../../io.ts";
import { configurationOf, type Scene } from "../../../scene.ts";
import {
  getAllowances,
  NODE_OPTION,
  ownerOf,
  setAllowances,
  showAllowances,
} from "../../../wire/approvals.ts";
import { ask } from "../../../wire/connection.ts";

export const summary = "Takes a command off the list of what is allowed for good.";
export const argument: ArgumentSpec = {
  name: "entry",
  summary: "Its id in the list, as `zero approvals get` shows it.",
};
export const options = {
  ...NODE_OPTION,
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const entry = argumentOf(scene, argument);
  const view = await ask(scene, configurationOf(scene), given, async ({ client }) => {
    const nodeId = await ownerOf(client, given);
    const { file, hash } = await getAllowances(client, nodeId);
    const allowlist = file.allowlist.filter(({ id }) => id !== entry);
    if (allowlist.length === file.allowlist.length) {
      const next = "Next: `zero approvals get` shows the ids of what is in it.";
      throw new CommandError(`Nothing in the list has the id ${printable(entry)}.`, [next]);
    }
    return setAllowances(client, { nodeId, file: { ...file, allowlist }, baseHash: hash });
  });
  if (given.json) io.json(view);
  else showAllowances(io, view);
  return STATUS.ok;
}
