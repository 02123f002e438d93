import { isRecord } from "../../kernel/is-record.ts";
import { Secret } from "../../kernel/secret.ts";
import { readBounded } from "../../net/bounded-body.ts";
import type { Draft } from "../draft.ts";
import { AnswerProblem } from "../answer.ts";
import { question, type Surroundings } from "../question.ts";
import { keepSecret } from "./model.ts";
import { isLocal } from "./place.ts";

const SECTION = "channels.telegram";
const VARIABLE = "TELEGRAM_BOT_TOKEN";
const API_ROOT = "https://api.telegram.org";
const TOKEN = /^\d{1,16}:[A-Za-z0-9_-]{1,256}$/;
const CHECK_WITHIN_MS = 10_000;
const ANSWER_BYTES_MAX = 65_536;

/** The part of `channels` that this file declares, in the list of channels to choose from. */
export const telegramOption = { value: "telegram", label: "Telegram", hint: "through a bot" };

const isChosen = (draft: Draft): boolean => {
  const chosen = draft.choices.get("channels");
  return isLocal(draft) && Array.isArray(chosen) && chosen.includes("telegram");
};

export const telegramToken = question("text", {
  id: "telegram.token",
  section: "channels",
  busy: "Asking Telegram whose token this is",
  applies: isChosen,
  show: (draft) => ({
    title: "Token of the Telegram bot",
    message:
      "Ask @BotFather for a bot with /newbot; it gives you the token. " +
      (known(draft)
        ? "Leave it empty to keep the one that is configured."
        : `It is kept in ${draft.before.options.paths.envFile}, for this user only.`),
    placeholder: "123456789:AA…",
    sensitive: true,
    ...(known(draft) ? { initialValue: "" } : {}),
  }),
  take: async (value, draft, around) => {
    const token = value === "" ? known(draft) : value;
    if (token === undefined || !TOKEN.test(token)) {
      throw new AnswerProblem("It is digits, a colon and letters, as @BotFather shows it.");
    }
    const bot = await checkToken(token, draft, around);
    if (bot !== undefined) draft.choices.set("telegram.bot", bot);
    if (value === "") return;
    keepSecret(draft, VARIABLE, token);
    draft.set(`${SECTION}.botToken`, `\${${VARIABLE}}`);
  },
});

/** The token that is configured, or that the environment has. */
function known(draft: Draft): string | undefined {
  const token = draft.at(`${SECTION}.botToken`);
  return token instanceof Secret ? token.reveal() : draft.variable(VARIABLE);
}

/**
 * The bot's name. Telegram is not always within reach, so the same token entered twice is taken
 * unchecked; one that Telegram refuses never is.
 */
async function checkToken(
  token: string,
  draft: Draft,
  around: Surroundings,
): Promise<string | undefined> {
  const { fingerprint } = new Secret(token);
  const before = draft.choices.get("telegram.unchecked");
  if (draft.choices.get("checks") === "skip" || before === fingerprint) return undefined;
  const answer = await askTelegram(token, draft, around);
  if (isRecord(answer) && answer["ok"] === true && isRecord(answer["result"])) {
    const { username } = answer["result"];
    return typeof username === "string" ? username : undefined;
  }
  if (isRecord(answer) && answer["ok"] === false) {
    throw new AnswerProblem("Telegram does not know this token; copy it again from @BotFather.");
  }
  draft.choices.set("telegram.unchecked", fingerprint);
  throw new AnswerProblem(
    "Telegram could not be reached to check it. Enter it once more to keep it unchecked.",
  );
}

/** What Telegram says to `getMe`, or undefined when nothing that it would say came back. */
async function askTelegram(token: string, draft: Draft, { fetch }: Surroundings): Promise<unknown> {
  const root = (draft.textAt(`${SECTION}.apiRoot`) ?? API_ROOT).replace(/\/+$/, "");
  try {
    const response = await fetch(`${root}/bot${token}/getMe`, {
      redirect: "manual",
      signal: AbortSignal.timeout(CHECK_WITHIN_MS),
    });
    const text = await readBounded(response, ANSWER_BYTES_MAX);
    return JSON.parse(text) as unknown;
  } catch (error) {
    // Whatever fails here, a network or an answer that is no JSON, Telegram was not asked.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

export const telegramPeople = question("text", {
  id: "telegram.allowFrom",
  section: "channels",
  applies: isChosen,
  show: (draft) => {
    const bot = draft.choices.get("telegram.bot");
    const ids = draft.at(`${SECTION}.allowFrom`);
    return {
      title: typeof bot === "string" ? `Who may talk with @${bot}` : "Who may talk with the bot",
      message:
        "Numeric Telegram ids, with commas between them. You do not know yours? Leave it empty, " +
        `write to the bot, and look at \`channels status\`: it shows who knocked.`,
      placeholder: "123456789",
      initialValue: Array.isArray(ids)
        ? ids.map((id) => JSON.stringify(id).replaceAll('"', "")).join(", ")
        : "",
    };
  },
  take: (value, draft) => {
    const ids = value === "" ? [] : value.split(/[\s,;]+/).filter((id) => id !== "");
    const wrong = ids.find((id) => !/^[1-9]\d{0,15}$/.test(id));
    if (wrong !== undefined) {
      throw new AnswerProblem(`"${wrong}" is no numeric id; a user name can be taken over.`);
    }
    draft.set(`${SECTION}.allowFrom`, ids, { evenIfDefault: true });
  },
});
