import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { startDoor, type DoorFixture } from "../support/socket-door.ts";
import { makeExec } from "../../src/gateway/control/exec.ts";
import { systemClock } from "../../src/kernel/clock.ts";
import { ZeroError } from "../../src/kernel/errors.ts";
import { silentLog } from "../../src/kernel/log.ts";

async function world(t: TestContext) {
  const stateDir = mkdtempSync(join(tmpdir(), "zero-exec-door-"));
  t.after(() => rmSync(stateDir, { recursive: true, force: true }));
  const details = { code: "NOT_CONNECTED" };
  const exec = makeExec(
    { stateDir, clock: systemClock, log: silentLog },
    (event, payload) => door.door.broadcast(event, payload),
    {
      nodes: {
        ask: () => Promise.reject(new ZeroError("UNAVAILABLE", "node not connected", { details })),
      },
      isClosed: async () => false,
    },
  );
  const door: DoorFixture = await startDoor(t, { services: { exec: exec.view } });
  const connect = (...scopes: string[]) =>
    door.connect({ role: "operator", scopes: scopes.map((scope) => `operator.${scope}`) });
  return { connect, stateDir };
}

test("who may approve sees the request, decides, and whoever asked hears it (2.10, SR19)", async (t) => {
  const { connect } = await world(t);
  const asker = await connect("approvals");
  const person = await connect("approvals");
  const reader = await connect("read", "write", "pairing");
  const asked = asker.request("exec.approval.request", {
    id: "one",
    command: "rm -rf \u202e/ \u001b[2K",
    cwd: "/tmp",
  });
  const requested = await person.event("exec.approval.requested");
  assert.equal(requested.payload.request.command, "rm -rf \\u{202e}/ \\u{1b}[2K");
  const list = await person.request("exec.approval.list", {});
  assert.deepEqual(
    list.payload.pending.map(({ id }: { id: string }) => id),
    ["one"],
  );
  const refused = await reader.request("exec.approval.resolve", { id: "one", decision: "deny" });
  assert.equal(refused.error?.message, "missing scope: operator.approvals");
  const done = await person.request("exec.approval.resolve", { id: "one", decision: "allow-once" });
  assert.deepEqual(done.payload, { ok: true });
  assert.equal((await asked).payload.decision, "allow-once");
  const resolved = await person.event("exec.approval.resolved");
  assert.equal(resolved.payload.decision, "allow-once");
  assert.match(resolved.payload.resolvedBy, /^test /);
  const again = await person.request("exec.approval.resolve", { id: "one", decision: "deny" });
  assert.equal(again.error?.code, "INVALID_REQUEST");
  assert.equal(again.error?.message, "unknown approval id");
  await reader.request("system-presence", {});
  assert.ok(!reader.texts.some((text) => text.includes('"event":"exec.')));
});

test("a request of a connection that is gone is withdrawn (SR19)", async (t) => {
  const { connect } = await world(t);
  const asker = await connect("approvals");
  const person = await connect("approvals");
  asker.send({
    type: "req",
    id: "r",
    method: "exec.approval.request",
    params: { id: "one", command: "ls" },
  });
  await person.event("exec.approval.requested");
  asker.destroy();
  const resolved = await person.event("exec.approval.resolved");
  assert.equal(resolved.payload.decision, null);
  const late = await person.request("exec.approval.resolve", { id: "one", decision: "allow-once" });
  assert.equal(late.error?.message, "unknown approval id");
});

test("the list of the gateway's machine is read and replaced by admins only (2.10, V29)", async (t) => {
  const { connect, stateDir } = await world(t);
  const admin = await connect("admin");
  const { payload } = await admin.request("exec.approvals.get", {});
  const path = join(stateDir, "exec-approvals.json");
  assert.deepEqual([payload.path, payload.exists], [path, false]);
  assert.deepEqual(payload.file, { version: 1, allowlist: [] });
  const entry = {
    id: "one",
    argv: ["ls", "-l"],
    binary: { path: "/usr/bin/ls", digest: "a".repeat(64) },
    interpreter: null,
    cwd: "/tmp",
    env: {},
    createdAtMs: 1,
  };
  const file = { version: 1, allowlist: [entry] };
  const set = await admin.request("exec.approvals.set", { file, baseHash: payload.hash });
  assert.deepEqual(set.payload.file, file);
  assert.equal(set.payload.exists, true);
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const blind = await admin.request("exec.approvals.set", { file });
  assert.match(blind.error?.message ?? "", /^baseHash required/);
  const stale = await admin.request("exec.approvals.set", { file, baseHash: payload.hash });
  assert.equal(stale.error?.code, "INVALID_REQUEST");
  assert.match(stale.error?.message ?? "", /changed since it was read/);
  const person = await connect("approvals", "write");
  for (const method of ["exec.approvals.get", "exec.approvals.set"]) {
    const refused = await person.request(method, {});
    assert.equal(refused.error?.message, "missing scope: operator.admin");
  }
});

test("a list with a pattern, a shell text or a mode in it is refused (V29, SR20)", async (t) => {
  const { connect } = await world(t);
  const admin = await connect("admin");
  const entry = {
    id: "one",
    argv: ["ls"],
    binary: { path: "/usr/bin/ls", digest: "a".repeat(64) },
    interpreter: null,
    cwd: "/tmp",
    env: {},
    createdAtMs: 1,
  };
  const files: object[] = [
    { version: 1, allowlist: [{ ...entry, pattern: "/usr/bin/*" }] },
    { version: 1, allowlist: [{ id: "one", pattern: "**" }] },
    { version: 1, allowlist: [{ ...entry, argv: "ls" }] },
    { version: 1, allowlist: [{ ...entry, argv: [] }] },
    { version: 1, allowlist: [{ ...entry, binary: { path: "ls", digest: "a".repeat(64) } }] },
    { version: 1, allowlist: [{ ...entry, binary: { path: "/usr/bin/ls", digest: "*" } }] },
    { version: 1, allowlist: [{ ...entry, env: { LD_PRELOAD: "/x" } }] },
    { version: 1, allowlist: [{ ...entry, cwd: "tmp" }] },
    { version: 1, allowlist: [entry, entry] },
    { version: 1, allowlist: [], defaults: { security: "full" } },
    { version: 1, agents: { "*": { security: "full" } } },
    { version: 2, allowlist: [] },
  ];
  for (const file of files) {
    const { error } = await admin.request("exec.approvals.set", { file });
    assert.equal(error?.code, "INVALID_REQUEST", JSON.stringify(file));
  }
  assert.equal((await admin.request("exec.approvals.get", {})).payload.exists, false);
});

test("without nodes their lists cannot be had, and the caller is told so (2.10)", async (t) => {
  const { connect } = await world(t);
  const admin = await connect("admin");
  const { error } = await admin.request("exec.approvals.node.get", { nodeId: "n" });
  assert.equal(error?.code, "UNAVAILABLE");
  assert.equal(error?.message, "node not connected");
});
