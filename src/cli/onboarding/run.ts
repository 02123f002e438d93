import type { WizardStep } from "@zero/protocol";
import { Draft } from "../../setup/draft.ts";
import type { Answer } from "../../setup/answer.ts";
import type { Surroundings } from "../../setup/question.ts";
import { ONBOARDING } from "../../setup/steps/index.ts";
import { STATUS } from "../failures.ts";
import type { Io } from "../io.ts";
import { configurationOf, type Scene } from "../scene.ts";
import { askInTerminal } from "./interactive.ts";
import { answerQuietly } from "./quiet.ts";
import { surroundingsOf } from "./surroundings.ts";
import { refuseUnused, unusedFlags } from "./unused.ts";

export interface OnboardingOptions {
  readonly given: ReadonlyMap<string, Answer>;
  /** True: nobody is asked; what is suggested counts where nothing was given. */
  readonly isQuiet: boolean;
  readonly json?: boolean;
  readonly skipHealth?: boolean;
  /** Another beginning than the configuration that is there, and how it is written. */
  readonly from?: Pick<Surroundings, "write"> & { readonly before: Draft["before"] };
}

/** The whole first run. Resolves with the status to leave with. */
export async function runOnboarding(
  io: Io,
  scene: Scene,
  { given, isQuiet, json = false, skipHealth = false, from }: OnboardingOptions,
): Promise<number> {
  const draft = new Draft(from?.before ?? configurationOf(scene), { given });
  if (skipHealth) draft.choices.set("checks", "skip");
  const around = surroundingsOf(scene, !isQuiet);
  const writer = from ?? around;
  const world: Surroundings = {
    ...around,
    write: async (whole) => {
      const unused = unusedFlags(whole);
      if (isQuiet) refuseUnused(unused);
      return [...(await writer.write(whole)), ...unused.map((why) => `Not used: ${why}.`)];
    },
  };
  if (!isQuiet) {
    await askInTerminal("ZERO: the first run", ONBOARDING, draft, world);
    return STATUS.ok;
  }
  const notes: WizardStep[] = [];
  await answerQuietly(ONBOARDING, draft, world, (step) => {
    if (step.id !== "unchanged") notes.push(step);
  });
  const { written: lines = [] } = draft;
  if (json) {
    const { path } = draft.before.file;
    const service = draft.choices.get("service") === true;
    io.json({ ok: true, path, written: !draft.isEmpty, service, lines, notes: notes.map(noteOf) });
    return STATUS.ok;
  }
  for (const line of lines) io.line(line);
  for (const note of notes) io.line(`${note.title ?? ""}: ${note.message ?? ""}`);
  return STATUS.ok;
}

const noteOf = ({ id, message }: WizardStep) => ({ id, message });
