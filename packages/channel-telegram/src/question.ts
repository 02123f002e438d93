import { type Poll, SendError } from "@zero/channel";
import type { BotApi } from "./bot-api.ts";

/** The Bot API takes at most 2,628,000 seconds. */
const OPEN_HOURS_MAX = 730;

/**
 * Sends a poll, and returns the message's number. Telegram knows one answer or any number of them,
 * so more than one selection is any number. Its other limits it refuses by itself, in words.
 */
export async function askPoll(api: BotApi, chat: number, poll: Poll): Promise<number> {
  const { question, options, maxSelections, durationHours } = poll;
  if (durationHours !== undefined && durationHours > OPEN_HOURS_MAX) {
    const limit = `at most ${OPEN_HOURS_MAX} hours`;
    throw new SendError("rejected", `a Telegram poll is open for ${limit}; ask for less`);
  }
  const openSeconds = durationHours === undefined ? undefined : Math.round(durationHours * 3600);
  const words = {
    question: question.toWellFormed(),
    options: options.map((option) => option.toWellFormed()),
  };
  return api.sendPoll(chat, words, { several: maxSelections > 1, openSeconds });
}
