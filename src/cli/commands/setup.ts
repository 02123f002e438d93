import { Draft } from "../../setup/draft.ts";
import { writeDraft } from "../../setup/settings.ts";
import { BASICS } from "../../setup/steps/index.ts";
import { nextStep } from "../../setup/steps/closing.ts";
import { STATUS, UsageError } from "../failures.ts";
import type { Io } from "../io.ts";
import type { OptionTable, Values } from "../argv/options.ts";
import { ANSWER_OPTIONS, answersIn } from "../onboarding/flags.ts";
import { answerQuietly, translated } from "../onboarding/quiet.ts";
import { surroundingsOf } from "../onboarding/surroundings.ts";
import { refuseUnused, unusedFlags } from "../onboarding/unused.ts";
import { runOnboarding } from "../onboarding/run.ts";
import { configurationOf, type Scene } from "../scene.ts";

export const summary =
  "Makes a configuration and a workspace; what is there changes only by a flag.";
export const options = {
  workspace: ANSWER_OPTIONS.workspace,
  mode: ANSWER_OPTIONS.mode,
  remoteUrl: ANSWER_OPTIONS.remoteUrl,
  remoteToken: ANSWER_OPTIONS.remoteToken,
  wizard: { type: "boolean", summary: "Ask for everything, as `zero onboard` does." },
  nonInteractive: { type: "boolean", summary: "Ask nothing; only --wizard does." },
} as const satisfies OptionTable;

type Given = Values<typeof options>;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  if (given.mode === "remote" && given.remoteUrl === undefined) {
    throw new UsageError("--mode remote needs --remote-url, such as ws://127.0.0.1:18789");
  }
  if (given.wizard) {
    if (given.nonInteractive) {
      throw new UsageError(
        "--wizard asks; without questions it is `zero onboard --non-interactive --accept-risk`",
      );
    }
    return runOnboarding(io, scene, { given: answersIn(given, scene), isQuiet: false });
  }
  const draft = new Draft(configurationOf(scene), { given: answersIn(given, scene) });
  await answerQuietly(BASICS, draft, surroundingsOf(scene, false));
  refuseUnused(unusedFlags(draft));
  for (const line of await translated(() => writeDraft(draft))) io.line(line);
  io.line(`Next: ${nextStep(draft.reload(), scene.program)}`);
  return STATUS.ok;
}
