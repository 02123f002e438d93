import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { eventually } from "../support/wire-client.ts";

const WRITTEN = `// mine
{
  gateway: { mode: "local", port: 0 }, // tail
  env: { vars: { KEY: "canary-of-a-variable" } },
}
`;

test("S8 config set, get and unset change what they name, keep comments and never print a secret", async (t) => {
  const cli = CliHome.make(t);
  const file = cli.config(WRITTEN);
  const set = await cli.run(["config", "set", "gateway.auth.token", "canary-of-a-token"]);
  assert.deepEqual([set.status, set.stderr], [0, ""]);
  assert.match(set.stdout, /^Set gateway\.auth\.token \(.*zero\.json\)$/m);
  const text = readFileSync(file, "utf8");
  const token = 'auth: { token: "canary-of-a-token" }';
  assert.equal(text, WRITTEN.replace("port: 0", `port: 0, ${token}`));
  assert.equal(statSync(file).mode & 0o777, 0o600);

  const got = await cli.run(["config", "get", "gateway", "--json"]);
  assert.match(JSON.parse(got.stdout).auth.token, /^\*\*\*[0-9a-f]{8}$/);
  assert.equal((await cli.run(["config", "get", "gateway.port"])).stdout, "0\n");
  const whole = await cli.run(["config", "get", "--json"]);
  assert.deepEqual(JSON.parse(whole.stdout).gateway, JSON.parse(got.stdout));
  assert.ok(!whole.stdout.includes("canary"), "all of it hides the secrets too");
  const missing = await cli.run(["config", "get", "gateway.prt"]);
  assert.deepEqual([missing.status, missing.stdout], [1, ""]);
  assert.match(missing.stderr, /gateway\.prt is not set\.\nKeys there: .*\bport\b/);

  assert.equal((await cli.run(["config", "unset", "gateway.auth"])).status, 0);
  assert.equal(readFileSync(file, "utf8"), WRITTEN);
  for (const words of [
    ["config", "diff", "1"],
    ["config", "history"],
    ["config", "get", "env"],
  ]) {
    const { stdout, stderr } = await cli.run(words);
    assert.ok(!`${stdout}${stderr}`.includes("canary"), words.join(" "));
  }
});

test("D-06 config set and unset keep a byte order mark and the ends of lines, byte for byte", async (t) => {
  const cli = CliHome.make(t);
  const text = `\uFEFF${WRITTEN.replaceAll("\n", "\r\n")}`;
  const file = cli.config(text);
  const same = await cli.run(["config", "set", "gateway.port", "0"]);
  assert.match(same.stdout, /^Nothing to change/);
  await cli.run(["config", "set", "logging.level", "warn"]);
  await cli.run(["config", "set", "gateway.port", "1"]);
  const logging = '  },\r\n  logging: {\r\n    level: "warn"\r\n  },\r\n}';
  const changed = text
    .replace("port: 0", "port: 1")
    .replace('" } },\r\n}', `" } },\r\n${logging.slice(6)}`);
  assert.deepEqual(readFileSync(file), Buffer.from(changed));
  await cli.run(["config", "unset", "logging"]);
  await cli.run(["config", "rollback", "1"]);
  assert.deepEqual(readFileSync(file), Buffer.from(text));
});

test("A1 what would not be valid is refused with the key, the reason and a suggestion, and nothing is written", async (t) => {
  const cli = CliHome.make(t);
  const file = cli.config(WRITTEN);
  const refused: [string[], RegExp][] = [
    [["gateway.prt", "1"], /gateway\.prt: Unrecognized key; did you mean "port"\?/],
    [["gateway.port", "many"], /gateway\.port: must be/],
    [["logging.level", "loud"], /logging\.level: must be one of "debug", "info"/],
    [["channels.telegram.allowFrom", '["@ann"]'], /channels\.telegram\.allowFrom\[0\]/],
  ];
  for (const [words, why] of refused) {
    const { status, stdout, stderr } = await cli.run(["config", "set", ...words]);
    assert.deepEqual([status, stdout], [1, ""], words.join(" "));
    assert.match(stderr, /^Nothing was written: the configuration would not be valid\.$/m);
    assert.match(stderr, why);
  }
  for (const words of [
    ["a..b", "1"],
    ["gateway.port", "{", "--json"],
    ["gateway.trustedProxies[5]", "x"],
  ]) {
    assert.equal((await cli.run(["config", "set", ...words])).status, 64, words.join(" "));
  }
  assert.equal(readFileSync(file, "utf8"), WRITTEN);
});

test("config validate says what the gateway says, with 0 and 1", async (t) => {
  const cli = CliHome.make(t);
  assert.equal((await cli.run(["config", "validate"])).status, 1, "no file is no gateway");
  const file = cli.config(WRITTEN);
  assert.match((await cli.run(["config", "validate"])).stdout, /^Config OK: /);
  writeFileSync(file, WRITTEN.replace('"local"', '"remote"'));
  const remote = await cli.run(["config", "validate", "--json"]);
  const { valid, issues } = JSON.parse(remote.stdout);
  assert.deepEqual([remote.status, valid, issues[0].path], [1, false, "gateway"]);
  writeFileSync(file, "{");
  assert.match((await cli.run(["config", "validate"])).stderr, /invalid end of input at line 1/);
});

