import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { Decision } from "../../src/domain/exec/request.ts";
import { planHash } from "../../src/domain/exec/plan.ts";
import { readShown } from "../../src/domain/exec/display.ts";
import { type Answer, ExecNode, NODE_ID } from "../support/exec/node.ts";
import { CLOSED_SESSION, ExecGateway } from "../support/exec/gateway.ts";

function world(t: TestContext, tamper?: (answer: Answer) => void) {
  const node = new ExecNode();
  const gateway = new ExecGateway(node, tamper);
  t.after(() => {
    gateway.exec.stop();
    node.clean();
  });
  return { node, gateway };
}

const refused = (reason: RegExp | string) => (error: unknown) => {
  const { code, message, details } = error as {
    code: string;
    message: string;
    details: { reason: string };
  };
  assert.equal(code, "INVALID_REQUEST");
  assert.equal(message, "node command not allowed");
  assert.match(details.reason, new RegExp(reason));
  return true;
};

test("a command runs after a person saw all of it and allowed it, once (SR18, SR19)", async (t) => {
  const { node, gateway } = world(t);
  const command = [node.stub, "olá", "\u202e", "a\nb"];
  const running = gateway.invoke({ command, env: { A: "x\u0000".slice(0, 1) } });
  const { request, id } = await gateway.asked();
  assert.deepEqual(readShown(request.command), command);
  assert.equal(request.resolvedPath, node.stub);
  assert.equal(request.cwd, node.home);
  assert.deepEqual(request.env, ['A="x"']);
  assert.match(request.hash ?? "", /^[0-9a-f]{64}$/);
  assert.deepEqual(node.runs(), []);
  gateway.exec.view.resolve(id, "allow-once", "owner");
  assert.equal((await running).payload.success, true);
  assert.deepEqual(node.runs(), [command.slice(1)]);
});

test("no, silence, and a caller who left all mean that nothing runs (SR19)", async (t) => {
  const { node, gateway } = world(t);
  const denied = gateway.invoke({ command: [node.stub] });
  gateway.exec.view.resolve((await gateway.asked()).id, "deny", "owner");
  await assert.rejects(denied, refused("denied"));
  const late = assert.rejects(gateway.invoke({ command: [node.stub] }), refused("in time"));
  await gateway.asked();
  await gateway.clock.advance(120_000);
  await late;
  const gone = new AbortController();
  const left = gateway.invoke({ command: [node.stub] }, gone.signal);
  await gateway.asked();
  gone.abort();
  await assert.rejects(left, refused("in time"));
  assert.deepEqual(node.runs(), []);
  // The node was told each time, so that nothing waits there.
  assert.equal((await node.event("exec.denied", 3)).payload.reason, "not approved");
});

test("allow-always is not asked again for the same command, and is for any other (V29)", async (t) => {
  const { node, gateway } = world(t);
  gateway.answerAll("allow-always");
  await gateway.invoke({ command: [node.stub, "a"] });
  assert.equal(gateway.requests, 1);
  await gateway.invoke({ command: [node.stub, "a"] });
  assert.equal(gateway.requests, 1);
  await gateway.invoke({ command: [node.stub, "b"] });
  assert.equal(gateway.requests, 2);
  assert.deepEqual(node.runs(), [["a"], ["a"], ["b"]]);
});

test("SR20 what runs whatever it is given is allowed once and never for good, on both ends", async (t) => {
  const { node, gateway } = world(t);
  const command = ["sh", "-c", "true"];
  const running = gateway.invoke({ command });
  const { id } = await gateway.asked();
  const always = () => gateway.exec.view.resolve(id, "allow-always", "owner");
  assert.throws(always, { code: "INVALID_REQUEST", message: /can only be allowed once$/ });
  gateway.exec.view.resolve(id, "allow-once", "owner");
  assert.equal((await running).payload.success, true);
  const { planId, hash, runId } = await node.announce({ command });
  const approval = { planId, hash, decision: "allow-always" };
  const forced = await node.invoke("system.run", { command, runId, approval });
  assert.equal(forced.error?.code, "NOT_APPROVED");
  const { file } = await gateway.exec.view.nodeAllowances.get(NODE_ID);
  assert.deepEqual(file.allowlist, []);
});

test("a session with execSecurity deny has no program run for it, and nobody is asked (2.4)", async (t) => {
  const { node, gateway } = world(t);
  gateway.answerAll("allow-once");
  const run = (sessionKey: string) => gateway.invoke({ command: [node.stub], sessionKey });
  await assert.rejects(run(CLOSED_SESSION), refused("denied by the execSecurity of the session"));
  assert.equal(gateway.requests, 0);
  await run("agent:main:open");
  assert.equal(node.runs().length, 1);
});

