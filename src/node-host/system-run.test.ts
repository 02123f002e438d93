import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { test, type TestContext } from "node:test";
import { EVIL, ExecNode, type NodeOptions } from "../../test/support/exec/node.ts";
import type { RunRequest } from "../domain/exec/request.ts";
import { FakeClock } from "../../test/support/fake-clock.ts";
import { OUTPUT_MAX } from "./output.ts";
import { PLAN_LIFE_MS } from "./plan/pending-plans.ts";

function nodeOf(t: TestContext, options: NodeOptions = {}): ExecNode {
  const node = new ExecNode(options);
  t.after(() => node.clean());
  return node;
}

const CHANGED = "CHANGED";
const NOT_APPROVED = "NOT_APPROVED";

test("nothing runs when a plan is announced, and the plan says what would (SR18)", async (t) => {
  const node = nodeOf(t);
  const link = node.path("link");
  symlinkSync(node.stub, link);
  const { plan, hash, listed } = await node.announce({ command: [link, "a b"], env: { A: "1" } });
  assert.deepEqual(node.runs(), []);
  assert.equal(plan.binary.path, node.stub);
  assert.match(plan.binary.digest, /^[0-9a-f]{64}$/);
  assert.equal(plan.binary.inode, String(statSync(node.stub).ino));
  assert.match(plan.interpreter?.path ?? "", /^\/.*sh$/);
  assert.equal(plan.cwd.path, node.home);
  assert.deepEqual(plan.argv, [link, "a b"]);
  assert.deepEqual(plan.env, { A: "1" });
  assert.match(hash, /^[0-9a-f]{64}$/);
  assert.equal(listed, false);
});

test("what was approved runs once, with its exact arguments and without a shell (SR18, SR20)", async (t) => {
  const node = nodeOf(t);
  const words = ["$(touch x)", "; ls", "a\nb", "*", "", "ü", "--", "`id`"];
  const request = { command: [node.stub, ...words] };
  const plan = await node.announce(request);
  const answer = await node.settle(request, plan);
  assert.equal(answer.payload.success, true);
  assert.equal(answer.payload.runId, plan.runId);
  assert.deepEqual(node.runs(), [words]);
  const again = await node.settle(request, plan);
  assert.equal(again.error?.code, NOT_APPROVED);
  assert.equal(node.runs().length, 1);
});

test("a denied command does not run, its plan is gone, and the gateway hears it (SR18)", async (t) => {
  const node = nodeOf(t);
  const request = { command: [node.stub, "x"], sessionKey: "agent:main:main" };
  const plan = await node.announce(request);
  assert.equal((await node.settle(request, plan, "deny")).payload.denied, true);
  assert.equal((await node.settle(request, plan)).error?.code, NOT_APPROVED);
  assert.deepEqual(node.runs(), []);
  const { payload } = await node.event("exec.denied");
  assert.equal(payload.runId, plan.runId);
  assert.equal(payload.sessionKey, "agent:main:main");
});

test("changed arguments, variables, folders or limits are refused after the approval (SR18)", async (t) => {
  const node = nodeOf(t);
  node.folder("other");
  const request = { command: [node.stub, "a"], cwd: node.home, env: { A: "1" }, timeoutMs: 5_000 };
  const changes = [
    { command: [node.stub, "b"] },
    { command: [node.stub, "a", "b"] },
    { command: [node.stub] },
    { command: ["./stub", "a"] },
    { cwd: node.path("other") },
    { env: { A: "2" } },
    { env: { A: "1", B: "1" } },
    { env: {} },
    { timeoutMs: 5_001 },
    { sessionKey: "agent:main:other" },
    { agentId: "other" },
  ];
  for (const change of changes) {
    const answer = await node.settle({ ...request, ...change }, await node.announce(request));
    assert.equal(answer.error?.code, CHANGED, JSON.stringify(change));
  }
  assert.deepEqual(node.runs(), []);
  assert.equal((await node.run(request)).payload.success, true);
});

test("a program that is swapped after the approval does not run (SR18, D-32)", async (t) => {
  const node = nodeOf(t);
  const target = node.path("target");
  const evil = node.program("evil", EVIL);
  const swaps: Record<string, () => void> = {
    "its content": () => writeFileSync(target, readFileSync(evil)),
    "its content, with the old times": () => {
      const { atime, mtime } = statSync(target);
      writeFileSync(target, readFileSync(evil));
      utimesSync(target, atime, mtime);
    },
    "another file by the same name": () => renameSync(copy(evil), target),
    "an equal file by the same name": () => renameSync(copy(target), target),
    "a link to another": () => {
      rmSync(target);
      symlinkSync(evil, target);
    },
    "nothing any more": () => rmSync(target),
  };
  const copy = (from: string): string => {
    copyFileSync(from, node.path("copy"));
    return node.path("copy");
  };
  for (const [what, swap] of Object.entries(swaps)) {
    rmSync(target, { force: true });
    copyFileSync(node.stub, target);
    const request = { command: [target, "x"] };
    const plan = await node.announce(request);
    swap();
    const answer = await node.settle(request, plan);
    assert.match(answer.error?.code ?? "", /^(CHANGED|NOT_FOUND)$/, what);
  }
  assert.deepEqual(node.runs(), []);
});

