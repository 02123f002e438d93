import { type Content, textOf } from "../../../domain/run.ts";
import type { Model, ModelPart, ModelRequest, PromptMessage } from "../model.ts";
import { bareWords } from "../prompt/words.ts";
import { type Intent, intentOf } from "./intents.ts";
import { HELP, replyTo, UNKNOWN } from "./replies.ts";

export const OFFLINE_REF = "builtin/offline";

/**
 * The model that is always there. It needs no network and no key, gives the same answer to the same
 * words, says what it is, and works as every model does: it streams and calls real tools.
 */
export const offlineModel: Model = {
  ref: OFFLINE_REF,
  provider: "builtin",
  name: "offline",
  contextTokens: 200_000,
  stream: (request, signal) => heard(request, signal),
};

async function* heard(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart> {
  for await (const part of parts(request, signal)) {
    request.hear?.(part);
    yield part;
  }
}

async function* parts(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart> {
  const step = next(request);
  if (step.kind === "call") {
    const id = `offline-${request.messages.length}`;
    yield { type: "tool-call", id, name: step.tool, input: step.input };
    yield { type: "finish", reason: "tool-calls", usage: { inputTokens: 0, outputTokens: 0 } };
    return;
  }
  for (const delta of pieces(step.text)) {
    signal.throwIfAborted();
    yield { type: "text", delta };
  }
  yield { type: "finish", reason: "stop", usage: { inputTokens: 0, outputTokens: 0 } };
}

type ResultContent = Extract<Content, { type: "toolResult" }>;
type Step = Extract<Intent, { kind: "call" }> | { kind: "say"; text: string };

function next({ messages, tools }: ModelRequest): Step {
  const asked = messages.findLastIndex((message) => message.role === "user");
  const results = messages.slice(asked + 1).flatMap(resultsOf);
  if (results.length > 0) {
    const replies = results.map((part) => replyTo(part.toolName, part.result, part.isError));
    return { kind: "say", text: replies.join("\n\n") };
  }
  const intent = intentOf(wordsOf(messages[asked]));
  if (intent.kind === "help") return { kind: "say", text: HELP };
  if (intent.kind === "unknown") return { kind: "say", text: UNKNOWN };
  if (tools.some((tool) => tool.name === intent.tool)) return intent;
  return { kind: "say", text: `The tool for that, ${intent.tool}, is not available here.` };
}

function wordsOf(message: PromptMessage | undefined): string {
  // What was said stands last, behind the gateway's notes.
  return message ? bareWords(textOf(message.content.slice(-1))) : "";
}

function resultsOf({ content }: PromptMessage): readonly ResultContent[] {
  return content.filter((part) => part.type === "toolResult");
}

/** Words with the space behind them, as a model's tokens would come. */
function pieces(text: string): readonly string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}
