import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentEvent, ChatEvent } from "@zero/protocol";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import type { RunId, SessionKey } from "../../domain/ids.ts";
import type { RunEvent, RunOutcome } from "../../domain/run.ts";
import { RunEvents } from "./run-events.ts";

const SESSION = "agent:main:main" as SessionKey;

function setUp(options: { verbose?: "off" | "on" | "full"; runsMax?: number } = {}) {
  const clock = new FakeClock();
  const agent: AgentEvent[] = [];
  const chat: ChatEvent[] = [];
  const events = new RunEvents({
    clock,
    agent: (event) => agent.push(event),
    chat: (event) => chat.push(event),
    verboseOf: () => options.verbose ?? "off",
    ...(options.runsMax === undefined ? {} : { runsMax: options.runsMax }),
  });
  const publish = (event: RunEvent, run = "run") =>
    events.publish({ runId: run as RunId, session: SESSION, event });
  const say = (delta: string, run?: string) => publish({ kind: "text", delta }, run);
  const end = (outcome: RunOutcome, run?: string) =>
    publish({ kind: "end", startedAt: 1, at: 2, outcome }, run);
  return { clock, agent, chat, events, publish, say, end };
}

const call = { id: "c1", name: "time", input: { zone: "UTC" } };

test("S73 S92 a run's life is told with its own seq from 1, its session and the time", () => {
  const { clock, agent, publish, end } = setUp();
  publish({ kind: "start", at: 7 });
  end({ state: "done", text: "hi" });
  assert.deepEqual(agent, [
    {
      runId: "run",
      seq: 1,
      stream: "lifecycle",
      ts: clock.now(),
      data: { phase: "start", startedAt: 7 },
      sessionKey: SESSION,
    },
    {
      runId: "run",
      seq: 2,
      stream: "lifecycle",
      ts: clock.now(),
      data: { phase: "end", startedAt: 1, endedAt: 2 },
      sessionKey: SESSION,
    },
  ]);
});

test("V38 words go out at once, then merged every 50 ms, with the text so far", async () => {
  const { clock, agent, say } = setUp();
  say("a");
  say("b");
  say("c");
  await clock.advance(49);
  assert.equal(agent.length, 1);
  await clock.advance(1);
  say("d");
  await clock.advance(50);
  assert.deepEqual(
    agent.map(({ data }) => data),
    [
      { text: "a", delta: "a" },
      { text: "abc", delta: "bc" },
      { text: "abcd", delta: "d" },
    ],
  );
});

test("V38 a 2,000-token answer at 100 tokens a second is at most 410 agent events and loses no word", async () => {
  const { clock, agent, chat, publish, say, end } = setUp();
  publish({ kind: "start", at: clock.now() });
  for (let token = 0; token < 2_000; token += 1) {
    say(`${token} `);
    await clock.advance(10);
  }
  const text = Array.from({ length: 2_000 }, (_, token) => `${token} `).join("");
  end({ state: "done", text });
  assert.ok(agent.length <= 410, `${agent.length} events`);
  const spoken = agent.filter(({ stream }) => stream === "assistant");
  assert.equal(spoken.map(({ data }) => data["delta"]).join(""), text);
  assert.equal(spoken.at(-1)?.data["text"], text);
  assert.deepEqual(
    agent.map(({ seq }) => seq),
    agent.map((_, at) => at + 1),
  );
  assert.ok(chat.length <= 20_000 / 150 + 3, `${chat.length} chat events`);
});

test("S100 chat follows at most every 150 ms with the whole text, and ends with the message", async () => {
  const { clock, chat, say, end } = setUp();
  say("a");
  say("b");
  await clock.advance(149);
  assert.equal(chat.length, 1);
  await clock.advance(1);
  end({ state: "done", text: "ab!", usage: { inputTokens: 1, outputTokens: 2 } });
  await clock.advance(1_000);
  const words = chat.map(({ seq, state, message }) => [seq, state, message?.content[0]]);
  assert.deepEqual(words, [
    [1, "delta", { type: "text", text: "a" }],
    [2, "delta", { type: "text", text: "ab" }],
    [3, "final", { type: "text", text: "ab!" }],
  ]);
  assert.deepEqual(chat[2]?.usage, { inputTokens: 1, outputTokens: 2 });
  assert.equal(chat[2]?.message?.role, "assistant");
});

