import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import {
  executeRun,
  type FixtureOptions,
  MemoryJournal,
  turnRequest,
  userStep,
} from "../../../test/support/agent/run-fixture.ts";
import {
  asks,
  breaksOff,
  fails,
  hangs,
  says,
  type Script,
  scriptedModel,
} from "../../../test/support/agent/scripted-model.ts";
import { ModelError, type ModelErrorKind } from "./model.ts";
import { defineTool, type Tool } from "./tools/tool.ts";

/** Executes a run on a clock that jumps ahead until the run is over. */
async function executeInTime(options: FixtureOptions, stepMs = 10_000) {
  const clock = new FakeClock();
  let over = false;
  const run = executeRun({ ...options, clock }).finally(() => (over = true));
  for (let spent = 0; !over && spent < 100 * stepMs; spent += stepMs) await clock.advance(stepMs);
  assert.equal(clock.pending, 0, "no timer is left");
  return run;
}

const hangingTool = (more: Partial<Tool> = {}): Tool => ({
  ...defineTool({
    name: "slow",
    description: "Never ends.",
    parameters: { type: "object", properties: {}, additionalProperties: false },
    repeatable: true,
    run: () => new Promise(() => undefined),
  }),
  ...more,
});

const trouble = (kind: ModelErrorKind, more = {}) => new ModelError(kind, `It is ${kind}.`, more);

test("A16 S117: a model that never says a word is left behind, with AGENT_TIMEOUT", async () => {
  const run = await executeInTime({ models: [scriptedModel([hangs()])] });
  assert.equal(run.outcome.state, "failed");
  assert.equal(run.outcome.error?.code, "AGENT_TIMEOUT");
  assert.match(run.outcome.text, /did not start answering within 180 s/);
});

test("A16 S117: a model that falls silent is left behind, with AGENT_TIMEOUT", async () => {
  const run = await executeInTime({ models: [scriptedModel([hangs("Once", " upon")])] });
  assert.equal(run.outcome.error?.code, "AGENT_TIMEOUT");
  assert.match(run.outcome.text, /did not go on answering within 90 s/);
  assert.match(JSON.stringify(run.message?.content), /Once upon/, "history keeps what was seen");
});

test("A16: signs of thinking keep a model from being left behind", async () => {
  const clock = new FakeClock();
  const thinks: Script = async function* () {
    for (let i = 0; i < 10; i += 1) {
      await clock.sleep(60_000);
      yield { type: "alive" };
    }
    yield* says("Done")({} as never, {} as never);
  };
  const limits = { totalMs: 0 };
  const run = executeRun({ models: [scriptedModel([thinks])], clock, limits });
  await clock.advance(600_000);
  assert.equal((await run).outcome.text, "Done");
});

test("A16 S117: the total time ends a run that makes progress for ever", async () => {
  const clock = new FakeClock();
  const slow: Script = async function* () {
    for (;;) {
      await clock.sleep(1_000);
      yield { type: "text", delta: "tick " };
    }
  };
  const run = executeRun({ models: [scriptedModel([slow])], clock, limits: { totalMs: 30_000 } });
  await clock.advance(30_000);
  const { outcome } = await run;
  assert.equal(outcome.error?.code, "AGENT_TIMEOUT");
  assert.match(outcome.text, /did not finish within 30 s/);
});

test("A16 S117: a request's own time wins over the configured one", async () => {
  const request = turnRequest("hi", { timeoutMs: 5_000 });
  const run = await executeInTime({ models: [scriptedModel([hangs()])], request }, 1_000);
  assert.match(run.outcome.text, /did not finish within 5 s/);
});

test("A16: a tool that hangs is an error result and the run goes on", async () => {
  const journal = new MemoryJournal([userStep("x")]);
  const models = [scriptedModel([asks([["slow", {}]]), says("Sorry.")])];
  const run = await executeInTime({ models, journal, tools: [hangingTool()] });
  assert.equal(run.outcome.text, "Sorry.");
  assert.match(JSON.stringify(journal.recorded), /did not finish within 60 s: outcome unknown/);
});

test("A16: a tool that hangs does not outlive the run's total time", async () => {
  const models = [scriptedModel([asks([["slow", {}]])])];
  const limits = { totalMs: 20_000 };
  const run = await executeInTime({ models, tools: [hangingTool()], limits });
  assert.equal(run.outcome.error?.code, "AGENT_TIMEOUT");
});

