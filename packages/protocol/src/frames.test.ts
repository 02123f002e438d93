import assert from "node:assert/strict";
import test from "node:test";
import {
  paramValidators,
  validateEventFrame,
  validateRequestFrame,
  validateResponseFrame,
} from "../generated/validators.js";
import { ERRORS, explain, LIMITS, methods, type Validate } from "./index.ts";

function refusal(validate: Validate<unknown>, value: unknown): string {
  assert.equal(validate(value), false, JSON.stringify(value));
  return explain(validate.errors);
}

test("a request has type, id and method, and perhaps params of any kind (S67, S103)", () => {
  const request = { type: "req", id: "1", method: "health" };
  for (const params of [undefined, null, {}, [], "text", 1]) {
    assert.equal(validateRequestFrame({ ...request, params }), true);
  }
  assert.equal(
    refusal(validateRequestFrame, { type: "req", id: "1" }),
    "at root: must have required property 'method'",
  );
  assert.equal(refusal(validateRequestFrame, { ...request, id: 1 }), "at /id: must be string");
  assert.equal(
    refusal(validateRequestFrame, { ...request, id: "" }),
    "at /id: must NOT have fewer than 1 characters",
  );
  assert.equal(
    refusal(validateRequestFrame, { ...request, type: "res" }),
    "at /type: must be equal to constant",
  );
  assert.equal(
    refusal(validateRequestFrame, { ...request, extra: 1 }),
    "at root: unexpected property 'extra'",
  );
  for (const value of [null, [], "text", 1, true]) {
    assert.equal(refusal(validateRequestFrame, value), "at root: must be object");
  }
});

test("a property that every object inherits is unexpected like any other", () => {
  const frame: unknown = JSON.parse('{"type":"req","id":"1","method":"x","__proto__":{"a":1}}');
  assert.equal(refusal(validateRequestFrame, frame), "at root: unexpected property '__proto__'");
  const named = { type: "req", id: "1", method: "x", constructor: 1, toString: 2 };
  assert.equal(
    refusal(validateRequestFrame, named),
    "at root: unexpected property 'constructor'; at root: unexpected property 'toString'",
  );
});

test("a response carries a payload or an error of the shape that clients know (S67, S115)", () => {
  const error = { code: "UNAVAILABLE", message: "wait" };
  const failed = { type: "res", id: "1", ok: false };
  assert.equal(validateResponseFrame({ type: "res", id: "1", ok: true, payload: [] }), true);
  assert.equal(validateResponseFrame({ ...failed, error }), true);
  const full = { ...error, details: [1], retryable: true, retryAfterMs: 5 };
  assert.equal(validateResponseFrame({ ...failed, error: full }), true);
  assert.equal(
    refusal(validateResponseFrame, { ...failed, error: { code: "X" } }),
    "at /error: must have required property 'message'",
  );
  assert.equal(
    refusal(validateResponseFrame, { ...failed, error: { ...error, retryAfterMs: -1 } }),
    "at /error/retryAfterMs: must be >= 0",
  );
  assert.equal(
    refusal(validateResponseFrame, { ...failed, error: { ...error, status: 1 } }),
    "at /error: unexpected property 'status'",
  );
});

test("an event may carry seq and stateVersion (S68, S93)", () => {
  const event = { type: "event", event: "presence", payload: { presence: [] } };
  const stateVersion = { presence: 1, health: 1 };
  assert.equal(validateEventFrame(event), true);
  assert.equal(validateEventFrame({ ...event, seq: 0, stateVersion }), true);
  assert.equal(
    refusal(validateEventFrame, { ...event, stateVersion: { presence: 1 } }),
    "at /stateVersion: must have required property 'health'",
  );
  assert.equal(refusal(validateEventFrame, { ...event, seq: 1.5 }), "at /seq: must be integer");
});

test("every method has a validator of its params, and every validator a method (S103)", () => {
  assert.deepEqual(
    Object.keys(paramValidators),
    methods.map(({ name }) => name),
  );
});

test("methods without params refuse any", () => {
  for (const name of ["status", "system-presence", "models.list"] as const) {
    assert.equal(paramValidators[name]({}), true);
    assert.equal(refusal(paramValidators[name], { a: 1 }), "at root: unexpected property 'a'");
  }
});

test("every text that a client may send has a limit", () => {
  const long = "x".repeat(LIMITS.maxPayload);
  const send = { to: "1", message: "hi", idempotencyKey: "k" };
  assert.equal(paramValidators.send(send), true);
  for (const key of ["to", "message", "idempotencyKey", "channel", "mediaUrl", "sessionKey"]) {
    const text = refusal(paramValidators.send, { ...send, [key]: long });
    assert.match(text, new RegExp(`^at /${key}: must NOT have more than \\d+ characters$`));
  }
  assert.equal(paramValidators.send({ ...send, idempotencyKey: "k".repeat(256) }), true);
  assert.equal(paramValidators.send({ ...send, idempotencyKey: "k".repeat(257) }), false);
  assert.equal(paramValidators.send({ ...send, message: "m".repeat(262_144) }), true);
});

test("a time that no timer can wait is refused instead of firing at once", () => {
  assert.equal(paramValidators["agent.wait"]({ runId: "r", timeoutMs: 2_147_483_647 }), true);
  assert.equal(paramValidators["agent.wait"]({ runId: "r", timeoutMs: 2_147_483_648 }), false);
  const turn = { message: "hi", idempotencyKey: "k" };
  assert.equal(paramValidators.agent({ ...turn, timeout: 0 }), true);
  assert.equal(paramValidators.agent({ ...turn, timeout: 2_147_484 }), false);
});

test("a frame full of nonsense is refused without noting all of it", () => {
  const nonsense = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`k${at}`, at]));
  for (const validate of [validateRequestFrame, paramValidators.status, paramValidators.agent]) {
    assert.equal(validate(nonsense), false);
    assert.ok((validate.errors?.length ?? 0) <= 40);
    assert.ok(explain(validate.errors).length <= LIMITS.explanationLengthMax);
  }
  const list = Array.from({ length: 100_000 }, () => 1);
  assert.equal(paramValidators["system-event"]({ text: "x", tags: list }), false);
  assert.ok((paramValidators["system-event"].errors?.length ?? 0) <= 40);
});

test("the standard codes are in the catalogue, each with its retry rule", () => {
  assert.equal(ERRORS.NOT_LINKED.retryable, false);
  assert.equal(ERRORS.AGENT_TIMEOUT.retryable, true);
  assert.equal(ERRORS.INVALID_REQUEST.retryable, false);
  assert.equal(ERRORS.UNAVAILABLE.retryable, true);
});
