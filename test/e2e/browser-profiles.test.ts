import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { unusedPort } from "../support/scripted-gateway.ts";
import { Instance } from "../support/several/instance.ts";
import { eventually, WireClient } from "../support/wire-client.ts";

const WRITTEN = `// mine
{
  gateway: { mode: "local" }, // tail
}
`;

/** The profiles with a port, by name. */
async function portsOf(cli: CliHome): Promise<Record<string, number>> {
  const { stdout } = await cli.run(["browser", "profiles", "--json"]);
  const profiles: { name: string; cdpPort?: number }[] = JSON.parse(stdout).profiles;
  return Object.fromEntries(profiles.map(({ name, cdpPort = 0 }) => [name, cdpPort]));
}

async function create(cli: CliHome, name: string, ...more: string[]): Promise<number> {
  const words = ["browser", "create-profile", name, ...more, "--json"];
  const { stdout, stderr } = await cli.run(words);
  assert.ok(stdout !== "", stderr);
  return JSON.parse(stdout).profile.cdpPort;
}

test("S56 each browser profile gets the lowest free port of control + 9 to + 108 and keeps it when others go and gateway.port moves", async (t) => {
  const cli = CliHome.make(t);
  const file = cli.config(WRITTEN);
  assert.match((await cli.run(["browser", "profiles"])).stdout, /^No browser profiles\. .*create/);
  assert.equal(await create(cli, "one"), 18_800);
  assert.equal(await create(cli, "two", "--color", "#FF4500"), 18_801);
  assert.equal(await create(cli, "three"), 18_802);
  const removed = await cli.run(["browser", "delete-profile", "two"]);
  assert.deepEqual([removed.status, removed.stderr], [0, ""]);
  assert.deepEqual(await portsOf(cli), { one: 18_800, three: 18_802 });
  const { stdout } = await cli.run(["browser", "create-profile", "four"]);
  assert.match(stdout, /^Made the browser profile four: port 18801 \(.*zero\.json\)$/m);

  assert.equal((await cli.run(["config", "set", "gateway.port", "23001"])).status, 0);
  assert.equal(await create(cli, "five", "--color", "#0a0B0c"), 23_012);
  const kept = { one: 18_800, three: 18_802, four: 18_801, five: 23_012 };
  assert.deepEqual(await portsOf(cli), kept);
  const far = "wss://browsers.example/?token=canary-of-a-token";
  assert.equal(await create(cli, "far", "--cdp-url", far), undefined);
  assert.equal(await create(cli, "own", "--cdp-port", "9222"), 9_222);
  const listed = await cli.run(["browser", "profiles"]);
  assert.match(listed.stdout, /^five {3}port 23012 {2}#0a0B0c$/m);
  assert.match(listed.stdout, /^far {4}wss:\/\/browsers\.example\/…$/m);

  const text = readFileSync(file, "utf8");
  assert.ok(text.startsWith("// mine\n{\n  gateway: {"), text);
  assert.ok(text.includes("}, // tail\n"), text);
  const history = await cli.run(["config", "history"]);
  assert.match(history.stdout, /\bcli\b/);
  const status = await cli.run(["gateway", "status", "--no-probe"]);
  assert.match(
    status.stdout,
    /^Browser profiles: one \(port 18800\), three \(port 18802\), four /m,
  );
  const { ports } = await new Instance(cli, {}).json("gateway", "status", "--no-probe");
  assert.deepEqual(ports.profiles[3], { name: "five", cdpPort: 23_012, color: "#0a0B0c" });
  assert.equal(ports.profiles.length, 6);
  const shown = await cli.run(["config", "get", "browser"]);
  for (const said of [listed, history, status, shown]) assert.ok(!said.stdout.includes("canary"));
});

test("S56 eight processes that make a profile at once get eight ports, and none of them is lost", async (t) => {
  const cli = CliHome.make(t);
  cli.config(WRITTEN);
  const names = Array.from({ length: 8 }, (_none, at) => `p${at}`);
  const given = await Promise.all(names.map((name) => create(cli, name)));
  const expected = names.map((_name, at) => 18_800 + at);
  assert.deepEqual(
    given.toSorted((a, b) => a - b),
    expected,
  );
  const listed = await portsOf(cli);
  assert.deepEqual(
    names.map((name) => listed[name]),
    given,
  );
});

test("S56 a gateway that runs takes profiles over without a restart, and its client stays", async (t) => {
  const cli = CliHome.make(t);
  const port = await unusedPort();
  cli.config({ gateway: { mode: "local", port, reload: { debounceMs: 20 } } });
  const instance = new Instance(cli, {});
  await instance.start();
  const client = await WireClient.connect(t, instance.url);
  const inForce = async () => (await client.call("config.get")).config.browser.profiles;
  assert.deepEqual(await inForce(), {});
  assert.equal(await create(cli, "work"), port + 11);
  assert.equal(await create(cli, "play"), port + 12);
  await eventually(async () => Object.keys(await inForce()).length === 2, "both are in force");
  await cli.run(["browser", "delete-profile", "work"]);
  await eventually(async () => !("work" in (await inForce())), "one is gone");
  assert.deepEqual(await inForce(), { play: { cdpPort: port + 12 } });
  const { rpc, ports } = await instance.json("gateway", "status");
  assert.deepEqual([rpc.ok, client.isClosed], [true, false]);
  assert.deepEqual(ports.profiles, [{ name: "play", cdpPort: port + 12 }]);
  assert.ok(!client.frames.some(({ event }) => event === "shutdown"));

  await instance.kill();
  await instance.start();
  const again = await WireClient.connect(t, instance.url);
  const { config } = await again.call("config.get");
  assert.deepEqual(config.browser.profiles, { play: { cdpPort: port + 12 } });
});

test("S56 names and values that no profile can have are refused with what would do, and nothing is written", async (t) => {
  const cli = CliHome.make(t);
  const file = cli.config(WRITTEN);
  const misused: [string[], RegExp][] = [
    [["Work Mail"], /made of a-z, 0-9 and -.*such as "work-mail"$/m],
    [["__proto__"], /such as "proto"$/m],
    [["\u001b[31mred"], /such as "31mred"$/m],
    [[`a${"b".repeat(64)}`], /at most 64 characters/],
    [[""], /<name> is missing/],
    [["a", "--color", "red"], /such as "#FF4500"/],
    [["a", "--cdp-url", "file:///etc/passwd"], /no http, https, ws or wss address/],
    [["a", "--cdp-port", "0"], /1 to 65535/],
    [["a", "--cdp-port", "9222", "--cdp-url", "http://127.0.0.1:1"], /exclude each other/],
  ];
  for (const [words, why] of misused) {
    const { status, stdout, stderr } = await cli.run(["browser", "create-profile", ...words]);
    assert.deepEqual([status, stdout], [64, ""], words.join(" "));
    assert.match(stderr, why);
    assert.ok(!stderr.includes("\u001b"), "no control characters");
  }
  const value = "{ cdpPort: 18793, color: '#FF4500' }";
  const set = await cli.run(["config", "set", "browser.profiles.a", value]);
  assert.equal(set.status, 1);
  assert.match(set.stderr, /a\.cdpPort: port 18793 is that of canvasHost\.port already; set one/);
  const missing = await cli.run(["browser", "delete-profile", "a"]);
  assert.deepEqual([missing.status, missing.stdout], [1, ""]);
  assert.match(missing.stderr, /^There is no browser profile a\.\nThere are none\.$/m);
  assert.equal(readFileSync(file, "utf8"), WRITTEN);

  const profiles = {
    none: { color: "#FF4500" },
    both: { cdpPort: 9222, cdpUrl: "http://127.0.0.1:9222" },
    Big: { cdpPort: 9223 },
  };
  cli.config({ gateway: { mode: "local" }, browser: { profiles } });
  const { status, stderr } = await cli.run(["config", "validate"]);
  assert.equal(status, 1);
  assert.match(stderr, /^- browser\.profiles\.none: has neither cdpPort nor cdpUrl; set the one/m);
  assert.match(stderr, /^- browser\.profiles\.both: has both cdpPort and cdpUrl; keep the one/m);
  assert.match(stderr, /^- browser\.profiles\.Big: the name .* such as "big"$/m);
  const listed = await cli.run(["browser", "profiles"]);
  assert.deepEqual([listed.status, listed.stdout], [1, ""]);
  assert.match(listed.stderr, /^Config invalid: /);
});

test("S56 without a port to give, the command says why and what to give instead", async (t) => {
  const cli = CliHome.make(t);
  const refused = async (config: object, why: RegExp) => {
    cli.config(config);
    const { status, stdout, stderr } = await cli.run(["browser", "create-profile", "more"]);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, why);
    assert.match(stderr, /^Say where its browser is, with --cdp-port or --cdp-url\.$/m);
    assert.equal(await create(cli, "more", "--cdp-port", "9222"), 9_222);
  };
  const ports = Array.from({ length: 100 }, (_none, at) => [`p${at}`, { cdpPort: 18_800 + at }]);
  const gateway = { mode: "local" };
  const profiles = Object.fromEntries(ports);
  await refused(
    { gateway, browser: { profiles } },
    /all ports for browsers .* \(18800-18899\)\.$/m,
  );
  await refused({ gateway: { ...gateway, port: 0 } }, /because gateway\.port is 0\.$/m);
  const browser = { controlUrl: "https://browsers.example:9000" };
  await refused({ gateway, browser }, /browser control .* is not on this machine\.$/m);
  cli.config({ gateway: { mode: "remote", remote: { url: "wss://far.example" } } });
  assert.equal(await create(cli, "here"), 18_800, "this machine's own file");
});

