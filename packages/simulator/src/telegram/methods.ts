import type { Update, UserFromGetMe } from "@grammyjs/types";
import { badRequest, Refusal } from "./answer.ts";
import type { Chats } from "./chats.ts";
import { parseHtml, type Formatted } from "./entities.ts";
import { flag, integer, nested, only, text, type Params } from "./params.ts";
import { pollOf } from "./polls.ts";
import type { Updates } from "./updates.ts";

const TEXT_LENGTH_MAX = 4096;
const POLL_SECONDS_MAX = 50;
const ACTIONS = new Set(
  (
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document " +
    "choose_sticker find_location record_video_note upload_video_note"
  ).split(" "),
);

/** One bot: what the methods work on. */
export interface Bot {
  readonly me: UserFromGetMe;
  readonly chats: Chats;
  readonly updates: Updates;
  /** While set, `getUpdates` is refused. */
  webhookUrl: string;
  commands: unknown;
  typing: number;
}

type Method = (bot: Bot, params: Params, gone: AbortSignal) => unknown;

const METHODS: Readonly<Record<string, Method>> = {
  getme: ({ me }, params) => {
    only(params, []);
    return me;
  },
  getupdates: getUpdates,
  sendmessage: sendMessage,
  sendpoll: ({ chats }, params) => {
    const id = integer(params, "chat_id");
    chats.open(id);
    return chats.ask(id ?? 0, pollOf(params));
  },
  editmessagetext: editMessageText,
  sendchataction: (bot, params) => {
    only(params, ["chat_id", "action", "message_thread_id"]);
    bot.chats.open(integer(params, "chat_id"));
    const action = text(params, "action") ?? "";
    if (!ACTIONS.has(action)) throw badRequest("wrong parameter action in request");
    bot.typing += 1;
    return true;
  },
  deletewebhook: (bot, params) => {
    only(params, ["drop_pending_updates"]);
    bot.webhookUrl = "";
    return true;
  },
  getwebhookinfo: ({ webhookUrl, updates }, params) => {
    only(params, []);
    return {
      url: webhookUrl,
      has_custom_certificate: false,
      pending_update_count: updates.pending,
    };
  },
  setmycommands: (bot, params) => {
    only(params, ["commands", "scope", "language_code"]);
    const commands = nested(params, "commands");
    if (!Array.isArray(commands)) throw badRequest("can't parse commands: array expected");
    bot.commands = commands;
    return true;
  },
};

/** Runs a method of the Bot API; names are not case-sensitive. Throws `Refusal`. */
export async function runMethod(
  bot: Bot,
  name: string,
  params: Params,
  gone: AbortSignal,
): Promise<unknown> {
  const key = name.toLowerCase();
  const method = Object.hasOwn(METHODS, key) ? METHODS[key] : undefined;
  if (!method) throw new Refusal(404, "Not Found: method not found");
  return await method(bot, params, gone);
}

function getUpdates(bot: Bot, params: Params, gone: AbortSignal): Promise<readonly Update[]> {
  only(params, ["offset", "limit", "timeout", "allowed_updates"]);
  if (bot.webhookUrl !== "") {
    throw new Refusal(
      409,
      "Conflict: can't use getUpdates method while webhook is active; " +
        "use deleteWebhook to delete the webhook first",
    );
  }
  const allowed = nested(params, "allowed_updates");
  if (Array.isArray(allowed)) bot.updates.allow(allowed.filter((kind) => typeof kind === "string"));
  const seconds = clamp(integer(params, "timeout") ?? 0, 0, POLL_SECONDS_MAX);
  const limit = clamp(integer(params, "limit") ?? 100, 1, 100);
  return bot.updates.poll(integer(params, "offset") ?? 0, limit, seconds * 1000, gone);
}

function sendMessage({ chats }: Bot, params: Params): unknown {
  only(params, [
    "chat_id",
    "text",
    "parse_mode",
    "reply_parameters",
    "link_preview_options",
    "disable_notification",
    "message_thread_id",
  ]);
  const id = integer(params, "chat_id");
  const chat = chats.open(id);
  const { text: shown, entities } = formatted(params);
  const reply = nested(params, "reply_parameters");
  let replyTo: number | undefined;
  if (typeof reply === "object" && reply !== null) {
    only(reply as Params, ["message_id", "allow_sending_without_reply"]);
    replyTo = integer(reply as Params, "message_id");
    if (replyTo === undefined || !chat.messages.has(replyTo)) {
      if (!flag(reply as Params, "allow_sending_without_reply")) {
        throw badRequest("message to be replied not found");
      }
      replyTo = undefined;
    }
  }
  return chats.write(id ?? 0, shown, entities, replyTo);
}

function editMessageText({ chats }: Bot, params: Params): unknown {
  only(params, ["chat_id", "message_id", "text", "parse_mode", "link_preview_options"]);
  const id = integer(params, "chat_id");
  chats.open(id);
  const { text: shown, entities } = formatted(params);
  return chats.edit(id ?? 0, integer(params, "message_id") ?? 0, shown, entities);
}

/** The text as the chat shows it; its length is counted after the entities were read. */
function formatted(params: Params): Formatted {
  const source = text(params, "text") ?? "";
  const mode = text(params, "parse_mode") ?? "";
  if (source.trim() === "") throw badRequest("message text is empty");
  if (mode !== "" && mode.toLowerCase() !== "html") {
    throw badRequest("the simulator reads parse_mode HTML only");
  }
  const { text: raw, entities } = mode === "" ? { text: source, entities: [] } : parseHtml(source);
  const lead = raw.length - raw.trimStart().length;
  const shown = raw.trim();
  if (shown === "") throw badRequest("text must be non-empty");
  if (shown.length > TEXT_LENGTH_MAX) throw badRequest("message is too long");
  return { text: shown, entities: entities.map((one) => ({ ...one, offset: one.offset - lead })) };
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));
