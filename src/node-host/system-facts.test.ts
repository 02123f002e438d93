import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { ExecNode, type NodeOptions } from "../../test/support/exec/node.ts";
import { NOTIFIERS } from "./system-facts.ts";

function nodeOf(t: TestContext, options: NodeOptions = {}): ExecNode {
  const node = new ExecNode(options);
  t.after(() => node.clean());
  return node;
}

test("programs are found by the fixed PATH, and names that are none are refused (12.5)", async (t) => {
  const node = nodeOf(t);
  const { payload } = await node.invoke("system.which", { bins: ["env", node.stub, "../sh", "."] });
  assert.match(payload.bins.env, /^\/.*/);
  assert.deepEqual(
    [payload.bins[node.stub], payload.bins["../sh"], payload.bins["."]],
    [null, null, null],
  );
  const many = Array.from({ length: 64 }, (_, i) => `none${i}`);
  assert.equal((await node.invoke("system.which", { bins: many })).ok, true);
  for (const bins of [[...many, "x"], "sh", [1], [""], undefined, ["x".repeat(257)]]) {
    const { error } = await node.invoke("system.which", { bins });
    assert.equal(error?.code, "INVALID_PARAMS");
  }
  assert.deepEqual(node.runs(), []);
});

test("a notification is shown by a fixed program with its words as arguments (12.5)", async (t) => {
  const node = nodeOf(t, {
    session: { DISPLAY: ":7" },
    notifier: { path: "/bin/sh", arguments: (title, body) => ["-c", SHOW, "sh", title, body] },
  });
  const words = { title: "$(id)", body: "--help; x", priority: "high" };
  assert.deepEqual((await node.invoke("system.notify", words)).payload, { ok: true });
  assert.deepEqual(node.runs(), [["$(id)", "--help; x", ":7"]]);
});

const SHOW = `printf '3\\0%s\\0%s\\0%s\\0' "$1" "$2" "$DISPLAY" >> "$HOME/record"`;

test("where nothing shows notifications the caller is told so (12.5)", async (t) => {
  const none = nodeOf(t);
  const first = await none.invoke("system.notify", { title: "a" });
  assert.equal(first.error?.code, "NOT_AVAILABLE");
  const missing = nodeOf(t, { notifier: { path: "/nowhere/notify", arguments: () => [] } });
  const second = await missing.invoke("system.notify", { title: "a" });
  assert.equal(second.error?.code, "NOT_AVAILABLE");
  assert.match(second.error?.message ?? "", /\/nowhere\/notify is not installed/);
  const failing = nodeOf(t, { notifier: { path: "/bin/false", arguments: () => [] } });
  const third = await failing.invoke("system.notify", { body: "b" });
  assert.equal(third.error?.code, "NOT_AVAILABLE");
  for (const words of [
    {},
    { title: "" },
    { title: 1 },
    { body: "\0" },
    { body: "b".repeat(4_097) },
  ]) {
    const { error } = await none.invoke("system.notify", words);
    assert.equal(error?.code, "INVALID_PARAMS");
  }
});

test("words of a notification are neither options nor markup of the system's program", () => {
  const linux = NOTIFIERS["linux"]?.arguments("-x", "<b>&") ?? [];
  assert.deepEqual(linux.slice(-3), ["--", "-x", "&lt;b&gt;&amp;"]);
  const darwin = NOTIFIERS["darwin"]?.arguments('"', "-e") ?? [];
  assert.deepEqual(darwin.slice(-3), ["--", '"', "-e"]);
});

test("a command that is not offered, and parameters that are no JSON, are refused (12.5)", async (t) => {
  const node = nodeOf(t);
  for (const command of ["system.exec", "constructor", "__proto__", ""]) {
    assert.equal((await node.invoke(command, {})).error?.code, "UNKNOWN_COMMAND");
  }
  const bad = await node.invoke("system.execApprovals.set", { file: { version: 1 }, agents: 1 });
  assert.equal(bad.error?.code, "INVALID_PARAMS");
});
