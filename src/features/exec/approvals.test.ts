import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock, settle } from "../../../test/support/fake-clock.ts";
import { ZeroError } from "../../kernel/errors.ts";
import { APPROVAL_WAIT_MS, Approvals } from "./approvals.ts";

function world() {
  const clock = new FakeClock();
  const told: { event: string; payload: Record<string, unknown> }[] = [];
  const approvals = new Approvals({
    clock,
    tell: (event, payload) => told.push({ event, payload: { ...payload } }),
  });
  return { clock, told, approvals };
}

const unknown = (error: unknown) =>
  error instanceof ZeroError &&
  error.code === "INVALID_REQUEST" &&
  error.message === "unknown approval id";

test("SR18 an id that was used is not used again: a late yes meets no other command", async () => {
  const { approvals, clock } = world();
  const first = approvals.ask({ command: "ls" }, { id: "same", timeoutMs: 10 });
  await clock.advance(10);
  assert.equal((await first).decision, null);
  await assert.rejects(approvals.ask({ command: "rm -rf /" }, { id: "same" }), {
    code: "INVALID_REQUEST",
    message: "this approval id was used already; take another",
  });
  assert.throws(() => approvals.resolve("same", "allow-once", "owner"), unknown);
});

test("a request waits until somebody decides, and both are told to those who may (2.10)", async () => {
  const { approvals, told, clock } = world();
  const asked = approvals.ask({ command: "ls" }, { id: "one" });
  assert.deepEqual(
    approvals.list().map(({ id, request }) => [id, request.command]),
    [["one", "ls"]],
  );
  approvals.resolve("one", "allow-once", "owner");
  const verdict = await asked;
  assert.deepEqual(verdict, {
    id: "one",
    decision: "allow-once",
    createdAtMs: clock.now(),
    expiresAtMs: clock.now() + APPROVAL_WAIT_MS,
  });
  assert.deepEqual(
    told.map(({ event, payload }) => [event, payload["decision"], payload["resolvedBy"]]),
    [
      ["exec.approval.requested", undefined, undefined],
      ["exec.approval.resolved", "allow-once", "owner"],
    ],
  );
  assert.equal(clock.pending, 0);
});

test("a decision counts once: the second one is about nothing (SR18, SR19)", async () => {
  const { approvals } = world();
  const asked = approvals.ask({ command: "ls" }, { id: "one" });
  approvals.resolve("one", "deny", "owner");
  assert.throws(() => approvals.resolve("one", "allow-once", "owner"), unknown);
  assert.throws(() => approvals.resolve("never", "allow-once", "owner"), unknown);
  assert.equal((await asked).decision, "deny");
});

test("silence decides nothing: after the time nobody can allow it any more (SR19)", async () => {
  const { approvals, clock, told } = world();
  const asked = approvals.ask({ command: "ls" }, { id: "one" });
  await clock.advance(APPROVAL_WAIT_MS - 1);
  assert.equal(approvals.list().length, 1);
  await clock.advance(1);
  assert.equal((await asked).decision, null);
  assert.throws(() => approvals.resolve("one", "allow-once", "owner"), unknown);
  assert.equal(told.at(-1)?.payload["decision"], null);
});

test("a request is withdrawn when whoever asked is gone, or was before (SR19)", async () => {
  const { approvals, clock } = world();
  const gone = new AbortController();
  const asked = approvals.ask({ command: "ls" }, { id: "one", gone: gone.signal });
  gone.abort();
  assert.equal((await asked).decision, null);
  assert.throws(() => approvals.resolve("one", "allow-once", "owner"), unknown);
  const late = await approvals.ask({ command: "ls" }, { gone: gone.signal });
  assert.equal(late.decision, null);
  assert.equal(clock.pending, 0);
});

test("a gateway that stops allows nothing that waits (SR19)", async () => {
  const { approvals } = world();
  const asked = [approvals.ask({ command: "a" }), approvals.ask({ command: "b" })];
  approvals.stop();
  assert.deepEqual(
    (await Promise.all(asked)).map(({ decision }) => decision),
    [null, null],
  );
});

test("sixty-four requests wait at most, an id only once, and each that ends makes room (SR27)", async () => {
  const { approvals } = world();
  const asked = Array.from({ length: 64 }, (_, i) =>
    approvals.ask({ command: "ls" }, { id: `n${i}` }),
  );
  await assert.rejects(approvals.ask({ command: "ls" }), { code: "UNAVAILABLE" });
  approvals.resolve("n0", "deny", "owner");
  await assert.rejects(approvals.ask({ command: "ls" }, { id: "n1" }), { code: "INVALID_REQUEST" });
  asked.push(approvals.ask({ command: "ls" }));
  await settle();
  assert.equal(approvals.list().length, 64);
  approvals.stop();
  await Promise.all(asked);
});
