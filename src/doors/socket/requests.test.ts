import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { validateResponseFrame } from "@zero/protocol/generated/validators.js";
import { ZeroError } from "../../kernel/errors.ts";
import { silentLog, type Log, type LogFields } from "../../kernel/log.ts";
import { DoorFixture, startDoor, HEALTH } from "../../../test/support/socket-door.ts";

/** Keeps the errors that were logged. */
function recordErrors(): { log: Log; errors: LogFields[] } {
  const errors: LogFields[] = [];
  const log: Log = { ...silentLog, error: (_message, fields = {}) => void errors.push(fields) };
  return { log, errors };
}

describe("after hello-ok", () => {
  const started = DoorFixture.start();
  const connected = started.then((gateway) => gateway.connect());
  after(async () => (await started).stop());

  test("S67 S75 S77 a request is answered under its id, in the order type, id, ok, payload", async () => {
    const client = await connected;
    const health = await client.request("health", {});
    assert.equal(health.ok, true);
    assert.deepEqual(health.payload, JSON.parse(HEALTH));
    const text = client.texts.find((line) => line.includes(`"id":"${health.id}"`));
    assert.ok(text?.startsWith(`{"type":"res","id":"${health.id}","ok":true,"payload":`));
    const presence = await client.request("system-presence");
    assert.ok(Array.isArray(presence.payload));
  });

  for (const [what, frame, id] of [
    ["without a method", { type: "req", id: "x1" }, "x1"],
    ["with an unknown key", { type: "req", id: "x2", method: "health", extra: 1 }, "x2"],
    ["whose id is a number", { type: "req", id: 3, method: "health" }, "invalid"],
    ["whose id is empty", { type: "req", id: "", method: "health" }, "invalid"],
    ["whose id is too long", { type: "req", id: "i".repeat(257), method: "health" }, "invalid"],
    ["that is an array", [], "invalid"],
    ["that is null", "null", "invalid"],
    ["that is no JSON", "{nope", "invalid"],
    ["that is nested too deeply", `${"[".repeat(33)}${"]".repeat(33)}`, "invalid"],
    ["with a forbidden key", '{"type":"req","id":"x","constructor":1}', "invalid"],
  ] as const) {
    test(`V48 SR28 a frame ${what} is answered with INVALID_REQUEST and the socket stays open`, async () => {
      const client = await connected;
      const seen = client.frames.length;
      client.send(frame);
      const answer = await client.frame((got) => client.frames.indexOf(got) >= seen);
      assert.ok(validateResponseFrame(answer));
      assert.equal(answer.id, id);
      assert.equal(answer.error?.code, "INVALID_REQUEST");
      assert.match(answer.error?.message ?? "", /^invalid request frame: ./);
      assert.equal((await client.request("health")).ok, true);
    });
  }

  test("a binary message is answered like a frame that is no request", async () => {
    const client = await connected;
    const seen = client.frames.length;
    client.ws.send(Buffer.from("{}"), { binary: true });
    const answer = await client.frame((got) => client.frames.indexOf(got) >= seen);
    assert.equal(answer.error?.message, "invalid request frame: not text");
  });

  test("connect again is refused", async () => {
    const client = await connected;
    const { error } = await client.request("connect", {});
    assert.deepEqual(error, {
      code: "INVALID_REQUEST",
      message: "connect is only valid as the first request",
    });
  });

  test("an unknown method is refused by its name, also one that every object has", async () => {
    const client = await connected;
    for (const method of ["no.such", "toString", "hasOwnProperty"]) {
      const { error } = await client.request(method, {});
      assert.deepEqual(error, { code: "INVALID_REQUEST", message: `unknown method: ${method}` });
    }
  });

  test("S118 invalid parameters are explained under the method's name", async () => {
    const client = await connected;
    const { error } = await client.request("health", { prob: true });
    assert.deepEqual(error, {
      code: "INVALID_REQUEST",
      message: "invalid health params: at root: unexpected property 'prob'",
    });
    const list = await client.request("health", []);
    assert.equal(list.error?.message, "invalid health params: at root: must be object");
  });

  test("S78 a system-event without words is refused in one sentence", async () => {
    const client = await connected;
    const { error } = await client.request("system-event", { text: "  " });
    assert.deepEqual(error, { code: "INVALID_REQUEST", message: "text required" });
  });

  test("a frame above 512 KiB is closed with 1009", async () => {
    const gateway = await started;
    const other = await gateway.connect();
    other.send("x".repeat(512 * 1024 + 1));
    assert.equal((await other.closed).code, 1009);
  });
});

