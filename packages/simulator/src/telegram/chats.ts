import type { Message, MessageEntity, Poll, Update, UserFromGetMe } from "@grammyjs/types";
import { badRequest, Refusal } from "./answer.ts";

/** Somebody who uses Telegram. */
export interface Person {
  id: number;
  firstName?: string;
  username?: string;
}

/** What the bot wrote into a chat, as the person sees it. */
export interface SentMessage {
  messageId: number;
  text: string;
  entities: readonly MessageEntity[];
  replyTo?: number;
  /** What it asks, of a poll; its text is empty. */
  poll?: Poll;
  at: number;
}

interface Chat {
  blocked: boolean;
  messages: Map<number, SentMessage | "theirs">;
}

/** A text, or a text with whatever else the message holds. */
export type Said = string | { text?: string; caption?: string; [field: string]: unknown };

/**
 * Who talks with the bot, and what was said. Message ids count up over all private chats, as with
 * Telegram.
 */
export class Chats {
  readonly #chats = new Map<number, Chat>();
  readonly #bot: UserFromGetMe;
  #nextMessageId = 1;

  constructor(bot: UserFromGetMe) {
    this.#bot = bot;
  }

  /** Lets the bot write to a person who has not written yet. */
  meet(id: number): Chat {
    let chat = this.#chats.get(id);
    if (!chat) this.#chats.set(id, (chat = { blocked: false, messages: new Map() }));
    return chat;
  }

  block(id: number, blocked: boolean): void {
    this.meet(id).blocked = blocked;
  }

  /** The message that a person sends to the bot in private. */
  say(person: Person, said: Said): NonNullable<Update["message"]> {
    const { id, firstName = `Person ${id}`, username } = person;
    const message_id = this.#takeId();
    this.meet(id).messages.set(message_id, "theirs");
    const names = { first_name: firstName, ...(username === undefined ? {} : { username }) };
    return {
      message_id,
      date: Math.floor(Date.now() / 1000),
      from: { id, is_bot: false, ...names },
      chat: { id, type: "private", ...names },
      ...(typeof said === "string" ? { text: said } : said),
    };
  }

  /** What the bot wrote to a person, oldest first. */
  sentTo(id: number): readonly SentMessage[] {
    const all = this.#chats.get(id)?.messages.values() ?? [];
    return [...all].filter((message) => message !== "theirs");
  }

  /** Everyone to whom the bot wrote something. */
  reached(): readonly number[] {
    return [...this.#chats.keys()].filter((id) => this.sentTo(id).length > 0);
  }

  open(id: number | undefined): Chat {
    if (id === undefined) throw badRequest("chat_id is empty");
    const chat = this.#chats.get(id);
    if (!chat) throw badRequest("chat not found");
    if (chat.blocked) throw new Refusal(403, "Forbidden: bot was blocked by the user");
    return chat;
  }

  write(id: number, text: string, entities: readonly MessageEntity[], replyTo?: number): Message {
    const messageId = this.#takeId();
    const sent = { messageId, text, entities, at: Date.now() };
    this.open(id).messages.set(messageId, replyTo === undefined ? sent : { ...sent, replyTo });
    return this.#shown(id, sent);
  }

  ask(id: number, poll: Omit<Poll, "id">): Message {
    const messageId = this.#takeId();
    const sent = { messageId, text: "", entities: [], at: Date.now() };
    const asked = { ...sent, poll: { id: `poll-${messageId}`, ...poll } };
    this.open(id).messages.set(messageId, asked);
    return this.#shown(id, asked);
  }

  edit(id: number, messageId: number, text: string, entities: readonly MessageEntity[]): Message {
    const { messages } = this.open(id);
    const before = messages.get(messageId);
    if (before === undefined) throw badRequest("message to edit not found");
    if (before === "theirs") throw badRequest("message can't be edited");
    if (before.text === text && JSON.stringify(before.entities) === JSON.stringify(entities)) {
      throw badRequest(
        "message is not modified: specified new message content and reply markup are exactly the same " +
          "as a current content and reply markup of the message",
      );
    }
    const after = { ...before, text, entities };
    messages.set(messageId, after);
    return this.#shown(id, after);
  }

  #takeId(): number {
    const id = this.#nextMessageId;
    this.#nextMessageId += 1;
    return id;
  }

  #shown(id: number, { messageId, text, entities, poll, at }: SentMessage): Message {
    return {
      message_id: messageId,
      date: Math.floor(at / 1000),
      from: this.#bot,
      chat: { id, type: "private", first_name: `Person ${id}` },
      ...(poll ? { poll } : { text }),
      ...(entities.length === 0 ? {} : { entities: [...entities] }),
    };
  }
}
