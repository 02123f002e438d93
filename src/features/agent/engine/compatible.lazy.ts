import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { Fetch, Target } from "./target.ts";

/** A model behind the Chat Completions API of any server. */
export async function openCompatible(target: Target, fetch: Fetch): Promise<LanguageModelV4> {
  const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
  const { provider: name, baseUrl: baseURL } = target;
  return createOpenAICompatible({ name, baseURL, fetch, includeUsage: true }).chatModel(
    target.name,
  );
}