test("D-05 what a flag lays over a bad value changes the verdict of neither config validate nor the gateway", async (t) => {
  const cli = CliHome.make(t);
  const bad: [string, RegExp, string[]][] = [
    ["port: 'abc'", /^- gateway\.port: must be integer$/m, ["--port", "0"]],
    ["bind: 'everywhere'", /^- gateway\.bind: must be one of/m, ["--bind", "loopback"]],
    ["auth: { token: 5 }", /^- gateway\.auth\.token: must be string$/m, ["--token", "typed-token"]],
  ];
  for (const [written, why, flags] of bad) {
    cli.config(`{ gateway: { mode: "local", ${written} } }`);
    const said = await cli.run(["config", "validate"]);
    assert.deepEqual([said.status, why.test(said.stderr)], [1, true], said.stderr);
    const gateway = await cli.run(["gateway", ...flags]);
    assert.equal(gateway.status, 78);
    assert.equal(gateway.stderr, said.stderr);
  }
  // A variable hides no more than a flag does.
  cli.config("{ gateway: { mode: 'local', port: 'abc' } }");
  const { stderr } = await cli.run(["gateway"], { ZERO_GATEWAY_PORT: "0" });
  assert.match(stderr, /gateway\.port: must be integer/);
});

test("A2 versions are kept, compared and put back, at most twenty of them", async (t) => {
  const cli = CliHome.make(t);
  const file = cli.config(WRITTEN);
  for (let port = 1; port <= 3; port++) {
    await cli.run(["config", "set", "gateway.port", `${port}`]);
  }
  const history = JSON.parse((await cli.run(["config", "history", "--json"])).stdout).versions;
  assert.deepEqual(
    history.map(({ number, by }: { number: number; by: string }) => [number, by]),
    [
      [1, "editor"],
      [2, "cli"],
      [3, "cli"],
      [4, "cli"],
    ],
  );
  const diff = await cli.run(["config", "diff", "2"]);
  assert.match(diff.stdout, /^- .*port: 1\b/m);
  assert.match(diff.stdout, /^\+ .*port: 3\b/m);
  assert.equal((await cli.run(["config", "rollback", "1"])).status, 0);
  assert.equal(readFileSync(file, "utf8"), WRITTEN);
  assert.match((await cli.run(["config", "rollback", "77"])).stderr, /There is no version 77/);
  for (const name of readdirSync(cli.path(".zero", "config-history"))) {
    assert.equal(statSync(cli.path(".zero", "config-history", name)).mode & 0o777, 0o600);
  }
});

test("config plan says what a change would do before anybody makes it", async (t) => {
  const cli = CliHome.make(t);
  cli.config(WRITTEN);
  const other = cli.write(
    "other.json",
    WRITTEN.replace("port: 0", "port: 0, trustedProxies: ['10.0.0.1']").replace(
      "env:",
      "session: { dmScope: 'per-peer' }, env:",
    ),
  );
  const { stdout } = await cli.run(["config", "plan", other]);
  assert.match(stdout, /gateway\.trustedProxies: needs a restart of the gateway in its process/);
  assert.match(stdout, /session\.dmScope: read at the next use/);
  assert.match(stdout, /^The gateway restarts in its process\.$/m);
  const json = JSON.parse((await cli.run(["config", "plan", other, "--json"])).stdout);
  assert.equal(json.action, "restart");
  assert.equal((await cli.run(["config", "schema"])).stdout.includes('"$schema"'), true);
});

test("S9 a change says what it does to the gateway that runs, by the plan that `config plan` shows", async (t) => {
  const config = { gateway: { mode: "local" }, logging: { level: "info" } };
  const gateway = await GatewayProcess.start({ config, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  const cli = CliHome.at(gateway.home);
  const changed = async (words: string) => (await cli.run(["config", ...words.split(" ")])).stdout;
  const runs = `The gateway that runs (pid ${gateway.pid})`;
  const lineOf = (stdout: string) => stdout.split("\n")[1] ?? "";
  const off = lineOf(await changed("set gateway.reload.mode off"));
  assert.equal(off, `${runs} takes it over without a restart.`);
  // What comes next is compared with what the gateway has taken over by then.
  const lastGood = cli.path(".zero/last-good.json");
  const isTaken = () => existsSync(lastGood) && readFileSync(lastGood, "utf8").includes('"off"');
  await eventually(isTaken, "the change");
  const waits = lineOf(await changed("set gateway.port 28999"));
  assert.match(waits, /changes nothing now\. Waiting for the next start .*: .*gateway\.port/);
  const { gateway: effect } = JSON.parse(await changed("unset logging.level --json"));
  assert.deepEqual([effect.pid, effect.action], [gateway.pid, "nothing"]);
  assert.ok(effect.ignored.includes("gateway.port"), effect.says);
  const refused = lineOf(await changed("set gateway.mode remote"));
  assert.match(refused, /refuses it and goes on as it is: .*gateway\.mode=local/);
  gateway.child.kill("SIGTERM");
  await gateway.exited;
  assert.equal(lineOf(await changed("set gateway.mode local")), "", "nothing runs any more");
});

test("S9 a change that needs a restart of the running gateway says so", async (t) => {
  const config = { gateway: { mode: "local" } };
  const gateway = await GatewayProcess.start({ config, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  const words = ["config", "set", "gateway.auth.token", "t".repeat(40)];
  const { stdout } = await CliHome.at(gateway.home).run(words);
  assert.match(stdout, /\nThe gateway that runs \(pid \d+\) restarts in its process for it\./);
});
