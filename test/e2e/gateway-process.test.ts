import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { CliHome } from "../support/cli-process.ts";
import { GatewayProcess, type GatewayOptions, stateOf } from "../support/gateway-process.ts";
import { listeningSockets } from "../support/machine/processes.ts";
import { unusedPort } from "../support/scripted-gateway.ts";
import { WireClient } from "../support/wire-client.ts";

const LOCAL = { gateway: { mode: "local" } };
const ANY_PORT = ["--port", "0"];

async function gatewayOf(t: TestContext, options: GatewayOptions = {}): Promise<GatewayProcess> {
  const gateway = GatewayProcess.spawn(options);
  t.after(() => gateway.clean());
  await gateway.ready();
  return gateway;
}

/** How a gateway leaves that cannot run. */
async function refused(t: TestContext, options: GatewayOptions) {
  const gateway = GatewayProcess.spawn(options);
  t.after(() => gateway.clean());
  const { code } = await gateway.exited;
  const { stdout, stderr: said } = gateway;
  const errors = stdout.split("\n").filter((line) => line.includes('"level":"error"'));
  return { code, said, listened: stdout.includes('"url"'), errors };
}

const hexPort = (port: number) => port.toString(16).toUpperCase().padStart(4, "0");

test("S1 S13 S186 V3 it listens on 127.0.0.1 and ::1 of its port, and on nothing else at all", async (t) => {
  const port = await unusedPort();
  const gateway = await gatewayOf(t, { config: LOCAL, args: ["--port", `${port}`] });
  assert.equal(gateway.port, port);
  const hasIpv6 = /^0{31}1 /m.test(readFileSync("/proc/net/if_inet6", "utf8"));
  const loopback6 = `00000000000000000000000001000000:${hexPort(port)}`;
  assert.deepEqual(listeningSockets(gateway.pid).toSorted(), [
    ...(hasIpv6 ? [loopback6] : []),
    `0100007F:${hexPort(port)}`,
  ]);
  if (hasIpv6) await WireClient.connect(t, `ws://[::1]:${port}`);
  await WireClient.connect(t, gateway.url);
});

test("S1 S2 S23 V16 it runs until it is interrupted, and SIGTERM and SIGINT leave with 0", async (t) => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const gateway = await gatewayOf(t);
    const client = await WireClient.connect(t, gateway.url);
    client.socket.close();
    await client.closed;
    assert.equal(gateway.isRunning, true, "it outlives its only client");
    gateway.child.kill(signal);
    assert.deepEqual(await gateway.exited, { code: 0, signal: null });
  }
});

test("SR3 S13 SIGUSR1 opens no debugger and ends nothing", async (t) => {
  const gateway = await gatewayOf(t);
  const before = listeningSockets(gateway.pid);
  gateway.child.kill("SIGUSR1");
  await gateway.until(() => /SIGUSR1 restart ignored/.test(gateway.stdout), 20_000, "the warning");
  assert.deepEqual(listeningSockets(gateway.pid), before);
  assert.equal((await (await WireClient.connect(t, gateway.url)).call("health")).ok, true);
});

test("S13 a taken port on ::1 leaves 127.0.0.1 alone", async (t) => {
  const other = createServer().listen({ port: 0, host: "::1", ipv6Only: true });
  const opened = await once(other, "listening").catch(() => undefined);
  t.after(() => other.close());
  if (!opened) return;
  const { port } = other.address() as AddressInfo;
  const gateway = await gatewayOf(t, { config: LOCAL, args: ["--port", `${port}`] });
  assert.deepEqual(listeningSockets(gateway.pid), [`0100007F:${hexPort(port)}`]);
});

test("S22 S23 a reader of its output that goes away changes nothing, not even how it leaves", async (t) => {
  const gateway = await gatewayOf(t, {
    args: [...ANY_PORT, "--allow-unconfigured", "--verbose"],
  });
  gateway.child.stdout?.destroy();
  const client = await WireClient.connect(t, gateway.url);
  for (let index = 0; index < 50; index += 1) await client.call("health");
  await client.turn({ message: "2 + 2", idempotencyKey: "run-1" });
  assert.equal(await gateway.stop(), 0);
  const file = join(stateOf(gateway.home), "logs", "gateway.jsonl");
  assert.match(readFileSync(file, "utf8"), /"msg":"the gateway stopped"/);
});

