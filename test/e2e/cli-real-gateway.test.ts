import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { unusedPort } from "../support/scripted-gateway.ts";

/** A gateway started by these words in this home; resolves with its port once it listens. */
async function listening(
  cli: CliHome,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return (await started(cli, words, env)).port;
}

async function started(
  cli: CliHome,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ port: number; said: () => string }> {
  const child = cli.spawn(words, env);
  const left = once(child, "close");
  let said = "";
  const port = new Promise<number>((resolve) => {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const found = /"url":"ws:\/\/127\.0\.0\.1:(\d+)"/.exec(said)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
  });
  const early = left.then(() => assert.fail(`the gateway left:\n${said}`));
  return { port: await Promise.race([port, early]), said: () => said };
}

test("S43 S44 S45 `zero --dev gateway --allow-unconfigured` runs the instance that --dev asks", async (t) => {
  const cli = CliHome.make(t);
  const env = { ZERO_GATEWAY_PORT: `${await unusedPort()}` };
  await listening(cli, ["--dev", "gateway", "--allow-unconfigured"], env);
  const status = await cli.run(["--dev", "status", "--json"], env);
  assert.equal(JSON.parse(status.stdout).gateway.reachable, true);
  const health = await cli.run(["--dev", "health", "--json"], env);
  assert.equal(health.status, 0, health.stderr);
  assert.equal(JSON.parse(health.stdout).ok, true);
});

test("S3 S30 S53 --port wins over ZERO_GATEWAY_PORT, and that over gateway.port", async (t) => {
  const cli = CliHome.make(t);
  const [flag, variable, file] = [await unusedPort(), await unusedPort(), await unusedPort()];
  cli.config({ gateway: { mode: "local", port: file } });
  const env = { ZERO_GATEWAY_PORT: `${variable}` };
  const words = ["gateway", "--port", `${flag}`];
  assert.equal(await listening(cli, words, env), flag);
  const own = (name: string) => ({
    ZERO_STATE_DIR: cli.path(name),
    ZERO_CONFIG_PATH: cli.path(".zero/zero.json"),
  });
  assert.equal(await listening(cli, ["gateway"], { ...env, ...own("second") }), variable);
  assert.equal(await listening(cli, ["gateway"], own("third")), file);
});

test("S26 S27 S28 A23 a token from file, variable or flag is asked for, and the advice given works", async (t) => {
  const token = "a-token-for-this-test";
  const ways: [object, string[], Record<string, string>][] = [
    [{ auth: { mode: "token", token } }, [], {}],
    [{}, [], { ZERO_GATEWAY_TOKEN: token }],
    [{}, ["--token", token], {}],
  ];
  for (const [gateway, words, env] of ways) {
    const cli = CliHome.make(t);
    const path = cli.config({ gateway: { mode: "local", ...gateway } });
    const port = await listening(cli, ["gateway", "--port", "0", ...words], env);
    // Another home, so that nothing of the gateway's own configuration helps.
    const stranger = CliHome.make(t);
    const at = ["health", "--url", `ws://127.0.0.1:${port}`];
    const without = await stranger.run(at);
    assert.equal(without.status, 1);
    assert.match(without.stderr, /^gateway closed \(1008\): unauthorized: gateway token missing/);
    assert.match(without.stderr, /Next: pass --token/);
    const wrong = await stranger.run([...at, "--token", "another"]);
    assert.match(wrong.stderr, /^gateway closed \(1008\): unauthorized: gateway token mismatch/);
    const right = await stranger.run([...at, "--token", token]);
    assert.equal(right.status, 0, `${path}: ${right.stderr}`);
  }
});

test("S182 `zero agent` gets a streamed answer from a gateway that was just set up", async (t) => {
  const cli = CliHome.make(t);
  await cli.run(["setup"]);
  const env = { ZERO_GATEWAY_PORT: `${await unusedPort()}` };
  await listening(cli, ["gateway"], env);
  const { status, stdout, stderr } = await cli.run(["agent", "--message", "12 * (3 + 4)"], env);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /84/);
  const json = await cli.run(["agent", "--message", "help", "--json"], env);
  assert.equal(JSON.parse(json.stdout).status, "ok");
});

test("S173 V28 V39 a second gateway on the same state is told who holds it and leaves with 69", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" } });
  const port = await listening(cli, ["gateway", "--port", "0"]);
  const { status, stderr } = await cli.run(["gateway", "--port", "0"]);
  assert.equal(status, 69, stderr);
  assert.ok(stderr.includes(`port ${port}`), stderr);
  const first = await cli.run(["health"], { ZERO_GATEWAY_PORT: `${port}` });
  assert.equal(first.status, 0, first.stderr);
});

test("A23 V30 both sides show the fingerprint and the source of the secret they use", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local", auth: { token: "of-the-file" } } });
  const env = { ZERO_GATEWAY_TOKEN: "of-the-environment" };
  const { port, said } = await started(cli, ["gateway", "--port", "0"], env);
  const server = /^Auth: token (\*{3}[0-9a-f]{8}) \((.*)\)$/m.exec(said());
  assert.equal(server?.[2], "ZERO_GATEWAY_TOKEN");
  const here = { ZERO_GATEWAY_PORT: `${port}` };
  const same = await cli.run(["gateway", "status"], { ...env, ...here });
  assert.ok(same.stdout.includes(`Credential: token ${server[1]} (ZERO_GATEWAY_TOKEN)`));
  assert.match(same.stdout, /RPC probe: ok/);
  // Another home: to this one the gateway may have issued a token of its own.
  const stranger = CliHome.make(t);
  stranger.config({ gateway: { auth: { token: "of-the-file" } } });
  const other = await stranger.run(["gateway", "status"], here);
  assert.match(other.stdout, /Credential: token \*{3}[0-9a-f]{8} \(gateway\.auth\.token\)/);
  assert.ok(!other.stdout.includes(server[1] ?? "?"));
  assert.match(other.stdout, /RPC probe: failed\n.*mismatch/);
  assert.ok(!said().includes("of-the-environment"));
});
