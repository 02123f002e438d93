import type { Answer } from "../../setup/answer.ts";
import type { Draft } from "../../setup/draft.ts";
import { UsageError } from "../failures.ts";
import { flagOf } from "./flags.ts";

/** What a flag of these steps stands beside. */
const COMPANIONS: Readonly<Record<string, string>> = {
  "remote.url": "--mode remote",
  "remote.token": "--mode remote",
  "gateway.customBindHost": "--gateway-bind custom",
  "gateway.token": "--gateway-auth token",
  "gateway.password": "--gateway-auth password",
  "model.name": "an --auth-choice that it belongs to",
  "model.url": "--auth-choice custom",
  "model.url.key": "--auth-choice custom",
  "telegram.token": "the channel that --skip-channels leaves out",
  "telegram.allowFrom": "--telegram-bot-token",
};

/** Asked after everything is written. */
const LATER = "service.install";

/**
 * One sentence for each flag that nothing asked for, so that nobody takes for written what is not.
 * To be called before the draft is written.
 */
export function unusedFlags(draft: Draft): string[] {
  const isRemote = draft.at("gateway.mode") === "remote";
  return [...draft.given]
    .filter(([id, answer]) => !draft.used.has(id) && !asksNothing(answer))
    .filter(([id]) => id !== LATER || isRemote)
    .map(([id]) => {
      const companion = COMPANIONS[id];
      const flag = flagOf(id) ?? id;
      if (isRemote) return `${flag} is for a gateway on this machine, and gateway.mode is remote`;
      return companion === undefined
        ? `${flag} does not fit the other answers`
        : `${flag} needs ${companion}`;
    });
}

/** Throws `UsageError` where there is one. */
export function refuseUnused([why]: readonly string[]): void {
  if (why !== undefined) throw new UsageError(`${why}; nothing was written`);
}

const asksNothing = (answer: Answer): boolean =>
  answer === false ||
  answer === "skip" ||
  answer === "keep" ||
  (Array.isArray(answer) && answer.length === 0);
