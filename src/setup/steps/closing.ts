import type { Configuration } from "../../config/load.ts";
import { AnswerProblem } from "../answer.ts";
import { question } from "../question.ts";
import { isLocal } from "./place.ts";

/** Nothing before this step writes anything. */
export const review = question("confirm", {
  id: "review",
  applies: (draft) => !draft.isEmpty,
  show: (draft) => ({
    title: "Write this?",
    message: [`Into ${draft.before.file.path}:`, ...draft.lines()].join("\n"),
    initialValue: true,
  }),
  take: async (value, draft, around) => {
    if (!value) throw new Declined();
    draft.written = await around.write(draft);
  },
});

/** The workspace is made also where the configuration has everything already. */
export const unchanged = question("note", {
  id: "unchanged",
  applies: (draft) => draft.isEmpty,
  show: async (draft, around) => {
    const lines = await around.write(draft);
    draft.written = lines;
    return { title: "Nothing to change", message: lines.join("\n") };
  },
});

/** The person said no to the risk, or looked at what would be written and does not want it. */
export class Declined extends Error {
  override readonly name = "Declined";

  constructor() {
    super("Nothing was written.");
  }
}

export const serviceObstacle = question("note", {
  id: "service.obstacle",
  section: "daemon",
  applies: async (draft, { service }) =>
    isLocal(draft) &&
    draft.given.get("service.install") !== false &&
    (await service?.obstacle()) !== undefined,
  show: async (draft, { service, program }) => ({
    title: "No service",
    message:
      `${(await service?.obstacle()) ?? ""}\n` +
      `Until then, run \`${program ?? "zero"} gateway\` in a terminal that stays open.`,
  }),
});

export const serviceInstall = question("confirm", {
  id: "service.install",
  section: "daemon",
  busy: "Installing the service",
  applies: async (draft, { service }) =>
    service !== undefined && isLocal(draft) && (await service.obstacle()) === undefined,
  show: (_draft, { service }) => ({
    title: "Keep the gateway running?",
    message: `Installs and starts a ${service?.label ?? "service"}: it starts with this machine and after a crash.`,
    initialValue: true,
  }),
  take: async (value, draft, { service }) => {
    draft.choices.set("service", value);
    if (value) await service?.install();
  },
});

/** Without it systemd ends a user's services with their last session (S164). */
export const serviceLinger = question("confirm", {
  id: "service.linger",
  section: "daemon",
  applies: async (draft, { service }) =>
    draft.choices.get("service") === true && (await service?.linger?.isOn()) === false,
  show: (_draft, { service }) => ({
    title: "Keep it running after you log out?",
    message: `Runs \`${service?.linger?.command ?? ""}\`, which may ask for your password.`,
    initialValue: true,
  }),
  take: async (value, _draft, { service }) => {
    if (!value) return;
    try {
      await service?.linger?.turnOn();
    } catch (error) {
      // The gateway runs all the same; whoever answers no goes on.
      if (!(error instanceof AnswerProblem)) throw error;
      throw new AnswerProblem(`${error.message} Answer no to go on without it.`);
    }
  },
});

export const health = question("note", {
  id: "health",
  section: "health",
  applies: (draft, around) =>
    around.health !== undefined &&
    draft.choices.get("checks") !== "skip" &&
    (!isLocal(draft) ||
      draft.choices.get("service") === true ||
      draft.choices.get("ask") === "health"),
  show: async (_draft, around) => ({
    title: "How the gateway is",
    message: (await around.health?.()) ?? "",
  }),
});

export const next = question("note", {
  id: "next",
  applies: (_draft, { program }) => program !== undefined,
  show: (draft, { program = "zero" }) => ({
    title: "Next",
    message: nextStep(draft.reload(), program),
  }),
});

/** What to type after the first run. */
export function nextStep({ config }: Pick<Configuration, "config">, program: string): string {
  if (config.gateway.mode === "remote") return `${program} status`;
  return `${program} gateway, and in a second terminal: ${program} agent --message "hi"`;
}
