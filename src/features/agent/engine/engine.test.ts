import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import {
  type Answering,
  answerWith,
  chunk,
  modelServer,
  refuse,
  sse,
} from "../../../../test/support/agent/model-server.ts";
import { Secret } from "../../../kernel/secret.ts";
import { type Model, ModelError, type ModelPart, type ModelRequest } from "../model.ts";
import { engineModel } from "./engine-model.ts";
import type { Target } from "./target.ts";

const KEY = "sk-test-canary-0123456789";

const REQUEST: ModelRequest = {
  system: "Be brief.",
  messages: [{ role: "user", content: [{ type: "text", text: "hello" }] }],
  tools: [],
};

async function modelOn(t: TestContext, answer: Answering, more: Partial<Target> = {}) {
  const server = await modelServer(t, answer);
  const model = engineModel({
    target: {
      provider: "mock",
      name: "mock-1",
      api: "openai-completions",
      baseUrl: `${server.url}/v1`,
      key: new Secret(KEY),
      contextTokens: 8_000,
      ...more,
    },
    fetch: globalThis.fetch,
    now: () => 1_000_000,
  });
  return { server, model };
}

async function partsOf(model: Model, request = REQUEST, signal = new AbortController().signal) {
  const parts: ModelPart[] = [];
  for await (const part of model.stream(request, signal)) parts.push(part);
  return parts;
}

const textIn = (parts: readonly ModelPart[]) =>
  parts.map((part) => (part.type === "text" ? part.delta : "")).join("");

