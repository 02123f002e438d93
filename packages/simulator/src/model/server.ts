import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { History, listen, readBody } from "../listener.ts";
import { echo, type ChatRequest, type ModelAnswer, type Script } from "./script.ts";

const BODY_BYTES_MAX = 16_777_216;
const REQUESTS_KEPT = 1_000;

export interface ModelOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Says back the user's words when absent. */
  script?: Script;
  /** Characters in one event of the stream. */
  chunkLength?: number;
  /** Time between two events of the stream. */
  chunkDelayMs?: number;
  /** When set, requests without this key are refused. */
  apiKey?: string;
}

export interface ModelSimulator {
  /** What a client takes as its base URL; ends in `/v1`. */
  readonly baseUrl: string;
  /** Newest requests, oldest first. */
  readonly requests: readonly ChatRequest[];
  readonly stats: Readonly<{ requests: number; answered: number; abandoned: number }>;
  /** Another script from now on. */
  use(script: Script): void;
  close(): Promise<void>;
}

/** Starts a model server that speaks OpenAI's Chat Completions on 127.0.0.1. */
export async function startModel(options: ModelOptions = {}): Promise<ModelSimulator> {
  const server = new ChatCompletions(options);
  const listener = await listen((request, response) => {
    server.serve(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  }, options.port);
  return {
    baseUrl: `${listener.origin}/v1`,
    get requests() {
      return server.history.items;
    },
    get stats() {
      const { answered, abandoned, history } = server;
      return { requests: history.total, answered, abandoned };
    },
    use: (script) => void (server.script = script),
    close: () => listener.close(),
  };
}

class ChatCompletions {
  readonly history = new History<ChatRequest>(REQUESTS_KEPT);
  readonly #options: ModelOptions;
  script: Script;
  answered = 0;
  abandoned = 0;

  constructor(options: ModelOptions) {
    this.#options = options;
    this.script = options.script ?? echo;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { apiKey } = this.#options;
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) {
      sendError(response, { status: 401, message: "Incorrect API key provided." });
      return;
    }
    const { pathname } = new URL(request.url ?? "/", "http://model");
    if (request.method === "GET" && pathname === "/v1/models") {
      const model = { id: "simulated", object: "model", created: 0, owned_by: "simulator" };
      sendJson(response, 200, { object: "list", data: [model] });
      return;
    }
    if (request.method !== "POST" || pathname !== "/v1/chat/completions") {
      sendError(response, { status: 404, message: `Unknown request URL: ${pathname}` });
      return;
    }
    const asked = JSON.parse(String(await readBody(request, BODY_BYTES_MAX))) as ChatRequest;
    this.history.add(asked);
    const answer = this.script(asked);
    if ("status" in answer) sendError(response, answer);
    else if (asked.stream) await this.#stream(response, asked, answer);
    else sendJson(response, 200, wholeAnswer(asked, answer));
    if (response.destroyed && !response.writableEnded) this.abandoned += 1;
    else this.answered += 1;
  }

  async #stream(
    response: ServerResponse,
    asked: ChatRequest,
    answer: Extract<ModelAnswer, { text: string }>,
  ): Promise<void> {
    const { chunkLength = 16, chunkDelayMs = 0 } = this.#options;
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    const head = { ...envelope(asked), object: "chat.completion.chunk" };
    const send = (delta: object, finish_reason: string | null = null) =>
      sendEvent(response, { ...head, choices: [{ index: 0, delta, finish_reason }] });
    send({ role: "assistant", content: "" });
    for (const content of cut(answer.text, chunkLength)) {
      if (chunkDelayMs > 0) await sleep(chunkDelayMs);
      if (response.destroyed) return;
      send({ content });
    }
    for (const [index, call] of toolCalls(answer).entries())
      send({ tool_calls: [{ index, ...call }] });
    send({}, finishReason(answer));
    if (asked.stream_options?.include_usage) {
      sendEvent(response, { ...head, choices: [], usage: usage(asked, answer) });
    }
    response.end("data: [DONE]\n\n");
  }
}

function wholeAnswer(asked: ChatRequest, answer: Extract<ModelAnswer, { text: string }>): object {
  const calls = toolCalls(answer);
  const message = {
    role: "assistant",
    content: answer.text === "" ? null : answer.text,
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
  return {
    ...envelope(asked),
    object: "chat.completion",
    choices: [{ index: 0, message, finish_reason: finishReason(answer) }],
    usage: usage(asked, answer),
  };
}

function envelope(asked: ChatRequest): object {
  return { id: "chatcmpl-simulated", created: Math.floor(Date.now() / 1000), model: asked.model };
}

function toolCalls({ toolCalls = [] }: Extract<ModelAnswer, { text: string }>): readonly object[] {
  return toolCalls.map(({ name, arguments: input }, index) => ({
    id: `call_${index}_${name}`,
    type: "function",
    function: { name, arguments: JSON.stringify(input) },
  }));
}

const finishReason = ({ toolCalls = [] }: Extract<ModelAnswer, { text: string }>): string =>
  toolCalls.length > 0 ? "tool_calls" : "stop";

function usage(asked: ChatRequest, answer: Extract<ModelAnswer, { text: string }>): object {
  const prompt_tokens = Math.ceil(JSON.stringify(asked.messages).length / 4);
  const completion_tokens = Math.ceil(answer.text.length / 4);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

function* cut(text: string, length: number): Generator<string> {
  const characters = Array.from(text);
  for (let at = 0; at < characters.length; at += length) {
    yield characters.slice(at, at + length).join("");
  }
}

const sendEvent = (response: ServerResponse, event: object) =>
  response.write(`data: ${JSON.stringify(event)}\n\n`);

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

function sendError(
  response: ServerResponse,
  { status, message, retryAfterSeconds }: Extract<ModelAnswer, { status: number }>,
): void {
  if (retryAfterSeconds !== undefined) response.setHeader("retry-after", `${retryAfterSeconds}`);
  sendJson(response, status, { error: { message, type: "simulated_error", code: null } });
}
