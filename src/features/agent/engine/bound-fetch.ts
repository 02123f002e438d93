import { ERROR_BYTES_MAX, RESPONSE_BYTES_MAX } from "../limits.ts";
import type { Fetch, Target } from "./target.ts";

/** Stands where the library insists on a key. The real one is added below, after it. */
export const KEY_PLACEHOLDER = "added-by-the-gateway";

/**
 * The one way out of the engine: a `fetch` that adds the target's key and headers, and only for the
 * target's own origin. It follows no redirect, so nothing is sent where somebody else points (SR2),
 * and reads no more of a response than a limit (SR27).
 */
export function boundFetch(target: Target, fetch: Fetch): Fetch {
  const { origin } = new URL(target.baseUrl);
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) {
      throw new Error(`a request to ${url.origin} was refused: ${target.provider} is at ${origin}`);
    }
    const headers = withCredentials(new Headers(init?.headers), target);
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    if (response.body === null) return response;
    return limited(response, response.ok ? RESPONSE_BYTES_MAX : ERROR_BYTES_MAX);
  };
}

function withCredentials(headers: Headers, target: Target): Headers {
  for (const name of ["authorization", "x-api-key", "x-goog-api-key"]) headers.delete(name);
  if (target.key) {
    const name = target.bearer ? "authorization" : keyHeader(target);
    const value = target.key.reveal();
    headers.set(name, name === "authorization" ? `Bearer ${value}` : value);
  }
  for (const [name, value] of Object.entries(target.headers ?? {})) {
    headers.set(name, value.reveal());
  }
  return headers;
}

function keyHeader({ api }: Target): string {
  switch (api) {
    case "anthropic-messages":
      return "x-api-key";
    case "google-generative-ai":
      return "x-goog-api-key";
    case "openai-completions":
    case "openai-responses":
      return "authorization";
  }
}

/** The same response, whose body ends with an error when it grows past the limit. */
function limited(response: Response, bytesMax: number): Response {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return response;
  let bytes = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) {
          controller.close();
          return;
        }
        bytes += value.byteLength;
        if (bytes <= bytesMax) controller.enqueue(value);
        else {
          controller.error(new Error(`the response is larger than ${bytesMax} bytes`));
          await reader.cancel();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
