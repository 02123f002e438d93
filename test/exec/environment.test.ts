import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { test, type TestContext } from "node:test";
import {
  childEnvironment,
  FIXED_PATH,
  refusalOfVariable,
} from "../../src/domain/exec/environment.ts";
import { ExecNode, type NodeOptions } from "../support/exec/node.ts";
import { STEERING_VARIABLES } from "../support/exec/steering-variables.ts";

function nodeOf(t: TestContext, options: NodeOptions = {}): ExecNode {
  const node = new ExecNode(options);
  t.after(() => node.clean());
  return node;
}

/** The environment that a child really has. */
async function seen(node: ExecNode, env: Record<string, string> = {}, cwd = node.home) {
  const answer = await node.run({ command: ["/usr/bin/env", "-0"], env, cwd });
  const stdout = String(answer.payload.stdout);
  const pairs = stdout.split("\0").slice(0, -1);
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
}

test("a child sees the four fixed variables and what was approved, whatever the parent has (SR21)", async (t) => {
  const node = nodeOf(t, { lang: "pt_BR.UTF-8", tz: "America/Sao_Paulo" });
  const before = { ...process.env };
  t.after(() => {
    for (const name of STEERING_VARIABLES) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });
  for (const name of STEERING_VARIABLES) process.env[name] = "/tmp/evil";
  const child = await seen(node, { ANSWER: "42" });
  assert.deepEqual(child, {
    PATH: FIXED_PATH,
    HOME: node.home,
    LANG: "pt_BR.UTF-8",
    TZ: "America/Sao_Paulo",
    ANSWER: "42",
  });
});

test("a working folder cannot configure the child: its .env and tool files change nothing (SR21)", async (t) => {
  const node = nodeOf(t);
  const workspace = node.folder("workspace");
  const text = STEERING_VARIABLES.map((name) => `${name}=/tmp/evil`).join("\n");
  for (const name of [".env", ".env.local", ".envrc", ".npmrc", ".bashrc", ".profile"]) {
    writeFileSync(node.path("workspace", name), text);
  }
  mkdirSync(node.path("workspace", "bin"));
  node.program("workspace/env", "#!/bin/sh\necho evil\n");
  assert.deepEqual(await seen(node, {}, workspace), childEnvironment({ home: node.home }, {}));
  const { plan } = await node.announce({ command: ["env"], cwd: workspace });
  assert.doesNotMatch(plan.binary.path, /workspace/);
});

test("no variable that steers a loader, an interpreter or a tool can be asked for (SR21)", async (t) => {
  const node = nodeOf(t);
  assert.ok(STEERING_VARIABLES.length >= 400, `${STEERING_VARIABLES.length}`);
  for (const name of STEERING_VARIABLES) {
    assert.notEqual(refusalOfVariable(name), undefined, name);
    const other = name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase();
    assert.notEqual(refusalOfVariable(other), undefined, other);
    const params = { command: [node.stub], env: { [name]: "x" }, runId: randomUUID() };
    const { error } = await node.invoke("system.run", params);
    assert.equal(error?.code, "INVALID_PARAMS", name);
  }
  for (const name of ["", "A=B", "A B", "1A", "A\n", "BASH_FUNC_x%%", "Á", "-A", "A\0"]) {
    assert.notEqual(refusalOfVariable(name), undefined, JSON.stringify(name));
  }
  for (const name of ["ANSWER", "CI", "DEBUG", "MY_APP_MODE", "LC_ALL", "_x1"]) {
    assert.equal(refusalOfVariable(name), undefined, name);
  }
  assert.deepEqual(node.runs(), []);
});

test("a language or a zone that is no name of one does not reach a child (SR21)", () => {
  const fallback = { PATH: FIXED_PATH, HOME: "/home/x", LANG: "C.UTF-8" };
  for (const tz of ["/etc/passwd", ":/etc/passwd", "../../x", "a/../b", "a b", "", "x\ny"]) {
    for (const lang of ["/tmp/x", "a b", "%n", "", "x".repeat(65)]) {
      assert.deepEqual(childEnvironment({ home: "/home/x", tz, lang }, {}), fallback);
    }
  }
});
