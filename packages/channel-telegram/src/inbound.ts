import type { AccountId, Attachment, ChannelId, InboundMessage, SenderId } from "@zero/channel";
import type { Message, Update } from "grammy/types";
import { conversationOf, remoteIdOf } from "./ids.ts";

/** Who reads: the bot that Telegram delivers to, and the account that it is for us. */
export interface Reader {
  bot: number;
  username: string;
  channel: ChannelId;
  account: AccountId;
}

/**
 * The message in an update, or undefined when there is none for us: another kind of update, a
 * message without a sender, of our own, or with nothing that we can show. Never throws, whatever
 * the update holds.
 */
export function readUpdate(update: Update, reader: Reader): InboundMessage | undefined {
  const message: Partial<Message> | undefined = update.message;
  const { chat, from, message_id: id } = message ?? {};
  if (!message || !isId(chat?.id) || !isId(from?.id) || !isId(id)) return undefined;
  if (from.id === reader.bot) return undefined;
  const text = wordsOf(message);
  const attachments = attachmentsOf(message);
  if (text === "" && attachments.length === 0) return undefined;
  const group = chat.type !== "private";
  const replied = message.reply_to_message;
  return {
    address: {
      channel: reader.channel,
      account: reader.account,
      conversation: conversationOf(chat.id),
    },
    remoteId: remoteIdOf(reader.bot, chat.id, id),
    sender: { id: `${from.id}` as SenderId, ...displayName(from) },
    sentAt: typeof message.date === "number" ? message.date * 1000 : 0,
    text,
    attachments,
    ...(isId(replied?.message_id)
      ? { replyTo: remoteIdOf(reader.bot, chat.id, replied.message_id) }
      : {}),
    group,
    mentionsUs: !group || replied?.from?.id === reader.bot || mentions(message, reader.username),
  };
}

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && value !== 0;

function wordsOf({ text, caption }: Partial<Message>): string {
  if (typeof text === "string") return text;
  return typeof caption === "string" ? caption : "";
}

function displayName(from: { first_name?: unknown; last_name?: unknown }): {
  displayName?: string;
} {
  const names = [from.first_name, from.last_name].filter((name) => typeof name === "string");
  return names.length === 0 ? {} : { displayName: names.join(" ") };
}

interface File {
  mime_type?: string;
  file_name?: string;
  file_size?: number;
}

/** What the message carries besides words. The files themselves are not fetched. */
function attachmentsOf(message: Partial<Message>): Attachment[] {
  const found: Attachment[] = [];
  const add = (kind: Attachment["kind"], file: File | undefined, mimeType?: string) => {
    if (typeof file !== "object") return;
    const type = file.mime_type ?? mimeType;
    found.push({
      kind,
      ...(type === undefined ? {} : { mimeType: type }),
      ...(file.file_name === undefined ? {} : { fileName: file.file_name }),
      ...(file.file_size === undefined ? {} : { sizeBytes: file.file_size }),
    });
  };
  const photos: unknown = message.photo;
  if (Array.isArray(photos)) add("image", photos.at(-1) as File | undefined, "image/jpeg");
  add("audio", message.audio);
  add("audio", message.voice, "audio/ogg");
  add("video", message.video);
  add("video", message.video_note, "video/mp4");
  // Telegram sends an animation as a document too.
  if (message.animation) add("video", message.animation, "video/mp4");
  else add("document", message.document);
  add("image", message.sticker, "image/webp");
  return found;
}

function mentions(message: Partial<Message>, username: string): boolean {
  const entities: unknown = message.entities ?? message.caption_entities;
  if (!Array.isArray(entities)) return false;
  const wanted = `@${username}`.toLowerCase();
  return entities.some((entity: { type?: string; offset?: number; length?: number }) => {
    const { type, offset = 0, length = 0 } = entity;
    const words = wordsOf(message).slice(offset, offset + length);
    return type === "mention" && words.toLowerCase() === wanted;
  });
}
