import type { ConversationId, RemoteId, SenderId } from "@zero/channel";

/** A chat as Telegram numbers it: people have positive numbers, groups negative ones. */
const CHAT = /^-?[1-9]\d{0,15}$/;
const TARGET = /^(?:(?:telegram|tg):)?(-?[1-9]\d{0,15})$/i;
const REMOTE = /^(\d{1,16}):(-?\d{1,16}):(\d{1,16})$/;

export const conversationOf = (chat: number): ConversationId => `${chat}` as ConversationId;

/** The chat's number, or undefined when the conversation is not one of ours. */
export function chatOf(conversation: ConversationId): number | undefined {
  return CHAT.test(conversation) ? Number(conversation) : undefined;
}

/**
 * A message's id for all time. Telegram counts messages for each bot from 1, so the bot is part of
 * it: after a token of another bot was put in, its first messages would be taken for old ones
 * (A11).
 */
export function remoteIdOf(bot: number, chat: number, message: number): RemoteId {
  return `${bot}:${chat}:${message}` as RemoteId;
}

/** The message's number when it is of this bot and chat. */
export function messageOf(remote: RemoteId, bot: number, chat: number): number | undefined {
  const [, ofBot, ofChat, message] = REMOTE.exec(remote) ?? [];
  return Number(ofBot) === bot && Number(ofChat) === chat ? Number(message) : undefined;
}

/** The number that Telegram counts the message by in its chat. */
export function nativeId(remote: RemoteId): string {
  return REMOTE.exec(remote)?.[3] ?? remote;
}

/** `telegram:42`, `tg:42` or `42`; never a name, which may be another person's tomorrow (SR12). */
export function parseTarget(text: string): ConversationId | undefined {
  return TARGET.exec(text.trim())?.[1] as ConversationId | undefined;
}

/**
 * People have positive numbers; everything else is a group, or a name that its owner can change
 * (SR12).
 */
export function parseSender(text: string): SenderId | undefined {
  return /^[1-9]\d{0,15}$/.test(text) ? (text as SenderId) : undefined;
}
