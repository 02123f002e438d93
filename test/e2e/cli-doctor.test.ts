import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { test, type TestContext } from "node:test";
import { CliHome, type CliResult } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";

const TOKEN = "t".repeat(32);
const HEALTHY = { gateway: { mode: "local", port: 1, auth: { token: TOKEN } } };

interface Examined {
  readonly ok: boolean;
  readonly checks: readonly {
    readonly id: string;
    readonly status: string;
    readonly findings: readonly { what: string; level: string; repair?: string; next?: string }[];
  }[];
  readonly repairs: readonly { check: string; done: boolean; told: string }[];
}

function examinedIn({ stdout, stderr }: CliResult): Examined {
  assert.ok(stdout.startsWith("{"), stderr);
  return JSON.parse(stdout) as Examined;
}

const findingsOf = (result: CliResult, id: string): string[] =>
  (examinedIn(result).checks.find((check) => check.id === id)?.findings ?? []).map(
    ({ what }) => what,
  );

/** A port that somebody has, until the test is over. */
async function takenPort(t: TestContext): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

/** Every file below a home, with its mode and content: what a command may have changed. */
function picture(cli: CliHome): string[] {
  const names = readdirSync(cli.home, { recursive: true, encoding: "utf8" }).toSorted();
  return names.map((name) => {
    const path = cli.path(name);
    const stat = statSync(path);
    return `${name} ${stat.mode} ${stat.isFile() ? readFileSync(path, "latin1") : ""}`;
  });
}

test("a fresh home is told to run setup, and after that all is well", async (t) => {
  const cli = CliHome.make(t);
  const fresh = await cli.run(["doctor"]);
  assert.equal(fresh.status, 1);
  assert.match(fresh.stdout, /There is no configuration at .*\n\s+Next: run `.*setup`/);
  assert.deepEqual(readdirSync(cli.home), [], "nothing is made");
  assert.equal((await cli.run(["setup"])).status, 0);
  // The port that setup means may be somebody's on this machine.
  const after = await cli.run(["doctor"], { ZERO_GATEWAY_PORT: "1" });
  assert.equal(after.status, 0, after.stdout);
  assert.match(after.stdout, /All is well\.\n$/);
});

/** What somebody wrote for an earlier version, with words of their own. */
const OLD = `// My gateway.
{
  gateway: {
    mode: "local", // on this machine
    port: 1,
    token: "${TOKEN}",
  },
  /* the model that I like */
  agent: { model: "openai/gpt-4.1", workspace: "~/own" },
}
`;

test("S148 doctor moves old keys only when told, keeps values and comments, and keeps the old file", async (t) => {
  const cli = CliHome.make(t);
  const config = cli.config(OLD);
  const before = picture(cli);
  const looked = await cli.run(["doctor", "--json", "--non-interactive"]);
  assert.equal(looked.status, 1);
  assert.deepEqual(picture(cli), before, "nothing changes");
  const [moves, ...more] = findingsOf(looked, "configuration");
  assert.match(moves ?? "", /gateway\.token → gateway\.auth\.token/);
  assert.deepEqual(more, []);

  const fixed = await cli.run(["doctor", "--json", "--fix"]);
  assert.equal(fixed.status, 0, fixed.stdout);
  assert.deepEqual(
    examinedIn(fixed).repairs.map(({ check, done }) => [check, done]),
    [["configuration", true]],
  );
  const text = readFileSync(config, "utf8");
  for (const comment of ["// My gateway.", "// on this machine", "/* the model that I like */"]) {
    assert.ok(text.includes(comment), text);
  }
  const get = async (key: string) =>
    JSON.parse((await cli.run(["config", "get", key, "--json"])).stdout);
  assert.equal(await get("agents.defaults.model.primary"), "openai/gpt-4.1");
  assert.equal(await get("agents.defaults.workspace"), cli.path("own"));
  assert.ok(text.includes(TOKEN));
  assert.equal(statSync(config).mode & 0o777, 0o600);
  assert.ok(!fixed.stdout.includes(TOKEN), "no secret is printed");
  const { stdout } = await cli.run(["config", "history"]);
  assert.match(stdout, /doctor/);
  assert.equal((await cli.run(["doctor"])).status, 0);
});

