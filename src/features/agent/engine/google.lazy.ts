import type { LanguageModelV4 } from "@ai-sdk/provider";
import { KEY_PLACEHOLDER as apiKey } from "./bound-fetch.ts";
import type { Fetch, Target } from "./target.ts";

/** A model behind Google's Generative Language API. */
export async function openGoogle(target: Target, fetch: Fetch): Promise<LanguageModelV4> {
  const { createGoogle } = await import("@ai-sdk/google");
  const { baseUrl } = target;
  const baseURL = /\/v\d/.test(baseUrl) ? baseUrl : `${baseUrl}/v1beta`;
  return createGoogle({ baseURL, apiKey, fetch }).chat(target.name);
}
