import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test, type TestContext } from "node:test";
import { GatewayClient, RefusedError } from "@zero/client";
import { WebSocket } from "ws";
import { makeKey } from "../support/client/device.ts";
import {
  GatewayProcess,
  makeHome,
  type GatewayOptions,
  writeConfig,
} from "../support/gateway-process.ts";
import { type Behaviour, TailscaleProgram } from "../support/remote/tailscale-program.ts";
import { connectParams, eventually, WireClient } from "../support/wire-client.ts";

const TOKEN = "a-token-of-the-tailnet-0123456789";
const LOCAL = { mode: "local", auth: { token: TOKEN } };

/** A gateway beside a `tailscale` that writes down what it is told. */
async function served(t: TestContext, gateway: object, given: Partial<GatewayOptions> = {}) {
  const { tailscale, ...options } = setting(gateway, {}, given);
  const running = await GatewayProcess.start(options);
  t.after(() => running.clean());
  return { tailscale, running };
}

function setting(gateway: object, behaviour: Behaviour, given: Partial<GatewayOptions>) {
  const home = makeHome();
  const tailscale = new TailscaleProgram(join(home, "bin"), behaviour);
  const config = { gateway: { ...LOCAL, ...gateway } };
  const env = { PATH: tailscale.path() };
  return { tailscale, home, config, args: ["--port", "0"], env, ...given };
}

/** What a request looks like that `tailscale serve` passed on for somebody in the tailnet. */
const passedOn = (host: string) => ({
  host,
  "x-forwarded-for": "100.64.0.9",
  "x-forwarded-host": host,
  "x-forwarded-proto": "https",
  "tailscale-user-login": "ann@example.com",
  "tailscale-user-name": "Ann",
});

/** A device that nobody knows yet, with the right token; what it is answered. */
async function deviceAt(url: string, headers: Readonly<Record<string, string>>) {
  const client = new GatewayClient({
    url,
    identity: {
      client: { id: "cli", mode: "cli", version: "1", platform: "linux" },
      scopes: ["operator.admin"],
    },
    auth: { token: TOKEN },
    device: { key: makeKey() },
    openSocket: (to) => new WebSocket(to, { headers }),
  });
  try {
    return await client.connect();
  } finally {
    client.close();
  }
}

