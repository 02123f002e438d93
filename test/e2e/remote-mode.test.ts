import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { missing } from "../support/remote/programs.ts";
import { tlsEnd } from "../support/remote/tls-end.ts";

const NO_TLS = missing("openssl");
const TOKEN = "the-token-of-the-far-gateway-0123456789";

async function farGateway(t: TestContext): Promise<GatewayProcess> {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local", auth: { token: TOKEN } } },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  return gateway;
}

/** The command line of a machine that asks a gateway elsewhere. */
function near(t: TestContext, remote: object, gateway: object = {}): CliHome {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "remote", remote, ...gateway } });
  return cli;
}

test("S31 S32 in remote mode every question goes to gateway.remote.url, with gateway.remote.token alone", async (t) => {
  const far = await farGateway(t);
  const cli = near(t, { url: far.url, token: TOKEN });
  const health = await cli.run(["health", "--json"]);
  assert.equal(JSON.parse(health.stdout).ok, true, health.stderr);
  const { stdout } = await cli.run(["agent", "--message", "2 + 2"]);
  assert.match(stdout, /4/);
  const status = JSON.parse((await cli.run(["gateway", "status", "--json"])).stdout);
  assert.deepEqual([status.rpc.ok, status.rpc.url], [true, far.url]);
  // This machine's own secret is none of the other gateway's business.
  const without = near(t, { url: far.url }, { auth: { token: TOKEN } });
  const refused = await without.run(["health"]);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /unauthorized: gateway token missing \(set gateway\.remote\.token/);
});

test("V13 in remote mode `zero gateway` does not start, and says which gateway is asked instead", async (t) => {
  const cli = near(t, { url: "wss://box.tail1234.ts.net" });
  const { status, stderr } = await cli.run(["gateway"]);
  assert.equal(status, 78);
  assert.equal(
    stderr,
    "Gateway start blocked: set gateway.mode=local (current: remote) or pass --allow-unconfigured.\n" +
      "With gateway.mode=remote this machine runs none: its commands ask wss://box.tail1234.ts.net.\n",
  );
});

test("SR29 over TLS the declared certificate is taken and no other, and nothing is sent to another", async (t) => {
  if (NO_TLS) return t.skip(NO_TLS);
  const far = await farGateway(t);
  const end = await tlsEnd(t, far.port);
  const url = `wss://127.0.0.1:${end.port}`;
  const bare = end.fingerprint.replaceAll(":", "").toLowerCase();
  for (const tlsFingerprint of [end.fingerprint, bare, `sha256:${bare}`]) {
    const cli = near(t, { url, token: TOKEN, tlsFingerprint });
    const { status, stderr } = await cli.run(["health"]);
    assert.equal(status, 0, stderr);
  }
  const before = end.received();
  const other = near(t, { url, token: TOKEN, tlsFingerprint: "ab".repeat(32) });
  const refused = await other.run(["health"]);
  assert.equal(refused.status, 1);
  assert.ok(refused.stderr.includes(`its certificate has the SHA-256 fingerprint ${bare}`));
  const unpinned = await near(t, { url, token: TOKEN }).run(["health"]);
  assert.equal(unpinned.status, 1);
  assert.match(
    unpinned.stderr,
    /does not trust its certificate \(self-signed certificate\); name it in/,
  );
  assert.equal(end.received(), before, "neither heard a word");
});

test("SR29 a node keeps to its gateway's certificate as well, and remembers it", async (t) => {
  if (NO_TLS) return t.skip(NO_TLS);
  const far = await farGateway(t);
  const end = await tlsEnd(t, far.port);
  const cli = CliHome.make(t);
  const where = ["--port", `${end.port}`, "--tls", "--tls-fingerprint", end.fingerprint];
  const words = [where, []];
  for (const flags of words) {
    const node = cli.spawn(["node", "run", ...flags], { ZERO_GATEWAY_TOKEN: TOKEN });
    let said = "";
    const connected = new Promise<void>((resolve) => {
      node.stdout?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (/^Connected/m.test(said)) resolve();
      });
    });
    const left = new Promise<never>((_resolve, reject) => {
      node.once("exit", () => reject(new Error(`the node left:\n${said}`)));
    });
    await Promise.race([connected, left]);
    left.catch(() => undefined);
    node.kill("SIGTERM");
  }
  const without = await cli.run(["node", "run", "--host", "192.0.2.1", "--tls-fingerprint", "x"], {
    ZERO_STATE_DIR: cli.path("other"),
  });
  assert.equal(without.status, 64);
  assert.match(without.stderr, /--tls-fingerprint needs --tls/);
  const odd = ["node", "run", "--tls", "--tls-fingerprint", "ab:cd"];
  const refused = await cli.run(odd, { ZERO_STATE_DIR: cli.path("third") });
  assert.match(refused.stderr, /is the SHA-256 of a certificate/);
});

test("SR29 no command speaks unencrypted beyond this machine and the tailnet, unless that is declared", async (t) => {
  const url = "ws://192.0.2.1:18789";
  const ways: [CliHome, string[]][] = [
    [near(t, { url, token: TOKEN }), ["health"]],
    [CliHome.make(t), ["health", "--url", url, "--token", TOKEN]],
    [CliHome.make(t), ["node", "run", "--host", "192.0.2.1", "--token", TOKEN]],
  ];
  for (const [cli, words] of ways) {
    const { status, stderr } = await cli.run(words);
    assert.equal(status, 1);
    assert.match(stderr, /^Refusing to speak unencrypted to ws:\/\/192\.0\.2\.1:18789\n/);
    assert.match(stderr, /SSH tunnel.*gateway\.remote\.allowPlaintext/);
  }
  // Declared, it is tried; nobody answers at that address.
  const allowed = near(t, { url, token: TOKEN, allowPlaintext: true });
  const { stderr } = await allowed.run(["health", "--timeout", "200"]);
  assert.match(stderr, /^gateway (timeout after 200ms|closed)/);
});

test("SR30 an address with credentials in it is refused, and is not repeated", async (t) => {
  const cli = CliHome.make(t);
  const urls = [
    "wss://ann:s3cret@far.example",
    "wss://s3cret@far.example",
    "wss://far.example/?t=s3cret",
  ];
  for (const url of urls) {
    const { status, stdout, stderr } = await cli.run(["health", "--url", url]);
    assert.equal(status, 64);
    assert.match(stderr, /an address holds no credentials/);
    assert.ok(!`${stdout}${stderr}`.includes("s3cret"));
  }
  const declared = near(t, { url: urls[0] });
  const { stderr } = await declared.run(["sessions"]);
  assert.match(stderr, /gateway\.remote\.url: holds no credentials/);
  assert.ok(!stderr.includes("s3cret"));
});

test("a fingerprint without TLS is refused with the reason, whatever the command", async (t) => {
  const cli = near(t, { url: "ws://127.0.0.1:1", tlsFingerprint: "ab".repeat(32) });
  const { status, stderr } = await cli.run(["sessions"]);
  assert.equal(status, 1);
  assert.match(
    stderr,
    /gateway\.remote\.tlsFingerprint: needs gateway\.remote\.url to begin with wss/,
  );
});
