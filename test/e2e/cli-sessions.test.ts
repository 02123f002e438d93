import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { WireClient } from "../support/wire-client.ts";

test("`zero sessions` lists what the gateway has, as text and as JSON", async (t) => {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local" } },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  const client = await WireClient.connect(t, gateway.url);
  await client.turn({ message: "hi", idempotencyKey: "run-1" });
  const settings = { label: "desk", thinkingLevel: "high", sendPolicy: "deny" };
  await client.call("sessions.patch", { key: "work", ...settings });
  const cli = CliHome.make(t);
  const sessions = (...words: string[]) => cli.run(["sessions", "--url", gateway.url, ...words]);

  const shown = JSON.parse((await sessions("--json", "--active", "5")).stdout);
  const path = join(stateOf(gateway.home), "zero.db");
  assert.deepEqual([shown.path, shown.count, shown.activeMinutes], [path, 2, 5]);
  assert.deepEqual(
    shown.sessions.map(({ key }: { key: string }) => key),
    ["agent:main:work", "agent:main:main"],
  );
  const { status, stdout } = await sessions("--verbose", "--store", path);
  assert.equal(status, 0);
  assert.match(stdout, /^Sessions: 2 \(.*zero\.db\)$/m);
  assert.match(stdout, /agent:main:work: "desk", direct, \d+s ago/);
  assert.match(stdout, /thinking high, send deny/);
  assert.match(stdout, /agent:main:main: direct, \d+s ago, offline/);

  const other = await sessions("--store", "/elsewhere/zero.db");
  assert.equal(other.status, 1);
  assert.match(other.stderr, /this gateway keeps its sessions in .*zero\.db/);
  assert.match(other.stderr, /Next: leave --store out/);
  const usage = await sessions("--active", "0");
  assert.equal(usage.status, 64);
});

test("`zero sessions` starts no gateway and says that none answers", async (t) => {
  const cli = CliHome.make(t);
  const { status, stderr } = await cli.run(["sessions", "--url", "ws://127.0.0.1:9"]);
  assert.equal(status, 1);
  assert.match(stderr, /gateway closed/);
});