describe("S33 gateway.tailscale", () => {
  test("S33 serve is set up with the port that is open, and taken back on exit only when asked to", async (t) => {
    const ways: [object, string[], boolean][] = [
      [{ tailscale: { mode: "serve" } }, [], false],
      [{ tailscale: { mode: "serve", resetOnExit: true } }, [], true],
      [{}, ["--tailscale", "serve", "--tailscale-reset-on-exit"], true],
    ];
    for (const [gateway, words, isReset] of ways) {
      const { tailscale, running } = await served(t, gateway, { args: ["--port", "0", ...words] });
      const setUp = ["status --json --peers=false", `serve --bg --yes ${running.port}`];
      await eventually(() => tailscale.calls.length === 2, "both calls");
      assert.equal(await running.stop(), 0);
      assert.deepEqual(tailscale.calls, isReset ? [...setUp, "serve reset"] : setUp);
    }
  });

  test("S33 S11 it is turned on and off again in a running gateway by its configuration", async (t) => {
    const { tailscale, running } = await served(t, {});
    const set = (mode: string) =>
      writeConfig(running.home, { gateway: { ...LOCAL, tailscale: { mode, resetOnExit: true } } });
    const setUp = ["status --json --peers=false", `serve --bg --yes ${running.port}`];
    set("serve");
    await eventually(() => tailscale.calls.length === 2, "both calls");
    assert.deepEqual(tailscale.calls, setUp);
    set("off");
    await eventually(() => tailscale.calls.length === 3, "the reset");
    assert.equal(tailscale.calls[2], "serve reset");
    assert.equal(await running.stop(), 0);
    assert.equal(tailscale.calls.length, 3);
  });

  test("S33 it is off by default: the program is never run", async (t) => {
    const { tailscale, running } = await served(t, {});
    assert.equal(await running.stop(), 0);
    assert.deepEqual(tailscale.calls, []);
  });

  test("S33 A20 where it fails, the gateway serves this machine and says so in health and log", async (t) => {
    const mode = { tailscale: { mode: "serve", resetOnExit: true } };
    const { tailscale, ...options } = setting(
      mode,
      { serve: "echo 'not allowed' >&2; exit 1" },
      {},
    );
    const running = await GatewayProcess.start(options);
    t.after(() => running.clean());
    const client = await WireClient.connect(t, running.url, { auth: { token: TOKEN } });
    const detail = await eventually(async () => {
      return (await client.call("health")).services.tailscale.detail as string | undefined;
    }, "the trouble in health");
    assert.match(detail, /^tailscale serve does not work: .*left with 1: not allowed$/);
    const told = running.records().filter(({ subsystem }) => subsystem === "tailscale");
    assert.deepEqual(
      told.map(({ level, msg }) => [level, msg]),
      [["warn", detail]],
    );
    assert.equal(await running.stop(), 0);
    assert.equal(tailscale.calls.at(-1), "serve reset");
  });

  test("S33 SR6 SR7 whoever comes through it is no local client: token and pairing are demanded", async (t) => {
    // Believing what a proxy says of the address makes nobody local either.
    for (const trustedProxies of [[], ["127.0.0.1"]]) {
      const gateway = { tailscale: { mode: "serve" }, trustedProxies };
      const { tailscale, running } = await served(t, gateway);
      await eventually(() => tailscale.calls.length === 2, "both calls");
      const { url } = running;
      for (const from of ["100.64.0.9", "127.0.0.1"]) {
        const headers = { ...passedOn(tailscale.name), "x-forwarded-for": from };
        const stranger = await WireClient.open(t, url, headers);
        const { error } = await stranger.request("connect", connectParams());
        assert.match(error?.message ?? "", /^unauthorized: gateway token missing/);
        const refused = await deviceAt(url, headers).catch((failure: unknown) => failure);
        assert.ok(refused instanceof RefusedError);
        assert.equal(refused.code, "NOT_PAIRED");
        assert.notEqual(refused.requestId, undefined);
      }
      // The same from this machine is let in silently: it is the way that makes the difference.
      assert.equal((await deviceAt(url, {})).type, "hello-ok");
      const other = passedOn("other.tail1234.ts.net");
      await assert.rejects(WireClient.open(t, url, other), /421/, "only its own name is served");
    }
  });

  test("S33 V28 what would open too much is refused before anything starts, with the reason", async (t) => {
    const cases: [object, string[], RegExp][] = [
      [{ bind: "lan" }, ["serve"], /tailscale serve requires gateway\.bind=loopback \(current: l/],
      [{}, ["funnel"], /tailscale funnel requires gateway\.auth\.mode=password \(current: token/],
      [{ auth: {} }, ["serve"], /Refusing to serve the gateway on the tailnet without auth/],
    ];
    for (const [gateway, words, why] of cases) {
      const args = ["--port", "0", "--tailscale", ...words];
      const { tailscale, ...options } = setting(gateway, {}, { args });
      const refused = GatewayProcess.spawn(options);
      t.after(() => refused.clean());
      const { code } = await refused.exited;
      assert.equal(code, 78, refused.stderr);
      assert.match(refused.stderr, why);
      assert.deepEqual(tailscale.calls, []);
    }
    const password = { auth: { password: "a-long-password-of-the-test" } };
    const args = ["--port", "0", "--tailscale", "funnel"];
    const { tailscale, running } = await served(t, password, { args });
    await eventually(() => tailscale.calls.length === 2, "both calls");
    assert.equal(tailscale.calls[1], `funnel --bg --yes ${running.port}`);
  });
});
