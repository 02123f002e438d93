import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { SESSION, userStep } from "../../../../test/support/agent/run-fixture.ts";
import type { RunId } from "../../../domain/ids.ts";
import type { Content, Message } from "../../../domain/run.ts";
import type { PromptMessage } from "../model.ts";
import { costOf, fitWindow } from "./window.ts";

interface RunShape {
  words: string;
  rounds: { text: string; result: string }[];
  answer: string;
  ends: "stop" | "aborted" | "error" | "open";
}

const text = fc.oneof(
  fc.constantFrom("", " ", "hello", "déjà vu", "日本語のテキスト", "😀😀😀"),
  fc.nat(3_000).map((length) => "x".repeat(length)),
);
const result = fc.oneof(
  text,
  fc.nat(30_000).map((length) => "r".repeat(length)),
);
const runShape: fc.Arbitrary<RunShape> = fc.record({
  words: text,
  rounds: fc.array(fc.record({ text, result }), { maxLength: 4 }),
  answer: text,
  ends: fc.constantFrom("stop", "aborted", "error", "open"),
});

function messagesOf({ words, rounds, answer, ends }: RunShape, run: string): Message[] {
  const steps: Message[] = [userStep(words, run)];
  const add = (role: Message["role"], content: Content[], more: Partial<Message> = {}) =>
    steps.push({
      session: SESSION,
      run: run as RunId,
      step: steps.length,
      role,
      content,
      at: 1,
      ...more,
    });
  for (const [index, round] of rounds.entries()) {
    const id = `${run}-${index}`;
    const call: Content = { type: "toolCall", id, name: "look", arguments: { n: index } };
    add("assistant", [{ type: "text", text: round.text }, call]);
    const isOpen = ends === "open" && index === rounds.length - 1;
    const output: Content = {
      type: "toolResult",
      toolCallId: id,
      toolName: "look",
      result: round.result,
      isError: false,
    };
    if (!isOpen) add("toolResult", [output]);
  }
  if (ends !== "open") add("assistant", [{ type: "text", text: answer }], { stopReason: ends });
  return steps;
}

const costs = (messages: readonly PromptMessage[]) =>
  messages.reduce((sum, message) => sum + costOf(message), 0);

const input = fc.record({
  history: fc
    .array(runShape, { maxLength: 8 })
    .map((runs) => runs.map((r, i) => messagesOf(r, `old-${i}`))),
  current: runShape.map((run) => messagesOf({ ...run, ends: "open", rounds: run.rounds }, "now")),
  budgetTokens: fc.integer({ min: 120, max: 40_000 }),
});

/** Which earlier runs are shown, in order, recognised by their objects' runs. */
const shownRuns = (messages: readonly PromptMessage[]) => [
  ...new Set(messages.flatMap((message) => ("run" in message ? [String(message.run)] : []))),
];

test("A32: what a model is given never exceeds its room", () => {
  fc.assert(
    fc.property(input, ({ history, current, budgetTokens }) => {
      const window = fitWindow({ history: history.flat(), current, budgetTokens });
      assert.ok(costs(window) <= budgetTokens, `${costs(window)} of ${budgetTokens}`);
    }),
    { numRuns: 400 },
  );
});

test("A32: the newest runs are kept, whole and in order, the current one always", () => {
  fc.assert(
    fc.property(input, ({ history, current, budgetTokens }) => {
      const window = fitWindow({ history: history.flat(), current, budgetTokens });
      const shown = shownRuns(window);
      const all = [...history.map((run) => String(run[0]?.run)), "now"];
      assert.deepEqual(shown, all.slice(all.length - shown.length), "a suffix of all runs");
      assert.equal(shown.at(-1), "now");
      const room = fitWindow({ history: history.flat(), current, budgetTokens: 10_000_000 });
      for (const run of shown.slice(0, -1)) {
        const of = (messages: readonly PromptMessage[]) =>
          messages.filter((message) => "run" in message && message.run === run).length;
        assert.equal(of(window), of(room), "no step of a kept run is missing");
      }
    }),
    { numRuns: 300 },
  );
});