test("what was said before the end is told before the end", () => {
  const { agent, say, end } = setUp();
  say("a");
  say("b");
  end({ state: "done", text: "ab" });
  assert.deepEqual(
    agent.map(({ stream, data }) => [stream, data["delta"]]),
    [
      ["assistant", "a"],
      ["assistant", "b"],
      ["lifecycle", undefined],
    ],
  );
});

test("an aborted run says so, with what it had said", () => {
  const { agent, chat, say, end } = setUp();
  say("half");
  end({ state: "aborted", text: "" });
  assert.deepEqual(agent.at(-1)?.data, { phase: "end", startedAt: 1, endedAt: 2, aborted: true });
  const last = chat.at(-1);
  assert.equal(last?.state, "aborted");
  assert.equal(last?.stopReason, "aborted");
  assert.deepEqual(last?.message?.content, [{ type: "text", text: "half" }]);
});

test("a failed run gives its sentence to both streams", () => {
  const { agent, chat, end } = setUp();
  end({ state: "failed", text: "sorry", error: { code: "AGENT_TIMEOUT", message: "too slow" } });
  const data = { phase: "error", startedAt: 1, endedAt: 2, error: "too slow" };
  assert.deepEqual(agent.at(-1)?.data, data);
  assert.equal(chat.at(-1)?.state, "error");
  assert.equal(chat.at(-1)?.errorMessage, "too slow");
  assert.equal(chat.at(-1)?.message, undefined);
});

for (const verbose of ["on", "full"] as const) {
  test(`tools are shown when verbose is ${verbose}, after the words before them`, () => {
    const { agent, publish, say } = setUp({ verbose });
    say("let me ");
    say("see");
    publish({ kind: "tool-start", call });
    publish({ kind: "tool-end", call, result: { now: 1 }, isError: false });
    assert.deepEqual(
      agent.map(({ stream, data }) => [stream, data["delta"] ?? data]),
      [
        ["assistant", "let me "],
        ["assistant", "see"],
        ["tool", { phase: "start", name: "time", toolCallId: "c1", args: { zone: "UTC" } }],
        [
          "tool",
          { phase: "result", name: "time", toolCallId: "c1", isError: false, result: { now: 1 } },
        ],
      ],
    );
  });
}

test("tools that are not shown count all the same", () => {
  const { agent, publish, end } = setUp({ verbose: "off" });
  publish({ kind: "start", at: 1 });
  publish({ kind: "tool-start", call });
  publish({ kind: "tool-end", call, result: 1, isError: false });
  end({ state: "done", text: "" });
  assert.deepEqual(
    agent.map(({ seq }) => seq),
    [1, 4],
  );
});

test("nothing is kept of a run that is over; a run too many makes the quietest one forgotten", async () => {
  const { clock, agent, events, say, end } = setUp({ runsMax: 2 });
  for (const run of ["a", "b"]) {
    say("x", run);
    say("y", run);
  }
  say("x", "c");
  assert.equal(events.size, 2);
  await clock.advance(1_000);
  assert.ok(!agent.some(({ runId, data }) => runId === "a" && data["delta"] === "y"));
  for (const run of ["b", "c"]) end({ state: "done", text: "" }, run);
  assert.equal(events.size, 0);
  assert.equal(clock.pending, 0);
});

test("after a stop nothing is told", async () => {
  const { clock, agent, events, say } = setUp();
  say("a");
  say("b");
  events.stop();
  await clock.advance(1_000);
  assert.equal(agent.length, 1);
  assert.equal(clock.pending, 0);
});
