import type {
  JSONValue,
  LanguageModelV4FunctionTool,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ReasoningPart,
  LanguageModelV4ToolResultPart,
  SharedV4ProviderOptions,
} from "@ai-sdk/provider";
import type { Content } from "../../../domain/run.ts";
import type { ModelRequest, PromptMessage, ToolSpec } from "../model.ts";
import { isRecord } from "../../../kernel/is-record.ts";
import type { Target } from "./target.ts";

/**
 * What a provider wants back with the first call of an answer: the marks of its calls, and the
 * thinking that led to them. It is stored with the call and given to the same model only.
 */
export interface Opaque {
  readonly call?: SharedV4ProviderOptions;
  readonly thinking?: readonly { text: string; options?: SharedV4ProviderOptions }[];
}

/** Our request in the library's words. */
export function toPrompt(request: ModelRequest, target: Target): LanguageModelV4Prompt {
  const prompt: LanguageModelV4Prompt = [{ role: "system", content: request.system }];
  for (const message of request.messages) {
    const next = toMessage(message, target);
    const last = prompt.at(-1);
    // Results of one answer stand in one message, as the APIs want them.
    if (next.role === "tool" && last?.role === "tool") last.content.push(...next.content);
    else prompt.push(next);
  }
  return prompt;
}

export function toTools(tools: readonly ToolSpec[]): LanguageModelV4FunctionTool[] {
  return tools.map(({ name, description, parameters }) => ({
    type: "function",
    name,
    description,
    inputSchema: structuredClone(parameters),
  }));
}

function toMessage(message: PromptMessage, target: Target): LanguageModelV4Message {
  switch (message.role) {
    case "user":
      return { role: "user", content: message.content.flatMap(textPart) };
    case "assistant": {
      const own = message.provider === target.provider && message.model === target.name;
      return {
        role: "assistant",
        content: message.content.flatMap((part) => answerPart(part, own)),
      };
    }
    case "toolResult":
      return { role: "tool", content: message.content.flatMap(resultPart) };
  }
}

function textPart(part: Content) {
  return part.type === "text" ? [{ type: "text" as const, text: part.text }] : [];
}

type AnswerPart = Extract<LanguageModelV4Message, { role: "assistant" }>["content"][number];

function answerPart(part: Content, own: boolean): AnswerPart[] {
  if (part.type !== "toolCall") return textPart(part);
  const opaque: Opaque = own && isRecord(part.opaque) ? part.opaque : {};
  const thinking = (opaque.thinking ?? []).map(
    ({ text, options }): LanguageModelV4ReasoningPart => ({
      type: "reasoning",
      text,
      ...(options ? { providerOptions: options } : {}),
    }),
  );
  const call = {
    type: "tool-call" as const,
    toolCallId: part.id,
    toolName: part.name,
    // What a model sent instead of an object was refused; some providers would refuse it again.
    input: isRecord(part.arguments) ? part.arguments : {},
    ...(opaque.call ? { providerOptions: opaque.call } : {}),
  };
  return [...thinking, call];
}

function resultPart(part: Content): LanguageModelV4ToolResultPart[] {
  if (part.type !== "toolResult") return [];
  const { toolCallId, toolName, result, isError } = part;
  return [{ type: "tool-result", toolCallId, toolName, output: outputOf(result, isError) }];
}

function outputOf(result: unknown, isError: boolean): LanguageModelV4ToolResultPart["output"] {
  if (typeof result === "string") return { type: isError ? "error-text" : "text", value: result };
  return { type: isError ? "error-json" : "json", value: (result ?? null) as JSONValue };
}
