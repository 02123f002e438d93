import { sections } from "../../../config/generated/sections.ts";
import { hintsOf } from "../../../config/forms/hints.ts";
import { configSchema } from "../../../config/generated/schema.ts";
import type { OptionTable, Values } from "../../argv/options.ts";
import { STATUS } from "../../failures.ts";
import type { Io } from "../../io.ts";

export const summary = "Prints the JSON Schema of the configuration file.";
export const options = {
  hints: { type: "boolean", summary: "With what a form shows beside each key." },
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>): Promise<number> {
  io.json(given.hints ? { schema: configSchema, uiHints: hintsOf(sections) } : configSchema);
  return STATUS.ok;
}
