import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { GatewayProcess } from "../support/gateway-process.ts";
import { NotifyListener } from "../support/machine/notify-listener.ts";

const skip =
  spawnSync("systemd-notify", ["--version"]).error || spawnSync("python3", ["-V"]).error
    ? "needs systemd-notify and python3"
    : false;

const WATCHDOG_MS = 600;

/** A program that hangs, or a port that hangs, at SIGUSR2. */
const BUSY = 'process.on("SIGUSR2", () => { for (;;); });';
const DEAF =
  'const { Server } = process.getBuiltinModule("node:net"); const { emit } = Server.prototype;' +
  'let deaf = false; process.on("SIGUSR2", () => { deaf = true; });' +
  "Server.prototype.emit = function (name, ...rest) {" +
  '  return deaf && name === "connection" ? true : emit.call(this, name, ...rest); };';

async function supervised(
  t: TestContext,
  env: Record<string, string> = {},
  plant = "",
  config: object = {},
) {
  const listener = await NotifyListener.open(t);
  assert.ok(listener);
  const gateway = GatewayProcess.spawn({
    env: { NOTIFY_SOCKET: listener.path, ...env },
    config,
    ...(plant
      ? { runtimeArgs: ["--import", `data:text/javascript,${encodeURIComponent(plant)}`] }
      : {}),
  });
  t.after(() => gateway.clean());
  await gateway.ready();
  return { listener, gateway };
}

const watchdog = { WATCHDOG_USEC: `${WATCHDOG_MS * 1_000}` };

test(
  "V14 the service manager hears that the gateway is ready, once it is, and that it leaves, before it left",
  { skip },
  async (t) => {
    const { listener, gateway } = await supervised(t);
    await listener.until(() => listener.texts.length >= 1);
    assert.deepEqual(listener.texts, [`READY=1|STATUS=listens on ${gateway.url}`]);
    assert.equal(await gateway.stop(), 0);
    assert.deepEqual(listener.texts.slice(1), ["STOPPING=1|STATUS=stops: SIGTERM"]);
  },
);

test(
  "V14 A18 the watchdog is fed in its half time for as long as the gateway answers itself",
  { skip },
  async (t) => {
    const { listener, gateway } = await supervised(t, watchdog);
    await listener.until(() => listener.count("WATCHDOG=1") >= 6);
    const fed = listener.messages.filter(({ text }) => text === "WATCHDOG=1").map(({ at }) => at);
    const everyMs = ((fed.at(-1) ?? 0) - (fed[0] ?? 0)) / (fed.length - 1);
    assert.ok(everyMs >= (WATCHDOG_MS / 2) * 0.8, `fed every ${everyMs} ms`);
    assert.equal(await gateway.stop(), 0);
    const after = listener.texts.slice(
      listener.texts.findIndex((text) => text.startsWith("STOPPING")),
    );
    assert.equal(after.length, 1, "nothing follows the farewell");
  },
);

for (const [what, plant] of [
  ["whose event loop hangs", BUSY],
  ["whose port takes connections and does nothing with them", DEAF],
] as const) {
  test(`V14 A18 a gateway ${what} stops feeding the watchdog`, { skip }, async (t) => {
    const { listener, gateway } = await supervised(t, watchdog, plant);
    await listener.until(() => listener.count("WATCHDOG=1") >= 2);
    gateway.child.kill("SIGUSR2");
    // What was on its way may still come.
    await new Promise((resolve) => setTimeout(resolve, WATCHDOG_MS));
    const before = listener.count("WATCHDOG=1");
    await new Promise((resolve) => setTimeout(resolve, WATCHDOG_MS * 3));
    assert.equal(listener.count("WATCHDOG=1"), before);
    assert.ok(gateway.isRunning);
  });
}

test(
  "V14 S24 a restart in the process is told, and the watchdog is fed on behind it",
  { skip },
  async (t) => {
    const config = { commands: { restart: true } };
    const { listener, gateway } = await supervised(t, watchdog, "", config);
    await listener.until(() => listener.count("WATCHDOG=1") >= 1);
    gateway.child.kill("SIGUSR1");
    const readies = () => listener.texts.filter((text) => text.startsWith("READY=1")).length;
    await listener.until(() => readies() === 2);
    const fed = listener.count("WATCHDOG=1");
    await listener.until(() => listener.count("WATCHDOG=1") >= fed + 2);
    const told = listener.texts.filter((text) => !text.startsWith("WATCHDOG"));
    assert.match(told.join("\n"), /^READY=1.*\nRELOADING=1.*restarts: .*\nREADY=1/);
  },
);

test("V14 nothing is fed to a watchdog that is meant for another process", { skip }, async (t) => {
  const { listener } = await supervised(t, { ...watchdog, WATCHDOG_PID: "1" });
  await listener.until(() => listener.texts.length >= 1);
  await new Promise((resolve) => setTimeout(resolve, WATCHDOG_MS * 2));
  assert.equal(listener.count("WATCHDOG=1"), 0);
});

test("V14 a service manager that cannot be told is a warning, and neither start nor stop waits for it", async (t) => {
  const empty = mkdtempSync(join(tmpdir(), "zero-path-"));
  t.after(() => rmSync(empty, { recursive: true }));
  mkdirSync(join(empty, "bin"));
  const gateway = GatewayProcess.spawn({
    env: { NOTIFY_SOCKET: join(empty, "nobody"), PATH: join(empty, "bin"), ...watchdog },
  });
  t.after(() => gateway.clean());
  await gateway.ready();
  await gateway.until(() => /could not be told/.test(gateway.stdout), 10_000, "the warning");
  assert.equal(await gateway.stop(), 0);
  assert.equal(gateway.stdout.match(/could not be told/g)?.length, 1);
});