test("S34 S60 two gateways run side by side with their own state, configuration and port", async (t) => {
  const cli = CliHome.make(t);
  const run = async (name: string) => {
    const state = cli.path(name);
    return gatewayOf(t, {
      home: cli.home,
      args: ["--port", `${await unusedPort()}`],
      env: {
        ZERO_STATE_DIR: state,
        ZERO_CONFIG_PATH: cli.write(`${name}/zero.json`, LOCAL),
      },
    });
  };
  const [a, b] = [await run("a"), await run("b")];
  const [inA, inB] = [await WireClient.connect(t, a.url), await WireClient.connect(t, b.url)];
  await inA.turn({ message: "note: only in a", idempotencyKey: "same-key" });
  const { result } = await inB.turn({ message: "notes", idempotencyKey: "same-key" });
  assert.doesNotMatch(result.payloads[0].text, /only in a/);
  assert.notEqual(inA.hello.snapshot.stateDir, inB.hello.snapshot.stateDir);
});

test("S2 V28 a defect that nobody caught leaves with 1, after clients were told", async (t) => {
  const plant = 'process.on("SIGUSR2", () => { throw new Error("planted") })';
  const gateway = await gatewayOf(t, {
    runtimeArgs: ["--import", `data:text/javascript,${encodeURIComponent(plant)}`],
  });
  const client = await WireClient.connect(t, gateway.url);
  gateway.child.kill("SIGUSR2");
  assert.deepEqual(await gateway.exited, { code: 1, signal: null });
  await client.event("shutdown");
  assert.equal((await client.closed).code, 1012);
  const record = gateway.records().find(({ level }) => level === "error");
  assert.match(JSON.stringify(record), /planted/);
});

test("S2 V28 a port that another program has is 69, with what to do", async (t) => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  t.after(() => other.close());
  const { port } = other.address() as AddressInfo;
  const { code, said, listened, errors } = await refused(t, {
    config: LOCAL,
    args: ["--port", `${port}`],
  });
  assert.deepEqual({ code, listened }, { code: 69, listened: false });
  const sentence = new RegExp(`port ${port} is taken.*--port`);
  assert.match(said, sentence);
  assert.equal(errors.length, 1, "one record says it");
  assert.match(errors[0] ?? "", sentence);
  assert.ok(!/EADDRINUSE|stack/.test(errors.join() + said), "and no stack");
});

test("S2 V28 V39 a state directory that a gateway has is 69 and names the holder, who is unharmed", async (t) => {
  const holder = await gatewayOf(t, { config: LOCAL, args: ANY_PORT });
  const other = join(holder.home, "other.json");
  const environments: Record<string, string>[] = [{}, { ZERO_CONFIG_PATH: other }];
  for (const env of environments) {
    const { code, said } = await refused(t, {
      home: holder.home,
      args: [...ANY_PORT, "--allow-unconfigured"],
      env,
    });
    assert.equal(code, 69, said);
    assert.match(said, new RegExp(`${stateOf(holder.home)}.*pid ${holder.pid}.*${holder.port}`));
  }
  await WireClient.connect(t, holder.url);
});

test("S2 V28 a configuration that cannot be used is 78, and the file, the key and the reason are named", async (t) => {
  const cases: [string, string, RegExp][] = [
    ["no JSON5", "{ gateway: { mode: 'local', ", /zero\.json/],
    ["an unknown key", '{"gateway":{"mode":"local","prot":1}}', /gateway\.prot.*port/s],
    ["a wrong type", '{"gateway":{"mode":"local","auth":{"token":5}}}', /gateway\.auth\.token/],
    ["too much", '{"agents":{"defaults":{"maxConcurrent":65}}}', /agents\.defaults\.maxConcurrent/],
  ];
  for (const [what, text, named] of cases) {
    const cli = CliHome.make(t);
    cli.config(text);
    const { status, stdout, stderr } = await cli.run(["gateway", ...ANY_PORT]);
    assert.equal(status, 78, `${what}: ${stderr}`);
    assert.match(stderr, named, what);
    assert.equal(stdout, "", what);
  }
});

test("S2 V13 V28 a gateway that nobody decided on is 78 with the exact hint", async (t) => {
  const without = await refused(t, { args: ANY_PORT });
  assert.equal(without.code, 78);
  assert.equal(
    without.said,
    "Missing config. Run `zero setup` or set gateway.mode=local (or pass --allow-unconfigured).\n",
  );
  for (const [gateway, current] of [
    [{}, "unset"],
    [{ mode: "remote" }, "remote"],
  ] as const) {
    const { code, said } = await refused(t, { config: { gateway }, args: ANY_PORT });
    assert.equal(code, 78);
    assert.equal(
      said,
      `Gateway start blocked: set gateway.mode=local (current: ${current}) or pass --allow-unconfigured.\n`,
    );
  }
});