test("an old key without a place today is removed by --force alone, and nothing is written before", async (t) => {
  const cli = CliHome.make(t);
  const text =
    '{ gateway: { mode: "local", port: 1, token: "x" }, routing: { queue: { mode: "q" } } }';
  const config = cli.config(text);
  const fixed = await cli.run(["doctor", "--json", "--fix"]);
  assert.equal(fixed.status, 1);
  assert.equal(readFileSync(config, "utf8"), text);
  const [, stuck] = findingsOf(fixed, "configuration");
  assert.match(stuck ?? "", /^routing\.queue is of an earlier version: this version has no such/);
  const forced = await cli.run(["doctor", "--fix", "--force"]);
  assert.equal(forced.status, 0, forced.stdout);
  assert.match(
    forced.stdout,
    /repaired .*gateway\.token → gateway\.auth\.token; routing\.queue goes/,
  );
  assert.ok(!readFileSync(config, "utf8").includes("routing"));
});

test("files that others may read are found, and --fix closes them", async (t) => {
  const cli = CliHome.make(t);
  const config = cli.config(HEALTHY);
  const env = cli.write(".zero/.env", "KEY=value\n");
  chmodSync(config, 0o644);
  chmodSync(env, 0o640);
  const looked = await cli.run(["doctor"]);
  assert.equal(looked.status, 1);
  assert.match(looked.stdout, /Other users may read .*zero\.json \(mode 0644\)/);
  assert.match(looked.stdout, /doctor --fix` repairs \d of them/);
  const fixed = await cli.run(["doctor", "--repair"]);
  assert.match(fixed.stdout, /repaired set the mode of .*\.env from 0640 to 0600/);
  const modes = [config, env].map((path) => statSync(path).mode & 0o777);
  assert.deepEqual(modes, [0o600, 0o600]);
  assert.equal((await cli.run(["doctor"])).status, 0);
});

test("S57 two profiles that share a port, a workspace or a bot are told apart by name", async (t) => {
  const cli = CliHome.make(t);
  const telegram = { botToken: "123456:abcdefghijklmnopqrstuvwxyzABCDEFGHI", allowFrom: [1] };
  const shared = (port: number) => ({
    gateway: { mode: "local", port, auth: { token: TOKEN } },
    agents: { defaults: { workspace: "~/one" } },
    channels: { telegram },
  });
  cli.config(shared(23_001));
  cli.write(".zero-rescue/zero.json", shared(23_001));
  cli.write(".zero-far/zero.json", { gateway: { mode: "local", port: 24_001 } });
  const found = findingsOf(await cli.run(["--profile", "rescue", "doctor", "--json"]), "isolation");
  assert.deepEqual(
    found.map((what) => what.replace(/ \/.*|\(.*/, "")),
    [
      "The profile rescue and the main profile share port 23001.",
      "The profile rescue and the main profile share the workspace",
      "The profile rescue and the main profile share a channel's account ",
    ],
  );
  assert.ok(!found.join("").includes(telegram.botToken));
  cli.write(".zero-rescue/zero.json", { gateway: { mode: "local", port: 23_003 } });
  const near = findingsOf(await cli.run(["doctor", "--json"]), "isolation");
  assert.deepEqual(near, [
    "The main profile and the profile rescue count on the same ports: " +
      "23003 (browser control here, gateway there), 23005 (canvas here, browser control there) and 1 more.",
  ]);
});

test("a port that another program has is found, with the program's name", async (t) => {
  const cli = CliHome.make(t);
  const port = await takenPort(t);
  cli.config({ gateway: { mode: "local", port, auth: { token: TOKEN } } });
  const [what] = findingsOf(await cli.run(["doctor", "--json"]), "ports");
  const who = process.platform === "linux" ? `pid ${process.pid} \\(` : "another program";
  assert.match(what ?? "", new RegExp(`^Port ${port} is taken by ${who}`));
});

test("a damaged database is found, and a sound one is read while its gateway runs", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local", port: 0, auth: { token: TOKEN } } });
  const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  const silent = await cli.run(["doctor", "--json"]);
  assert.match(findingsOf(silent, "gateway")[0] ?? "", /this device has not used it yet/);
  assert.equal(existsSync(cli.path(".zero/identity")), false, "looking makes no identity");
  const env = { ZERO_GATEWAY_PORT: `${gateway.port}` };
  assert.equal((await cli.run(["health"], env)).status, 0);
  const sound = await cli.run(["doctor", "--deep", "--json"]);
  assert.equal(sound.status, 0, sound.stdout);
  assert.ok(
    examinedIn(sound).checks.every(({ status }) => status === "ok"),
    sound.stdout,
  );
  await gateway.stop();

  const path = cli.path(".zero/zero.db");
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0x5a, 4096, 4096 * 3));
  const damaged = await cli.run(["doctor"]);
  assert.equal(damaged.status, 1);
  assert.match(damaged.stdout, /zero\.db is damaged: .*\n\s+Next: stop the gateway, keep the file/);
});

test("a token is made when asked for, and only its fingerprint is shown", async (t) => {
  const cli = CliHome.make(t);
  const config = cli.config({ gateway: { mode: "local", port: 1 } });
  const plain = await cli.run(["doctor", "--fix"]);
  assert.equal(plain.status, 0);
  assert.match(plain.stdout, /There is no secret: every program on this machine/);
  assert.equal(JSON.parse(readFileSync(config, "utf8")).gateway.auth, undefined);
  const own = { bind: "custom", customBindHost: "127.0.0.2" };
  cli.config({ gateway: { mode: "local", port: 1, ...own } });
  assert.match((await cli.run(["doctor"])).stdout, /There is no secret: every program on this/);
  cli.config({ gateway: { mode: "local", port: 1, bind: "lan" } });
  assert.match((await cli.run(["doctor"])).stdout, /gateway\.bind is lan, and there is no secret/);
  cli.config({ gateway: { mode: "local", port: 1 } });
  const made = await cli.run(["doctor", "--generate-gateway-token"]);
  assert.equal(made.status, 0, made.stdout);
  const { token } = JSON.parse(readFileSync(config, "utf8")).gateway.auth;
  assert.match(token, /^[0-9a-f]{48}$/);
  assert.ok(!made.stdout.includes(token));
  assert.equal((await cli.run(["doctor", "--generate-gateway-token"])).status, 0);
  assert.equal(
    JSON.parse(readFileSync(config, "utf8")).gateway.auth.token,
    token,
    "a good one stays",
  );
});

test("a broken file that is included is named, and the main one keeps its words", async (t) => {
  const cli = CliHome.make(t);
  const config = cli.config(
    '{ $include: "more.json5", gateway: { mode: "local", port: 1, token: "x" } }',
  );
  const more = cli.write(".zero/more.json5", "{ broken");
  const before = readFileSync(config, "utf8");
  const fixed = await cli.run(["doctor", "--fix", "--json"]);
  assert.equal(fixed.status, 1);
  const found = findingsOf(fixed, "configuration");
  assert.match(found[0] ?? "", /^Keys of an earlier version: gateway\.token/);
  assert.match(found[1] ?? "", /more\.json5: invalid end of input/);
  assert.deepEqual(
    [config, more].map((path) => readFileSync(path, "utf8")),
    [before, "{ broken"],
  );
});

test("a configuration that is not even text leaves the doctor standing", async (t) => {
  const cli = CliHome.make(t);
  for (const text of [
    "{ gateway: ",
    "\u0000\u0001",
    "[]",
    '{ "$include": "zero.json" }',
    "{ gateway: 7 }",
  ]) {
    const config = cli.config(text);
    const { status, stdout, stderr } = await cli.run(["doctor", "--fix", "--json"]);
    assert.equal(status, 1, text);
    assert.notDeepEqual(findingsOf({ status, stdout, stderr }, "configuration"), [], text);
    assert.equal(readFileSync(config, "utf8"), text, "what cannot be read is not rewritten");
    assert.equal(stderr, "");
  }
});
