import assert from "node:assert/strict";
import { test } from "node:test";
import type { Address } from "@zero/channel";
import type { RunId, SessionKey } from "../../../domain/ids.ts";
import type { RunOutcome } from "../../../domain/run.ts";
import type { AcceptedTurn, TurnRequest, WaitResult } from "../../../domain/turn.ts";
import { ZeroError } from "../../../kernel/errors.ts";
import { FailureWithPayload, type Call } from "../handlers.ts";
import type { Services } from "../services.ts";
import { agent } from "./agent.ts";

const ADDRESS = { channel: "telegram", account: "default", conversation: "77" } as Address;
const DONE: RunOutcome = { state: "done", text: "hello", provider: "p", model: "m" };

interface Scene {
  outcome?: RunOutcome;
  status?: AcceptedTurn["status"];
  waited?: WaitResult;
  sessionId?: string;
  located?: SessionKey | undefined;
  route?: Address;
  isOpen?: boolean;
  failure?: ZeroError;
  sendPolicy?: "allow" | "deny";
}

function setUp(scene: Scene = {}) {
  const requests: TurnRequest[] = [];
  const accepted: object[] = [];
  const located: object[] = [];
  const resolved: object[] = [];
  const steps: string[] = [];
  const services = {
    turns: {
      isOpen: () => scene.isOpen ?? false,
      submit: async (request: TurnRequest): Promise<AcceptedTurn> => {
        requests.push(request);
        steps.push("submit");
        const { status = "new", outcome = DONE } = scene;
        return { runId: request.id, acceptedAt: 1_000, status, done: Promise.resolve(outcome) };
      },
      wait: async () => scene.waited ?? { status: "timeout" },
    },
    sessions: {
      idOf: async () => scene.sessionId ?? "s-1",
      route: async () => scene.route,
      sendPolicy: async () => scene.sendPolicy,
      locate: async (target: object) => {
        located.push(target);
        return "located" in scene ? scene.located : ("agent:main:dm:77" as SessionKey);
      },
    },
    channels: {
      has: (channel: string) => channel === "telegram",
      resolve: (target: object) => {
        resolved.push(target);
        return ADDRESS;
      },
    },
    sends: {
      assertLinked: () => {
        if (scene.failure) throw scene.failure;
      },
    },
  } as unknown as Services;
  const call: Call = {
    caller: {} as Call["caller"],
    gone: new AbortController().signal,
    now: () => 1_250,
    accept: (payload) => void accepted.push(payload),
    park: () => void steps.push("park"),
  };
  const run = (params: object) =>
    agent.agent(services, { message: "hi", idempotencyKey: "key-1", ...params }, call);
  return { steps, requests, accepted, located, resolved, services, call, run };
}

const refusal = (message: string) => ({
  code: "INVALID_REQUEST",
  message: `invalid agent params: ${message}`,
});

test("S71 S72 a turn is accepted with its run id, then answered with what was said", async () => {
  const { run, accepted, requests } = setUp({
    outcome: { ...DONE, usage: { inputTokens: 3, outputTokens: 4 } },
  });
  const result = await run({ thinking: "low", timeout: 5, extraSystemPrompt: "be brief" });
  assert.deepEqual(accepted, [{ runId: "key-1", status: "accepted", acceptedAt: 1_000 }]);
  assert.deepEqual(result, {
    runId: "key-1",
    status: "ok",
    summary: "completed",
    result: {
      payloads: [{ text: "hello" }],
      meta: {
        durationMs: 250,
        agentMeta: {
          sessionId: "s-1",
          provider: "p",
          model: "m",
          usage: { inputTokens: 3, outputTokens: 4 },
        },
      },
    },
  });
  assert.deepEqual(requests, [
    {
      id: "key-1",
      agent: "main",
      session: "agent:main:main",
      text: "hi",
      origin: { kind: "client" },
      timeoutMs: 5_000,
      thinking: "low",
      extraSystemPrompt: "be brief",
    },
  ]);
});