test("S56 S57 ports of browser profiles that meet are named by the doctor, with both keys or both gateways", async (t) => {
  const cli = CliHome.make(t);
  const configOf = (port: number, profiles: object) => ({
    gateway: { mode: "local", port, auth: { token: "t".repeat(32) } },
    browser: { profiles },
  });
  const findings = async (id: string) => {
    const { checks } = JSON.parse((await cli.run(["doctor", "--json"])).stdout);
    const check = checks.find((one: { id: string }) => one.id === id);
    return (check?.findings ?? []).map((found: { what: string }) => found.what).join("\n");
  };
  cli.config(configOf(23_001, { work: { cdpPort: 23_012 } }));
  cli.write(".zero-far/zero.json", configOf(24_001, { play: { cdpPort: 23_012 } }));
  assert.match(
    await findings("isolation"),
    /23012 \(browser profile work here, browser profile pl/,
  );
  const { ports } = await new Instance(cli, {}).json("gateway", "status", "--no-probe");
  assert.match(ports.hints.join(), /^Shared with the profile far: 23012 \(browser profile work/);
  cli.config(configOf(23_001, { work: { cdpPort: 23_012 }, other: { cdpPort: 23_012 } }));
  assert.match(
    await findings("configuration"),
    /browser\.profiles\.other\.cdpPort.*port 23012 is that of browser\.profiles\.work\.cdpPort/,
  );
});
