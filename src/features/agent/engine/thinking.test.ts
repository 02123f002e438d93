import assert from "node:assert/strict";
import { test } from "node:test";
import { modelServer, type Answering } from "../../../../test/support/agent/model-server.ts";
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

const events = (list: readonly { type: string }[]) =>
  list.map((data) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`).join("");

const usage = { input_tokens: 5, output_tokens: 3 };
const at = (index: number, type: string, more: object) => ({ type, index, ...more });

/** Thinks, asks for the calculator, and answers when it has the result. */
const anthropic: Answering = (_request, response, count) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const message = { id: "m", type: "message", role: "assistant", model: "x", content: [], usage };
  const thinks = [
    at(0, "content_block_start", { content_block: { type: "thinking", thinking: "" } }),
    at(0, "content_block_delta", { delta: { type: "thinking_delta", thinking: "Six sevens." } }),
    at(0, "content_block_delta", {
      delta: { type: "signature_delta", signature: "signed-by-them" },
    }),
    at(0, "content_block_stop", {}),
    at(1, "content_block_start", {
      content_block: { type: "tool_use", id: "toolu_1", name: "calculator", input: {} },
    }),
    at(1, "content_block_delta", {
      delta: { type: "input_json_delta", partial_json: '{"expression":"6*7"}' },
    }),
    at(1, "content_block_stop", {}),
  ];
  const says = [
    at(0, "content_block_start", { content_block: { type: "text", text: "" } }),
    at(0, "content_block_delta", { delta: { type: "text_delta", text: "42" } }),
    at(0, "content_block_stop", {}),
  ];
  const [body, reason] = count === 1 ? [thinks, "tool_use"] : [says, "end_turn"];
  response.end(
    events([
      { type: "message_start", message } as { type: string },
      ...body,
      { type: "message_delta", delta: { stop_reason: reason }, usage } as { type: string },
      { type: "message_stop" },
    ]),
  );
};

const google: Answering = (_request, response, count) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const functionCall = { name: "calculator", args: { expression: "6*7" } };
  const part = count === 1 ? { functionCall, thoughtSignature: "signed-by-them" } : { text: "42" };
  const candidates = [
    { content: { role: "model", parts: [part] }, finishReason: "STOP", index: 0 },
  ];
  response.end(`data: ${JSON.stringify({ candidates })}\n\n`);
};

const responses: Answering = (_request, response, count) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  const reasoning = { id: "rs_1", type: "reasoning", summary: [] };
  const signed = { ...reasoning, encrypted_content: "signed-by-them" };
  const args = '{"expression":"6*7"}';
  const call = { id: "fc_1", type: "function_call", call_id: "call_1", name: "calculator" };
  const text = { id: "msg_1", type: "message", role: "assistant", content: [] };
  const item = (type: string, output_index: number, it: object) =>
    ({ type: `response.output_item.${type}`, output_index, item: it }) as { type: string };
  const thinks = [
    item("added", 0, reasoning),
    item("done", 0, signed),
    item("added", 1, { ...call, arguments: "", status: "in_progress" }),
    item("done", 1, { ...call, arguments: args, status: "completed" }),
  ];
  const delta = { item_id: "msg_1", output_index: 0, content_index: 0, delta: "42" };
  const says = [
    item("added", 0, text),
    { type: "response.output_text.delta", ...delta } as { type: string },
    item("done", 0, text),
  ];
  const begin = { id: "r", created_at: 1, model: "gpt-5.2", service_tier: null };
  response.end(
    events([
      { type: "response.created", response: begin } as { type: string },
      ...(count === 1 ? thinks : says),
      { type: "response.completed", response: { ...begin, usage } } as { type: string },
    ]),
  );
};

const PROVIDERS: readonly (readonly [string, Api, Answering])[] = [
  ["anthropic", "anthropic-messages", anthropic],
  ["google", "google-generative-ai", google],
  ["openai", "openai-responses", responses],
];

for (const [provider, api, answer] of PROVIDERS) {
  test(`${provider} gets back what it signed with its call, and nobody else does`, async (t) => {
    const server = await modelServer(t, answer);
    const target = {
      provider,
      api,
      name: "gpt-5.2",
      baseUrl: `${server.url}/v1`,
      key: new Secret("sk-x"),
      contextTokens: 100_000,
      reasoning: true,
    };
    const model = engineModel({ target, fetch: globalThis.fetch, now: () => 0 });
    const journal = new MemoryJournal([userStep("6*7?")]);
    const request = turnRequest("6*7?", { thinking: "low" });
    const tools = [calculatorTool()];
    const run = await executeRun({ models: [model], journal, request, tools });
    assert.equal(run.outcome.text, "42");
    assert.equal(server.requests.length, 2);
    assert.match(server.requests[1]?.body ?? "", /signed-by-them/);
    assert.match(server.requests[1]?.body ?? "", /42/);
    if (api === "openai-responses") assert.match(server.requests[0]?.body ?? "", /"store":false/);

    const other = engineModel({
      target: { ...target, name: "another" },
      fetch: globalThis.fetch,
      now: () => 0,
    });
    const resumed = new MemoryJournal(await journal.steps());
    await executeRun({ models: [other], journal: resumed, tools });
    assert.doesNotMatch(server.requests[2]?.body ?? "signed-by-them", /signed-by-them/);
  });
}

test("thinking is not shown, and is not asked for where a model knows nothing of it", async (t) => {
  const server = await modelServer(t, anthropic);
  const target = {
    provider: "anthropic",
    api: "anthropic-messages",
    name: "claude-opus-4-5",
    baseUrl: server.url,
    contextTokens: 100_000,
  } as const;
  const model = engineModel({ target, fetch: globalThis.fetch, now: () => 0 });
  const request = turnRequest("6*7?", { thinking: "high" });
  const run = await executeRun({ models: [model], request, tools: [calculatorTool()] });
  assert.doesNotMatch(run.streamed, /sevens/);
  assert.equal(server.requests[0]?.path, "/v1/messages");
  assert.doesNotMatch(server.requests[0]?.body ?? "", /"thinking"/);
});
