import type { LanguageModelV4 } from "@ai-sdk/provider";
import { KEY_PLACEHOLDER as apiKey } from "./bound-fetch.ts";
import type { Fetch, Target } from "./target.ts";

/** A model behind Anthropic's Messages API. */
export async function openAnthropic(target: Target, fetch: Fetch): Promise<LanguageModelV4> {
  const { createAnthropic } = await import("@ai-sdk/anthropic");
  const { baseUrl } = target;
  // Their own clients write the address without the version, the library with it.
  const baseURL = /\/v\d+$/.test(baseUrl) ? baseUrl : `${baseUrl}/v1`;
  return createAnthropic({ baseURL, apiKey, fetch }).messages(target.name);
}
