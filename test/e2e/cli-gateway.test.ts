import assert from "node:assert/strict";
import { chmodSync, existsSync } from "node:fs";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";

test("V13 V28 a gateway without gateway.mode=local does not start, says how, and exits 78", async (t) => {
  const cli = CliHome.make(t);
  const missing = await cli.run(["gateway", "--port", "0"]);
  assert.equal(missing.status, 78);
  assert.equal(
    missing.stderr,
    "Missing config. Run `zero setup` or set gateway.mode=local (or pass --allow-unconfigured).\n",
  );
  cli.config({ gateway: {} });
  const unset = await cli.run(["gateway", "run", "--port", "0"]);
  assert.equal(unset.status, 78);
  assert.equal(
    unset.stderr,
    "Gateway start blocked: set gateway.mode=local (current: unset) or pass --allow-unconfigured.\n",
  );
  cli.config({ gateway: { mode: "remote" } });
  const remote = await cli.run(["gateway"]);
  assert.equal(remote.status, 78);
  assert.match(remote.stderr, /\(current: remote\)/);
  const dev = await cli.run(["gateway", "--dev"]);
  assert.match(dev.stderr, /^Missing config\. Run `zero --dev setup`/);
});

test("V28 an unusable configuration is exit 78 with every problem", async (t) => {
  const cli = CliHome.make(t);
  const path = cli.config({ gateway: { mode: "local", bind: "all" }, gatewy: 1 });
  const { status, stdout, stderr } = await cli.run(["gateway", "--allow-unconfigured"]);
  assert.equal(status, 78);
  assert.equal(stdout, "");
  assert.match(stderr, new RegExp(`^Config invalid: ${path}\n`));
  assert.match(stderr, /gateway\.bind: must be one of "loopback"/);
  assert.match(stderr, /gatewy: Unrecognized key; did you mean "gateway"\?/);
  assert.equal(existsSync(cli.path(".zero/gateway.lock")), false);
});

test("V1 a gateway that others can reach needs a secret, and a secret that is asked for must exist", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" } });
  for (const bind of ["lan", "tailnet", "custom"]) {
    const { status, stderr } = await cli.run(["gateway", "--bind", bind, "--port", "0"]);
    assert.equal(status, 78, bind);
    assert.match(stderr, new RegExp(`^Refusing to bind gateway to ${bind} without auth\\.`));
  }
  const token = await cli.run(["gateway", "--auth", "token", "--port", "0"]);
  assert.equal(token.status, 78);
  assert.match(token.stderr, /^Gateway auth is set to token, but no token is configured/);
});

test("V36 variables that others may read are refused, by the gateway with 78", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" } });
  chmodSync(cli.write(".zero/.env", "KEY=1\n"), 0o644);
  const { status, stderr } = await cli.run(["gateway", "--port", "0"]);
  assert.equal(status, 78);
  assert.match(stderr, /\.env\n- other users may read or change it; run `chmod 600` on it\n/);
});
