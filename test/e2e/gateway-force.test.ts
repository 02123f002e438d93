import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { GatewayProcess, type GatewayOptions } from "../support/gateway-process.ts";
import { unusedPort } from "../support/scripted-gateway.ts";
import { WireClient } from "../support/wire-client.ts";

/** Without it there is nothing to see but that it is missing, which a test of its own does. */
function hasLsof(t: TestContext): boolean {
  const has = spawnSync("lsof", ["-v"]).error === undefined;
  if (!has) t.skip("lsof is not installed");
  return has;
}

const NOT_ROOT = process.getuid?.() === 0 ? false : "needs root to be two users";
/** Whom no account of this machine should be: the user of things without an owner. */
const NOBODY = 65_534;

const LOCAL = { gateway: { mode: "local" } };

function spawned(t: TestContext, options: GatewayOptions): GatewayProcess {
  const gateway = GatewayProcess.spawn({ config: LOCAL, ...options });
  t.after(() => gateway.clean());
  return gateway;
}

async function listening(t: TestContext, options: GatewayOptions): Promise<GatewayProcess> {
  const gateway = spawned(t, options);
  await gateway.ready();
  return gateway;
}

/** A program that is no gateway: it listens, and does with SIGTERM what it is told. */
async function stranger(
  t: TestContext,
  port: number,
  { deaf = false, uid }: { deaf?: boolean; uid?: number } = {},
): Promise<ChildProcess> {
  const program = `
    ${deaf ? 'process.on("SIGTERM", () => console.log("no"));' : ""}
    require("node:net").createServer().listen(${port}, "127.0.0.1", () => console.log("here"));`;
  const child = spawn(process.execPath, ["-e", program, "--", "--token", "hidden-words"], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: "/",
    ...(uid === undefined ? {} : { uid }),
  });
  t.after(() => child.kill("SIGKILL"));
  assert.ok(child.stdout);
  await once(child.stdout, "data");
  return child;
}

const isAlive = ({ exitCode, signalCode }: ChildProcess) =>
  exitCode === null && signalCode === null;

const forced = (port: number) => ["--port", `${port}`, "--force"];

test("S5 A20 --force ends the gateway that has the port and its state directory, says so, and starts", async (t) => {
  if (!hasLsof(t)) return;
  const port = await unusedPort();
  const first = await listening(t, { args: ["--port", `${port}`] });
  const client = await WireClient.connect(t, first.url);
  const second = await listening(t, { home: first.home, args: forced(port) });
  await client.event("shutdown");
  assert.deepEqual(await first.exited, { code: 0, signal: null });
  assert.match(
    second.stderr,
    new RegExp(`^force: killed pid ${first.pid} \\(.*\\) on port ${port}$`, "m"),
  );
  assert.match(second.stderr, new RegExp(`^force: waited \\d+ms for port ${port} to free$`, "m"));
  assert.equal((await (await WireClient.connect(t, second.url)).call("health")).ok, true);
});

test("S5 --force asks any listener of this user to leave, and with nobody there it just starts", async (t) => {
  if (!hasLsof(t)) return;
  const port = await unusedPort();
  const other = await stranger(t, port);
  const gateway = await listening(t, { args: forced(port) });
  assert.deepEqual([other.exitCode, other.signalCode], [null, "SIGTERM"]);
  assert.match(gateway.stderr, new RegExp(`killed pid ${other.pid} \\(node\\) on port ${port}`));
  assert.doesNotMatch(gateway.stderr, /hidden-words|SIGKILL/);
  await gateway.stop();
  const again = await listening(t, { args: forced(port) });
  assert.match(again.stderr, new RegExp(`^force: no listeners on port ${port}$`, "m"));
});

test("S5 A20 --force kills a gateway that hangs, because the lock of its state directory proves what it is", async (t) => {
  if (!hasLsof(t)) return;
  const port = await unusedPort();
  const stuck = await listening(t, { args: ["--port", `${port}`] });
  stuck.child.kill("SIGSTOP");
  const second = await listening(t, { home: stuck.home, args: forced(port) });
  assert.deepEqual(await stuck.exited, { code: null, signal: "SIGKILL" });
  assert.match(second.stderr, new RegExp(`escalated to SIGKILL while freeing port ${port}`));
});

test("S2 S5 A20 V28 a program that is no gateway is never killed: --force gives up with 69 and names it", async (t) => {
  if (!hasLsof(t)) return;
  const port = await unusedPort();
  const other = await stranger(t, port, { deaf: true });
  const gateway = spawned(t, { args: forced(port) });
  assert.equal((await gateway.exited).code, 69);
  assert.match(
    gateway.stderr,
    new RegExp(`port ${port} still has listeners after --force: ${other.pid};`),
  );
  assert.doesNotMatch(gateway.stderr, /SIGKILL/);
  assert.ok(isAlive(other));
});

test(
  "S5 SR22 --force signals nobody when a listener belongs to another user",
  { skip: NOT_ROOT },
  async (t) => {
    if (!hasLsof(t)) return;
    const port = await unusedPort();
    const other = await stranger(t, port, { uid: NOBODY });
    const gateway = spawned(t, { args: forced(port) });
    assert.equal((await gateway.exited).code, 69);
    assert.match(gateway.stderr, new RegExp(`pid ${other.pid} .*user ${NOBODY}.*never ends`));
    assert.doesNotMatch(gateway.stderr, /killed/);
    assert.ok(isAlive(other));
  },
);

test("S6 --force without lsof fails at once with 1, and harms nobody", async (t) => {
  const port = await unusedPort();
  const first = await listening(t, { args: ["--port", `${port}`] });
  const empty = mkdtempSync(join(tmpdir(), "zero-path-"));
  t.after(() => rmSync(empty, { recursive: true }));
  const second = spawned(t, { home: first.home, args: forced(port), env: { PATH: empty } });
  assert.equal((await second.exited).code, 1);
  assert.equal(second.stderr, "Force: Error: lsof not found; required for --force\n");
  assert.equal((await (await WireClient.connect(t, first.url)).call("health")).ok, true);
});

test("S2 A20 V28 a taken port is 69, and whoever has it is asked and named", async (t) => {
  const port = await unusedPort();
  const holder = await listening(t, { args: ["--port", `${port}`] });
  const refused = async () => {
    const gateway = spawned(t, { args: ["--port", `${port}`] });
    assert.equal((await gateway.exited).code, 69);
    return gateway.stderr;
  };
  const healthy = await refused();
  assert.match(
    healthy,
    /taken by another ZERO gateway.*which answers: stop that one.*--force.*--port/,
  );
  assert.match(healthy, new RegExp(`pid ${holder.pid}, `));
  holder.child.kill("SIGSTOP");
  assert.match(
    await refused(),
    new RegExp(`taken by another program.*pid ${holder.pid}.*does not answer`),
  );
  holder.child.kill("SIGCONT");
  await holder.stop();
  const other = await stranger(t, port);
  const foreign = await refused();
  assert.match(
    foreign,
    new RegExp(`taken by another program \\(pid ${other.pid}, node\\), which does not answer`),
  );
  assert.doesNotMatch(foreign, /hidden-words/);
});
