import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";

const TOKEN = "node-host-token-0123456789abcdef";

/** A gateway, a person's command line, and this machine as a node of it. */
async function setting(t: TestContext) {
  const cli = CliHome.make(t);
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local", auth: { token: TOKEN } } },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  const child = cli.spawn(["node", "run", "--port", `${gateway.port}`, "--token", TOKEN]);
  let said = "";
  const hear = (text: string) => (said += text);
  child.stdout?.setEncoding("utf8").on("data", hear);
  child.stderr?.setEncoding("utf8").on("data", hear);
  const says = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(said);
      if (found) return found[1] ?? "";
      await sleep(20);
    }
  };
  const zero = async (...words: string[]) => {
    const to = ["--json", "--url", gateway.url, "--token", TOKEN];
    const ran = await cli.run([...words, ...to]);
    return { ...ran, json: ran.stdout.trim() === "" ? undefined : JSON.parse(ran.stdout) };
  };
  return { cli, zero, says, forget: () => (said = "") };
}

/** A program that writes down every time that it was started, and with what. */
function recorder(cli: CliHome) {
  const log = cli.path("started.log");
  const program = cli.write("stub", `#!/bin/sh\necho "$@" >> "${log}"\necho done\n`);
  chmodSync(program, 0o755);
  const starts = () => (existsSync(log) ? readFileSync(log, "utf8").trim().split("\\n") : []);
  return { program, starts };
}

type Zero = Awaited<ReturnType<typeof setting>>["zero"];

/** Asks the node to run the program, and decides as soon as somebody is asked. */
async function runAnd(zero: Zero, nodeId: string, command: string[], decide: string) {
  const params = JSON.stringify({ command });
  const words = ["nodes", "invoke", "--node", nodeId, "--command", "system.run"];
  const running = zero(...words, "--params", params, "--invoke-timeout", "20000");
  let ended = false;
  running.then(
    () => (ended = true),
    () => (ended = true),
  );
  for (;;) {
    if (ended) assert.fail(`nobody was asked: ${(await running).stderr}`);
    const [waiting] = (await zero("approvals", "pending")).json.pending;
    if (!waiting) continue;
    assert.equal((await zero("approvals", decide, waiting.id)).status, 0);
    return { shown: waiting.request.command as string, ran: await running };
  }
}

test("S81 S82 S83 S85 SR18 this machine is a node: listed, described, invoked; only what was approved starts", async (t) => {
  const { cli, zero, says } = await setting(t);
  await says(/(Connected)/);
  const [node] = (await zero("nodes", "status")).json.nodes;
  assert.deepEqual([node.paired, node.connected, node.caps], [true, true, ["system"]]);
  const described = (await zero("nodes", "describe", "--node", node.nodeId)).json;
  assert.ok(
    described.commands.includes("system.run") && described.commands.includes("system.which"),
  );
  const which = ["nodes", "invoke", "--node", node.nodeId, "--command", "system.which"];
  const found = await zero(...which, "--params", '{"bins":["sh","no-such-program"]}');
  assert.match(JSON.stringify(found.json), /\/[a-z/]*sh"/);
  const renamed = await zero("nodes", "rename", "--node", node.nodeId, "--name", "Den");
  assert.equal(renamed.status, 0, renamed.stderr);
  const own = await zero("approvals", "get", "--node", "den");
  assert.deepEqual(own.json?.file.allowlist, [], own.stderr);
  const same = cli.write("list.json", own.json.file);
  const set = await zero("approvals", "set", "--node", "DEN", "--file", same);
  assert.deepEqual([set.json?.path, set.json?.file], [own.json.path, own.json.file], set.stderr);
  const remove = await zero("approvals", "allowlist", "remove", "none", "--node", "Den");
  assert.match(remove.stderr, /^Nothing in the list has the id none\.\n/);
  const { program, starts } = recorder(cli);
  const denied = await runAnd(zero, node.nodeId, [program, "first"], "deny");
  assert.equal(denied.shown, `"${program}" "first"`);
  assert.equal(denied.ran.status, 1);
  assert.deepEqual(starts(), []);
  const allowed = await runAnd(zero, node.nodeId, [program, "second", "$(id)"], "approve");
  assert.equal(allowed.ran.status, 0, allowed.ran.stderr);
  assert.deepEqual(starts(), ["second $(id)"]);
});

test("S86 SR5 SR9 a node that is a device is listed as paired; removed it waits, and approving lets it in", async (t) => {
  const { zero, says, forget } = await setting(t);
  await says(/(Connected)/);
  const [node] = (await zero("nodes", "status")).json.nodes;
  const { pending, paired } = (await zero("nodes", "list")).json;
  const { nodeId, displayName, via, connected } = paired[0];
  assert.deepEqual([pending, nodeId, via, connected], [[], node.nodeId, "device", true]);
  assert.equal(displayName, node.displayName);
  forget();
  assert.equal((await zero("nodes", "remove", "--node", node.nodeId)).status, 0);
  const refused = await says(/devices approve ([\w-]+)/);
  assert.deepEqual((await zero("nodes", "status")).json.nodes, []);
  assert.deepEqual((await zero("nodes", "list")).json.paired, []);
  const [asks] = (await zero("nodes", "pending")).json;
  assert.deepEqual([asks.requestId, asks.nodeId, asks.via], [refused, node.nodeId, "device"]);
  forget();
  assert.equal((await zero("nodes", "reject", refused)).json.nodeId, node.nodeId);
  const requestId = await says(new RegExp(`devices approve (?!${refused})([\\w-]+)`));
  assert.equal((await zero("nodes", "approve", requestId)).status, 0);
  await says(/(Connected)/);
  const [again] = (await zero("nodes", "status")).json.nodes;
  assert.deepEqual([again.nodeId, again.connected], [node.nodeId, true]);
});
