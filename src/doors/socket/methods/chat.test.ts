import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunId, SessionKey } from "../../../domain/ids.ts";
import type { Message, RunOutcome } from "../../../domain/run.ts";
import type { AcceptedTurn, TurnRequest } from "../../../domain/turn.ts";
import { Encoded, type Call } from "../handlers.ts";
import type { Services } from "../services.ts";
import { chat } from "./chat.ts";

const CALL = {} as Call;
const SESSION = "agent:main:main" as SessionKey;

interface Scene {
  status?: AcceptedTurn["status"];
  outcome?: RunOutcome;
  sendPolicy?: "allow" | "deny";
}

function setUp(scene: Scene = {}) {
  const requests: TurnRequest[] = [];
  const aborts: unknown[] = [];
  const services = {
    sessions: { sendPolicy: async () => scene.sendPolicy },
    turns: {
      submit: async (request: TurnRequest): Promise<AcceptedTurn> => {
        requests.push(request);
        const { status = "new", outcome = { state: "done", text: "" } } = scene;
        return { runId: request.id, acceptedAt: 1, status, done: Promise.resolve(outcome) };
      },
      abort: async (session: SessionKey, runId?: RunId) => {
        aborts.push([session, runId]);
        return runId === undefined ? ["a", "b"] : [];
      },
    },
  } as unknown as Services;
  const send = (params: object) =>
    chat["chat.send"](
      services,
      { sessionKey: "main", message: "hi", idempotencyKey: "key-1", ...params },
      CALL,
    ) as Promise<object>;
  return { requests, aborts, services, send };
}

test("S98 a message is accepted and answered at once", async () => {
  const { send, requests } = setUp();
  const params = { thinking: "low", timeoutMs: 9, deliver: false };
  assert.deepEqual(await send(params), { runId: "key-1", status: "started" });
  assert.deepEqual(requests, [
    {
      id: "key-1",
      agent: "main",
      session: SESSION,
      text: "hi",
      origin: { kind: "client" },
      timeoutMs: 9,
      thinking: "low",
    },
  ]);
});

test("V31 the same message again is in flight, and later ok or what went wrong", async () => {
  const running = setUp({ status: "running" });
  assert.deepEqual(await running.send({}), { runId: "key-1", status: "in_flight" });
  const done = setUp({ status: "done" });
  assert.deepEqual(await done.send({}), { runId: "key-1", status: "ok" });
  const error = { code: "AGENT_TIMEOUT", message: "slow" } as const;
  const failed = setUp({ status: "done", outcome: { state: "failed", text: "", error } });
  await assert.rejects(failed.send({}), {
    code: "AGENT_TIMEOUT",
    payload: { runId: "key-1", status: "error", summary: "slow" },
  });
});

test("SR17 a session that its owner closed takes no words, but still stops what runs", async () => {
  const { send, requests, aborts } = setUp({ sendPolicy: "deny" });
  const blocked = { code: "INVALID_REQUEST", message: "send blocked by session policy" };
  await assert.rejects(send({}), blocked);
  assert.deepEqual(requests, []);
  await send({ message: "stop" });
  assert.equal(aborts.length, 1);
});

for (const word of ["stop", " STOP ", "/stop", "esc", "abort", "wait", "exit", "interrupt"]) {
  test(`S99 "${word}" aborts what runs instead of being answered`, async () => {
    const { send, requests, aborts } = setUp();
    assert.deepEqual(await send({ message: word }), {
      ok: true,
      aborted: true,
      runIds: ["a", "b"],
    });
    assert.deepEqual(aborts, [[SESSION, undefined]]);
    assert.deepEqual(requests, []);
  });
}

test("a message that only begins with a stop word is a message", async () => {
  const { send, requests } = setUp();
  await send({ message: "stop the music" });
  assert.equal(requests.length, 1);
});

test("S99 chat.abort says whether anything was aborted", async () => {
  const { services, aborts } = setUp();
  const abort = chat["chat.abort"];
  const all = await abort(services, { sessionKey: "main" }, CALL);
  assert.deepEqual(all, { ok: true, aborted: true, runIds: ["a", "b"] });
  const one = await abort(services, { sessionKey: "main", runId: "c" }, CALL);
  assert.deepEqual(one, { ok: true, aborted: false, runIds: [] });
  assert.deepEqual(aborts, [
    [SESSION, undefined],
    [SESSION, "c"],
  ]);
});

for (const [what, params, message] of [
  ["nothing to say", { message: " \n" }, "message or attachment required"],
  [
    "attachments",
    { attachments: [{}] },
    "invalid chat.send params: attachments are not taken by this gateway; send the text alone",
  ],
  [
    "a delivery",
    { deliver: true },
    "invalid chat.send params: deliver needs a target; use the method agent with replyTo",
  ],
  [
    "a session of an unknown agent",
    { sessionKey: "agent:x:main" },
    'invalid chat.send params: unknown agent id "x"',
  ],
] as const) {
  test(`S118 ${what} is refused before anything runs`, async () => {
    const { send, requests } = setUp();
    await assert.rejects(send(params), { code: "INVALID_REQUEST", message });
    assert.deepEqual(requests, []);
  });
}

function message(step: number, text: string): Message {
  return {
    session: SESSION,
    run: "r" as RunId,
    step,
    role: "assistant",
    content: [{ type: "text", text }],
    at: 1_000 + step,
    stopReason: "stop",
    provider: "p",
    model: "m",
    usage: { inputTokens: 1, outputTokens: 2 },
  };
}

async function historyOf(messages: readonly Message[], params: object = {}) {
  const limits: number[] = [];
  const sessions = {
    history: async (_key: SessionKey, limit: number) => {
      limits.push(limit);
      return { sessionId: "s-1", messages };
    },
  } as unknown as Services["sessions"];
  const result = await chat["chat.history"](
    { sessions } as Services,
    { sessionKey: "main", ...params },
    CALL,
  );
  assert.ok(result instanceof Encoded);
  return {
    limits,
    bytes: Buffer.byteLength(result.json),
    answer: JSON.parse(result.json) as { messages: { timestamp: number }[] },
  };
}

test("S97 history shows the messages of a session, 200 unless told otherwise", async () => {
  const { answer, limits } = await historyOf([message(0, "a")]);
  assert.deepEqual(limits, [200]);
  assert.deepEqual(answer, {
    sessionKey: SESSION,
    sessionId: "s-1",
    messages: [
      {
        role: "assistant",
        content: [{ type: "text", text: "a" }],
        timestamp: 1_000,
        runId: "r",
        stopReason: "stop",
        provider: "p",
        model: "m",
        usage: { inputTokens: 1, outputTokens: 2 },
      },
    ],
  });
  assert.deepEqual((await historyOf([], { limit: 7 })).limits, [7]);
});

test("SR27 history above 6 MiB leaves the oldest messages out", async () => {
  const messages = Array.from({ length: 10 }, (_, at) => message(at, "é".repeat(400_000)));
  const { answer, bytes } = await historyOf(messages);
  assert.ok(bytes <= 6 * 1024 * 1024 + 1_000);
  const kept = answer.messages.map(({ timestamp }) => timestamp - 1_000);
  assert.deepEqual(kept, [3, 4, 5, 6, 7, 8, 9]);
});
