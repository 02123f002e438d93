import type { Poll } from "@zero/channel";
import type { ApiResponse, Update, UserFromGetMe } from "grammy/types";
import { Api, GrammyError, type Transformer } from "grammy/web";
import { Wire, WireError, type WireOptions } from "./wire.ts";

/** How long Telegram holds a poll open when there is nothing new. */
const POLL_SECONDS = 30;
/** What a poll may take beyond that before the connection counts as dead. */
const POLL_GRACE_MS = 15_000;

/** The Bot API read the call and refused it, in its own words. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: number;
  readonly retryAfterMs: number | undefined;

  constructor(code: number, description: string, retryAfterMs?: number) {
    super(description);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** grammY describes the platform's own signal by an older declaration. */
type GrammySignal = NonNullable<Parameters<Api["getMe"]>[0]>;
const forGrammy = (signal: AbortSignal) => signal as unknown as GrammySignal;

export interface BotApiOptions extends WireOptions {
  answerWithinMs: number;
}

export interface TextOptions {
  html: boolean;
  replyTo: number | undefined;
}

/**
 * The methods of the Bot API that we use. grammY knows their names and shapes; the bytes go over
 * our own `Wire`, because a call has to say whether it may have had an effect. Everything rejects
 * with `Refusal` or `WireError`.
 */
export class BotApi {
  readonly #api: Api;
  readonly #wire: Wire;

  constructor(options: BotApiOptions) {
    this.#wire = new Wire(options);
    // The last word of the chain is ours, so grammY never sees the token and never opens a
    // connection.
    this.#api = new Api("");
    this.#api.config.use(overWire(this.#wire, options.answerWithinMs));
  }

  getMe(signal: AbortSignal): Promise<UserFromGetMe> {
    return asked(this.#api.getMe(forGrammy(signal)));
  }

  async removeWebhook(signal: AbortSignal): Promise<void> {
    await asked(this.#api.deleteWebhook({ drop_pending_updates: false }, forGrammy(signal)));
  }

  /**
   * `offset` confirms everything before it; undefined confirms nothing. `wait` false answers at
   * once.
   */
  async getUpdates(
    offset: number | undefined,
    wait: boolean,
    signal: AbortSignal,
  ): Promise<readonly Update[]> {
    const updates: unknown = await asked(
      this.#api.getUpdates(
        {
          ...(offset === undefined ? {} : { offset }),
          timeout: wait ? POLL_SECONDS : 0,
          allowed_updates: ["message"],
        },
        forGrammy(signal),
      ),
    );
    if (Array.isArray(updates)) return updates as readonly Update[];
    throw new WireError(
      "unreadable",
      true,
      "getUpdates was answered with something else than a list",
    );
  }

  /** The id of the new message. */
  async sendMessage(chat: number, text: string, { html, replyTo }: TextOptions): Promise<number> {
    const options = {
      ...(html ? { parse_mode: "HTML" as const } : {}),
      ...(replyTo === undefined
        ? {}
        : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
    };
    const sent: { message_id?: unknown } | undefined = await asked(
      this.#api.sendMessage(chat, text, options),
    );
    return messageIdOf(sent, "sendMessage");
  }

  /** The id of the new message. `openSeconds` undefined: it stays open. */
  async sendPoll(
    chat: number,
    { question, options }: Pick<Poll, "question" | "options">,
    { several, openSeconds }: { several: boolean; openSeconds: number | undefined },
  ): Promise<number> {
    const choices = options.map((text) => ({ text }));
    const sent: { message_id?: unknown } | undefined = await asked(
      this.#api.sendPoll(chat, question, choices, {
        allows_multiple_answers: several,
        ...(openSeconds === undefined ? {} : { open_period: openSeconds }),
      }),
    );
    return messageIdOf(sent, "sendPoll");
  }

  async sendTyping(chat: number): Promise<void> {
    await asked(this.#api.sendChatAction(chat, "typing"));
  }

  /** Ends every call; resolves when nothing is left. */
  close(): Promise<void> {
    return this.#wire.close();
  }
}

function messageIdOf(sent: { message_id?: unknown } | undefined, method: string): number {
  if (typeof sent?.message_id === "number") return sent.message_id;
  const message = `${method} was answered without the id of the message`;
  throw new WireError("unreadable", true, message);
}

function overWire(wire: Wire, answerWithinMs: number): Transformer {
  return async (_previous, method, payload, signal) => {
    const polls = method === "getUpdates";
    const withinMs = polls ? POLL_SECONDS * 1000 + POLL_GRACE_MS : answerWithinMs;
    const answer = await wire.call(method, payload, withinMs, signal as AbortSignal | undefined);
    // `wire` looked at the envelope; what is in it, the callers below check as far as they use it.
    return answer as ApiResponse<never>;
  };
}

/** grammY's errors carry the whole request; ours only what Telegram said about it. */
async function asked<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    const { error_code, description, parameters } = error;
    const seconds = parameters.retry_after;
    throw new Refusal(error_code, description, seconds === undefined ? undefined : seconds * 1000);
  }
}
