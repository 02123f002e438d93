import type { IncomingMessage, ServerResponse } from "node:http";
import type { Update, UserFromGetMe } from "@grammyjs/types";
import { BodyTooLarge, History, listen, readBody } from "../listener.ts";
import { Refusal, success } from "./answer.ts";
import { Chats, type Person, type Said, type SentMessage } from "./chats.ts";
import { Faults, type Fault } from "./faults.ts";
import { runMethod, type Bot } from "./methods.ts";
import { parseParams, type Params } from "./params.ts";
import { Updates } from "./updates.ts";

const BODY_BYTES_MAX = 1_048_576;
const CALLS_KEPT = 100_000;

export interface TelegramOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** The bot's id is the number before the colon. */
  token?: string;
  username?: string;
  firstUpdateId?: number;
  /** Starts with a webhook in the way, as after another product used the bot. */
  webhookUrl?: string;
}

/** One call as the server saw it. */
export interface Call {
  at: number;
  method: string;
  params: Params;
  /** HTTP status of the answer; 0 when there was none. */
  status: number;
}

/**
 * A Bot API on this machine that refuses what Telegram refuses and remembers everything that it was
 * asked.
 */
export interface TelegramSimulator {
  readonly apiRoot: string;
  readonly token: string;
  readonly me: UserFromGetMe;
  /** A person writes to the bot in private. The message is delivered like any other. */
  say(from: Person | number, said: Said): NonNullable<Update["message"]>;
  /** Queues any update; undefined when the bot did not ask for its kind. */
  push(update: Omit<Update, "update_id">): number | undefined;
  /** The next update id, as after a week of silence. */
  renumber(nextId: number): void;
  /** Lets the bot write to somebody who has not written. */
  meet(id: number): void;
  block(id: number, blocked?: boolean): void;
  sentTo(id: number): readonly SentMessage[];
  /** Ids of everybody to whom the bot wrote. */
  reached(): readonly number[];
  fault(method: string, fault: Fault, times?: number): void;
  clearFaults(): void;
  /** From now on the token is refused, or taken again. */
  revoke(revoked?: boolean): void;
  readonly calls: readonly Call[];
  readonly stats: Readonly<{
    calls: number;
    /** Highest update id that a later call confirmed. */
    confirmed: number;
    /** Updates that no call confirmed. */
    pending: number;
    delivered: number;
    overlaps: number;
    polling: boolean;
    typing: number;
  }>;
  close(): Promise<void>;
}

/** Starts the simulator on 127.0.0.1. Rejects when the port is taken. */
export async function startTelegram(options: TelegramOptions = {}): Promise<TelegramSimulator> {
  const api = new BotApi(options);
  const listener = await listen((request, response) => api.serve(request, response), options.port);
  const { chats, updates } = api.bot;
  return {
    apiRoot: listener.origin,
    token: api.token,
    me: api.bot.me,
    say(from, said) {
      const message = chats.say(typeof from === "number" ? { id: from } : from, said);
      updates.push({ message });
      return message;
    },
    push: (update) => updates.push(update),
    renumber: (nextId) => updates.renumber(nextId),
    meet: (id) => void chats.meet(id),
    block: (id, blocked = true) => chats.block(id, blocked),
    sentTo: (id) => chats.sentTo(id),
    reached: () => chats.reached(),
    fault: (method, fault, times) => api.faults.plan(method, fault, times),
    clearFaults: () => api.faults.clear(),
    revoke: (revoked = true) => void (api.revoked = revoked),
    get calls() {
      return api.history.items;
    },
    get stats() {
      const { confirmed, pending, delivered, overlaps, polling } = updates;
      const { typing } = api.bot;
      return {
        calls: api.history.total,
        confirmed,
        pending,
        delivered,
        overlaps,
        polling,
        typing,
      };
    },
    async close() {
      updates.close();
      await listener.close();
    },
  };
}

class BotApi {
  readonly token: string;
  readonly bot: Bot;
  readonly faults = new Faults();
  readonly history = new History<Call>(CALLS_KEPT);
  revoked = false;

  constructor(options: TelegramOptions) {
    this.token = options.token ?? "700000001:simulated-token-of-35-characters--";
    const me = describeBot(Number.parseInt(this.token, 10), options.username ?? "zero_test_bot");
    this.bot = {
      me,
      chats: new Chats(me),
      updates: new Updates(options.firstUpdateId ?? 500_000_001),
      webhookUrl: options.webhookUrl ?? "",
      commands: [],
      typing: 0,
    };
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    this.#serve(request, response).catch((error: unknown) => {
      // A client that went away in the middle of its own request.
      response.destroy(error instanceof Error ? error : undefined);
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://telegram");
    const [, token = "", method = ""] = /^\/bot([^/]*)\/([^/]*)$/.exec(url.pathname) ?? [];
    const call: Call = { at: Date.now(), method, params: {}, status: 0 };
    this.history.add(call);
    const fault = this.faults.take(method);
    if (fault?.kind === "cut-before") {
      request.socket.destroy();
      return;
    }
    const answer = await this.#answer(request, { url, token, call, fault, response });
    if (fault?.kind === "cut-after") {
      request.socket.destroy();
      return;
    }
    if (fault?.kind === "slow") await new Promise((go) => setTimeout(go, fault.delayMs));
    if (fault?.kind === "hold") await fault.until;
    if (response.destroyed) return;
    call.status = answer instanceof Refusal ? answer.code : 200;
    if (fault?.kind === "malformed") response.end('{"ok":true,"result":');
    else if (fault?.kind === "status" && fault.html) sendPage(response, fault.code);
    else sendJson(response, call.status, answer);
  }

  async #answer(
    request: IncomingMessage,
    context: {
      url: URL;
      token: string;
      call: Call;
      fault: Fault | undefined;
      response: ServerResponse;
    },
  ): Promise<object> {
    const { url, token, call, fault, response } = context;
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    try {
      const body = await readBody(request, BODY_BYTES_MAX);
      this.#authorize(token);
      const type = request.headers["content-type"] ?? "";
      call.params = parseParams(type, body, url.searchParams);
      refuseByFault(fault);
      return success(await runMethod(this.bot, call.method, call.params, gone.signal));
    } catch (error) {
      if (error instanceof Refusal) return error;
      if (error instanceof BodyTooLarge) return new Refusal(413, "Request Entity Too Large");
      throw error;
    }
  }

  #authorize(token: string): void {
    if (!/^\d+:[A-Za-z0-9_-]+$/.test(token)) throw new Refusal(404, "Not Found");
    if (token !== this.token || this.revoked) throw new Refusal(401, "Unauthorized");
  }
}

function refuseByFault(fault: Fault | undefined): void {
  if (fault?.kind === "rate-limit") {
    const seconds = fault.retryAfterSeconds;
    throw new Refusal(429, `Too Many Requests: retry after ${seconds}`, seconds);
  }
  if (fault?.kind === "status") {
    throw new Refusal(fault.code, fault.description ?? "Internal Server Error");
  }
}

function sendJson(response: ServerResponse, status: number, answer: object): void {
  const body = JSON.stringify(answer);
  const length = Buffer.byteLength(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": length });
  response.end(body);
}

function sendPage(response: ServerResponse, status: number): void {
  response.writeHead(status, { "content-type": "text/html" });
  response.end(`<html><body><h1>${status}</h1></body></html>`);
}

function describeBot(id: number, username: string): UserFromGetMe {
  return {
    id,
    is_bot: true,
    first_name: "Zero Test",
    username,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_guest_queries: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  };
}