for (const [what, script] of [
  ["before the first word", hangs()],
  ["in the middle of an answer", hangs("Half an")],
  ["inside a tool", asks([["slow", {}]])],
] as const) {
  test(`an abort ${what} ends the run at once as aborted, with the text so far`, async () => {
    const controller = new AbortController();
    const models = [scriptedModel([script])];
    const run = executeRun({ models, tools: [hangingTool()], signal: controller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort(new DOMException("aborted by the user", "AbortError"));
    const { outcome, message } = await run;
    assert.equal(outcome.state, "aborted");
    assert.equal(outcome.error, undefined);
    assert.equal(outcome.text, what.includes("middle") ? "Half an" : "");
    assert.equal(message?.stopReason, what.includes("middle") ? "aborted" : undefined);
  });
}

test("a run that was aborted before it began asks no model", async () => {
  const model = scriptedModel([says("x")]);
  const run = await executeRun({ models: [model], signal: AbortSignal.abort() });
  assert.equal(run.outcome.state, "aborted");
  assert.equal(model.requests.length, 0);
});

test("an abort reaches the model's signal", async () => {
  const controller = new AbortController();
  const seen: AbortSignal[] = [];
  const script: Script = async function* (_request, signal) {
    seen.push(signal);
    yield* hangs()(_request, signal);
  };
  const run = executeRun({ models: [scriptedModel([script])], signal: controller.signal });
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  await run;
  assert.equal(seen[0]?.aborted, true);
});

for (const kind of ["auth", "rate", "unavailable", "timeout", "invalid"] as const) {
  test(`a model with ${kind} trouble gives way to the next, which keeps the run`, async () => {
    const bad = scriptedModel([fails(trouble(kind))], { ref: "a/bad" });
    const good = scriptedModel([asks([["none", {}]]), says("Fine.")], { ref: "b/good" });
    const run = await executeRun({ models: [bad, good] });
    assert.equal(run.outcome.text, "Fine.");
    assert.deepEqual([run.outcome.provider, run.outcome.model], ["b", "good"]);
    assert.equal(bad.requests.length, 1, "the second answer is asked of the model that worked");
  });
}

for (const kind of ["context", "refused"] as const) {
  test(`${kind} trouble is not taken to another model`, async () => {
    const other = scriptedModel([says("x")]);
    const run = await executeRun({ models: [scriptedModel([fails(trouble(kind))]), other] });
    assert.equal(run.outcome.text, `It is ${kind}.`);
    assert.equal(other.requests.length, 0);
  });
}

test("nobody sees two beginnings: after visible text no other model is asked", async () => {
  const other = scriptedModel([says("x")]);
  const models = [scriptedModel([fails(trouble("unavailable"), "Well, ")]), other];
  const run = await executeRun({ models });
  assert.equal(run.outcome.state, "failed");
  assert.equal(run.streamed, "Well, ");
  assert.equal(other.requests.length, 0);
});

test("trouble that passes is tried once more after the pause that the provider asks for", async () => {
  const error = trouble("rate", { retryAfterMs: 4_000 });
  const model = scriptedModel([fails(error), says("Now.")]);
  const run = await executeInTime({ models: [model] }, 1_000);
  assert.equal(run.outcome.text, "Now.");
});

test("when all models fail twice, the user gets the first one's sentence", async () => {
  const first = scriptedModel([fails(trouble("unavailable"))]);
  const second = scriptedModel([fails(trouble("auth"))]);
  const run = await executeInTime({ models: [first, second] });
  assert.equal(run.outcome.text, "It is unavailable.");
  assert.deepEqual([first.requests.length, second.requests.length], [2, 2]);
});

test("a pause that is too long is not waited for", async () => {
  const model = scriptedModel([fails(trouble("rate", { retryAfterMs: 60_000 }))]);
  const run = await executeInTime({ models: [model] });
  assert.equal(run.outcome.text, "It is rate.");
  assert.equal(model.requests.length, 1);
});

test("an answer without an end and an empty answer are trouble, in a sentence", async () => {
  const cut = await executeRun({ models: [scriptedModel([breaksOff("Half")])] });
  assert.match(cut.outcome.text, /ended in the middle of its answer/);
  const empty = await executeInTime({ models: [scriptedModel([says()])] });
  assert.match(empty.outcome.text, /gave an empty answer/);
});

test("a defect in a model is an outcome with an id for the log, not its stack", async () => {
  const model = scriptedModel([fails(new TypeError("x is not a function"))]);
  const run = await executeInTime({ models: [model] });
  assert.match(run.outcome.text, /the log has the details under 01234567/);
  assert.doesNotMatch(JSON.stringify(run), /not a function/);
});

test("A32: a prompt that is too long is sent once more with half of the window", async () => {
  const history = Array.from({ length: 50 }, (_, i) => userStep("word ".repeat(400), `old-${i}`));
  const journal = new MemoryJournal([userStep("hello")], history);
  const model = scriptedModel([fails(trouble("context")), says("Short.")], {
    contextTokens: 40_000,
  });
  const run = await executeRun({ models: [model], journal });
  assert.equal(run.outcome.text, "Short.");
  const [first = 0, second = 0] = model.requests.map((request) => request.messages.length);
  assert.ok(second > 1 && second < first, `${second} of ${first} messages`);
});

test("A32: a prompt that is too long a second time fails after two calls", async () => {
  const model = scriptedModel([fails(trouble("context"))]);
  const run = await executeRun({ models: [model] });
  assert.equal(run.outcome.text, "It is context.");
  assert.equal(model.requests.length, 2);
});
