import type { ServerResponse } from "node:http";
import type { TestContext } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { chunk, modelServer, sse } from "./agent/model-server.ts";

/** What a configuration needs so that the model at `baseUrl` answers. */
export function answeredBy(baseUrl: string, defaults: object = {}, provider: object = {}): object {
  return {
    models: { mode: "replace", providers: { wire: { baseUrl, ...provider } } },
    agents: { defaults: { model: { primary: "wire/test-model" }, ...defaults } },
  };
}

/** A model server whose answers wait in the middle until the test lets them end. */
export interface HeldModel {
  readonly baseUrl: string;
  /** Requests so far. */
  readonly asked: number;
  /** Every answer that waits goes on now; later ones do not wait at all. */
  release(): void;
}

/** Says "Half " and, once it is released, the rest: the newest words of the user. */
export async function heldModel(t: Pick<TestContext, "after">): Promise<HeldModel> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  t.after(() => release());
  const server = await modelServer(t, (request, response) => {
    sse(response, [chunk({ role: "assistant", content: "Half " })]);
    const finish = () => end(response, `done: ${lastWords(request.body)}`);
    released.then(finish, finish);
  });
  return {
    baseUrl: `${server.url}/v1`,
    get asked() {
      return server.requests.length;
    },
    release,
  };
}

/** A model that says `tokens` words at an even pace and, when it was late, catches up. */
export async function pacedModel(
  t: Pick<TestContext, "after">,
  { tokens, perSecond }: { tokens: number; perSecond: number },
): Promise<{ baseUrl: string; text: string }> {
  const words = Array.from({ length: tokens }, (_, index) => `word${index} `);
  const speak = async (response: ServerResponse) => {
    const began = performance.now();
    for (const [index, content] of words.entries()) {
      const aheadMs = began + (index * 1_000) / perSecond - performance.now();
      if (aheadMs > 1) await sleep(aheadMs);
      if (response.destroyed) return;
      sse(response, [chunk({ content })]);
    }
    end(response, "");
  };
  const server = await modelServer(t, (_request, response) => {
    speak(response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  return { baseUrl: `${server.url}/v1`, text: words.join("") };
}

function end(response: ServerResponse, content: string): void {
  if (response.destroyed) return;
  sse(response, [chunk(content === "" ? {} : { content }), chunk({}, "stop"), "data: [DONE]\n\n"]);
  response.end();
}

/** The newest words of the user in a Chat Completions request. */
export function lastWords(body: string): string {
  const { messages } = JSON.parse(body) as { messages: { role: string; content: unknown }[] };
  const { content } = messages.findLast(({ role }) => role === "user") ?? {};
  const parts =
    typeof content === "string" ? [{ text: content }] : (content as { text?: string }[]);
  const words = parts.map(({ text }) => text ?? "").join("");
  // What a channel brought stands between two marks, below a line about who said it.
  return /^\[message \w+\]\n\{.*\}\n(.*)\n\[end \w+\]$/s.exec(words)?.[1] ?? words;
}
