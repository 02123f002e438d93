import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { ROOT } from "../../scripts/child.ts";
import { CliHome, collect } from "../support/cli-process.ts";
import { GatewayProcess } from "../support/gateway-process.ts";
import { missing } from "../support/remote/programs.ts";
import { eventually } from "../support/wire-client.ts";

const TOKEN = "a-token-of-the-tailnet-0123456789";
const ADDRESS = "100.64.7.7";

/** A network of its own, whose only way out is an address of Tailscale's range. */
const TAILNET = `
ip link set lo up &&
{ ip link add tailnet0 type dummy && ip addr add ${ADDRESS}/32 dev tailnet0 &&
  ip link set tailnet0 up || ip addr add ${ADDRESS}/32 dev lo; } 2>/dev/null &&
exec "$@"`;

const isRoot = process.getuid?.() === 0;
const UNSHARE = isRoot ? ["--net"] : ["--map-root-user", "--net"];
const ENTER = isRoot ? ["--net"] : ["--user", "--preserve-credentials", "--net"];

function whyNot(): string | false {
  const absent = missing("unshare", "nsenter", "ip");
  if (absent) return absent;
  const { status } = spawnSync("unshare", [...UNSHARE, "sh", "-c", TAILNET, "sh", "true"]);
  return status !== 0 && "this user may not make a network namespace";
}

/** Somebody's home in a network with that address, and the gateway that they start there. */
function inTailnet(t: TestContext, gateway: object, words: readonly string[] = []) {
  const cli = CliHome.make(t);
  cli.config({ gateway: { mode: "local", bind: "tailnet", port: 18_789, ...gateway } });
  const env = cli.environment;
  const zero = join(ROOT, "bin/zero");
  const child = spawn(
    "unshare",
    [...UNSHARE, "sh", "-c", TAILNET, "sh", zero, "gateway", ...words],
    { cwd: cli.home, env, stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  const hear = (text: string) => (said += text);
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").on("data", hear);
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  t.after(async () => {
    child.kill("SIGTERM");
    await exited;
  });
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const there = ["--target", `${child.pid}`, ...ENTER, "--", zero, ...args];
    const stdio = ["ignore", "pipe", "pipe"] as const;
    return collect(
      spawn("nsenter", there, { cwd: cli.home, env: { ...env, ...more }, stdio: [...stdio] }),
    );
  };
  return { run, exited, said: () => said };
}

test("S33 S26 `--bind tailnet` opens the Tailscale address alone, asks for the token, and the command line finds it", async (t) => {
  const reason = whyNot();
  if (reason) return t.skip(reason);
  const { run, said } = inTailnet(t, { auth: { token: TOKEN } });
  await eventually(() => /"url":"/.test(said()), "the gateway");
  assert.match(said(), new RegExp(`ZERO .* listens on ws://${ADDRESS}:18789`));
  assert.match(said(), new RegExp(`"addresses":\\["${ADDRESS}:18789"\\]`));
  const health = await run(["health", "--json"]);
  assert.equal(JSON.parse(health.stdout || "{}").ok, true, health.stderr);
  // Another person on the same tailnet: what the address is says nothing about who asks.
  const other = { HOME: CliHome.make(t).home };
  const at = ["health", "--url", `ws://${ADDRESS}:18789`];
  const refused = await run(at, other);
  assert.match(refused.stderr, /^gateway closed \(1008\): unauthorized: gateway token missing/m);
  const loopback = await run(["health", "--url", "ws://127.0.0.1:18789", "--token", TOKEN]);
  assert.match(loopback.stderr, /no gateway listens there/);
});

test("S33 V1 `--bind tailnet` without a secret is refused", async (t) => {
  const reason = whyNot();
  if (reason) return t.skip(reason);
  const { exited, said } = inTailnet(t, {});
  assert.equal(await exited, 78);
  assert.match(said(), /^Refusing to bind gateway to tailnet without auth\./m);
});

test("S33 where there is no tailnet, `--bind tailnet` keeps to loopback and says so", async (t) => {
  const gateway = GatewayProcess.spawn({
    config: { gateway: { mode: "local", auth: { token: TOKEN } } },
    args: ["--port", "0", "--bind", "tailnet"],
  });
  t.after(() => gateway.clean());
  await eventually(() => /"url":"/.test(gateway.stdout), "the gateway");
  // On a machine that is in a tailnet it opens that, which the test above looks at.
  if (/"url":"ws:\/\/100\./.test(gateway.stdout)) return t.skip("this machine is in a tailnet");
  const told = gateway.records().find(({ level }) => level === "warn");
  assert.match(told?.msg ?? "", /no Tailscale address.*`tailscale up`/);
});