test("every call has exactly one result behind it, and no result stands alone", () => {
  fc.assert(
    fc.property(input, ({ history, current, budgetTokens }) => {
      const window = fitWindow({ history: history.flat(), current, budgetTokens });
      const open: string[] = [];
      for (const part of window.flatMap((message) => message.content)) {
        if (part.type === "toolCall") open.push(part.id);
        if (part.type === "toolResult") {
          assert.ok(open.includes(part.toolCallId));
          open.splice(open.indexOf(part.toolCallId), 1);
        }
      }
      assert.deepEqual(open, []);
    }),
    { numRuns: 300 },
  );
});

test("A32: large results of older runs shrink before a run is left out", () => {
  const run = (name: string) =>
    messagesOf(
      {
        words: name,
        rounds: [{ text: "", result: "r".repeat(9_000) }],
        answer: "ok",
        ends: "stop",
      },
      name,
    );
  const history = [...run("a"), ...run("b"), ...run("c")];
  const window = fitWindow({ history, current: [userStep("now", "now")], budgetTokens: 4_500 });
  assert.deepEqual(shownRuns(window), ["a", "b", "c", "now"]);
  const lengths = window
    .flatMap((message) => message.content)
    .flatMap((part) => (part.type === "toolResult" ? [String(part.result).length] : []));
  assert.deepEqual(lengths, [400, 400, 9_000], "the newest keeps all of its result");
});

test("failures are never shown to the model, and a run that lost its beginning is left out", () => {
  const failed = messagesOf({ words: "a", rounds: [], answer: "Broken.", ends: "error" }, "a");
  const torn = messagesOf({ words: "b", rounds: [], answer: "Late.", ends: "stop" }, "b").slice(1);
  const window = fitWindow({
    history: [...torn, ...failed],
    current: [userStep("now", "now")],
    budgetTokens: 1_000,
  });
  assert.deepEqual(
    window.map((message) => message.content),
    [[{ type: "text", text: "a" }], [{ type: "text", text: "now" }]],
  );
});

test("SR32: notes of the gateway give way before the words lose their fence", () => {
  const note = { type: "text" as const, text: `System: [t] ${"n".repeat(9_000)}\n` };
  const said = userStep(`[message 1]\n${"x".repeat(9_000)}\n[end 1]`);
  const current = [{ ...said, content: [note, ...said.content] }];
  const [only] = fitWindow({ history: [], current, budgetTokens: 1_000 });
  assert.equal(only?.content.length, 1);
  const [part] = only.content;
  assert.ok(part?.type === "text");
  assert.match(part.text, /^\[message 1\]\nx+[^]+x+\n\[end 1\]$/);
});

test("a run whose own words do not fit keeps their beginning and end", () => {
  const words = `begin ${"x".repeat(100_000)} end`;
  const [only] = fitWindow({ history: [], current: [userStep(words)], budgetTokens: 1_000 });
  const [part] = only?.content ?? [];
  assert.ok(part?.type === "text" && part.text.startsWith("begin") && part.text.endsWith("end"));
});

const injected = (text: string, run: string): Message => ({
  session: SESSION,
  run: run as RunId,
  step: 0,
  role: "assistant",
  content: [{ type: "text", text }],
  at: 1,
  stopReason: "injected",
});

test("an injected message stands behind a line of the user, as providers want it", () => {
  const given = fitWindow({
    history: [injected("The door is open.", "i")],
    current: [userStep("Which door?", "now")],
    budgetTokens: 1_000,
  });
  assert.deepEqual(
    given.map(({ role }) => role),
    ["user", "assistant", "user"],
  );
});

test("a message that was injected while a run went on tears nothing apart", () => {
  const [asked, answered] = messagesOf({ words: "a", rounds: [], answer: "b", ends: "stop" }, "r");
  assert.ok(asked && answered);
  const given = fitWindow({
    history: [asked, injected("between", "i"), answered],
    current: [userStep("c", "now")],
    budgetTokens: 1_000,
  });
  const texts = given.map(({ content }) =>
    content.map((part) => part.type === "text" && part.text),
  );
  assert.deepEqual([texts[0], texts[1], texts[3]], [["a"], ["b"], ["between"]]);
});
