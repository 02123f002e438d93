import type { Draft } from "../draft.ts";
import { question, type Question } from "../question.ts";
import { isLocal } from "./place.ts";
import { telegramOption, telegramPeople, telegramToken } from "./telegram.ts";

/** Each channel that can be set up: how it is offered, and what it asks. */
const CHANNELS = [{ option: telegramOption, questions: [telegramToken, telegramPeople] }];

const isConfigured = (draft: Draft, id: string): boolean =>
  draft.at(`channels.${id}`) !== undefined;

const choice = question("multiselect", {
  id: "channels",
  section: "channels",
  applies: isLocal,
  show: (draft) => ({
    title: "Chat networks",
    message: "Through which the assistant can be reached. None is fine: clients always work.",
    options: CHANNELS.map(({ option }) => option),
    initialValue: CHANNELS.flatMap(({ option: { value } }) =>
      isConfigured(draft, value) ? [value] : [],
    ),
  }),
  take: (value, draft) => {
    draft.choices.set("channels", value);
  },
});

export const channels: readonly Question[] = [
  choice,
  ...CHANNELS.flatMap(({ questions }) => questions),
];