test("S4 --verbose mirrors debug records of handshakes, requests, answers and events to stdout", async (t) => {
  const said = async (args: readonly string[], levels = ["debug"]) => {
    const gateway = await gatewayOf(t, { args: [...ANY_PORT, "--allow-unconfigured", ...args] });
    const client = await WireClient.connect(t, gateway.url);
    await client.call("health");
    await client.request("no.such.method");
    await client.call("system-event", { text: "hello" });
    await client.event("presence");
    assert.equal(await gateway.stop(), 0);
    return gateway.records().filter(({ level }) => levels.includes(level));
  };
  assert.deepEqual(await said([]), []);
  const records = await said(["--verbose"], ["debug", "info"]);
  const about = (fields: object) =>
    records.some((record) =>
      Object.entries(fields).every(
        ([name, value]) => JSON.stringify(record[name]) === JSON.stringify(value),
      ),
    );
  assert.ok(about({ msg: "connection opened" }));
  assert.ok(about({ msg: "handshake done", role: "operator" }));
  assert.ok(about({ msg: "request answered", untrusted: { method: "health" } }));
  assert.ok(about({ msg: "request refused", code: "INVALID_REQUEST" }));
  assert.ok(about({ msg: "event sent", event: "presence" }));
  assert.ok(about({ msg: "event sent", event: "shutdown" }));
});

test("S22 V25 each record is one JSON line on stdout and in logs/gateway.jsonl, which is 0600", async (t) => {
  const gateway = await gatewayOf(t);
  await WireClient.connect(t, gateway.url);
  await gateway.stop();
  const lines = gateway.stdout.trimEnd().split("\n");
  for (const line of lines) {
    const { level, time, subsystem, msg } = JSON.parse(line);
    assert.match(level, /^(debug|info|warn|error)$/);
    assert.ok(Number.isFinite(Date.parse(time)), line);
    assert.ok(subsystem && msg, line);
  }
  const file = join(stateOf(gateway.home), "logs", "gateway.jsonl");
  assert.deepEqual(readFileSync(file, "utf8").trimEnd().split("\n"), lines);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test("SR29 whatever the gateway writes is this user's alone", async (t) => {
  const gateway = await gatewayOf(t);
  const client = await WireClient.connect(t, gateway.url);
  await client.turn({ message: "note: buy bread", idempotencyKey: "k-1" });
  const state = stateOf(gateway.home);
  const names = readdirSync(state, { recursive: true, encoding: "utf8" });
  assert.ok(names.includes("zero.db") && names.includes("zero.db-wal"), names.join());
  for (const name of ["", ...names]) {
    assert.equal(statSync(join(state, name)).mode & 0o077, 0, name);
  }
});

test("S8 ZERO_CONFIG_PATH names another file than ~/.zero/zero.json", async (t) => {
  const cli = CliHome.make(t);
  cli.config("this is not even JSON");
  const other = cli.write("elsewhere/mine.json", LOCAL);
  const gateway = await gatewayOf(t, {
    home: cli.home,
    args: ANY_PORT,
    env: { ZERO_CONFIG_PATH: other },
  });
  const client = await WireClient.connect(t, gateway.url);
  assert.equal(client.hello.snapshot.configPath, other);
  assert.equal(client.hello.snapshot.stateDir, stateOf(cli.home));
});

test("S30 S53 V30 the port of the environment wins over the file's, also from <state>/.env", async (t) => {
  const [file, variable] = [await unusedPort(), await unusedPort()];
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local", port: file } });
  cli.write(".zero/.env", `ZERO_GATEWAY_PORT=${variable}\n`);
  const first = await gatewayOf(t, { home: cli.home, args: [] });
  assert.equal(first.port, variable);
  await first.stop();
  const second = await gatewayOf(t, { home: cli.home, args: [], env: { ZERO_GATEWAY_PORT: "0" } });
  assert.notEqual(second.port, variable);
  assert.notEqual(second.port, file);
});

test("S43 S46 S47 S48 `--dev` runs on 19001 with everything in ~/.zero-dev, unless told otherwise", async (t) => {
  const cli = CliHome.make(t);
  const child = cli.spawn(["--dev", "gateway", "--allow-unconfigured"]);
  let said = "";
  child.stdout?.on("data", (text: Buffer) => (said += String(text)));
  child.stderr?.on("data", (text: Buffer) => (said += String(text)));
  const left = once(child, "close");
  // Somebody may have the port on this machine: then the refusal names it.
  while (!/"url"|is taken/.test(said) && child.exitCode === null) {
    await Promise.race([
      left,
      once(child.stdout ?? child, "data"),
      once(child.stderr ?? child, "data"),
    ]);
  }
  assert.match(said, /ws:\/\/127\.0\.0\.1:19001"|port 19001 is taken/);
  assert.deepEqual(readdirSync(cli.home), [".zero-dev"]);
  child.kill();
  await left;

  const gateway = await gatewayOf(t, {
    home: cli.home,
    args: ["--dev", ...ANY_PORT, "--allow-unconfigured"],
  });
  const { snapshot } = (await WireClient.connect(t, gateway.url)).hello;
  assert.equal(snapshot.stateDir, cli.path(".zero-dev"));
  assert.equal(snapshot.configPath, cli.path(".zero-dev", "zero.json"));
});
