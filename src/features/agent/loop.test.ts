import assert from "node:assert/strict";
import { test } from "node:test";
import type { Content, Message } from "../../domain/run.ts";
import {
  executeRun,
  MemoryJournal,
  turnRequest,
  userStep,
} from "../../../test/support/agent/run-fixture.ts";
import { asks, fails, says, scriptedModel } from "../../../test/support/agent/scripted-model.ts";
import { ModelError } from "./model.ts";
import { defineTool, type Tool, ToolError } from "./tools/tool.ts";

/** A tool that says what it got, and counts. */
function echoTool(more: Partial<Tool> = {}): Tool & { runs: unknown[] } {
  const runs: unknown[] = [];
  const tool = defineTool<{ word?: string }>({
    name: "echo",
    description: "Says the word again.",
    parameters: {
      type: "object",
      properties: { word: { type: "string", description: "The word.", maxLength: 20 } },
      additionalProperties: false,
    },
    repeatable: false,
    run(input) {
      runs.push(input);
      return { said: input.word ?? "" };
    },
  });
  return { ...tool, ...more, runs };
}

const resultsOf = (messages: readonly Message[]) =>
  messages.flatMap((each) => each.content).filter((part) => part.type === "toolResult");

test("an answer is streamed as it comes, and its message is handed back instead of recorded", async () => {
  const journal = new MemoryJournal([userStep("hello")]);
  const model = scriptedModel([says("Hi", " there")]);
  const run = await executeRun({ models: [model], journal });
  assert.deepEqual(
    run.events.map((event) => event.kind === "text" && event.delta),
    ["Hi", " there"],
  );
  assert.deepEqual(run.outcome, {
    state: "done",
    text: "Hi there",
    usage: { inputTokens: 10, outputTokens: 2 },
    provider: "test",
    model: "scripted",
  });
  assert.equal(run.message?.step, 1);
  assert.equal(run.message?.stopReason, "stop");
  assert.deepEqual(journal.commits, [], "the caller commits it together with the rest");
});

test("calls are on disk before the first tool starts, and each result before the next starts", async () => {
  const journal = new MemoryJournal([userStep("hello")]);
  const order: string[] = [];
  const echo = echoTool({
    run: (input) => {
      order.push(`run ${JSON.stringify(input)} after ${journal.commits.length} commits`);
      return "ok";
    },
  });
  const twice = asks([
    ["echo", { word: "a" }],
    ["echo", { word: "b" }],
  ]);
  const run = await executeRun({
    models: [scriptedModel([twice, says("done")])],
    journal,
    tools: [echo],
  });
  assert.deepEqual(order, ['run {"word":"a"} after 1 commits', 'run {"word":"b"} after 2 commits']);
  assert.equal(journal.commits.length, 3);
  assert.deepEqual(
    journal.recorded.map((step) => [step.step, step.role]),
    [
      [1, "assistant"],
      [2, "toolResult"],
      [3, "toolResult"],
    ],
  );
  assert.equal(run.message?.step, 4);
  assert.deepEqual(
    run.events.map((event) => event.kind),
    ["tool-start", "tool-end", "tool-start", "tool-end", "text"],
  );
  assert.deepEqual(run.outcome.usage, { inputTokens: 20, outputTokens: 4 });
});

test("text before and after tools is one answer with a blank line between", async () => {
  const models = [scriptedModel([asks([["echo", {}]], "Let me see."), says("It is four.")])];
  const run = await executeRun({ models, tools: [echoTool()] });
  assert.equal(run.outcome.text, "Let me see.\n\nIt is four.");
  assert.equal(run.streamed, run.outcome.text);
  assert.deepEqual(run.message?.content, [{ type: "text", text: "It is four." }]);
});

test("a tool that throws, is unknown or gets wrong arguments is an error result, never a crash", async () => {
  const calls = asks([
    ["echo", { word: 7 }],
    ["echo", "not json"],
    ["nothing", {}],
    ["broken", {}],
    ["sorry", {}],
  ]);
  const broken = echoTool({ name: "broken", run: () => assert.fail("a defect") });
  const sorry = echoTool({ name: "sorry", run: () => Promise.reject(new ToolError("not today")) });
  const journal = new MemoryJournal([userStep("x")]);
  const tools = [echoTool(), broken, sorry];
  const run = await executeRun({ models: [scriptedModel([calls, says("ok")])], tools, journal });
  assert.equal(run.outcome.state, "done");
  assert.deepEqual(
    resultsOf(journal.recorded).map((part) => [part.isError, part.result]),
    [
      [true, 'wrong arguments: "word" has to be a string'],
      [true, "wrong arguments: the arguments have to be a JSON object"],
      [true, 'there is no tool named "nothing"'],
      [true, "the tool failed for an internal reason: outcome unknown"],
      [true, "not today"],
    ],
  );
});