test("S72 an aborted run is ok and says aborted; a run without words has no payloads", async () => {
  const { run } = setUp({ outcome: { state: "aborted", text: "" } });
  const { result } = (await run({})) as unknown as { result: { payloads: object[]; meta: object } };
  assert.deepEqual(result.payloads, []);
  assert.deepEqual(result.meta, {
    durationMs: 250,
    agentMeta: { sessionId: "s-1", provider: "", model: "" },
    aborted: true,
  });
});

for (const [given, code] of [
  ["AGENT_TIMEOUT", "AGENT_TIMEOUT"],
  ["UNAVAILABLE", "UNAVAILABLE"],
  ["INTERNAL", "UNAVAILABLE"],
] as const) {
  test(`S72 S117 V9 a run that fails with ${given} is ${code}, with the payload beside the error`, async () => {
    const { run } = setUp({
      outcome: { state: "failed", text: "sorry", error: { code: given, message: "too slow" } },
    });
    await assert.rejects(run({}) as Promise<unknown>, (error: unknown) => {
      assert.ok(error instanceof FailureWithPayload);
      assert.equal(error.code, code);
      assert.equal(error.message, "too slow");
      assert.deepEqual(error.payload, { runId: "key-1", status: "error", summary: "too slow" });
      return true;
    });
  });
}

test("V31 a turn that was over before tells how long it took then", async () => {
  const waited: WaitResult = { status: "ok", startedAt: 400, endedAt: 900 };
  const { run } = setUp({ status: "done", waited });
  const { result } = (await run({})) as unknown as { result: { meta: { durationMs: number } } };
  assert.equal(result.meta.durationMs, 500);
});

test("the session is the key, else the session's id, else the person, else the main one", async () => {
  const { run, requests, located, resolved } = setUp();
  await run({ sessionKey: "Work", sessionId: "s-9", to: "77" });
  await run({ sessionKey: "", sessionId: "s-9", to: "77" });
  await run({ to: "77", channel: "telegram", accountId: "default" });
  await run({ to: "" });
  assert.deepEqual(
    requests.map(({ session }) => session),
    ["agent:main:work", "agent:main:dm:77", "agent:main:dm:77", "agent:main:main"],
  );
  assert.deepEqual(located, [
    { agent: "main", sessionId: "s-9" },
    { agent: "main", address: ADDRESS },
  ]);
  assert.deepEqual(resolved, [{ to: "77", channel: "telegram", accountId: "default" }]);
});

test("deliver freezes where the answer goes: replyTo and its channel before to", async () => {
  const { run, requests, resolved } = setUp();
  await run({ deliver: true, to: "1", replyTo: "2", channel: "telegram", replyAccountId: "b" });
  assert.deepEqual(requests[0]?.replyTo, { address: ADDRESS });
  assert.deepEqual(resolved.at(-1), { to: "2", channel: "telegram", accountId: "b" });
});

test("deliver without a target freezes the session's route", async () => {
  const { run, requests, resolved } = setUp({ route: ADDRESS });
  await run({ deliver: true, sessionKey: "work" });
  assert.deepEqual(requests[0]?.replyTo, { address: ADDRESS, byRoute: true });
  assert.deepEqual(resolved, []);
});

test("SR17 a turn in a session that its owner closed is refused before anything runs", async () => {
  const { run, requests, accepted } = setUp({ sendPolicy: "deny" });
  const blocked = { code: "INVALID_REQUEST", message: "send blocked by session policy" };
  await assert.rejects(async () => run({}), blocked);
  assert.deepEqual([requests, accepted], [[], []]);
});

test("V9 deliver through a channel that is not linked is NOT_LINKED before anything runs", async () => {
  const failure = new ZeroError("NOT_LINKED", "the account is not linked");
  for (const params of [{ deliver: true, to: "77" }, { deliver: true }]) {
    const { run, requests, accepted } = setUp({ route: ADDRESS, failure });
    await assert.rejects(run(params) as Promise<unknown>, { code: "NOT_LINKED" });
    assert.deepEqual([requests, accepted], [[], []]);
  }
  const silent = setUp({ failure });
  await silent.run({ to: "77" });
  const again = setUp({ failure, isOpen: true });
  await again.run({ deliver: true, to: "77" });
  assert.deepEqual([silent.requests.length, again.requests.length], [1, 1]);
});

