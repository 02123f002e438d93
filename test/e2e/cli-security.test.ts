import assert from "node:assert/strict";
import { chmodSync, statSync } from "node:fs";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";

const TOKEN = "t".repeat(32);
const ids = ({ findings }: { findings: { checkId: string }[] }) =>
  findings.map(({ checkId }) => checkId);

test("security audit reports as other tools read it, and changes nothing unless told", async (t) => {
  const cli = CliHome.make(t);
  const config = cli.config({ gateway: { bind: "lan", mode: "local" } });
  chmodSync(config, 0o666);
  const looked = await cli.run(["security", "audit", "--json"]);
  assert.equal(looked.status, 0, looked.stderr);
  const report = JSON.parse(looked.stdout);
  assert.deepEqual(Object.keys(report), ["ts", "summary", "findings"]);
  assert.deepEqual(report.summary, { critical: 2, warn: 0, info: 1 });
  assert.deepEqual(ids(report).toSorted(), [
    "fs.config.perms_world_writable",
    "gateway.bind_no_auth",
    "summary.attack_surface",
  ]);
  assert.equal(statSync(config).mode & 0o777, 0o666);

  const fixed = await cli.run(["security", "audit", "--fix"]);
  assert.equal(fixed.status, 0);
  assert.match(fixed.stdout, /^Changed: chmod 0600 .*zero\.json$/m);
  assert.match(fixed.stdout, /^critical The gateway is reachable from the network/m);
  assert.match(fixed.stdout, /^1 critical, 0 warnings, 1 to know\.$/m);
  assert.equal(statSync(config).mode & 0o777, 0o600);
});

test("security audit --deep asks the gateway that runs, and says when none answers", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local", port: 1, auth: { token: TOKEN } } });
  const down = JSON.parse((await cli.run(["security", "audit", "--deep", "--json"])).stdout);
  assert.ok(ids(down).includes("gateway.probe_failed"));
  const { attempted, ok, close } = down.deep.gateway;
  assert.deepEqual([attempted, ok, close.code], [true, false, 1006]);
  const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  const env = { ZERO_GATEWAY_PORT: `${gateway.port}` };
  const up = JSON.parse((await cli.run(["security", "audit", "--deep", "--json"], env)).stdout);
  assert.deepEqual(up.deep.gateway, {
    attempted: true,
    url: gateway.url,
    ok: true,
    error: null,
    close: null,
  });
  assert.deepEqual(ids(up), ["summary.attack_surface"]);
});
