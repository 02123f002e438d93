import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { type JournalEntry, LLMock } from "@copilotkit/aimock";
import {
  executeRun,
  MemoryJournal,
  turnRequest,
  userStep,
} from "../../../../test/support/agent/run-fixture.ts";
import { Secret } from "../../../kernel/secret.ts";
import { calculatorTool } from "../tools/calculator.ts";
import { engineModel } from "./engine-model.ts";
import type { Api } from "../../../domain/model-provider.ts";
import type { Target } from "./target.ts";

const KEY = "sk-provider-canary";

interface Provider {
  readonly what: string;
  readonly provider: string;
  readonly api: Api;
  readonly path: string;
  readonly requestPath: RegExp;
  readonly keyHeader: string;
  readonly keyValue: string;
}

const PROVIDERS: readonly Provider[] = [
  {
    what: "an OpenAI-compatible server",
    provider: "mock",
    api: "openai-completions",
    path: "/v1",
    requestPath: /\/v1\/chat\/completions$/,
    keyHeader: "authorization",
    keyValue: `Bearer ${KEY}`,
  },
  {
    what: "OpenAI by Chat Completions",
    provider: "openai",
    api: "openai-completions",
    path: "/v1",
    requestPath: /\/v1\/chat\/completions$/,
    keyHeader: "authorization",
    keyValue: `Bearer ${KEY}`,
  },
  {
    what: "OpenAI by Responses",
    provider: "openai",
    api: "openai-responses",
    path: "/v1",
    requestPath: /\/v1\/responses$/,
    keyHeader: "authorization",
    keyValue: `Bearer ${KEY}`,
  },
  {
    what: "Anthropic",
    provider: "anthropic",
    api: "anthropic-messages",
    path: "/v1",
    requestPath: /\/v1\/messages$/,
    keyHeader: "x-api-key",
    keyValue: KEY,
  },
  {
    what: "Google",
    provider: "google",
    api: "google-generative-ai",
    path: "/v1beta",
    requestPath: /:streamGenerateContent/,
    keyHeader: "x-goog-api-key",
    keyValue: KEY,
  },
];

/** In the words of each API. */
const USAGE = {
  prompt_tokens: 30,
  completion_tokens: 7,
  total_tokens: 37,
  input_tokens: 30,
  output_tokens: 7,
  promptTokenCount: 30,
  candidatesTokenCount: 7,
  totalTokenCount: 37,
};

async function mockIn(t: TestContext): Promise<LLMock> {
  const mock = new LLMock({ port: 0 });
  await mock.start();
  t.after(() => mock.stop());
  return mock;
}

function targetOn(mock: LLMock, { provider, api, path }: Provider): Target {
  return {
    provider,
    name: api === "openai-responses" ? "gpt-5.2" : "test-model",
    api,
    baseUrl: `${mock.url}${path}`,
    key: new Secret(KEY),
    contextTokens: 100_000,
    outputTokens: 1_000,
  };
}

const modelOf = (target: Target) =>
  engineModel({ target, fetch: globalThis.fetch, now: () => Date.now() });

for (const provider of PROVIDERS) {
  test(`a run with ${provider.what} streams, calls a tool and answers with its result`, async (t) => {
    const mock = await mockIn(t);
    mock.addFixture({
      match: { hasToolResult: false },
      response: { toolCalls: [{ name: "calculator", arguments: '{"expression":"6*7"}' }] },
    });
    mock.addFixture({
      match: { hasToolResult: true },
      response: { content: "It is forty-two.", usage: USAGE },
    });
    const journal = new MemoryJournal([userStep("What is 6 * 7?")]);
    const run = await executeRun({
      models: [modelOf(targetOn(mock, provider))],
      request: turnRequest("What is 6 * 7?"),
      journal,
      tools: [calculatorTool()],
    });
    assert.equal(run.outcome.text, "It is forty-two.");
    assert.equal(run.streamed, run.outcome.text);
    assert.ok(run.events.filter((event) => event.kind === "text").length >= 1);
    assert.deepEqual(
      journal.recorded.flatMap((step) => step.content).find((part) => part.type === "toolResult")
        ?.result,
      { expression: "6*7", value: 42 },
    );
    assert.ok((run.outcome.usage?.outputTokens ?? 0) > 0);
    const requests = mock.getRequests();
    assert.equal(requests.length, 2);
    for (const request of requests) assertSent(request, provider);
    const sent = JSON.stringify(requests[1]?.body);
    assert.match(sent, /"value\\*":42/, "the result went back");
  });

  test(`what ${provider.what} refuses reaches the user as a sentence`, async (t) => {
    const mock = await mockIn(t);
    mock.nextRequestError(401, { message: `wrong key ${KEY}`, type: "authentication_error" });
    const refused = await executeRun({ models: [modelOf(targetOn(mock, provider))] });
    assert.equal(refused.outcome.state, "failed");
    assert.match(refused.outcome.text, /refused the API key \*\*\*/);
    assert.doesNotMatch(JSON.stringify(refused), /sk-provider-canary/);
  });
}

function assertSent(request: JournalEntry, { requestPath, keyHeader, keyValue }: Provider): void {
  assert.match(request.path, requestPath);
  // The mock masks what looks like a credential in its journal.
  assert.ok([keyValue, "[REDACTED]"].includes(request.headers[keyHeader] ?? ""), keyHeader);
}
