import type { LanguageModelV4 } from "@ai-sdk/provider";
import { KEY_PLACEHOLDER as apiKey } from "./bound-fetch.ts";
import type { Fetch, Target } from "./target.ts";

/** A model behind Google's Generative Language API. */
export async function openGoogle(target: Target, fetch: Fetch): Promise<LanguageModelV4> {
  const { createGoogle } = await import("@ai-sdk/google");
  return createGoogle({ baseURL: target.baseUrl, apiKey, fetch }).chat(target.name);
}
