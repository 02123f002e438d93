import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { filesBelow } from "../support/machine/files.ts";
import { Instance } from "../support/several/instance.ts";
import { unusedPort } from "../support/scripted-gateway.ts";
import { connectParams, eventually, WireClient } from "../support/wire-client.ts";

/** An instance and everything that belongs to it. */
interface Apart {
  readonly instance: Instance;
  /** What is only ever said to this one. */
  readonly marker: string;
  readonly state: string;
  readonly folders: readonly string[];
  readonly config: string;
}

function made(cli: CliHome, name: string, instance: Instance, files: string[]): Apart {
  const [state = "", workspace = "", config = `${state}/zero.json`] = files.map((f) => cli.path(f));
  return { instance, marker: `only-for-${name}`, state, folders: [state, workspace], config };
}

/** Their own ports may be in use on this machine. */
const anyPort = async () => ({ ZERO_GATEWAY_PORT: `${await unusedPort()}` });

/** Instances of one user, by the ways in which the runbook makes them. */
const WAYS: Readonly<Record<string, (cli: CliHome) => Promise<readonly [Apart, Apart]>>> = {
  "S41 the profiles main and rescue": async (cli) => {
    const profile = async (name: string) => {
      const words = ["--profile", name];
      const instance = new Instance(cli, { words, env: await anyPort() });
      return made(cli, name, instance, [`.zero-${name}`, `zero-${name}`]);
    };
    return [await profile("main"), await profile("rescue")];
  },
  "S42 S43 --dev beside the main one": async (cli) => {
    const main = new Instance(cli, { env: await anyPort() });
    const args = ["--allow-unconfigured"];
    const dev = new Instance(cli, { words: ["--dev"], env: await anyPort(), args });
    return [
      made(cli, "main", main, [".zero", "zero"]),
      made(cli, "dev", dev, [".zero-dev", "zero-dev"]),
    ];
  },
  "S60 ZERO_CONFIG_PATH and ZERO_STATE_DIR with --port": async (cli) => {
    const [a, b] = await Promise.all(
      ["a", "b"].map(async (name) => {
        const [state, file] = [`.zero-${name}`, `configs/${name}.json`];
        const port = `${await unusedPort()}`;
        const env = { ZERO_STATE_DIR: cli.path(state), ZERO_CONFIG_PATH: cli.path(file) };
        const setup = { ...env, ZERO_GATEWAY_PORT: port };
        await cli.run(["setup", "--workspace", cli.path(`work-${name}`)], env);
        const instance = new Instance(cli, { env: setup, args: ["--port", port] });
        return made(cli, name, instance, [state, `work-${name}`, file]);
      }),
    );
    assert.ok(a && b);
    return [a, b];
  },
};

const tokenOf = ({ config }: Apart): string =>
  JSON.parse(readFileSync(config, "utf8")).gateway.auth.token;

async function startBoth(instances: readonly Apart[]): Promise<void> {
  for (const { instance } of instances) {
    const { status, stderr } = await instance.zero("setup");
    assert.equal(status, 0, stderr);
  }
  await Promise.all(instances.map(({ instance }) => instance.start()));
}

/** Everything that one of them was told or made, searched for in all that belongs to the other. */
function assertUnknownTo(other: Apart, own: Apart, deviceId: string): void {
  const foreign = [own.marker, tokenOf(own), deviceId, `${own.state}/`];
  for (const path of other.folders.flatMap((folder) => filesBelow(folder))) {
    const text = readFileSync(path, "latin1");
    for (const word of foreign) assert.ok(!text.includes(word), `${path} has ${word}`);
  }
  for (const word of foreign) assert.ok(!other.instance.said.includes(word));
}

async function assertApart(t: TestContext, one: Apart, other: Apart): Promise<void> {
  const told = [one, other].map(({ instance, marker }) =>
    instance.zero("agent", "--message", `note: ${marker}`),
  );
  for (const { status, stderr } of await Promise.all(told)) assert.equal(status, 0, stderr);
  const [a, b] = await Promise.all([one, other].map(({ instance }) => instance.json("status")));
  assert.notEqual(a.gateway.url, b.gateway.url);
  assert.deepEqual([a.sessions.count, b.sessions.count], [1, 1]);
  assert.ok(a.sessions.paths[0].startsWith(one.state), a.sessions.paths[0]);
  assert.ok(b.sessions.paths[0].startsWith(other.state), b.sessions.paths[0]);
  const ids = [one, other].map(({ state }) => {
    return JSON.parse(readFileSync(`${state}/identity/device.json`, "utf8")).deviceId as string;
  });
  assertUnknownTo(other, one, ids[0] ?? "");
  assertUnknownTo(one, other, ids[1] ?? "");
  for (const [at, from] of [
    [one, other],
    [other, one],
  ] as const) {
    const stranger = await WireClient.open(t, at.instance.url);
    const auth = { token: tokenOf(from) };
    const { error } = await stranger.request("connect", connectParams({ auth }));
    assert.match(error?.message ?? "", /^unauthorized: gateway token mismatch/);
    const known = await WireClient.connect(t, at.instance.url, { auth: { token: tokenOf(at) } });
    assert.equal(known.hello.snapshot.stateDir, at.state);
    assert.equal(known.hello.snapshot.configPath, at.config);
  }
}

/** One dies; the other does not notice, and what was said to the first is there when it is back. */
async function assertIndependent(one: Apart, other: Apart): Promise<void> {
  await one.instance.kill();
  const gone = await one.instance.zero("health");
  assert.equal(gone.status, 1);
  assert.match(gone.stderr, /no gateway listens there/);
  assert.equal((await other.instance.json("health")).ok, true);
  await one.instance.start();
  assert.equal((await one.instance.json("status")).sessions.count, 1);
}

