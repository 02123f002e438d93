import type { Question, Section } from "../question.ts";
import { channels } from "./channels.ts";
import {
  health,
  next,
  review,
  serviceInstall,
  serviceLinger,
  serviceObstacle,
  unchanged,
} from "./closing.ts";
import { auth, bind, customHost, password, port, token } from "./gateway.ts";
import { model, modelKey, modelName, modelSave, modelUrl, modelUrlKey } from "./model.ts";
import { flow, risk } from "./opening.ts";
import { mode, remoteToken, remoteUrl, workspace } from "./place.ts";

/** Everything that a first run asks, in order. */
export const ONBOARDING: readonly Question[] = [
  risk,
  flow,
  mode,
  remoteUrl,
  remoteToken,
  workspace,
  model,
  modelKey,
  modelSave,
  modelUrl,
  modelUrlKey,
  modelName,
  port,
  bind,
  customHost,
  auth,
  token,
  password,
  ...channels,
  review,
  unchanged,
  serviceObstacle,
  serviceInstall,
  serviceLinger,
  health,
  next,
];

/** The least that a gateway needs to start: `zero setup` takes all of it without asking. */
export const BASICS: readonly Question[] = [
  mode,
  remoteUrl,
  remoteToken,
  port,
  auth,
  token,
  password,
  workspace,
];

/** The questions of some sections, and what has to follow them. */
export function questionsOf(sections: readonly Section[]): readonly Question[] {
  const chosen = ({ section }: Question) => section !== undefined && sections.includes(section);
  const closing = [review, unchanged];
  return ONBOARDING.filter((question) => chosen(question) || closing.includes(question));
}
