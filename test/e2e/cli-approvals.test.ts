import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { test, type TestContext } from "node:test";
import { GatewayClient } from "@zero/client";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess, stateOf } from "../support/gateway-process.ts";

const TOKEN = "approvals-token-0123456789abcdef";

async function setting(t: TestContext) {
  const cli = CliHome.make(t);
  const gateway = await GatewayProcess.start({
    home: cli.home,
    config: { gateway: { mode: "local", auth: { token: TOKEN } } },
    args: ["--port", "0"],
  });
  t.after(() => gateway.kill());
  const env = { ZERO_GATEWAY_PORT: `${gateway.port}` };
  const zero = (...args: string[]) => cli.run(["approvals", ...args], env);
  return { cli, gateway, zero };
}

async function asker(t: TestContext, gateway: GatewayProcess): Promise<GatewayClient> {
  const client = new GatewayClient({
    url: gateway.url,
    auth: { token: TOKEN },
    requestTimeoutMs: 0,
    identity: {
      client: { id: "test", version: "1.0.0", platform: "linux", mode: "test" },
      role: "operator",
      scopes: ["operator.approvals"],
    },
  });
  t.after(() => client.close());
  await client.connect();
  return client;
}

test("a person sees what waits, whole, and decides about it by its id (6.10, SR19)", async (t) => {
  const { gateway, zero } = await setting(t);
  const client = await asker(t, gateway);
  assert.equal((await zero("pending")).stdout, "No command waits.\n");
  const waiting = Promise.withResolvers<void>();
  client.on("event", ({ event }) => {
    if (event === "exec.approval.requested") waiting.resolve();
  });
  const words = { command: "rm \u202e\u001b[2K /", cwd: "/tmp", resolvedPath: "/usr/bin/rm" };
  const one = client.request("exec.approval.request", { id: "one", ...words });
  await waiting.promise;
  const { stdout } = await zero("pending");
  for (const part of ["rm \\u{202e}\\u{1b}[2K /", "cwd: /tmp", "resolvedPath: /usr/bin/rm"]) {
    assert.ok(stdout.includes(part), part);
  }
  const approved = await zero("approve", "one");
  assert.equal(approved.status, 0);
  assert.ok(approved.stdout.includes("rm \\u{202e}\\u{1b}[2K /"));
  assert.match(approved.stdout, /Allowed once\.\n$/);
  assert.equal((await one).decision, "allow-once");
  const again = await zero("approve", "one");
  assert.equal(again.status, 1);
  assert.match(again.stderr, /No command waits under the id one\.\nNext: /);
  assert.match(
    (await zero("deny", "one")).stderr,
    /unknown approval id\nNext: `zero approvals pending` /,
  );
});

test("allow-always needs the flag, and a refusal is one (6.10, V29)", async (t) => {
  const { gateway, zero } = await setting(t);
  const client = await asker(t, gateway);
  const always = client.request("exec.approval.request", { id: "a", command: "ls" });
  const denied = client.request("exec.approval.request", { id: "b", command: "ls" });
  // The answer comes after both were taken in: requests of one connection are in order.
  await client.request("exec.approval.list", {});
  assert.match((await zero("approve", "a", "--always")).stdout, /whenever it is exactly this/);
  assert.equal((await zero("deny", "b")).status, 0);
  assert.equal((await always).decision, "allow-always");
  assert.equal((await denied).decision, "deny");
});

test("the list is shown, replaced from a file, and loses an entry by its id (6.10, V29)", async (t) => {
  const { cli, zero } = await setting(t);
  assert.match((await zero("get")).stdout, /not there yet[^]*Nothing is allowed for good/);
  const entry = (id: string) => ({
    id,
    argv: ["ls", "a\u202eb"],
    binary: { path: "/usr/bin/ls", digest: "a".repeat(64) },
    interpreter: null,
    cwd: "/tmp",
    env: { A: "1" },
    createdAtMs: 1,
  });
  const file = cli.write("list.json", { version: 1, allowlist: [entry("one"), entry("two")] });
  const set = await zero("set", "--file", file);
  assert.equal(set.status, 0, set.stderr);
  assert.ok(set.stdout.includes('one: "ls" "a\\u{202e}b"'));
  assert.equal(statSync(`${stateOf(cli.home)}/exec-approvals.json`).mode & 0o777, 0o600);
  assert.equal((await zero("allowlist", "remove", "one")).status, 0);
  const { stdout } = await zero("get", "--json");
  assert.deepEqual(
    JSON.parse(stdout).file.allowlist.map(({ id }: { id: string }) => id),
    ["two"],
  );
  const gone = await zero("allowlist", "remove", "one");
  assert.equal(gone.status, 1);
  assert.match(gone.stderr, /Nothing in the list has the id one\.\nNext: /);
  const stale = await zero("set", "--file", file, "--base-hash", "0".repeat(64));
  assert.match(stale.stderr, /changed since it was read/);
  const wrong = await zero("set", "--file", cli.write("x.json", { version: 1, agents: {} }));
  assert.match(wrong.stderr, /invalid approvals file: the file has an unknown field 'agents'/);
  assert.equal((await zero("set")).status, 64);
  const lost = await zero("set", "--file", "/no/such/list.json");
  assert.equal(lost.status, 1);
  const unnamed = await zero("get", "--node", "n");
  assert.match(unnamed.stderr, /^no node is called "n"\n/);
  assert.match(
    lost.stderr,
    /^The new list could not be read from \/no\/such\/list\.json \(ENOENT\)\.\nNext: /,
  );
});
