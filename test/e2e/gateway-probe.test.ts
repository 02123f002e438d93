import assert from "node:assert/strict";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { unusedPort } from "../support/scripted-gateway.ts";

const TOKEN = "a-token-that-is-probed-0123456789";

test("S185 `zero gateway probe` says that nobody answers, and starts nobody", async (t) => {
  const cli = CliHome.make(t);
  const port = await unusedPort();
  const env = { ZERO_GATEWAY_PORT: `${port}` };
  const { status, stdout } = await cli.run(["gateway", "probe", "--json"], env);
  const report = JSON.parse(stdout);
  assert.deepEqual([status, report.ok, report.primaryTargetId], [1, false, null]);
  assert.equal(report.network.localLoopbackUrl, `ws://127.0.0.1:${port}`);
  const [{ id, kind, url, active, connect, health }] = report.targets;
  assert.deepEqual(
    [id, kind, url, active, health],
    ["local", "localLoopback", `ws://127.0.0.1:${port}`, true, null],
  );
  assert.deepEqual([connect.ok, connect.close.code], [false, 1006]);
  const text = await cli.run(["gateway", "probe"], env);
  assert.match(
    text.stdout,
    /^ {2}local ws:\/\/127\.0\.0\.1:\d+ failed: gateway closed \(1006.*\n {4}Next: no/,
  );
});

test("S34 `zero gateway probe` looks at both places that are configured, and warns of two gateways", async (t) => {
  const [here, far] = await Promise.all(
    [1, 2].map(() =>
      GatewayProcess.start({
        config: { gateway: { mode: "local", auth: { token: TOKEN } } },
        args: ["--port", "0"],
      }),
    ),
  );
  assert.ok(here && far);
  t.after(() => here.clean());
  t.after(() => far.clean());
  const cli = CliHome.make(t);
  const probe = async (mode: string, remote: object, words: readonly string[] = []) => {
    const auth = { token: TOKEN };
    cli.config({ gateway: { mode, port: here.port, auth, remote } });
    const { status, stdout, stderr } = await cli.run(["gateway", "probe", "--json", ...words]);
    assert.equal(status, 0, stderr);
    const { targets, primaryTargetId, warnings } = JSON.parse(stdout);
    const seen = targets.map(({ id, active, connect }: Record<string, { ok: boolean }>) => {
      return [id, active, connect?.ok];
    });
    return { seen, primaryTargetId, warnings, targets };
  };
  const both = await probe("remote", { url: far.url, token: TOKEN });
  assert.deepEqual(both.seen, [
    ["remote", true, true],
    ["local", false, true],
  ]);
  assert.equal(both.primaryTargetId, "remote");
  const [{ code, targetIds }] = both.warnings;
  assert.deepEqual([code, targetIds], ["multiple_gateways", ["remote", "local"]]);
  for (const { self, health, summary, config, presence } of both.targets) {
    assert.equal(typeof self.version, "string");
    assert.ok(health.ok && summary.sessions && config.hash && presence.length > 0);
    assert.ok(!JSON.stringify(config).includes(TOKEN));
  }
  // One gateway under two names is one.
  const url = `ws://localhost:${here.port}`;
  const same = await probe("local", {}, ["--url", url]);
  assert.deepEqual([same.seen.length, same.warnings], [2, []]);
  // The other one is not given this machine's token.
  const lost = await probe("local", { url: far.url });
  assert.deepEqual(lost.seen[0], ["remote", false, false]);
});