test("a folder that is swapped after the approval is not worked in (SR18, D-32)", async (t) => {
  const node = nodeOf(t);
  const real = node.folder("real");
  node.folder("other");
  const link = node.path("here");
  symlinkSync(real, link);
  const request = { command: [node.stub, "x"], cwd: link };
  const plan = await node.announce(request);
  assert.equal(plan.plan.cwd.path, real);
  rmSync(link);
  symlinkSync(node.path("other"), link);
  assert.equal((await node.settle(request, plan)).error?.code, CHANGED);
  rmSync(link);
  symlinkSync(real, link);
  const second = await node.announce(request);
  // Moved away rather than deleted: a deleted folder's number may be given out again.
  renameSync(real, node.path("was-real"));
  node.folder("real");
  assert.equal((await node.settle(request, second)).error?.code, CHANGED);
  assert.deepEqual(node.runs(), []);
});

test("an approval that expired, is of another plan, run or connection allows nothing (SR18)", async (t) => {
  const clock = new FakeClock();
  const node = nodeOf(t, { clock });
  const request = { command: [node.stub, "x"] };
  const late = await node.announce(request);
  await clock.advance(PLAN_LIFE_MS);
  assert.equal((await node.settle(request, late)).error?.code, NOT_APPROVED);
  const one = await node.announce(request);
  const other = await node.announce({ command: [node.stub, "y"] });
  const mixed = { ...one, hash: other.hash };
  assert.equal((await node.settle(request, mixed)).error?.code, NOT_APPROVED);
  const second = await node.announce(request);
  const foreign = { ...second, runId: randomUUID() };
  assert.equal((await node.settle(request, foreign)).error?.code, NOT_APPROVED);
  const invented = { ...second, planId: randomUUID() };
  assert.equal((await node.settle(request, invented)).error?.code, NOT_APPROVED);
  const third = await node.announce(request);
  node.reconnect();
  assert.equal((await node.settle(request, third)).error?.code, NOT_APPROVED);
  assert.deepEqual(node.runs(), []);
});

test("allow-always allows exactly that command again, and nothing near it (V29, SR20)", async (t) => {
  const node = nodeOf(t);
  const request = { command: [node.stub, "a"], env: { A: "1" } };
  await node.settle(request, await node.announce(request), "allow-always");
  assert.equal(statSync(node.approvalsPath).mode & 0o777, 0o600);
  const again = await node.announce(request);
  assert.equal(again.listed, true);
  assert.equal((await node.settle(request, again, "listed")).payload.success, true);
  assert.equal(node.runs().length, 2);
  const near: RunRequest[] = [
    { ...request, command: [node.stub, "a", ""] },
    { ...request, command: [node.stub] },
    { ...request, command: [node.stub, "A"] },
    { ...request, env: { A: "1", B: "" } },
    { ...request, env: {} },
    { ...request, cwd: node.folder("sub") },
  ];
  for (const other of near) {
    const plan = await node.announce(other);
    assert.equal(plan.listed, false, JSON.stringify(other));
    assert.equal((await node.settle(other, plan, "listed")).error?.code, NOT_APPROVED);
  }
  writeFileSync(node.stub, `${readFileSync(node.stub, "utf8")}# changed\n`);
  assert.equal((await node.announce(request)).listed, false);
  assert.equal(node.runs().length, 2);
});

test("an entry that is removed between plan and run allows nothing (V29)", async (t) => {
  const node = nodeOf(t);
  const request = { command: [node.stub, "a"] };
  await node.settle(request, await node.announce(request), "allow-always");
  const plan = await node.announce(request);
  rmSync(node.approvalsPath);
  assert.equal((await node.settle(request, plan, "listed")).error?.code, NOT_APPROVED);
  assert.equal(node.runs().length, 1);
});

test("a list that others may change, or that cannot be read, allows nothing (V29)", async (t) => {
  const node = nodeOf(t);
  const request = { command: [node.stub, "a"] };
  await node.settle(request, await node.announce(request), "allow-always");
  const good = readFileSync(node.approvalsPath, "utf8");
  chmodSync(node.approvalsPath, 0o644);
  assert.equal((await node.announce(request)).listed, false);
  chmodSync(node.approvalsPath, 0o600);
  assert.equal((await node.announce(request)).listed, true);
  const wider = good.replace('"argv"', '"pattern": "*", "argv"');
  for (const text of ["{", "[]", '{"version":2,"allowlist":[]}', wider]) {
    writeFileSync(node.approvalsPath, text);
    assert.equal((await node.announce(request)).listed, false, text);
  }
  assert.equal(node.runs().length, 1);
});