test("a turn has its place among the long requests before it is on disk", async () => {
  const { run, steps } = setUp();
  await run({});
  assert.deepEqual(steps, ["park", "submit"]);
  const full = setUp();
  full.call.park = () => {
    throw new ZeroError("UNAVAILABLE", "more than 2 answers are waited for; try later");
  };
  await assert.rejects(full.run({}) as Promise<unknown>, { code: "UNAVAILABLE" });
  assert.deepEqual(full.requests, []);
});

for (const [what, params, message] of [
  ["an unknown channel", { channel: "pager" }, "unknown channel: pager"],
  ["an unknown reply channel", { replyChannel: "pager" }, "unknown channel: pager"],
  ["an impossible agent", { agentId: "a b" }, 'unknown agent id "a b"'],
  ["an unknown agent", { agentId: "other" }, 'unknown agent id "other"'],
  ["a session of an unknown agent", { sessionKey: "agent:x:main" }, 'unknown agent id "x"'],
  [
    "a session of another agent",
    { agentId: "main", sessionKey: "agent:x:main" },
    'agent "main" does not match session key agent "x"',
  ],
  ["no session key", { sessionKey: "a\u0000" }, '"a\u0000" is no session key'],
  [
    "nowhere to deliver",
    { deliver: true },
    'deliver needs replyTo or to: nobody wrote to "agent:main:main" through a channel yet',
  ],
  [
    "attachments",
    { attachments: [{}] },
    "attachments are not taken by this gateway; send the text alone",
  ],
] as const) {
  test(`S118 ${what} is refused before anything runs`, async () => {
    const { run, requests, accepted } = setUp();
    await assert.rejects(run(params) as Promise<unknown>, refusal(message));
    assert.deepEqual([requests, accepted], [[], []]);
  });
}

test("a session id that nobody has is refused", async () => {
  const { run } = setUp({ located: undefined });
  await assert.rejects(
    run({ sessionId: "s-0" }) as Promise<unknown>,
    refusal('unknown session id "s-0"'),
  );
});

test("what the turn refuses is the answer", async () => {
  const { services, call } = setUp();
  const submit = () => Promise.reject(new ZeroError("UNAVAILABLE", "too many turns"));
  const full = { ...services, turns: { ...services.turns, submit } };
  const params = { message: "hi", idempotencyKey: "key-1" };
  await assert.rejects(agent.agent(full, params, call) as Promise<unknown>, {
    code: "UNAVAILABLE",
  });
});

test("agent.wait waits 30 s unless told otherwise, and leaves out what it does not know", async () => {
  const { services, call } = setUp();
  const asked: unknown[] = [];
  let parked = 0;
  const wait = (waited: WaitResult) => async (runId: RunId, ms: number, signal?: AbortSignal) => {
    asked.push([runId, ms]);
    assert.equal(signal, call.gone);
    return waited;
  };
  const ask = (waited: WaitResult, params: object) =>
    agent["agent.wait"](
      { ...services, turns: { ...services.turns, wait: wait(waited) } },
      { runId: "r", ...params },
      { ...call, park: () => (parked += 1) },
    );
  assert.deepEqual(await ask({ status: "timeout" }, {}), { runId: "r", status: "timeout" });
  assert.deepEqual(await ask({ status: "ok", endedAt: 5 }, { timeoutMs: 1 }), {
    runId: "r",
    status: "ok",
    endedAt: 5,
  });
  const error = { code: "AGENT_TIMEOUT", message: "slow" } as const;
  assert.deepEqual(await ask({ status: "error", startedAt: 1, endedAt: 5, error }, {}), {
    runId: "r",
    status: "error",
    startedAt: 1,
    endedAt: 5,
    error: "slow",
  });
  assert.deepEqual(asked, [
    ["r", 30_000],
    ["r", 1],
    ["r", 30_000],
  ]);
  assert.equal(parked, 3);
});
