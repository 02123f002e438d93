import type { LanguageModelV4 } from "@ai-sdk/provider";
import { KEY_PLACEHOLDER as apiKey } from "./bound-fetch.ts";
import type { Fetch, Target } from "./target.ts";

/** A model of OpenAI, by either of its two APIs. */
export async function openOpenAi(target: Target, fetch: Fetch): Promise<LanguageModelV4> {
  const { createOpenAI } = await import("@ai-sdk/openai");
  const provider = createOpenAI({ baseURL: target.baseUrl, apiKey, fetch });
  return target.api === "openai-responses"
    ? provider.responses(target.name)
    : provider.chat(target.name);
}