test("a command is killed with its whole group at its timeout (12.5)", async (t) => {
  const node = nodeOf(t);
  const script = node.program("slow", "#!/bin/sh\nsleep 60 &\necho $!\nwait\n");
  const answer = await node.run({ command: [script], timeoutMs: 300 });
  assert.equal(answer.payload.timedOut, true);
  assert.equal(answer.payload.success, false);
  assert.equal(answer.payload.signal, "SIGKILL");
  const grandchild = Number(answer.payload.stdout.trim());
  const isGone = () => {
    try {
      return readFileSync(`/proc/${grandchild}/stat`, "utf8").includes(") Z ");
    } catch {
      return true;
    }
  };
  if (process.platform === "linux") while (!isGone()) await new Promise(setImmediate);
  const { payload } = await node.event("exec.finished");
  assert.equal(payload.timedOut, true);
});

test("output is cut at its limit, the event has its end, and both fit a frame (12.5, SR27)", async (t) => {
  const node = nodeOf(t);
  const exact = await node.run({ command: ["head", "-c", String(OUTPUT_MAX), "/dev/zero"] });
  assert.equal(exact.payload.truncated, true, "a NUL is six bytes in a frame");
  const letters = `#!/bin/sh\nhead -c $1 /dev/zero | tr '\\0' 'a'\nprintf end\n`;
  const script = node.program("letters", letters);
  const fits = await node.run({ command: [script, String(OUTPUT_MAX - 3)] });
  assert.equal(fits.payload.truncated, false);
  assert.equal(fits.payload.stdout.length, OUTPUT_MAX);
  const over = await node.run({ command: [script, String(OUTPUT_MAX * 3)] });
  assert.equal(over.payload.truncated, true);
  assert.equal(over.payload.stdout.length, OUTPUT_MAX);
  const { payload } = await node.event("exec.finished", 3);
  assert.equal(payload.output.length, 20_000);
  assert.ok(payload.output.endsWith("aend"));
  for (const { payload: result } of [exact, fits, over]) {
    assert.ok(Buffer.byteLength(JSON.stringify(result)) < 500_000);
  }
});

test("what cannot be run is refused in words, before anybody is asked (12.5)", async (t) => {
  const node = nodeOf(t);
  const plain = node.path("plain");
  writeFileSync(plain, "text");
  const relative = node.program("relative", "#!./evil\n");
  const cases: [object, string, RegExp][] = [
    [{ command: ["no-such-program-here"] }, "NOT_FOUND", /fixed PATH/],
    [{ command: [node.path("nothing")] }, "NOT_FOUND", /does not exist/],
    [{ command: [plain] }, "NOT_EXECUTABLE", /no program/],
    [{ command: [node.home] }, "NOT_EXECUTABLE", /no program/],
    [{ command: [relative] }, "NOT_EXECUTABLE", /full path/],
    [{ command: [node.stub], cwd: node.path("nowhere") }, "NOT_FOUND", /does not exist/],
    [{ command: [node.stub], cwd: plain }, "NOT_FOUND", /no folder/],
  ];
  for (const [request, code, words] of cases) {
    const { error } = await node.invoke("system.run", { ...request, runId: randomUUID() });
    assert.equal(error?.code, code, JSON.stringify(request));
    assert.match(error?.message ?? "", words);
  }
  const { error } = await node.invoke("system.run", { command: [node.stub] });
  assert.equal(error?.code, "INVALID_PARAMS");
});

test("too many plans that wait are refused, and one that is settled makes room (SR27)", async (t) => {
  const node = nodeOf(t);
  const request = { command: [node.stub, "x"] };
  const plans = [];
  for (let i = 0; i < 64; i += 1) plans.push(await node.announce(request));
  const full = await node.invoke("system.run", { ...request, runId: randomUUID() });
  assert.equal(full.error?.code, "BUSY");
  const [first] = plans;
  assert.ok(first);
  await node.settle(request, first, "deny");
  await node.announce(request);
  assert.deepEqual(node.runs(), []);
});

test("an invoke for another node gets no answer and runs nothing (SR4)", async (t) => {
  const node = nodeOf(t);
  let answered = false;
  const foreign = node.invoke("system.which", { bins: ["sh"] }, "another-node");
  foreign.then(() => (answered = true)).catch(() => undefined);
  const own = await node.invoke("system.which", { bins: ["sh", "no-such-program-here"] });
  assert.equal(answered, false);
  assert.match(own.payload.bins.sh, /^\//);
  assert.equal(own.payload.bins["no-such-program-here"], null);
  assert.equal(node.said.length, 1);
});
