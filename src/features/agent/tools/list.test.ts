import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { FakeClock } from "../../../../test/support/fake-clock.ts";
import { AGENT, SESSION } from "../../../../test/support/agent/run-fixture.ts";
import { temporaryStore } from "../../../../test/support/store.ts";
import type { AgentId, RunId } from "../../../domain/ids.ts";
import { type Log, silentLog } from "../../../kernel/log.ts";
import { createTools } from "./list.ts";
import { Toolbox } from "./toolbox.ts";
import { defineTool, type Tool } from "./tool.ts";

const CONTEXT = { agent: AGENT, session: SESSION, run: "run-1" as RunId };

async function toolsIn(t: TestContext) {
  const clock = new FakeClock(Date.parse("2026-11-20T09:30:00Z"));
  const store = await temporaryStore(t);
  const status = async () => ({ uptime: "3 min", model: "builtin/offline" });
  const toolbox = new Toolbox({
    tools: createTools({ store, clock, status }),
    clock,
    log: silentLog,
    toolMs: 1_000,
  });
  const call = (name: string, input: unknown, agent: AgentId = AGENT) =>
    toolbox.call({ id: "1", name, input }, { ...CONTEXT, agent }, new AbortController().signal);
  return { call, toolbox };
}

function toolboxOf(tools: readonly Tool[], log: Log = silentLog): Toolbox {
  return new Toolbox({ tools, clock: new FakeClock(), log, toolMs: 1_000 });
}

const oneTool = (run: () => unknown): Tool =>
  defineTool({
    name: "one",
    description: "One.",
    parameters: { type: "object", properties: {}, additionalProperties: false },
    repeatable: true,
    run,
  });

test("status and time tell what they are given", async (t) => {
  const { call } = await toolsIn(t);
  assert.deepEqual(await call("status", {}), {
    result: { uptime: "3 min", model: "builtin/offline" },
    isError: false,
  });
  const { result } = await call("time", { timeZone: "Europe/Lisbon" });
  const { iso, local, timeZone } = result as Record<string, string>;
  assert.deepEqual([iso, timeZone], ["2026-11-20T09:30:00.000Z", "Europe/Lisbon"]);
  assert.match(local ?? "", /^Friday,? 20 November 2026 at 09:30:00 \w+$/);
  const wrong = await call("time", { timeZone: "Mars/Base" });
  assert.match(String(wrong.result), /"Mars\/Base" is no time zone/);
});

test("the calculator computes, and says what it cannot", async (t) => {
  const { call } = await toolsIn(t);
  const { result } = await call("calculator", { expression: "6 * 7" });
  assert.deepEqual(result, { expression: "6 * 7", value: 42 });
  assert.equal((await call("calculator", { expression: "1/0" })).isError, true);
});

test("notes are added, listed newest first, found by beginnings of words, and deleted", async (t) => {
  const { call } = await toolsIn(t);
  await call("notes_add", { text: "Buy bread and João's coffee" });
  await call("notes_add", { text: "Dentist on Friday" });
  const texts = async (name: string, input: object) => {
    const { result } = await call(name, input);
    return (result as { notes: { text: string }[] }).notes.map((note) => note.text);
  };
  assert.deepEqual(await texts("notes_list", {}), [
    "Dentist on Friday",
    "Buy bread and João's coffee",
  ]);
  assert.deepEqual(await texts("notes_search", { query: "joao BRE" }), [
    "Buy bread and João's coffee",
  ]);
  assert.deepEqual(await texts("notes_search", { query: '"OR NEAR( * -' }), []);
  assert.deepEqual(await texts("notes_search", { query: "?!" }), []);
  assert.deepEqual((await call("notes_delete", { id: 1 })).result, { deleted: 1 });
  assert.deepEqual((await call("notes_delete", { id: 1 })).result, "there is no note 1");
  assert.deepEqual(await texts("notes_search", { query: "bread" }), []);
});

test("an agent sees and deletes its own notes only", async (t) => {
  const { call } = await toolsIn(t);
  await call("notes_add", { text: "mine" });
  const other = "other" as AgentId;
  assert.deepEqual((await call("notes_list", {}, other)).result, { notes: [] });
  assert.deepEqual((await call("notes_search", { query: "mine" }, other)).result, { notes: [] });
  assert.equal((await call("notes_delete", { id: 1 }, other)).isError, true);
});

test("only tools that change nothing may be repeated", async (t) => {
  const { toolbox } = await toolsIn(t);
  assert.deepEqual(
    toolbox.specs.map(({ name }) => [name, toolbox.isRepeatable(name)]),
    [
      ["status", true],
      ["time", true],
      ["calculator", true],
      ["notes_add", false],
      ["notes_search", true],
      ["notes_list", true],
      ["notes_delete", false],
    ],
  );
  assert.equal(toolbox.isRepeatable("gone"), false);
});

test("SR27: arguments are checked before a tool runs", async (t) => {
  const { call } = await toolsIn(t);
  const problem = async (name: string, input: unknown) => String((await call(name, input)).result);
  assert.match(await problem("notes_add", {}), /"text" is missing/);
  assert.match(await problem("notes_add", { text: "x".repeat(4_001) }), /at most 4000 characters/);
  assert.match(await problem("notes_add", { text: "x", more: 1 }), /"more" is unknown/);
  assert.match(await problem("notes_add", { text: "x", __proto__: 1 }), /^\{|"id"|object/);
  assert.match(await problem("notes_delete", { id: 1.5 }), /whole number/);
  assert.match(await problem("notes_delete", { id: 0 }), /at least 1/);
  assert.match(await problem("notes_delete", { id: Number.NaN }), /has to be a number/);
  assert.match(await problem("calculator", [1]), /JSON object/);
  assert.match(await problem("toString", {}), /no tool named/);
  const own = JSON.parse('{"text":"x","__proto__":{"a":1}}') as unknown;
  assert.match(await problem("notes_add", own), /"__proto__" is unknown/);
});

test("SR27: a result that is too long keeps its beginning and end", async () => {
  const box = toolboxOf([oneTool(() => ({ big: "x".repeat(1_000_000) }))]);
  const { result } = await box.call(
    { id: "1", name: "one", input: {} },
    CONTEXT,
    AbortSignal.any([]),
  );
  assert.ok(typeof result === "string" && result.length <= 32_768);
  assert.match(result, /^\{"big":"xxx[^]*characters left out[^]*x"\}$/);
});

test("A28: whatever a tool throws or returns, the model gets a result and the log the reason", async () => {
  const errors: unknown[] = [];
  const log: Log = { ...silentLog, error: (_message, fields) => errors.push(fields) };
  const results: unknown[] = [];
  for (const run of [
    () => assert.fail("sync defect"),
    () => Promise.reject(new Error("async defect")),
    () => 1n,
    () => undefined,
    () => "plain text",
  ]) {
    const call = { id: "1", name: "one", input: {} };
    results.push(await toolboxOf([oneTool(run)], log).call(call, CONTEXT, AbortSignal.any([])));
  }
  const broken = {
    result: "the tool failed for an internal reason: outcome unknown",
    isError: true,
  };
  assert.deepEqual(results, [
    broken,
    broken,
    broken,
    { result: null, isError: false },
    { result: "plain text", isError: false },
  ]);
  assert.equal(errors.length, 3);
});
