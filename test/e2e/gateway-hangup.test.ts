import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { unusedPort } from "../support/scripted-gateway.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const LOCAL = { gateway: { mode: "local" } };
const logOf = (home: string) => readFileSync(join(stateOf(home), "logs/gateway.jsonl"), "utf8");

test("V28 a hangup ends a gateway as SIGTERM does: clients are told, the log says why, status 0", async (t) => {
  const gateway = await GatewayProcess.start({ config: LOCAL, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  const client = await WireClient.connect(t, gateway.url);
  const told = client.event("shutdown");
  gateway.child.kill("SIGHUP");
  assert.equal((await told).payload.reason, "gateway stopping");
  assert.deepEqual(await gateway.exited, { code: 0, signal: null });
  assert.match(logOf(gateway.home), /"reason":"SIGHUP"/);
  assert.equal(existsSync(join(stateOf(gateway.home), "gateway.lock.json")), false);
});

test("V28 under nohup a gateway goes on after a hangup", async (t) => {
  const within = ["nohup"];
  const gateway = await GatewayProcess.start({ config: LOCAL, args: ["--port", "0"], within });
  t.after(() => gateway.clean());
  gateway.child.kill("SIGHUP");
  const client = await WireClient.connect(t, gateway.url);
  assert.equal((await client.request("health", {})).ok, true);
  gateway.child.kill("SIGTERM");
  assert.deepEqual(await gateway.exited, { code: 0, signal: null });
  assert.match(logOf(gateway.home), /"reason":"SIGTERM"/);
});

/** Runs a command in a pseudo terminal, closes it when a file says so, and tells how that left. */
const PTY = `
import os, pty, select, sys, time
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[2], sys.argv[2:])
while not os.path.exists(sys.argv[1]):
    if select.select([terminal], [], [], 0.05)[0]:
        os.read(terminal, 65536)
os.close(terminal)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

test("V28 a terminal that is closed ends its gateway in order, though nothing can be written there", async (t) => {
  const cli = CliHome.make(t);
  const port = await unusedPort();
  cli.config({ gateway: { mode: "local", port }, logging: { consoleLevel: "debug" } });
  const close = cli.path("close");
  const words = ["-c", PTY, close, join(ROOT, "bin/zero"), "gateway"];
  const child = spawn("python3", words, {
    env: cli.environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  const left = once(child, "exit");
  t.after(() => child.kill("SIGKILL"));
  const client = await eventually(
    () => WireClient.connect(t, `ws://127.0.0.1:${port}`).catch(() => undefined),
    "the gateway in the terminal",
  );
  const told = client.event("shutdown");
  cli.write("close", "");
  assert.equal((await told).payload.reason, "gateway stopping");
  await left;
  assert.equal(said.trim(), "0");
  assert.match(logOf(cli.home), /"reason":"SIGHUP"[^]*"msg":"the gateway stopped"/);
  assert.equal(existsSync(cli.path(".zero/gateway.lock.json")), false);
});
