import type { UsageCostResult } from "@zero/protocol";
import { JSON_OPTION, type OptionTable, RPC_OPTIONS, type Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";
import { configurationOf, type Scene } from "../../scene.ts";
import { ask } from "../../wire/connection.ts";

export const summary = "Shows what answers cost, day by day.";
export const options = {
  days: { type: "integer", min: 1, max: 3_650, summary: "How many days, today included (30)." },
  ...JSON_OPTION,
  ...RPC_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const params = given.days === undefined ? {} : { days: given.days };
  const cost = await ask(scene, configurationOf(scene), given, ({ client }) =>
    client.request("usage.cost", params),
  );
  if (given.json) io.json(cost);
  else for (const line of linesOf(cost)) io.line(line);
  return STATUS.ok;
}

function linesOf({ days, daily, totals }: UsageCostResult): string[] {
  const lines = daily.map((day) => `${day.date}  ${amounts(day)}`);
  const missing = totals.missingCostEntries;
  return [
    ...(lines.length === 0 ? ["No answer was recorded in this time."] : lines),
    `Last ${days} days: ${amounts(totals)}`,
    ...(missing === 0
      ? []
      : [`${missing} answers have no price; see models.providers.<id>.models[].cost.`]),
  ];
}

function amounts({ input, output, totalCost }: UsageCostResult["totals"]): string {
  return `${input} tokens in, ${output} out, ${totalCost.toFixed(4)}`;
}
