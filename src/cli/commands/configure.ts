import { loadConfig } from "../../config/load.ts";
import { Draft } from "../../setup/draft.ts";
import { question, SECTIONS, type Section } from "../../setup/question.ts";
import { questionsOf } from "../../setup/steps/index.ts";
import type { OptionTable, Values } from "../argv/options.ts";
import { STATUS, UsageError } from "../failures.ts";
import type { Io } from "../io.ts";
import { askInTerminal } from "../onboarding/interactive.ts";
import { surroundingsOf } from "../onboarding/surroundings.ts";
import { configurationOf, type Scene } from "../scene.ts";

export const summary = "Asks about one part of the configuration and changes it.";
export const options = {
  section: {
    type: "list",
    value: "name",
    summary: `Which part, may be repeated: ${SECTIONS.join(", ")}.`,
  },
} as const satisfies OptionTable;

export async function run(_io: Io, given: Values<typeof options>, scene: Scene): Promise<number> {
  const sections = given.section?.map(sectionOf) ?? (await askSections(scene));
  const { paths, env } = scene;
  // Read now: somebody may have changed it while they chose.
  const draft = new Draft(loadConfig({ paths, env }), { detailed: true });
  if (sections.includes("health")) draft.choices.set("ask", "health");
  const title = `ZERO: ${sections.join(", ")}`;
  await askInTerminal(title, questionsOf(sections), draft, surroundingsOf(scene, true));
  return STATUS.ok;
}

function sectionOf(name: string): Section {
  const section = SECTIONS.find((known) => known === name);
  if (section) return section;
  throw new UsageError(`--section is one of: ${SECTIONS.join(", ")}`);
}

async function askSections(scene: Scene): Promise<Section[]> {
  const chosen: Section[] = [];
  const ask = question("multiselect", {
    id: "sections",
    show: () => ({
      title: "What do you want to change?",
      options: SECTIONS.map((value) => ({ value, label: value })),
      initialValue: [],
    }),
    take: (value) => void chosen.push(...value.map(sectionOf)),
  });
  const draft = new Draft(configurationOf(scene));
  await askInTerminal("ZERO: configure", [ask], draft, surroundingsOf(scene, true));
  return chosen;
}
