import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import type { Scene } from "../../scene.ts";
import { gatherStatus } from "../../service/status-report.ts";
import { statusLines } from "../../service/status-text.ts";

export const summary = "Shows the service, which gateway is meant, and whether it answers.";
export const options = {
  ...JSON_OPTION,
  ...RPC_OPTIONS,
  probe: { type: "boolean", negated: true, summary: "Do not ask the gateway." },
  deep: { type: "boolean", summary: "Look at what is installed for everybody as well." },
} as const satisfies OptionTable;

/** Succeeds whatever it finds: that nothing answers is an answer. */
export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const status = await gatherStatus(scene, given);
  if (given.json) io.json(status.report);
  else for (const line of statusLines(status, io)) io.line(line);
  return STATUS.ok;
}