describe("several gateways of one user", () => {
  for (const [way, make] of Object.entries(WAYS)) {
    test(`S34 S57 ${way}: nothing of one is in the other, and one that dies leaves the other`, async (t) => {
      const cli = CliHome.make(t);
      const [one, other] = await make(cli);
      await startBoth([one, other]);
      await assertApart(t, one, other);
      await assertIndependent(one, other);
      assert.doesNotMatch(one.instance.said + other.instance.said, /^Warning/m);
    });
  }
});

test("S34 S41 S57 a new profile is given a port of its own, far from the others'", async (t) => {
  const cli = CliHome.make(t);
  const ports: number[] = [];
  for (const name of ["main", "rescue", "third"]) {
    const instance = new Instance(cli, { words: ["--profile", name] });
    const { stdout } = await instance.zero("setup");
    const { port } = JSON.parse(readFileSync(cli.path(`.zero-${name}/zero.json`), "utf8")).gateway;
    assert.match(stdout, new RegExp(`gateway\\.port = ${port}`));
    ports.push(port);
  }
  // A second run changes nothing.
  assert.match((await cli.run(["--profile", "main", "setup"])).stdout, /^Config OK/);
  assert.deepEqual(ports, [19_201, 19_401, 19_601]);
  await cli.run(["setup"]);
  assert.equal(
    JSON.parse(readFileSync(cli.path(".zero/zero.json"), "utf8")).gateway.port,
    undefined,
  );
});

test("S34 V39 two configurations on one state directory are refused, and the holder is named", async (t) => {
  const cli = CliHome.make(t);
  const env = { ZERO_STATE_DIR: cli.path("state") };
  const gateway = { mode: "local" };
  const [a, b] = ["a", "b"].map((name) => cli.write(`${name}.json`, { gateway })) as [
    string,
    string,
  ];
  const args = ["--port", "0"];
  const first = new Instance(cli, { env: { ...env, ZERO_CONFIG_PATH: a }, args });
  await first.start();
  const second = new Instance(cli, { env: { ...env, ZERO_CONFIG_PATH: b }, args });
  const { status, stderr } = await second.zero("gateway", ...args);
  assert.equal(status, 69);
  assert.match(
    stderr,
    new RegExp(`state directory ${cli.path("state")} is in use by another gate`),
  );
  assert.ok(stderr.includes(`pid ${first.pid}`) && stderr.includes(`configuration ${a}`), stderr);
});

test("S57 a second gateway in the same workspace is told which other one works there", async (t) => {
  const cli = CliHome.make(t);
  const shared = (name: string) => {
    cli.write(`.zero-${name}/zero.json`, { gateway: { mode: "local" } });
    const env = { ZERO_STATE_DIR: cli.path(`.zero-${name}`) };
    return new Instance(cli, { env, args: ["--port", "0"] });
  };
  const [first, second] = [shared("a"), shared("b")];
  await first.start();
  assert.doesNotMatch(first.said, /Warning/);
  await second.start();
  const warning = new RegExp(
    `Warning: another gateway \\(pid ${first.pid}, port .*\\) with the state in ` +
      `${cli.path(".zero-a")} works in the same folder`,
  );
  await eventually(() => warning.test(second.said), "the warning");
});

test("S52 S53 S44 what --dev says by default gives way to variables, flags and the file", async (t) => {
  const cli = CliHome.make(t);
  const target = async (env: Record<string, string>) => {
    const instance = new Instance(cli, { words: ["--dev"], env });
    const { gateway, config } = await instance.json("gateway", "status", "--no-probe");
    return [gateway.port, gateway.portFrom, config.cli.path];
  };
  const file = cli.path(".zero-dev/zero.json");
  assert.deepEqual(await target({}), [19_001, "the profile", file]);
  cli.write(".zero-dev/zero.json", { gateway: { port: 4_001 } });
  assert.deepEqual(await target({}), [4_001, "gateway.port", file]);
  const port = { ZERO_GATEWAY_PORT: "4002" };
  assert.deepEqual(await target(port), [4_002, "ZERO_GATEWAY_PORT", file]);
  const elsewhere = { ZERO_STATE_DIR: cli.path("d"), ZERO_CONFIG_PATH: cli.path("e.json") };
  assert.deepEqual(await target(elsewhere), [19_001, "the profile", cli.path("e.json")]);
  const flagged = new Instance(cli, {
    words: ["--dev"],
    env: port,
    args: ["--port", "0", "--allow-unconfigured"],
  });
  await flagged.start();
  assert.ok(!["4001", "4002", "19001"].includes(new URL(flagged.url).port), flagged.url);
  assert.equal(existsSync(cli.path(".zero")), false);
});

test("a command that asks the wrong port says which one the gateway of its state has", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local", port: await unusedPort() } });
  const gateway = new Instance(cli, { args: ["--port", "0"] });
  t.after(() => gateway.kill());
  await gateway.start();
  const port = new URL(gateway.url).port;
  const lost = await gateway.zero("health");
  assert.equal(lost.status, 1);
  assert.match(lost.stderr, new RegExp(`\\(pid ${gateway.pid}\\) listens on port ${port}; ask it`));
  const found = await cli.run(["health"], { ZERO_GATEWAY_PORT: port });
  assert.equal(found.status, 0, found.stderr);
  // Another address was meant, so what this machine runs is nothing to say.
  const other = await gateway.zero("health", "--url", `ws://127.0.0.1:${await unusedPort()}`);
  assert.match(other.stderr, /Next: no gateway listens there/);
});
