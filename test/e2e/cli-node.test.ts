import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync, realpathSync, statSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { type Peer, Refusal, type Script, ScriptedGateway } from "../support/scripted-gateway.ts";

interface Result {
  id: string;
  ok: boolean;
  // Tests look into whatever was answered.
  // eslint-disable-next-line typescript/no-explicit-any
  payload?: any;
  error?: { code: string; message: string };
}

/** A gateway that invokes commands of whatever node connects, and what the node says to it. */
async function setting(t: TestContext, script: Script = {}) {
  const results = new Map<string, (result: Result) => void>();
  const told: { event: string; payload: { runId: string } }[] = [];
  const arrived = Promise.withResolvers<{ params: Record<string, unknown> }>();
  const gateway = await ScriptedGateway.start({
    onConnect: (params) => arrived.resolve({ params }),
    methods: {
      "node.invoke.result": (result: Result) => {
        results.get(result.id)?.(result);
        return { ok: true };
      },
      "node.event": (event) => {
        told.push(event);
        return { ok: true };
      },
    },
    ...script,
  });
  t.after(() => gateway.close());
  const cli = CliHome.make(t);
  const invoke = (command: string, params: object) => {
    const id = randomUUID();
    const paramsJSON = JSON.stringify(params);
    const about = { id, nodeId: nodeIdOf(cli), command, paramsJSON, timeoutMs: 30_000 };
    return new Promise<Result>((resolve) => {
      results.set(id, resolve);
      gateway.peer.event("node.invoke.request", { ...about, idempotencyKey: id });
    });
  };
  return { gateway, cli, invoke, told, arrived: arrived.promise };
}

/** The device that the home of this command line is. */
function nodeIdOf(cli: CliHome): string {
  const file = readFileSync(cli.path(".zero/identity/device.json"), "utf8");
  return (JSON.parse(file) as { deviceId: string }).deviceId;
}

/** The output of a child, line by line. */
function linesOf(child: ReturnType<CliHome["spawn"]>, stream: "stdout" | "stderr" = "stdout") {
  let text = "";
  const waiting = new Set<() => void>();
  child[stream]?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
    for (const wake of waiting) wake();
    waiting.clear();
  });
  return async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(text)?.[0];
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  };
}

test("`zero node run` offers this machine, runs what was approved, and leaves at SIGTERM (6.10, 12.5)", async (t) => {
  const { gateway, cli, invoke, told, arrived } = await setting(t);
  const args = ["node", "run", "--host", "127.0.0.1", "--port", `${gateway.port}`];
  const names = ["--node-id", "kitchen", "--display-name", "Kitchen", "--token", "t".repeat(32)];
  const child = cli.spawn([...args, ...names], { LD_BIND_NOW: "1", SECRET: "s" });
  const line = linesOf(child);
  await line(/^Node Kitchen for ws:\/\/127\.0\.0\.1:\d+\n/);
  await line(/Offers: system\.run, system\.which/);
  await line(/Connected: 9\.9\.9\n/);
  const { params } = await arrived;
  assert.deepEqual(params["caps"], ["system", "presence-delta"]);
  assert.equal(params["role"], "node");
  assert.deepEqual(params["auth"], { token: "t".repeat(32) });
  const { client, commands } = params as { client: object; commands: string[] };
  assert.deepEqual(client, {
    ...client,
    id: "node-host",
    mode: "node",
    instanceId: "kitchen",
    displayName: "Kitchen",
  });
  assert.ok(commands.includes("system.run") && commands.includes("system.notify"));

  const runId = randomUUID();
  const request = { command: ["/usr/bin/env"], cwd: cli.home, env: { A: "1" }, runId };
  const { payload } = await invoke("system.run", request);
  assert.equal(payload.plan.nodeId, nodeIdOf(cli));
  assert.equal(told.length, 0);
  const { planId, hash } = payload;
  const approval = { planId, hash, decision: "allow-once" };
  const ran = await invoke("system.run", { ...request, approval });
  assert.equal(ran.payload.exitCode, 0);
  const variables = String(ran.payload.stdout).trim().split("\n").toSorted();
  assert.deepEqual(
    variables.map((variable) => variable.split("=")[0]),
    ["A", "HOME", "LANG", "PATH"],
  );
  assert.deepEqual(
    told.map(({ event, payload: about }) => [event, about.runId]),
    [
      ["exec.started", runId],
      ["exec.finished", runId],
    ],
  );
  const sh = await invoke("system.which", { bins: ["sh"] });
  assert.equal(sh.payload.bins.sh, realpathSync("/bin/sh"));

  const path = cli.path(".zero", "node.json");
  assert.equal(statSync(path).mode & 0o777, 0o600);
  const kept = { version: 1, nodeId: "kitchen", displayName: "Kitchen" };
  assert.deepEqual(JSON.parse(readFileSync(path, "utf8")), {
    ...kept,
    gateway: { host: "127.0.0.1", port: gateway.port },
  });
  child.kill("SIGTERM");
  const [status] = (await once(child, "exit")) as [number | null];
  assert.equal(status, 0);
});

test("a node comes back by itself, and what was announced before counts no more (12.5, SR18)", async (t) => {
  const { gateway, cli, invoke } = await setting(t);
  const child = cli.spawn(["node", "run", "--port", `${gateway.port}`]);
  const line = linesOf(child);
  await line(/Connected: 9\.9\.9\n/);
  const request = { command: ["true"], runId: randomUUID() };
  const { payload } = await invoke("system.run", request);
  const first: Peer = gateway.peer;
  first.socket.close(1012, "service restart");
  await line(/(Connected: 9\.9\.9\n[^]*){2}/);
  assert.notEqual(gateway.peer, first);
  const { planId, hash } = payload;
  const approval = { planId, hash, decision: "allow-once" };
  const late = await invoke("system.run", { ...request, approval });
  assert.equal(late.error?.code, "NOT_APPROVED");
});

test("a node that is refused for good says why and what to do, and fails (6.10)", async (t) => {
  const { gateway, cli } = await setting(t, {
    onConnect: () => {
      throw new Refusal("INVALID_REQUEST", "unauthorized: gateway token missing");
    },
  });
  const result = await cli.run(["node", "run", "--port", `${gateway.port}`]);
  assert.equal(result.status, 1);
  assert.match(
    result.stderr,
    /refused this node: unauthorized: gateway token missing\nNext: .*--token/,
  );
});
