import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { executeRun, MemoryJournal, userStep } from "../../../test/support/agent/run-fixture.ts";
import { asks, says, scriptedModel } from "../../../test/support/agent/scripted-model.ts";
import type { Message } from "../../domain/run.ts";
import { fitWindow } from "./prompt/window.ts";
import { defineTool, type Tool } from "./tools/tool.ts";

function countingTools(): { tools: Tool[]; ran: string[] } {
  const ran: string[] = [];
  const make = (name: string, repeatable: boolean) =>
    defineTool({
      name,
      description: name,
      parameters: { type: "object", properties: {}, additionalProperties: false },
      repeatable,
      run() {
        ran.push(name);
        return `${name} ok`;
      },
    });
  return { tools: [make("read", true), make("write", false)], ran };
}

const script = [
  asks(
    [
      ["write", {}],
      ["read", {}],
    ],
    "First.",
  ),
  asks([["read", {}]]),
  says("Last."),
];

/** The journal of a run that went through without trouble. */
async function wholeJournal(): Promise<readonly Message[]> {
  const journal = new MemoryJournal([userStep("go")]);
  const { tools } = countingTools();
  await executeRun({ models: [scriptedModel(script)], journal, tools });
  return journal.steps();
}

describe("a run goes on behind whatever prefix of its journal a crash left", () => {
  // steps: 0 user, 1 write+read asked, 2 write's result, 3 read's result, 4 read asked, 5 its
  // result
  const table = [
    { prefix: 1, runs: ["write", "read", "read"], unknown: 0, asked: 3 },
    { prefix: 2, runs: ["read", "read"], unknown: 1, asked: 2 },
    { prefix: 3, runs: ["read", "read"], unknown: 0, asked: 2 },
    { prefix: 4, runs: ["read"], unknown: 0, asked: 2 },
    { prefix: 5, runs: ["read"], unknown: 0, asked: 1 },
    { prefix: 6, runs: [], unknown: 0, asked: 1 },
  ];
  for (const { prefix, runs, unknown, asked } of table) {
    test(`C7: ${prefix} of 6 steps: ${runs.length} tools run, ${unknown} unknown`, async () => {
      const whole = await wholeJournal();
      assert.equal(whole.length, 6);
      const journal = new MemoryJournal(whole.slice(0, prefix));
      const { tools, ran } = countingTools();
      const model = scriptedModel(script.slice(script.length - asked));
      const run = await executeRun({ models: [model], journal, tools });
      assert.deepEqual(ran, runs);
      assert.equal(model.requests.length, asked, "finished answers are not asked for again");
      assert.equal(run.outcome.text, "First.\n\nLast.");
      assert.equal(run.streamed, run.outcome.text, "observers of the new process see it whole");
      assert.equal(JSON.stringify(journal.recorded).split("outcome unknown").length - 1, unknown);
      const steps = [...(await journal.steps()), run.message];
      assert.deepEqual(
        steps.map((step) => step?.step),
        [0, 1, 2, 3, 4, 5, 6],
        "each step once, in order",
      );
    });
  }
});

test("C7: a tool that may be repeated runs again when it was interrupted", async () => {
  const asked = await wholeJournal();
  const journal = new MemoryJournal(asked.slice(0, 5));
  const { tools, ran } = countingTools();
  await executeRun({ models: [scriptedModel([says("ok")])], journal, tools });
  assert.deepEqual(ran, ["read"]);
});

test("V31: a failed run that is tried again goes on behind its failure, with its limits anew", async () => {
  const before = await wholeJournal();
  const failure: Message = {
    ...userStep("The model is gone."),
    step: 6,
    role: "assistant",
    stopReason: "error",
  };
  const journal = new MemoryJournal([...before, failure]);
  const { tools, ran } = countingTools();
  const model = scriptedModel([asks([["read", {}]]), says("Better.")]);
  const run = await executeRun({ models: [model], journal, tools, limits: { toolCalls: 1 } });
  assert.deepEqual(ran, ["read"]);
  assert.equal(run.message?.step, 9);
  assert.equal(run.outcome.text, "First.\n\nBetter.");
  assert.doesNotMatch(JSON.stringify(model.requests), /The model is gone/);
});

test("a run whose first step is not written yet uses the words of its request", async () => {
  const model = scriptedModel([says("ok")]);
  await executeRun({ models: [model], journal: new MemoryJournal() });
  assert.match(JSON.stringify(model.requests[0]?.messages), /hello/);
});

test("calls that an abort left open have results in what later turns are given", async () => {
  const whole = await wholeJournal();
  const messages = fitWindow({
    history: whole.slice(0, 3),
    current: [userStep("next", "run-2")],
    budgetTokens: 10_000,
  });
  const parts = messages.flatMap((message) => message.content);
  const calls = parts.filter((part) => part.type === "toolCall").map((part) => part.id);
  const results = parts.filter((part) => part.type === "toolResult").map((p) => p.toolCallId);
  assert.deepEqual(results.toSorted(), calls.toSorted());
  assert.match(JSON.stringify(messages), /interrupted, outcome unknown/);
});
