import type { Poll, PollOption } from "@grammyjs/types";
import { badRequest } from "./answer.ts";
import { flag, integer, nested, only, text, type Params } from "./params.ts";

const QUESTION_LENGTH_MAX = 300;
const OPTION_LENGTH_MAX = 100;
const OPTIONS = { min: 2, max: 12 };
const OPEN_SECONDS = { min: 5, max: 2_628_000 };

/** Telegram counts characters here, where it counts UTF-16 units in messages. */
const lengthOf = (words: string): number => Array.from(words).length;

/** The poll that the parameters describe. Throws `Refusal` for what Telegram refuses. */
export function pollOf(params: Params): Omit<Poll, "id"> {
  only(params, [
    "chat_id",
    "question",
    "options",
    "is_anonymous",
    "allows_multiple_answers",
    "open_period",
    "disable_notification",
    "message_thread_id",
  ]);
  const question = (text(params, "question") ?? "").trim();
  if (question === "") throw badRequest("poll question must be non-empty");
  if (lengthOf(question) > QUESTION_LENGTH_MAX) {
    throw badRequest(`poll question length must not exceed ${QUESTION_LENGTH_MAX}`);
  }
  const several = flag(params, "allows_multiple_answers");
  const period = integer(params, "open_period");
  if (period !== undefined && (period < OPEN_SECONDS.min || period > OPEN_SECONDS.max)) {
    throw badRequest("wrong open period specified");
  }
  return {
    question,
    options: optionsOf(nested(params, "options")),
    total_voter_count: 0,
    is_closed: false,
    is_anonymous: params["is_anonymous"] === undefined || flag(params, "is_anonymous"),
    type: "regular",
    allows_multiple_answers: several,
    allows_revoting: true,
    members_only: false,
    ...(period === undefined ? {} : { open_period: period }),
  };
}

function optionsOf(given: unknown): PollOption[] {
  if (!Array.isArray(given)) throw badRequest("can't parse options: array of objects expected");
  if (given.length < OPTIONS.min) throw badRequest(`poll must have at least ${OPTIONS.min} option`);
  if (given.length > OPTIONS.max)
    throw badRequest(`poll can't have more than ${OPTIONS.max} options`);
  return given.map((option: unknown, at) => {
    if (typeof option !== "object" || option === null) {
      throw badRequest("can't parse options: object expected");
    }
    only(option as Params, ["text"]);
    const shown = (text(option as Params, "text") ?? "").trim();
    if (shown === "") throw badRequest("poll options must be non-empty");
    if (lengthOf(shown) > OPTION_LENGTH_MAX) {
      throw badRequest(`poll options length must not exceed ${OPTION_LENGTH_MAX}`);
    }
    return { persistent_id: `${at}`, text: shown, voter_count: 0 };
  });
}
