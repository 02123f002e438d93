import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { runFlood } from "../logs/flood.ts";
import { CliHome, collect } from "../support/cli-process.ts";
import { cleanEnvironment, GatewayProcess, stateOf } from "../support/gateway-process.ts";
import { eventually } from "../support/wire-client.ts";

test("S135 A25 a flood stays within its budget, and zero logs --follow goes on over its rotations", async (t) => {
  const cli = CliHome.make(t);
  let seen = "";
  let following: Promise<unknown> = Promise.resolve();
  const outcome = await runFlood({
    records: 30_000,
    budgetMb: 4,
    meanwhile: async (gateway) => {
      const words = ["logs", "--follow", "--interval", "50", "--limit", "1000"];
      const child = cli.spawn([...words, "--url", gateway.url]);
      child.stdout?.on("data", (chunk: Buffer) => (seen += chunk.toString()));
      child.stderr?.on("data", (chunk: Buffer) => (seen += chunk.toString()));
      following = collect(child);
      const told = /The log file was rotated|Some lines are left out/;
      await eventually(() => told.test(seen), "it is told that the file is another one");
      const at = seen.length;
      await eventually(() => seen.length > at, "lines of the next file");
    },
  });
  await following;
  assert.match(seen, /debug \[socket\] request answered/);
  assert.ok(outcome.records >= 30_000);
  assert.ok(outcome.largest <= 4 * 1024 * 1024, `${outcome.largest}`);
  assert.ok(outcome.rotations >= 3, `${outcome.rotations}`);
  assert.equal(outcome.firstWarning, true);
  assert.equal(outcome.folded, outcome.foldedTold);
  assert.deepEqual([outcome.open, outcome.status], [[], 0]);
});

test("S22 the log goes to stdout as JSON lines for whoever supervises, and a closed stdout ends nothing", async (t) => {
  const gateway = await GatewayProcess.start({
    config: { gateway: { mode: "local" } },
    args: ["--port", "0"],
  });
  t.after(() => gateway.clean());
  await gateway.stop();
  const file = readFileSync(join(stateOf(gateway.home), "logs", "gateway.jsonl"), "utf8");
  assert.equal(gateway.stdout, file, "what a supervisor keeps is what the file has");
  assert.ok(gateway.records().some(({ msg }) => msg === "the gateway stopped"));

  const child = spawn(join(ROOT, "bin/zero"), ["gateway", "--port", "0"], {
    env: { ...cleanEnvironment(gateway.home), ZERO_FROM: "dist" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const left = once(child, "exit");
  t.after(() => child.kill("SIGKILL"));
  child.stdout?.destroy();
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [, port] = await eventually(
    () => /listens on ws:\/\/[\d.]+:(\d+)/.exec(said) ?? undefined,
    "a port",
  );
  const alive = async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok;
  for (let n = 0; n < 5; n += 1) assert.ok(await alive());
  child.kill("SIGTERM");
  assert.deepEqual(await left, [0, null]);
});

test("S22 S125 A25 the files that launchd appends stdout and stderr to begin again when they are full", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" }, logging: { budgetMb: 4 } });
  const share = (4 * 1024 * 1024) / 16;
  const run = async (env: Record<string, string>) => {
    const paths = [
      cli.write("out", `${"x".repeat(share - 1)}\n`),
      cli.write("err", `${"x".repeat(share)}\n`),
    ];
    const [out = 0, err = 0] = paths.map((path) => openSync(path, "a"));
    const child = spawn(join(ROOT, "bin/zero"), ["gateway", "--port", "0"], {
      env: { ...cli.environment, ZERO_LAUNCHD_LABEL: "com.zero.gateway", ...env },
      stdio: ["ignore", out, err],
    });
    t.after(() => child.kill("SIGKILL"));
    closeSync(out);
    closeSync(err);
    const left = once(child, "exit");
    const said = () => paths.map((path) => readFileSync(path, "utf8"));
    await eventually(() => said()[1]?.includes(" listens on "), "it listens");
    child.kill("SIGTERM");
    assert.deepEqual(await left, [0, null]);
    return said();
  };
  for (const text of await run({})) assert.match(text, /^x+\n/, "a shell's files are left alone");
  const [out = "", err = ""] = await run({ ZERO_SERVICE_MARKER: "zero" });
  const lines = out.trimEnd().split("\n");
  assert.ok(lines.length > 2);
  for (const line of lines) assert.equal(typeof JSON.parse(line).msg, "string");
  assert.match(err, /^(?!x)[^]* listens on /);
});

test("S144 zero logs --errors shows warnings and errors alone, and without a gateway where the file is", async (t) => {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local" } });
  const gateway = await GatewayProcess.start({ home: cli.home, args: ["--port", "0"] });
  t.after(() => gateway.clean());
  await fetch(`http://127.0.0.1:${gateway.port}/`, { headers: { Origin: "http://evil.example" } });
  const url = ["--url", gateway.url];
  const { stdout, stderr } = await cli.run(["logs", "--errors", ...url]);
  assert.match(stdout, /warn \[net\] a request was refused at the gate/);
  const lines = stdout.trimEnd().split("\n");
  assert.ok(
    lines.every((line) => /^\S+ (?:warn|error) \[/.test(line)),
    stdout,
  );
  assert.match(stderr, /gateway\.errors\.jsonl/);
  await gateway.stop();
  const down = await cli.run(["logs"], { ZERO_GATEWAY_PORT: "9" });
  assert.equal(down.status, 1);
  assert.match(down.stderr, /^Next: no gateway listens there; start one with `.*zero gateway`\.$/m);
  const file = join(stateOf(cli.home), "logs", "gateway.jsonl");
  assert.ok(down.stderr.includes(`Log file: ${file}; read it with \`tail ${file}\`.\n`));
  assert.match(down.stderr, /^`.*zero doctor` looks for what is wrong with it\.$/m);
  const fresh = CliHome.make(t);
  const never = await fresh.run(["logs"], { ZERO_GATEWAY_PORT: "9" });
  assert.match(never.stderr, /which is not there: no gateway has written a log yet/);
});
