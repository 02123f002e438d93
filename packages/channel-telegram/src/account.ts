import {
  SendError,
  type AccountState,
  type ChannelAccount,
  type ChannelHost,
  type ChannelId,
  type ConversationId,
  type OutboundMessage,
  type Poll,
  type Receipt,
} from "@zero/channel";
import type { LookupFunction } from "node:net";
import { BotApi, Refusal } from "./bot-api.ts";
import { shownLength } from "./text/escape.ts";
import { isUnreadableMarkup, sendErrorOf, setbackOf } from "./failures.ts";
import { renderHtml } from "./text/html.ts";
import { chatOf, messageOf, remoteIdOf } from "./ids.ts";
import type { Reader } from "./inbound.ts";
import { Pace, pause, type Delays } from "./pace.ts";
import { askPoll } from "./question.ts";
import { poll } from "./poll.ts";
import type { Settings } from "./settings.ts";
import { TEXT_LENGTH_MAX } from "./text/split.ts";
import { checkAddress, readToken, withoutToken } from "./token.ts";

export interface AccountOptions {
  channel: ChannelId;
  settings: Settings;
  host: ChannelHost;
  delays: Delays;
  random: () => number;
  lookup: LookupFunction | undefined;
}

/** From a token that was read until the account stops or the token is refused. */
interface Session {
  api: BotApi;
  token: string;
  reader: Reader | undefined;
  /** Ends the session without stopping the account: its token was refused elsewhere. */
  refused: AbortController;
}

/**
 * One bot. A single loop of its own connects and polls; nothing else in here starts a request that
 * reads.
 */
export class TelegramAccount implements ChannelAccount {
  readonly #options: AccountOptions;
  #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #started = false;
  #session: Session | undefined;
  #reported: AccountState | undefined;

  constructor(options: AccountOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    const stopping = new AbortController();
    this.#stopping = stopping;
    // A loop that is still ending is waited for: there is never a second one beside it (A10).
    this.#running = this.#running.then(() => this.#live(stopping.signal));
  }

  async stop(): Promise<void> {
    this.#started = false;
    this.#stopping.abort();
    await this.#running;
  }

