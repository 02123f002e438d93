import assert from "node:assert/strict";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { unusedPort } from "../support/scripted-gateway.ts";
import { Instance } from "../support/several/instance.ts";

interface Ports {
  readonly reserved: readonly { readonly key: string; readonly port: number; from: string }[];
  readonly browsers?: { readonly first: number; readonly last: number };
  readonly hints: readonly string[];
}

const portsOf = async (instance: Instance): Promise<Ports> =>
  (await instance.json("gateway", "status", "--no-probe")).ports;

const essence = ({ reserved }: Ports) => reserved.map(({ key, port, from }) => [key, port, from]);

test("S49 S50 S54 S55 dev's browser control is on 19003 and its canvas on 19005, where one looks", async (t) => {
  const dev = new Instance(CliHome.make(t), { words: ["--dev"] });
  const ports = await portsOf(dev);
  assert.deepEqual(essence(ports), [
    ["browser.controlUrl", 19_003, "gateway.port + 2"],
    ["canvasHost.port", 19_005, "gateway.port + 4"],
  ]);
  assert.deepEqual(ports.browsers, { first: 19_012, last: 19_111 });
  const value = async (key: string) => (await dev.zero("config", "get", key)).stdout.trim();
  assert.equal(await value("canvasHost.port"), "19005");
  assert.equal(await value("browser.controlUrl"), "http://127.0.0.1:19003");
  const { stdout } = await dev.zero("gateway", "status", "--no-probe");
  assert.match(
    stdout,
    /^Ports kept free: browser control 19003 \(gateway\.port \+ 2\), canvas 19005 \(gateway\.port \+ 4\), browsers 19012-19111; nothing of this version listens there$/m,
  );
});

test("S52 S54 S55 what --dev derives gives way to the file, and that to variables", async (t) => {
  const cli = CliHome.make(t);
  const dev = (env: Record<string, string> = {}) => new Instance(cli, { words: ["--dev"], env });
  cli.write(".zero-dev/zero.json", {
    canvasHost: { port: 4_005 },
    browser: { controlUrl: "http://127.0.0.1:4003" },
    agents: { defaults: { workspace: "~/elsewhere" } },
  });
  assert.deepEqual(essence(await portsOf(dev())), [
    ["browser.controlUrl", 4_003, "browser.controlUrl"],
    ["canvasHost.port", 4_005, "canvasHost.port"],
  ]);
  const { stdout } = await dev().zero("config", "get", "agents.defaults.workspace");
  assert.equal(stdout.trim(), cli.path("elsewhere"));
  const env = {
    ZERO_CANVAS_HOST_PORT: "4007",
    ZERO_BROWSER_CONTROL_URL: "http://127.0.0.1:4009",
  };
  assert.deepEqual(essence(await portsOf(dev(env))), [
    ["browser.controlUrl", 4_009, "ZERO_BROWSER_CONTROL_URL"],
    ["canvasHost.port", 4_007, "ZERO_CANVAS_HOST_PORT"],
  ]);
});

test("S54 S55 V4 a running gateway has the derived ports, variables win over the file, and that over both", async (t) => {
  const cli = CliHome.make(t);
  const port = await unusedPort();
  cli.config({ gateway: { mode: "local", port }, canvasHost: { port: 4_005 } });
  const inForce = async (env: Record<string, string>) => {
    const instance = new Instance(cli, { env });
    await instance.start();
    const { config } = await instance.json("gateway", "call", "config.get");
    await instance.kill();
    return [config.browser?.controlUrl, config.canvasHost?.port];
  };
  assert.deepEqual(await inForce({}), [`http://127.0.0.1:${port + 2}`, 4_005]);
  const env = {
    ZERO_CANVAS_HOST_PORT: "4007",
    ZERO_BROWSER_CONTROL_URL: "http://127.0.0.1:4003",
  };
  assert.deepEqual(await inForce(env), ["http://127.0.0.1:4003", 4_007]);
  assert.deepEqual(essence(await portsOf(new Instance(cli, { env }))), [
    ["browser.controlUrl", 4_003, "ZERO_BROWSER_CONTROL_URL"],
    ["canvasHost.port", 4_007, "ZERO_CANVAS_HOST_PORT"],
  ]);
});

test("S54 S55 a gateway with one port for two parts, or none left, says which keys and does not start", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local", port: 4_000 }, canvasHost: { port: 4_000 } });
  const clash = await cli.run(["gateway"]);
  assert.equal(clash.status, 78);
  assert.match(clash.stderr, /canvasHost\.port: port 4000 is that of gateway\.port already/);
  cli.config({ gateway: { mode: "local", port: 65_533 } });
  const full = await cli.run(["gateway"]);
  assert.equal(full.status, 78);
  assert.match(full.stderr, /gateway\.port: port 65533 leaves none for canvasHost\.port/);
});

test("S54 S55 S57 a profile whose ports another one counts on is named by `gateway status`", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local", port: 23_001 } });
  cli.write(".zero-near/zero.json", { gateway: { mode: "local", port: 23_003 } });
  cli.write(".zero-far/zero.json", { gateway: { mode: "local", port: 23_201 } });
  const { hints } = await portsOf(new Instance(cli, {}));
  assert.deepEqual(hints, [
    "Shared with the profile near: 23003 (browser control here, gateway there), " +
      "23005 (canvas here, browser control there) and 1 more.",
  ]);
  assert.deepEqual((await portsOf(new Instance(cli, { words: ["--profile", "far"] }))).hints, []);
});