test("a caller cannot bring an approval, at any depth or by any name (SR18)", async (t) => {
  const { node, gateway } = world(t);
  gateway.answerAll("deny");
  const { planId, hash, runId } = await node.announce({ command: [node.stub] });
  const approval = { planId, hash, decision: "allow-once" };
  const names = ["approval", "approved", "approvalDecision", "decision", "planId", "hash", "runId"];
  names.push("listed", "plan", "rawCommand", "shell", "security", "ask", "host", "argv", "node");
  const injected: object[] = names.flatMap((name) =>
    [approval, true, "allow-once", planId, runId, null].map((value) => ({
      command: [node.stub],
      [name]: value,
    })),
  );
  injected.push(
    { command: [node.stub], env: { approval } },
    { command: [node.stub], env: { A: approval } },
    { command: [node.stub, approval] },
    { command: { 0: node.stub, length: 1, approval } },
    { command: node.stub },
    { command: [[node.stub]] },
    { params: { command: [node.stub], approval } },
    { command: [node.stub], sessionKey: { approval } },
    { command: [node.stub], timeoutMs: 1, cwd: { approval } },
    [node.stub],
  );
  for (const params of injected) {
    await assert.rejects(gateway.invoke(params), { code: "INVALID_REQUEST" });
  }
  assert.equal(gateway.requests, 0);
  assert.deepEqual(node.runs(), []);
});

test("the lists of a node are not changed through node.invoke (SR15)", async (t) => {
  const { gateway, node } = world(t);
  for (const command of ["system.execApprovals.set", "system.execApprovals.get"]) {
    const asked = { nodeId: NODE_ID, command, params: { file: { version: 1, allowlist: [] } } };
    await assert.rejects(gateway.exec.approver.check(asked), refused("exec.approvals.node"));
  }
  const view = await gateway.exec.view.nodeAllowances.get(NODE_ID);
  assert.equal(view.exists, false);
  assert.equal(view.path, node.approvalsPath);
});

test("a node that plans something else than it was asked is not believed (SR18)", async (t) => {
  const swaps: ((plan: Record<string, unknown>) => void)[] = [
    (plan) => (plan["argv"] = ["/bin/true"]),
    (plan) => (plan["nodeId"] = "another"),
    (plan) => (plan["env"] = { A: "1" }),
    (plan) => (plan["env"] = { LD_PRELOAD: "/x" }),
    (plan) => (plan["timeoutMs"] = 1),
    (plan) => (plan["sessionKey"] = "agent:main:other"),
    (plan) => (plan["binary"] = { path: "relative" }),
    (plan) => (plan["argv"] = ["\ud800"]),
    (plan) => delete plan["cwd"],
  ];
  for (const swap of swaps) {
    const { node, gateway } = world(t, ({ payload }) => {
      swap(payload.plan);
      try {
        payload.hash = planHash(payload.planId, payload.plan);
      } catch {
        payload.hash = "0".repeat(64);
      }
    });
    gateway.answerAll("allow-once");
    const error = { code: "UNAVAILABLE", message: /not for this command/ };
    await assert.rejects(gateway.invoke({ command: [node.stub] }), error);
    assert.equal(gateway.requests, 0);
    assert.deepEqual(node.runs(), []);
  }
});

test("a hash that is not the plan's own is not shown to anybody (SR18)", async (t) => {
  const { node, gateway } = world(t, ({ payload }) => (payload.hash = "0".repeat(64)));
  await assert.rejects(gateway.invoke({ command: [node.stub] }), { code: "UNAVAILABLE" });
  assert.equal(gateway.requests, 0);
});

test("a command that cannot be shown whole cannot be approved (SR19)", async (t) => {
  const { node, gateway } = world(t);
  gateway.answerAll("allow-once");
  const long = { command: [node.stub, "\u202e".repeat(4_000)] };
  await assert.rejects(gateway.invoke(long), /cannot be approved/);
  assert.equal(gateway.requests, 0);
  const short = { command: [node.stub, "x".repeat(4_000)] };
  assert.equal((await gateway.invoke(short)).payload.success, true);
  assert.equal(node.runs().length, 1);
});

test("other commands go to the node as they are", async (t) => {
  const { gateway } = world(t);
  const params = { bins: ["sh"], approval: 1 };
  const asked = { nodeId: NODE_ID, command: "system.which", params };
  assert.equal(await gateway.exec.approver.check(asked), params);
});

test("a person's list of a node is read and replaced, and only the one that was read (V29)", async (t) => {
  const { node, gateway } = world(t);
  gateway.answerAll("allow-always" satisfies Decision);
  await gateway.invoke({ command: [node.stub, "a"] });
  const { nodeAllowances } = gateway.exec.view;
  const { hash, file } = await nodeAllowances.get(NODE_ID);
  assert.equal(file.allowlist.length, 1);
  const empty = { version: 1, allowlist: [] } as const;
  await assert.rejects(nodeAllowances.set(NODE_ID, empty, "0".repeat(64)), /changed since/);
  const after = await nodeAllowances.set(NODE_ID, empty, hash);
  assert.deepEqual(after.file, empty);
  assert.notEqual(after.hash, hash);
});