  send(to: ConversationId, { text, replyTo }: OutboundMessage): Promise<Receipt> {
    return this.#write(to, (api, chat, bot) => {
      const quoted = replyTo === undefined ? undefined : messageOf(replyTo, bot, chat);
      return deliver(api, chat, text, quoted);
    });
  }

  sendPoll(to: ConversationId, poll: Poll): Promise<Receipt> {
    return this.#write(to, (api, chat) => askPoll(api, chat, poll));
  }

  /** Writes one message into a chat; `write` resolves with its number. */
  async #write(
    to: ConversationId,
    write: (api: BotApi, chat: number, bot: number) => Promise<number>,
  ): Promise<Receipt> {
    const { api, reader } = this.#signedIn();
    const chat = chatOf(to);
    if (chat === undefined) {
      throw new SendError("rejected", `"${to}" is no Telegram chat; use its numeric id`);
    }
    const { bot } = reader;
    try {
      return { remoteId: remoteIdOf(bot, chat, await write(api, chat, bot)) };
    } catch (error) {
      this.#noticeRefusal(error);
      throw this.#sendError(error);
    }
  }

  async setTyping(to: ConversationId): Promise<void> {
    const chat = chatOf(to);
    if (chat === undefined || !this.#session?.reader) return;
    try {
      await this.#session.api.sendTyping(chat);
    } catch (error) {
      // Nobody misses it, and the loop reports a broken connection itself.
      this.#options.host.log.debug("typing could not be shown", { reason: this.#words(error) });
    }
  }

  async probe(): Promise<{ self: string }> {
    const session = this.#session;
    if (!session) throw new Error("the account is not connected; its state says why");
    try {
      const me = await session.api.getMe(this.#stopping.signal);
      return { self: `@${me.username}` };
    } catch (error) {
      this.#noticeRefusal(error);
      throw new Error(`Telegram does not answer: ${this.#words(error)}`, { cause: error });
    }
  }

  #signedIn(): { api: BotApi; reader: Reader } {
    const { api, reader } = this.#session ?? {};
    if (!api || !reader) {
      throw new SendError("retry", "the Telegram account is not connected; its state says why");
    }
    return { api, reader };
  }

  /**
   * The whole life of the account between `start` and `stop`. Trouble is state: it never rejects.
   */
  async #live(stopping: AbortSignal): Promise<void> {
    const pace = this.#newPace();
    while (!stopping.aborted) {
      try {
        await this.#connect(stopping);
        return;
      } catch (error) {
        const setback = setbackOf(error);
        if (setback.kind === "unlink") {
          this.#report({ kind: "unlinked", reason: setback.reason });
          return;
        }
        // Everything that is expected was dealt with where it happened: this is a defect.
        this.#options.host.log.error("the Telegram account failed", { cause: this.#words(error) });
        const waitMs = pace.next(setback.pace);
        this.#report({ kind: "waiting", reason: setback.reason, retryAt: Date.now() + waitMs });
        await pause(waitMs, stopping);
      }
    }
  }

  async #connect(stopping: AbortSignal): Promise<void> {
    const { settings, lookup } = this.#options;
    this.#report({ kind: "connecting" });
    checkAddress(settings);
    const token = await readToken(settings);
    const { apiRoot, answerWithinMs } = settings;
    const api = new BotApi({ apiRoot, token, answerWithinMs, lookup });
    const session = { api, token, reader: undefined, refused: new AbortController() };
    this.#session = session;
    try {
      await this.#work(session, stopping);
    } finally {
      this.#session = undefined;
      await api.close();
    }
  }

  async #work(session: Session, stopping: AbortSignal): Promise<void> {
    const { host, channel } = this.#options;
    const signal = AbortSignal.any([stopping, session.refused.signal]);
    const pace = this.#newPace();
    const persist = <Result>(task: () => Promise<Result>) => this.#persist(task, pace, signal);
    const me = await persist(() => session.api.getMe(signal));
    if (me && !signal.aborted) {
      if (!host.claim(`${me.id}`)) {
        const reason = `@${me.username} is already connected by another account; give each its own bot`;
        this.#report({ kind: "unlinked", reason });
        return;
      }
      const reader = { bot: me.id, username: me.username, channel, account: host.account };
      session.reader = reader;
      const linked = () => {
        if (this.#reported?.kind === "linked") return;
        this.#report({ kind: "linked", self: `@${me.username}`, since: Date.now() });
      };
      linked();
      await poll({ api: session.api, host, reader, pace, signal, persist, linked });
    }
    if (session.refused.signal.aborted && !stopping.aborted) throw session.refused.signal.reason;
  }

  /**
   * Does the task until it succeeds, waiting longer and longer. Undefined: the signal aborted.
   * Rejects when only a person can help.
   */
  async #persist<Result>(
    task: () => Promise<Result>,
    pace: Pace,
    signal: AbortSignal,
  ): Promise<Result | undefined> {
    while (!signal.aborted) {
      try {
        return await task();
      } catch (error) {
        if (signal.aborted) return undefined;
        const setback = setbackOf(error);
        if (setback.kind === "unlink") throw error;
        const waitMs = pace.next(setback.pace);
        const reason = withoutKey(setback.reason, this.#session);
        if (setback.defect) this.#options.host.log.error(reason, { cause: this.#words(error) });
        this.#report({ kind: "waiting", reason, retryAt: Date.now() + waitMs });
        await pause(waitMs, signal);
      }
    }
    return undefined;
  }

  #newPace(): Pace {
    return new Pace(this.#options.delays, this.#options.random);
  }

  #noticeRefusal(error: unknown): void {
    if (error instanceof Refusal && error.code === 401) this.#session?.refused.abort(error);
  }

  #sendError(error: unknown): SendError {
    const { failure, message, retryAfterMs } = sendErrorOf(error);
    const text = withoutKey(message, this.#session);
    return new SendError(failure, text, retryAfterMs === undefined ? {} : { retryAfterMs });
  }

  #words(error: unknown): string {
    return withoutKey(error instanceof Error ? error.message : "unknown failure", this.#session);
  }

  #report(state: AccountState): void {
    const before = this.#reported;
    this.#reported = state;
    const { host } = this.#options;
    host.report(state);
    if (state.kind !== "waiting" && state.kind !== "unlinked") return;
    const same = before?.kind === state.kind && before.reason === state.reason;
    if (!same) host.log.warn(`Telegram: ${state.reason}`, { state: state.kind });
  }
}

const withoutKey = (text: string, session: Session | undefined): string =>
  session ? withoutToken(text, session.token) : text;

/**
 * Sends the text formatted, or plain when Telegram cannot read the formatting. Returns the
 * message's number.
 */
async function deliver(
  api: BotApi,
  chat: number,
  text: string,
  replyTo: number | undefined,
): Promise<number> {
  const html = renderHtml(text);
  const length = shownLength(html);
  const plain = text.toWellFormed();
  if (length === 0 || length > TEXT_LENGTH_MAX) {
    if (plain.length <= TEXT_LENGTH_MAX)
      return api.sendMessage(chat, plain, { html: false, replyTo });
    const limit = `a Telegram message has at most ${TEXT_LENGTH_MAX} characters`;
    throw new SendError("rejected", `the text is too long: ${limit}; send it in parts`);
  }
  try {
    return await api.sendMessage(chat, html, { html: true, replyTo });
  } catch (error) {
    if (!isUnreadableMarkup(error)) throw error;
    return api.sendMessage(chat, plain, { html: false, replyTo });
  }
}
