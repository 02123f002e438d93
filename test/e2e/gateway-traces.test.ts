import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { runtimeFlags } from "../../scripts/runtime-flags.ts";
import { askForTraces, lookForTraces } from "../secrets/traces.ts";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { endChild } from "../support/machine/child.ts";
import { listeningSockets } from "../support/machine/processes.ts";
import { eventually } from "../support/wire-client.ts";

test("SR3 SR30 D-29 A28 no signal and no defect has a gateway write its memory down or open a debugger", async (t) => {
  const { ways, dumps, opened } = await lookForTraces(t, 29);
  assert.equal(ways, 7);
  assert.deepEqual(dumps, []);
  assert.deepEqual(opened, []);
});

test("SR30 D-29 a report that the operator asks Node for holds no secret, and nobody else may read it", async (t) => {
  const { files, inReport } = await askForTraces(t, 30);
  assert.deepEqual(
    files.map(({ name, mode }) => `${name.split(".").at(-1)} ${mode.toString(8)}`).toSorted(),
    ["heapsnapshot 600", "json 600"],
  );
  assert.deepEqual(inReport, []);
});

test("SR3 SIGUSR1 opens no debugger in a command that goes on running either", async (t) => {
  const gateway = await GatewayProcess.start();
  t.after(() => gateway.clean());
  const env = { ZERO_GATEWAY_PORT: `${gateway.port}` };
  const child = CliHome.make(t).spawn(["logs", "--follow"], env);
  const said = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk: Buffer) => (said.stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (said.stderr += chunk.toString()));
  await eventually(() => said.stdout !== "", "the log so far");
  child.kill("SIGUSR1");
  // What the gateway says of its own signal is shown by a command that goes on.
  gateway.child.kill("SIGUSR1");
  await eventually(() => said.stdout.includes("SIGUSR1 restart ignored"), "what is new in the log");
  assert.deepEqual(listeningSockets(child.pid ?? 0), []);
  assert.doesNotMatch(said.stderr, /debugger/i);
  child.kill("SIGTERM");
  await once(child, "close");
});

test("SR3 a debugger that SIGUSR1 opened before the program listened to it is of no use to other users", async (t) => {
  // A program that never listens, under the flags of ours.
  const flags = [...runtimeFlags(), "--inspect-port=127.0.0.1:0"];
  const child = spawn(process.execPath, [...flags, "-e", "setInterval(console.log, 50)"]);
  t.after(() => endChild(child));
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  await once(child.stdout, "data");
  child.kill("SIGUSR1");
  await eventually(() => /listening on ws:\/\/\S+\s/.test(said), "the debugger");
  const [, port = "", id = ""] = /ws:\/\/127\.0\.0\.1:(\d+)\/([\w-]+)/.exec(said) ?? [];
  assert.notEqual(id, "");
  for (const path of ["/", "/json", "/json/list", "/json/version", "/json/protocol"]) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    assert.doesNotMatch((await answer?.text()) ?? "", new RegExp(id), path);
  }
});
