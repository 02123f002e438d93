import type { OptionTable, Values } from "../argv/options.ts";
import { RESET_SCOPES, type ResetScope } from "../../config/state-files.ts";
import { UsageError } from "../failures.ts";
import type { Io } from "../io.ts";
import { assertConsent, carryOut, CONSENT_OPTIONS } from "../removal/carry-out.ts";
import { resetPlan } from "../removal/plan.ts";
import { type Scene, validityOf } from "../scene.ts";
import { chosen } from "../terminal/prompts.ts";

export const summary = "Forgets the configuration, or more, so that a first run can follow.";
export const options = {
  scope: { type: "string", choices: RESET_SCOPES, summary: "How much goes away." },
  ...CONSENT_OPTIONS,
} as const satisfies OptionTable;

export async function run(io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  assertConsent(given);
  if (given.scope === undefined && (given.nonInteractive || given.yes)) {
    throw new UsageError(`--scope is needed: ${RESET_SCOPES.join(", ")}`);
  }
  const scope = given.scope ?? (await askScope());
  const { workspace } = validityOf(scene).configuration.config.agents.defaults;
  const removals = resetPlan(scope, scene.paths, workspace);
  return carryOut(io, scene, { ...given, removals });
}

const HINTS: Readonly<Record<ResetScope, string>> = {
  config: "kept under another name",
  "config+creds+sessions": "and what was said, keys, paired devices",
  full: "and the whole state directory and the workspace",
};

function askScope(): Promise<ResetScope> {
  const options = RESET_SCOPES.map((value) => ({ value, label: value, hint: HINTS[value] }));
  return chosen("How much goes away?", options);
}
