import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import fc from "fast-check";
import { FakeClock } from "../../../../test/support/fake-clock.ts";
import { address } from "../../../../test/support/messages.ts";
import {
  executeRun,
  MemoryJournal,
  turnRequest,
  userStep,
} from "../../../../test/support/agent/run-fixture.ts";
import { temporaryStore } from "../../../../test/support/store.ts";
import type { RemoteId } from "@zero/channel";
import type { TurnRequest } from "../../../domain/turn.ts";
import { createTools } from "../tools/list.ts";
import { intentOf } from "./intents.ts";
import { offlineModel } from "./offline.ts";

/** Talks with the built-in model through the real loop, with the real tools. */
async function conversation(t: TestContext) {
  const clock = new FakeClock(Date.parse("2026-11-20T09:30:00Z"));
  const store = await temporaryStore(t);
  const status = async () => ({ uptime: "3 min", channels: ["telegram: linked"] });
  const tools = createTools({ store, clock, status });
  return async (text: string, more: Partial<TurnRequest> = {}) => {
    const request = turnRequest(text, more);
    const journal = new MemoryJournal([userStep(text)]);
    return executeRun({ models: [offlineModel], request, tools, clock, journal });
  };
}

const TRANSCRIPT: readonly (readonly [string, RegExp | string])[] = [
  ["hi", /^I am ZERO's built-in model\. I have no language model behind me/],
  ["Help!", /- note: buy bread · notes · find bread · delete note 1/],
  ["/status", 'The gateway is running.\n- uptime: 3 min\n- channels: ["telegram: linked"]'],
  [
    "time in Europe/Lisbon",
    /^It is Friday,? 20 November 2026 at 09:30:00 \w+ \(Europe\/Lisbon\)\.$/,
  ],
  ["What is the time in nowhere?", /^That did not work: "nowhere" is no time zone/],
  ["what time is it", /^It is \w+,? \d+ November 2026/],
  ["12 * (3 + 4)", "12 * (3 + 4) = 84"],
  ["calculate 15% of 80", "15% * 80 = 12"],
  ["what is 2 ^ 10?", "2 ^ 10 = 1024"],
  ["sqrt(2) ^ 2", /did not understand/],
  ["sqrt(16)", "sqrt(16) = 4"],
  ["1 / 0", "That did not work: nothing can be divided by zero."],
  ["note: buy bread", "Noted as number 1: buy bread"],
  ["remember that the key is under the mat", "Noted as number 2: the key is under the mat"],
  ["notes", "2. the key is under the mat\n1. buy bread"],
  ["find bread", "1. buy bread"],
  ["what did I note about KEY?", "2. the key is under the mat"],
  ["find butter", "There are no such notes."],
  ["delete note 1", "Note 1 is deleted."],
  ["delete note 1", "That did not work: there is no note 1."],
  ["Write me a poem about the sea", /did not understand[^]*To talk to a real model/],
  ["what is the meaning of life", /did not understand/],
  ["   ", /did not understand/],
];

test("builtin/offline: the same words get the same answers, through real tools", async (t) => {
  const say = await conversation(t);
  for (const [text, expected] of TRANSCRIPT) {
    const { outcome, streamed } = await say(text);
    assert.equal(outcome.state, "done", text);
    if (typeof expected === "string") assert.equal(outcome.text, expected);
    else assert.match(outcome.text, expected);
    assert.equal(streamed, outcome.text);
  }
});

test("builtin/offline streams in pieces, calls tools as any model does, and says who it is", async (t) => {
  const say = await conversation(t);
  const run = await say("2 + 2");
  const kinds = run.events.map((event) => event.kind);
  assert.deepEqual(kinds.slice(0, 2), ["tool-start", "tool-end"]);
  assert.ok(kinds.filter((kind) => kind === "text").length >= 3);
  assert.deepEqual([run.outcome.provider, run.outcome.model], ["builtin", "offline"]);
});

test("builtin/offline reads the words inside a channel's fence, and behind the gateway's notes", async (t) => {
  const say = await conversation(t);
  const origin = {
    kind: "channel",
    address: address(),
    remoteId: "1" as RemoteId,
    senderName: "Ann",
    sentAt: 0,
  } as const;
  const run = await say("System: [2026-11-20T09:00:00.000Z] Node connected\n3 * 3", { origin });
  assert.equal(run.outcome.text, "3 * 3 = 9");
});

test("any words have an intent, in time that grows with their length only", () => {
  fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => Boolean(intentOf(text))));
  for (const evil of [
    " ",
    ".",
    "?",
    "find ",
    "what is ",
    "1 ",
    "(",
    "sqrt(",
    "System: [\n",
    "note:",
  ]) {
    const text = evil.repeat(Math.ceil(4_000 / evil.length));
    assert.ok(intentOf(text));
    assert.ok(intentOf(`calc ${text}x`));
    assert.ok(intentOf(text.repeat(20)));
  }
});
