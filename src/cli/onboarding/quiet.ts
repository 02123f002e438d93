import type { WizardStep } from "@zero/protocol";
import type { Draft } from "../../setup/draft.ts";
import { GivenProblem, Interview } from "../../setup/interview.ts";
import type { Question, Surroundings } from "../../setup/question.ts";
import { SettingsError } from "../../setup/settings.ts";
import { CommandError, UsageError } from "../failures.ts";
import { flagOf } from "./flags.ts";

/**
 * Goes through the questions without asking anybody: what was given beforehand counts, else what is
 * suggested. Throws `UsageError` where neither is there, or where what was given cannot be taken.
 */
export async function answerQuietly(
  questions: readonly Question[],
  draft: Draft,
  around: Surroundings,
  tell: (step: WizardStep) => void = () => undefined,
): Promise<void> {
  const interview = new Interview(questions, draft, around);
  await translated(async () => {
    for (let step = await interview.current(); step; step = await interview.current()) {
      const { id, title = id, type, initialValue } = step;
      if (type === "note") tell(step);
      else if (initialValue === undefined) {
        throw new UsageError(`${flagFor(id, draft)} is needed: ${title}`);
      }
      const { problem } = await interview.answer(initialValue);
      if (problem !== undefined) throw new CommandError(`${title}: ${problem}`);
    }
  });
}

/** One step takes the key of every provider; each has a flag of its own, named like the choice. */
function flagFor(stepId: string, draft: Draft): string {
  const choice = draft.given.get("model");
  if (stepId === "model.key" && typeof choice === "string") return `--${choice}`;
  return flagOf(stepId) ?? stepId;
}

/** What goes wrong in the steps, as the command line tells it. */
export async function translated<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GivenProblem) {
      const flag = flagOf(error.stepId) ?? error.stepId;
      throw new UsageError(`${flag}: ${error.message}`, { cause: error });
    }
    if (error instanceof SettingsError) {
      throw new CommandError(error.message, error.hints, { cause: error });
    }
    throw error;
  }
}