describe("roles and scopes", () => {
  const started = DoorFixture.start();
  after(async () => (await started).stop());

  for (const [scopes, method, refusal] of [
    [["operator.read"], "health", undefined],
    [["operator.write"], "health", undefined],
    [["operator.pairing"], "health", "missing scope: operator.read"],
    [["operator.read"], "chat.abort", "missing scope: operator.write"],
    [["operator.write"], "system-event", "missing scope: operator.admin"],
    [["operator.admin"], "health", undefined],
    [[], "health", "missing scope: operator.read"],
  ] as const) {
    test(`SR4 [${scopes.join()}] on ${method}: ${refusal ?? "answered"}`, async () => {
      const gateway = await started;
      const client = await gateway.connect({ scopes });
      // Parameters that nobody would take: the scope is asked first.
      const { ok, error } = await client.request(method, refusal ? { nonsense: 1 } : {});
      assert.equal(ok, refusal === undefined);
      if (refusal) assert.deepEqual(error, { code: "INVALID_REQUEST", message: refusal });
    });
  }

  test("SR4 a node may call nothing of an operator's, whatever scopes it asks for", async () => {
    const gateway = await started;
    const client = await gateway.connect({ role: "node", scopes: ["operator.admin"] });
    const { error } = await client.request("health");
    assert.equal(error?.message, "unauthorized role: node");
  });

  test("SR4 nothing in a request changes who asks", async () => {
    const gateway = await started;
    const client = await gateway.connect({ scopes: ["operator.read"] });
    const claims = { role: "operator", scopes: ["operator.admin"], local: true };
    client.send({ type: "req", id: "s", method: "system-event", params: { text: "x", ...claims } });
    assert.equal((await client.answer("s")).error?.message, "missing scope: operator.admin");
  });
});

describe("failures of handlers", () => {
  test("V37 S115 a defect is UNAVAILABLE with an id; its text is only in the log", async (t) => {
    const { log, errors } = recordErrors();
    const summary = () => Promise.reject(new Error("secret detail"));
    const gateway = await startDoor(t, {
      log,
      services: { health: { summary, status: summary } },
    });
    const client = await gateway.connect();
    const { error } = await client.request("health");
    assert.equal(error?.code, "UNAVAILABLE");
    assert.equal(error?.retryable, true);
    const [, id] = /^internal error ([0-9a-f]{8})$/.exec(error?.message ?? "") ?? [];
    assert.deepEqual([errors[0]?.["id"], errors[0]?.["error"]], [id, "secret detail"]);
    await gateway.stop();
  });

  for (const [code, onTheWire, retryable] of [
    ["NOT_LINKED", "NOT_LINKED", undefined],
    ["AGENT_TIMEOUT", "AGENT_TIMEOUT", true],
    ["UNAVAILABLE", "UNAVAILABLE", true],
    ["RATE_LIMITED", "UNAVAILABLE", true],
    ["CONFLICT", "INVALID_REQUEST", undefined],
    ["NOT_FOUND", "INVALID_REQUEST", undefined],
    ["UNAUTHORIZED", "INVALID_REQUEST", undefined],
    ["INTERNAL", "UNAVAILABLE", undefined],
  ] as const) {
    test(`V37 S115 ${code} of a handler is ${onTheWire} for the client`, async (t) => {
      const failure = new ZeroError(code, "why", { details: { at: 1 }, retryAfterMs: 1.2 });
      const summary = () => Promise.reject(failure);
      const gateway = await startDoor(t, { services: { health: { summary, status: summary } } });
      const client = await gateway.connect();
      const answer = await client.request("health");
      assert.ok(validateResponseFrame(answer));
      assert.deepEqual(answer.error, {
        code: onTheWire,
        message: "why",
        details: { at: 1 },
        ...(retryable ? { retryable } : {}),
        retryAfterMs: 2,
      });
    });
  }
});

test("every request beyond the limit in flight waits until another was answered", async (t) => {
  const open: (() => void)[] = [];
  const summary = () => new Promise<string>((resolve) => open.push(() => resolve("{}")));
  const gateway = await startDoor(t, {
    services: { health: { summary, status: summary } },
    limits: { requestsInFlightMax: 2 },
  });
  const client = await gateway.connect();
  const ids = Array.from({ length: 5 }, () => client.ask("health"));
  client.ask("health");
  while (open.length < 2) await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(open.length, 2, "the third request waits");
  for (let at = 0; at < 5; at += 1) {
    while (open.length <= at) await new Promise((resolve) => setImmediate(resolve));
    open[at]?.();
  }
  for (const id of ids) assert.equal((await client.answer(id)).ok, true);
});

test("an answer that waits for a run leaves room for other requests, up to a limit of its own", async (t) => {
  const gateway = await startDoor(t, {
    services: {
      turns: {
        wait: () => new Promise(() => undefined),
        submit: () => Promise.reject(new Error("unused")),
        abort: async () => [],
        isOpen: () => false,
      },
    },
    limits: { requestsInFlightMax: 1, longRequestsMax: 2 },
  });
  const client = await gateway.connect();
  client.ask("agent.wait", { runId: "a" });
  client.ask("agent.wait", { runId: "b" });
  assert.equal((await client.request("health")).ok, true);
  const third = await client.request("agent.wait", { runId: "c" });
  assert.equal(third.error?.code, "UNAVAILABLE");
  assert.match(third.error?.message ?? "", /^more than 2 answers are waited for/);
});

test("whoever waits for a run is let go when its connection is gone", async (t) => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<AbortSignal | undefined>();
  const gateway = await startDoor(t, {
    services: {
      turns: {
        wait: (_run, _timeoutMs, signal) => {
          ask(signal);
          return new Promise(() => undefined);
        },
        submit: () => Promise.reject(new Error("unused")),
        abort: async () => [],
        isOpen: () => false,
      },
    },
  });
  const client = await gateway.connect();
  client.ask("agent.wait", { runId: "a" });
  const signal = await asked;
  assert.equal(signal?.aborted, false);
  const gone = new Promise((resolve) => signal?.addEventListener("abort", resolve));
  client.destroy();
  await gone;
});
