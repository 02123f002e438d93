import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { Model, ModelPart, ModelRequest } from "../model.ts";
import type { EngineOptions } from "./engine.ts";
import { loadEngine } from "./engine.lazy.ts";

/**
 * A provider's model. Making one loads nothing; its first answer loads the engine and one library.
 */
export function engineModel(options: EngineOptions): Model {
  const { provider, name, contextTokens, outputTokens, reasoning } = options.target;
  let opened: Promise<LanguageModelV4> | undefined;
  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPart> {
    const engine = await loadEngine();
    opened ??= engine.open(options);
    yield* engine.streamParts(options, await opened, request, signal);
  }
  return {
    ref: `${provider}/${name}`,
    provider,
    name,
    contextTokens,
    outputTokens,
    reasoning,
    stream,
  };
}
