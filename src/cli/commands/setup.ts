import type { Configuration } from "../../config/load.ts";
import { expandHome } from "../../config/paths.ts";
import { Draft } from "../../setup/draft.ts";
import type { Answer } from "../../setup/answer.ts";
import { writeDraft } from "../../setup/settings.ts";
import { BASICS } from "../../setup/steps/index.ts";
import { nextStep } from "../../setup/steps/closing.ts";
import { STATUS, UsageError } from "../failures.ts";
import type { Io } from "../io.ts";
import type { OptionTable, Values } from "../argv/options.ts";
import { ANSWER_OPTIONS, answersIn } from "../onboarding/flags.ts";
import { answerQuietly, translated } from "../onboarding/quiet.ts";
import { surroundingsOf } from "../onboarding/surroundings.ts";
import { runOnboarding } from "../onboarding/run.ts";
import { configurationOf, type Scene } from "../scene.ts";

export const summary = "Makes a configuration and a workspace, and never overwrites what is there.";
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
  const before = configurationOf(scene);
  const draft = new Draft(before, { given: missingOf(before, given, scene) });
  await answerQuietly(BASICS, draft, surroundingsOf(scene, false));
  for (const line of await translated(() => writeDraft(draft))) io.line(line);
  for (const line of keptIn(before, given, scene)) io.note(line);
  io.line(`Next: ${nextStep(configurationOf(scene), scene.program)}`);
  return STATUS.ok;
}

/** Of what was given, only what the file does not say: this command never overwrites. */
function missingOf(before: Configuration, given: Given, scene: Scene): Map<string, Answer> {
  const answers = answersIn(given, scene);
  const keys: Readonly<Record<string, string>> = {
    mode: "gateway.mode",
    "remote.url": "gateway.remote.url",
    "remote.token": "gateway.remote.token",
    workspace: "agents.defaults.workspace",
  };
  for (const [id, key] of Object.entries(keys)) {
    if (before.sourceOf(key)?.kind === "file") answers.delete(id);
  }
  return answers;
}

/** What was asked for and is not done, because the file says otherwise. */
function keptIn({ config, sourceOf }: Configuration, given: Given, { paths }: Scene): string[] {
  const { mode } = config.gateway;
  const { workspace } = config.agents.defaults;
  const wanted = expandHome(given.workspace ?? workspace, paths.home);
  const isNamed = sourceOf("agents.defaults.workspace")?.kind === "file";
  return [
    ...(given.mode !== undefined && mode !== undefined && mode !== given.mode
      ? [`Kept gateway.mode = ${mode}; change it in the file.`]
      : []),
    ...(isNamed && wanted !== workspace
      ? [`Kept agents.defaults.workspace = ${workspace}; change it in the file.`]
      : []),
  ];
}