test("ids that a model uses twice and names that no provider takes back are replaced", async () => {
  const journal = new MemoryJournal([userStep("x")]);
  async function* sameId() {
    yield { type: "tool-call" as const, id: "call_0", name: "no.such tool", input: {} };
    yield { type: "tool-call" as const, id: "call_0", name: "", input: {} };
    const usage = { inputTokens: 0, outputTokens: 0 };
    yield { type: "finish" as const, reason: "tool-calls" as const, usage };
  }
  await executeRun({ models: [scriptedModel([sameId, sameId, says("ok")])], journal });
  const calls = journal.recorded.flatMap((each) => each.content).filter(isCall);
  assert.deepEqual(
    calls.map(({ id, name }) => [id, name]),
    [
      ["call_0", "no_such_tool"],
      ["call_1_1", "unnamed"],
      ["call_4_0", "no_such_tool"],
      ["call_4_1", "unnamed"],
    ],
  );
});

const isCall = (part: Content) => part.type === "toolCall";

test("A33: a model that asks for tools without end is stopped one answer after the limit", async () => {
  const model = scriptedModel([asks([["echo", {}]])]);
  const echo = echoTool();
  const run = await executeRun({ models: [model], tools: [echo], limits: { toolCalls: 3 } });
  assert.equal(run.outcome.state, "failed");
  assert.match(run.outcome.text, /stopped after 3 tool calls/);
  assert.equal(echo.runs.length, 3);
  assert.equal(model.requests.length, 5, "three calls, one refused, one answer more");
});

test("A33: the limit of tool calls holds over the attempts of a run", async () => {
  const steps: Message[] = [userStep("x")];
  const journal = new MemoryJournal(steps);
  const first = scriptedModel([asks([["echo", {}]])]);
  await executeRun({ models: [first], tools: [echoTool()], journal, limits: { toolCalls: 2 } });
  const again = scriptedModel([asks([["echo", {}]])]);
  const echo = echoTool();
  await executeRun({ models: [again], tools: [echo], journal, limits: { toolCalls: 2 } });
  assert.equal(echo.runs.length, 0);
});

test("an answer ends at the output limit, with a note, and the model is not read further", async () => {
  const endless = async function* () {
    for (;;) yield { type: "text" as const, delta: "words " };
  };
  const run = await executeRun({ models: [scriptedModel([endless])], limits: { outputChars: 20 } });
  assert.equal(run.outcome.state, "done");
  assert.match(run.outcome.text, /^words words words wo\n\[The answer ends here: 20 characters/);
  assert.equal(run.streamed, run.outcome.text);
});

test("too many tools in one answer are trouble with the model", async () => {
  const many = asks(Array.from({ length: 40 }, () => ["echo", {}] as const));
  const run = await executeRun({ models: [scriptedModel([many])], tools: [echoTool()] });
  assert.match(run.outcome.text, /more than 32 tools at once/);
});

test("a run whose model needs nothing configured says what to configure", async () => {
  const run = await executeRun({
    models: [scriptedModel([fails(new ModelError("auth", "No key."))])],
  });
  assert.deepEqual(run.outcome.error, { code: "UNAVAILABLE", message: "No key." });
  assert.equal(run.message?.stopReason, "error");
});

test("a failing journal rejects, because nothing can be promised then", async () => {
  const journal = new MemoryJournal([userStep("x")]);
  journal.record = () => Promise.reject(new Error("disk"));
  const models = [scriptedModel([asks([["echo", {}]])])];
  await assert.rejects(executeRun({ models, journal, tools: [echoTool()] }), /disk/);
});

test("a level of thinking that the request names reaches the model", async () => {
  const model = scriptedModel([says("x")]);
  await executeRun({ models: [model], request: turnRequest("hi", { thinking: "High" }) });
  await executeRun({ models: [model], request: turnRequest("hi", { thinking: "off" }) });
  await executeRun({ models: [model], request: turnRequest("hi", { thinking: "nonsense" }) });
  assert.deepEqual(
    model.requests.map((request) => request.thinking),
    ["high", "none", undefined],
  );
});

test("a level of thinking that was chosen for the session counts where the request names none", async () => {
  const model = scriptedModel([says("ok")]);
  const preferences = { thinkingLevel: "low" };
  await executeRun({ models: [model], preferences });
  const request = turnRequest("hi", { thinking: "high" });
  await executeRun({ models: [model], preferences, request });
  assert.deepEqual(
    model.requests.map(({ thinking }) => thinking),
    ["low", "high"],
  );
});
