import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4StreamPart,
  SharedV4ProviderMetadata,
} from "@ai-sdk/provider";
import { OPAQUE_CHARS_MAX } from "../limits.ts";
import { type FinishReason, ModelError, type ModelPart, type ModelRequest } from "../model.ts";
import { openAnthropic } from "./anthropic.lazy.ts";
import { boundFetch } from "./bound-fetch.ts";
import { openCompatible } from "./compatible.lazy.ts";
import { toModelError } from "./failure.ts";
import { openGoogle } from "./google.lazy.ts";
import { openOpenAi } from "./openai.lazy.ts";
import { type Opaque, toPrompt, toTools } from "./prompt-parts.ts";
import type { Fetch, Target } from "./target.ts";

export interface EngineOptions {
  readonly target: Target;
  readonly fetch: Fetch;
  /** Wall clock, for dates in headers. */
  now(): number;
}

/** Loads the provider's library, once for each model. */
export function open({ target, fetch }: EngineOptions): Promise<LanguageModelV4> {
  const bound = boundFetch(target, fetch);
  switch (target.api) {
    case "openai-completions":
      // OpenAI's own models need parameters that other servers do not know.
      return target.provider === "openai"
        ? openOpenAi(target, bound)
        : openCompatible(target, bound);
    case "openai-responses":
      return openOpenAi(target, bound);
    case "anthropic-messages":
      return openAnthropic(target, bound);
    case "google-generative-ai":
      return openGoogle(target, bound);
  }
}

/** One answer of `model`, in our own parts. Throws `ModelError`; never tries again. */
export async function* streamParts(
  options: EngineOptions,
  model: LanguageModelV4,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelPart> {
  const translator = new Translator(options);
  try {
    const { stream } = await model.doStream(callOptions(request, options.target, signal));
    const reader = stream.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      request.hear?.(value);
      const part = translator.take(value);
      if (part) yield part;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw toModelError(error, options.target, options.now());
  }
}

function callOptions(
  request: ModelRequest,
  target: Target,
  abortSignal: AbortSignal,
): LanguageModelV4CallOptions {
  const { thinking, outputTokens } = request;
  return {
    prompt: toPrompt(request, target),
    abortSignal,
    ...(request.tools.length > 0 ? { tools: toTools(request.tools) } : {}),
    ...(outputTokens === undefined ? {} : { maxOutputTokens: outputTokens }),
    ...(thinking === undefined || !target.reasoning ? {} : { reasoning: thinking }),
    // Conversations are kept here, not at the provider.
    ...(target.api === "openai-responses" ? { providerOptions: { openai: { store: false } } } : {}),
  };
}

/**
 * Turns the library's parts into ours, and collects what the provider wants back with its calls.
 */
class Translator {
  readonly #options: EngineOptions;
  readonly #thinking = new Map<string, { text: string; options?: SharedV4ProviderMetadata }>();
  #withThinking = true;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  take(part: LanguageModelV4StreamPart): ModelPart | undefined {
    switch (part.type) {
      case "text-delta":
        return part.delta === "" ? undefined : { type: "text", delta: part.delta };
      case "reasoning-start":
      case "reasoning-delta":
      case "reasoning-end":
        this.#think(part);
        return { type: "alive" };
      case "tool-input-start":
      case "tool-input-delta":
        return { type: "alive" };
      case "tool-call":
        return {
          type: "tool-call",
          id: part.toolCallId,
          name: part.toolName,
          input: parsed(part.input),
          opaque: this.#opaque(part.providerMetadata),
        };
      case "finish":
        return {
          type: "finish",
          reason: this.#reason(part.finishReason.unified),
          usage: {
            inputTokens: part.usage.inputTokens.total ?? 0,
            outputTokens: part.usage.outputTokens.total ?? 0,
          },
        };
      case "error":
        throw toModelError(part.error, this.#options.target, this.#options.now());
      default:
        // Sources, files, metadata and pings say nothing that a turn needs; a ping is no progress.
        return undefined;
    }
  }

  #think(part: Extract<LanguageModelV4StreamPart, { type: `reasoning-${string}` }>): void {
    if (part.type === "reasoning-file") return;
    const block = this.#thinking.get(part.id) ?? { text: "" };
    this.#thinking.set(part.id, block);
    if (part.type === "reasoning-delta" && block.text.length < OPAQUE_CHARS_MAX) {
      block.text += part.delta;
    }
    if (part.providerMetadata) block.options = { ...block.options, ...part.providerMetadata };
  }

  /** The first call of an answer carries its thinking. Too much of it is not kept. */
  #opaque(call: SharedV4ProviderMetadata | undefined): Opaque | undefined {
    const thinking = this.#withThinking ? [...this.#thinking.values()] : [];
    this.#withThinking = false;
    const marked = thinking.filter((block) => block.options);
    if (!call && marked.length === 0) return undefined;
    const opaque = {
      ...(call ? { call } : {}),
      ...(marked.length > 0 ? { thinking: marked } : {}),
    };
    return JSON.stringify(opaque).length > OPAQUE_CHARS_MAX ? undefined : opaque;
  }

  #reason(unified: string): FinishReason {
    const { target } = this.#options;
    switch (unified) {
      case "stop":
      case "other":
        return "stop";
      case "tool-calls":
        return "tool-calls";
      case "length":
        return "length";
      case "content-filter":
        return "refused";
      default:
        throw new ModelError(
          "unavailable",
          `The answer of ${target.provider}/${target.name} broke off. Please try again.`,
        );
    }
  }
}

/** Parsed JSON, or the text where it is none: the tool's check says what is wrong with it. */
function parsed(input: string): unknown {
  if (input.trim() === "") return {};
  try {
    return JSON.parse(input);
  } catch {
    return input;
  }
}