/** The error that a model that answers like this fails with. */
async function errorOf(t: TestContext, answer: Answering, more: Partial<Target> = {}) {
  const { model } = await modelOn(t, answer, more);
  const error: unknown = await partsOf(model).then(
    () => assert.fail("it did not fail"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ModelError, String(error));
  assert.doesNotMatch(error.message, /sk-test/);
  return error;
}

test("an answer comes piece by piece, and ends with what it cost", async (t) => {
  const { model, server } = await modelOn(t, (_request, response) => {
    sse(response, [chunk({ role: "assistant", content: "Hel" }), chunk({ content: "lo" })]);
    const usage = { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 };
    sse(response, [{ ...chunk({}, "stop"), usage }, "data: [DONE]\n\n"]);
    response.end();
  });
  assert.deepEqual(await partsOf(model), [
    { type: "text", delta: "Hel" },
    { type: "text", delta: "lo" },
    { type: "finish", reason: "stop", usage: { inputTokens: 7, outputTokens: 2 } },
  ]);
  const [request] = server.requests;
  assert.equal(request?.path, "/v1/chat/completions");
  assert.equal(request?.headers.authorization, `Bearer ${KEY}`);
  const body = JSON.parse(request?.body ?? "") as Record<string, unknown>;
  assert.deepEqual(body["messages"], [
    { role: "system", content: "Be brief." },
    { role: "user", content: "hello" },
  ]);
});

test("tool calls come whole, and broken arguments come as the text that they are", async (t) => {
  const { model } = await modelOn(t, (_request, response) => {
    const part = (index: number, call: object) => chunk({ tool_calls: [{ index, ...call }] });
    sse(response, [
      part(0, { id: "a", type: "function", function: { name: "echo", arguments: '{"wo' } }),
      part(0, { function: { arguments: 'rd":1}' } }),
      part(1, { id: "b", type: "function", function: { name: "echo", arguments: '{"word"' } }),
      chunk({}, "tool_calls"),
      "data: [DONE]\n\n",
    ]);
    response.end();
  });
  const calls = (await partsOf(model)).filter((part) => part.type === "tool-call");
  assert.deepEqual(
    calls.map(({ id, name, input }) => ({ id, name, input })),
    [
      { id: "a", name: "echo", input: { word: 1 } },
      { id: "b", name: "echo", input: '{"word"' },
    ],
  );
});

test("a conversation with tools goes out as the API wants it", async (t) => {
  const { model, server } = await modelOn(t, (_request, response) => answerWith(response, "ok"));
  await partsOf(model, {
    ...REQUEST,
    outputTokens: 500,
    tools: [
      {
        name: "echo",
        description: "Echo.",
        parameters: { type: "object", properties: {}, additionalProperties: false },
      },
    ],
    messages: [
      ...REQUEST.messages,
      {
        role: "assistant",
        content: [
          { type: "text", text: "Wait." },
          { type: "toolCall", id: "a", name: "echo", arguments: { n: 1 } },
          { type: "toolCall", id: "b", name: "echo", arguments: "broken" },
        ],
      },
      result("a", { n: 1 }, false),
      result("b", "wrong arguments", true),
    ],
  });
  const body = JSON.parse(server.requests[0]?.body ?? "") as Record<string, unknown>;
  assert.equal(body["max_tokens"], 500);
  const call = (id: string, args: string) => ({
    id,
    type: "function",
    function: { name: "echo", arguments: args },
  });
  assert.deepEqual((body["messages"] as object[]).slice(2), [
    { role: "assistant", content: "Wait.", tool_calls: [call("a", '{"n":1}'), call("b", "{}")] },
    { role: "tool", tool_call_id: "a", content: '{"n":1}' },
    { role: "tool", tool_call_id: "b", content: "wrong arguments" },
  ]);
});

const result = (toolCallId: string, value: unknown, isError: boolean) => ({
  role: "toolResult" as const,
  content: [{ type: "toolResult" as const, toolCallId, toolName: "echo", result: value, isError }],
});

const REFUSALS: readonly (readonly [string, number, object, ModelError["kind"], RegExp])[] = [
  [
    "a wrong key",
    401,
    { message: `Incorrect API key: ${KEY}` },
    "auth",
    /refused the API key \*\*\*/,
  ],
  ["no permission", 403, { message: "no" }, "auth", /models\.providers\.mock\.apiKey/],
  ["no credit", 402, { message: "Payment required" }, "auth", /no credit left/],
  ["no quota", 429, { message: "x", code: "insufficient_quota" }, "auth", /no credit left/],
  ["too many requests", 429, { message: "slow down" }, "rate", /Wait a moment/],
  [
    "an unknown model",
    404,
    { message: "no such model" },
    "invalid",
    /does not know the model "mock-1"/,
  ],
  [
    "a broken request",
    400,
    { message: `bad field, key ${KEY}` },
    "invalid",
    /bad field, key \*\*\*/,
  ],
  ["a long prompt", 400, { message: "maximum context length is 10" }, "context", /too long/],
  [
    "a long prompt by its code",
    400,
    { message: "x", code: "context_length_exceeded" },
    "context",
    /too long/,
  ],
  ["a large request", 413, { message: "x" }, "context", /too long/],
  ["a defect", 500, { message: "x" }, "unavailable", /HTTP 500/],
  ["an overload", 529, { message: "x" }, "unavailable", /HTTP 529/],
];

for (const [what, status, error, kind, sentence] of REFUSALS) {
  test(`SR30: ${what} (${status}) is ${kind} trouble in a sentence without a key`, async (t) => {
    const found = await errorOf(t, (_request, response) => refuse(response, status, error));
    assert.equal(found.kind, kind);
    assert.match(found.message, sentence);
  });
}

const BODIES: readonly (readonly [string, string, string])[] = [
  ["its message", '{"error":{"message":"no such field"}}', "no such field"],
  ["another shape", '{"error":"no such field","code":7}', "no such field"],
  ["the shape of a validator", '{"detail":[{"message":"no such field"}]}', "no such field"],
  [
    "a body within its message",
    JSON.stringify({ error: { message: '{"error":{"message":"no such field"}}' } }),
    "no such field",
  ],
  ["a body behind words", JSON.stringify({ error: { message: 'Bad: {"a":1}' } }), "Bad"],
  ["a body without a message", '{"a":{"b":["c"]}}', "Bad Request"],
  ["a body that is cut", '{"error":{"mess', "Bad Request"],
  ["a page", "<!doctype html><html>no</html>", "Bad Request"],
];

for (const [what, body, sentence] of BODIES) {
  test(`of ${what} a user sees one message and never the body`, async (t) => {
    const error = await errorOf(t, (_request, response) => {
      response.writeHead(400, { "content-type": "application/json" });
      response.end(body);
    });
    assert.equal(error.message, `mock/mock-1 refused the request: ${sentence}`);
  });
}

test("the kind of a failure is found in the whole body, also where it is not shown", async (t) => {
  const error = await errorOf(t, (_request, response) => {
    response.writeHead(400, { "content-type": "application/json" });
    response.end('{"a":{"b":"the maximum context length is 10"}}');
  });
  assert.equal(error.kind, "context");
});

for (const [headers, expected] of [
  [{ "retry-after": "3" }, 3_000],
  [{ "retry-after": new Date(1_005_000).toUTCString() }, 5_000],
  [{ "retry-after-ms": "250" }, 250],
  [{ "retry-after": "999999999" }, 3_600_000],
  [{ "retry-after": "soon" }, undefined],
] as const) {
  test(`a wait of ${JSON.stringify(headers)} is ${expected} ms`, async (t) => {
    const error = await errorOf(t, (_request, response) =>
      refuse(response, 429, { message: "x" }, headers),
    );
    assert.equal(error.retryAfterMs, expected);
  });
}

test("a server that nobody runs is unavailable, and the sentence names its address", async (t) => {
  const error = await errorOf(t, () => undefined, { baseUrl: "http://127.0.0.1:9/v1" });
  assert.equal(error.kind, "unavailable");
  assert.match(error.message, /cannot be reached at http:\/\/127\.0\.0\.1:9/);
});

const BROKEN: readonly (readonly [string, Answering])[] = [
  ["a connection that is cut before the answer", (_r, response) => void response.destroy()],
  [
    "a connection that is cut in the middle",
    (_r, response) => {
      sse(response, [chunk({ content: "Half" })]);
      setTimeout(() => response.destroy(), 20);
    },
  ],
  [
    "a stream that ends too early",
    (_r, response) => {
      sse(response, [chunk({ content: "Half" })]);
      response.end();
    },
  ],
  [
    "a malformed chunk",
    (_r, response) => {
      sse(response, [chunk({ content: "Half" }), "data: {not json\n\n", chunk({}, "stop")]);
      response.end();
    },
  ],
  [
    "an error inside the stream",
    (_r, response) => {
      sse(response, [chunk({ content: "Half" }), { error: { message: "overloaded" } }]);
      response.end();
    },
  ],
  [
    "an answer that is no stream",
    (_r, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html>hello</html>");
    },
  ],
];

for (const [what, answer] of BROKEN) {
  test(`${what} is unavailable`, async (t) => {
    assert.equal((await errorOf(t, answer)).kind, "unavailable");
  });
}

test("a rate limit inside the stream is what it says", async (t) => {
  const error = await errorOf(t, (_request, response) => {
    sse(response, [{ error: { message: "x", type: "rate_limit_error", code: 429 } }]);
    response.end();
  });
  assert.equal(error.kind, "rate");
});

test("an answer that the provider withholds is refused", async (t) => {
  const { model } = await modelOn(t, (_request, response) => {
    sse(response, [chunk({}, "content_filter"), "data: [DONE]\n\n"]);
    response.end();
  });
  assert.equal((await partsOf(model)).at(-1)?.type, "finish");
  assert.deepEqual((await partsOf(model)).at(-1), {
    type: "finish",
    reason: "refused",
    usage: { inputTokens: 0, outputTokens: 0 },
  });
});

test("an abort ends the answer and closes the connection", async (t) => {
  const closed = Promise.withResolvers<void>();
  const { model } = await modelOn(t, (_request, response) => {
    response.on("close", () => closed.resolve());
    sse(response, [chunk({ content: "Half" })]);
  });
  const controller = new AbortController();
  const seen: ModelPart[] = [];
  await assert.rejects(async () => {
    for await (const part of model.stream(REQUEST, controller.signal)) {
      seen.push(part);
      controller.abort(new Error("enough"));
    }
  }, /enough/);
  assert.equal(textIn(seen), "Half");
  await closed.promise;
});

test("SR2: the key does not follow a redirect, and the sentence says what to change", async (t) => {
  const thief = await modelServer(t, (_request, response) => answerWith(response, "thanks"));
  for (const status of [301, 302, 303, 307, 308]) {
    const error = await errorOf(t, (_request, response) => {
      response.writeHead(status, { location: `${thief.url}/v1/chat/completions` });
      response.end();
    });
    assert.equal(error.kind, "invalid");
    assert.match(error.message, /redirect.*models\.providers\.mock\.baseUrl/);
  }
  assert.equal(thief.requests.length, 0);
});

test("SR2: key and headers go out as configured, and the placeholder never does", async (t) => {
  const answer: Answering = (_request, response) => answerWith(response, "ok");
  const headers = { "x-team": new Secret("blue") };
  const plain = await modelOn(t, answer, { headers });
  await partsOf(plain.model);
  assert.equal(plain.server.requests[0]?.headers["x-team"], "blue");
  const keyless = await modelOn(t, answer, { key: undefined });
  await partsOf(keyless.model);
  assert.equal(keyless.server.requests[0]?.headers.authorization, undefined);
  const anthropic = await modelOn(t, answer, { api: "anthropic-messages", key: undefined });
  await assert.rejects(partsOf(anthropic.model));
  assert.equal(anthropic.server.requests[0]?.headers["x-api-key"], undefined);
  const bearer = await modelOn(t, answer, { api: "anthropic-messages", bearer: true });
  await assert.rejects(partsOf(bearer.model));
  assert.equal(bearer.server.requests[0]?.headers.authorization, `Bearer ${KEY}`);
  assert.equal(bearer.server.requests[0]?.headers["x-api-key"], undefined);
});

test("SR27: a response that never ends is cut at its limit", async (t) => {
  const error = await errorOf(t, (_request, response) => {
    response.writeHead(500, { "content-type": "text/plain" });
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  });
  assert.equal(error.kind, "unavailable");
});
