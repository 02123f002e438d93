import { loadWithoutFile } from "../../config/load.ts";
import { writeDraft } from "../../setup/settings.ts";
import { JSON_OPTION, type OptionTable, type Values } from "../argv/options.ts";
import { UsageError } from "../failures.ts";
import type { Io } from "../io.ts";
import { ANSWER_OPTIONS, answersIn } from "../onboarding/flags.ts";
import { type OnboardingOptions, runOnboarding } from "../onboarding/run.ts";
import { moveAside } from "../removal/config-file.ts";
import type { Scene } from "../scene.ts";

export const summary = "Asks everything that a first run needs, and sets it up.";
export const options = {
  ...ANSWER_OPTIONS,
  reset: {
    type: "boolean",
    summary: "Begin anew; the configuration that is there is kept under another name.",
  },
  nonInteractive: {
    type: "boolean",
    summary: "Ask nothing: flags and defaults are the answers; needs --accept-risk.",
  },
  acceptRisk: {
    type: "boolean",
    summary: "Yes, the assistant acts on this machine as you.",
  },
  ...JSON_OPTION,
} as const satisfies OptionTable;

type Given = Values<typeof options>;

export async function run(io: Io, given: Given, scene: Scene): Promise<number> {
  const { nonInteractive = false, acceptRisk, json = false, reset, skipHealth = false } = given;
  if (nonInteractive && !acceptRisk) {
    throw new UsageError(
      "--non-interactive needs --accept-risk: the assistant acts on this machine as you",
    );
  }
  if (json && !nonInteractive) throw new UsageError("--json needs --non-interactive");
  const answers = answersIn(given, scene);
  if (acceptRisk) answers.set("risk", true);
  // Nobody is there to say no: a service is only installed when it was asked for.
  if (nonInteractive && !answers.has("service.install")) answers.set("service.install", false);
  return runOnboarding(io, scene, {
    given: answers,
    isQuiet: nonInteractive,
    json,
    skipHealth,
    ...(reset ? { from: anew(io, scene) } : {}),
  });
}

/** From an empty configuration; the one that is there goes aside when the new one is written. */
function anew(io: Io, { paths, env }: Scene): OnboardingOptions["from"] {
  const empty = loadWithoutFile({ paths, env });
  const before = { ...empty, file: { path: paths.configPath, exists: false, hash: "" } };
  return {
    before,
    write: async (draft) => {
      const aside = moveAside(paths.configPath);
      try {
        return await writeDraft(draft);
      } catch (error) {
        aside?.putBack();
        throw error;
      } finally {
        if (aside) io.note(`The configuration that was there: ${aside.path}`);
      }
    },
  };
}
