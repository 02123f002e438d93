import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { test, type TestContext } from "node:test";
import { FakeClock, settle } from "../../test/support/fake-clock.ts";
import { systemClock } from "../kernel/clock.ts";
import { FatalError } from "../kernel/errors.ts";
import { silentLog } from "../kernel/log.ts";
import { Listener, refuseUpgrade, type ListenerParts } from "./listener.ts";
import { NET_LIMITS } from "./limits.ts";
import { SocketBudget } from "./socket-budget.ts";

async function start(
  t: TestContext,
  parts: Partial<ListenerParts> = {},
): Promise<{ listener: Listener; budget: SocketBudget }> {
  const budget = parts.budget ?? new SocketBudget(systemClock);
  const listener = new Listener({
    bind: { mode: "loopback" },
    port: 0,
    secretConfigured: false,
    budget,
    log: silentLog,
    ...parts,
  });
  t.after(() => listener.stop());
  await listener.start();
  return { listener, budget };
}

/** Sends raw bytes and returns everything that comes until the other side ends. */
async function ask(port: number, text: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(text);
  let got = "";
  socket.on("data", (chunk: Buffer) => (got += chunk.toString()));
  await once(socket, "close");
  return got;
}

async function open(t: TestContext, port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.resume();
  t.after(() => socket.destroy());
  await once(socket, "connect");
  return socket;
}

const get = (port: number, more = "", path = "/") =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${more}\r\n`;
const UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\n";

test("S13 S53 a loopback bind opens 127.0.0.1, and ::1 with it where a port is named", async (t) => {
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const { port } = free.address() as AddressInfo;
  free.close();
  await once(free, "close");
  const { listener } = await start(t, { port });
  assert.equal(listener.port, port);
  assert.equal(listener.addresses[0], `127.0.0.1:${port}`);
  assert.ok(listener.addresses.slice(1).every((address) => address === `[::1]:${port}`));
});

test("with port 0 only 127.0.0.1 is opened", async (t) => {
  const { listener } = await start(t);
  assert.deepEqual(listener.addresses, [`127.0.0.1:${listener.port}`]);
});

test("a port that is taken rejects with the system's own error", async (t) => {
  const { listener } = await start(t);
  const second = start(t, { port: listener.port });
  await assert.rejects(second, { code: "EADDRINUSE" });
});

for (const bind of [
  { mode: "lan" },
  { mode: "custom", host: "0.0.0.0" },
  { mode: "custom", host: "192.0.2.1" },
] as const) {
  test(`SR3 V1 ${JSON.stringify(bind)} without a secret is refused before anything is opened`, async (t) => {
    const where = bind.mode === "custom" ? bind.host : bind.mode;
    await assert.rejects(start(t, { bind }), (error: unknown) => {
      assert.ok(error instanceof FatalError);
      assert.equal(error.status, 78);
      assert.ok(error.message.startsWith(`Refusing to bind gateway to ${where} without auth.`));
      return true;
    });
  });
}

test("SR3 a custom address of this machine needs no secret", async (t) => {
  const { listener } = await start(t, { bind: { mode: "custom", host: "127.0.0.1" } });
  assert.equal(listener.addresses.length, 1);
});

test("SR1 what the gate refuses reaches no handler, and is answered in constant words", async (t) => {
  const { listener } = await start(t);
  let reached = 0;
  listener.onRequest((_request, response) => {
    reached += 1;
    response.end("served");
  });
  listener.onUpgrade(({ socket }) => {
    reached += 1;
    refuseUpgrade(socket, 503, "reached");
  });
  const { port } = listener;
  const bad = get(port).replace("127.0.0.1", "evil.example");
  assert.match(await ask(port, bad), /^HTTP\/1\.1 421 [^]*this Host is not served here$/);
  const crossed = get(port, "Origin: http://evil.example\r\n");
  assert.match(await ask(port, crossed), /^HTTP\/1\.1 403 [^]*this Origin is not allowed$/);
  const upgrade = get(port, UPGRADE).replace("Connection: close\r\n", "");
  const crossedUpgrade = upgrade.replace("\r\n\r\n", "\r\nOrigin: null\r\n\r\n");
  assert.match(await ask(port, crossedUpgrade), /^HTTP\/1\.1 403 /);
  assert.equal(reached, 0);
  assert.match(await ask(port, get(port)), /served$/);
  assert.match(await ask(port, upgrade), /^HTTP\/1\.1 503 /);
  assert.equal(reached, 2);
});

test("SR6 a proxy is believed where the owner named it, and told of once where not", async (t) => {
  const warnings: unknown[] = [];
  const log = { ...silentLog, warn: (...record: unknown[]) => void warnings.push(record[1]) };
  const seen: string[] = [];
  for (const trustedProxies of [[], ["127.0.0.1"]]) {
    const { listener } = await start(t, { trustedProxies, log });
    listener.onRequest((_request, response, { ip, local }) => {
      seen.push(`${ip} ${local}`);
      response.end();
    });
    for (let at = 0; at < 2; at += 1) {
      await ask(listener.port, get(listener.port, "X-Forwarded-For: 203.0.113.9\r\n"));
    }
  }
  const [stranger, client] = ["127.0.0.1 false", "203.0.113.9 false"];
  assert.deepEqual(seen, [stranger, stranger, client, client]);
  assert.deepEqual(warnings, [{ ip: "127.0.0.1" }]);
});

test("a trusted proxy that is no address is refused before anything is opened", async (t) => {
  await assert.rejects(start(t, { trustedProxies: ["proxy.lan"] }), { name: "FatalError" });
});

test("while nobody serves, requests are Not Found and upgrades unavailable", async (t) => {
  const { listener } = await start(t);
  const { port } = listener;
  assert.match(await ask(port, get(port)), /^HTTP\/1\.1 404 /);
  const upgrade = get(port, UPGRADE).replace("Connection: close\r\n", "");
  assert.match(await ask(port, upgrade), /^HTTP\/1\.1 503 /);
});

test("an upgrade to anything but a WebSocket is a plain request", async (t) => {
  const { listener } = await start(t);
  listener.onRequest((_request, response) => response.end("plain"));
  const h2c = get(listener.port, "Upgrade: h2c\r\n").replace("close", "Upgrade, close");
  assert.match(await ask(listener.port, h2c), /plain/);
});

test("SR27 headers above 16 KiB are answered with 431", async (t) => {
  const { listener } = await start(t);
  const large = get(listener.port, `X-Large: ${"x".repeat(NET_LIMITS.headerBytesMax)}\r\n`);
  assert.match(await ask(listener.port, large), /^HTTP\/1\.1 431 /);
});

test("SR7 a socket that sends no whole request is dropped when its time is over, one that did is not", async (t) => {
  const clock = new FakeClock();
  const budget = new SocketBudget(clock);
  const { listener } = await start(t, { budget });
  listener.onRequest(() => undefined);
  const silent = await open(t, listener.port);
  const trickling = await open(t, listener.port);
  trickling.write("GET / HTTP/1.1\r\nHo");
  const asking = await open(t, listener.port);
  asking.write(get(listener.port).replace("Connection: close\r\n", ""));
  while (budget.pending < 3) await settle();
  await new Promise((resolve) => setTimeout(resolve, 30));
  await clock.advance(NET_LIMITS.firstRequestWithinMs - 1);
  assert.equal(budget.pending, 3);
  const dropped = Promise.all([once(silent, "close"), once(trickling, "close")]);
  await clock.advance(1);
  await dropped;
  assert.equal(budget.pending, 1);
  assert.equal(asking.destroyed, false);
});

test("SR7 one socket too many evicts the oldest of the address that holds the most", async (t) => {
  const budget = new SocketBudget(systemClock, 3);
  const { listener } = await start(t, { budget });
  const sockets: Socket[] = [];
  for (let at = 0; at < 3; at += 1) {
    sockets.push(await open(t, listener.port));
    while (budget.pending < at + 1) await settle();
  }
  const [first, second] = sockets.map((socket) => once(socket, "close"));
  const other = connect({ port: listener.port, host: "127.0.0.1", localAddress: "127.0.0.9" });
  t.after(() => other.destroy());
  await first;
  assert.equal(budget.pending, 3);
  await open(t, listener.port);
  await second;
  assert.equal(other.destroyed, false, "the other address is not crowded");
});

test("a socket that said who it is is not counted any more", async (t) => {
  const { listener, budget } = await start(t);
  let served: Socket | undefined;
  listener.onUpgrade(({ socket }) => (served = socket));
  const socket = await open(t, listener.port);
  socket.write(get(listener.port, UPGRADE).replace("Connection: close\r\n", ""));
  while (!served) await settle();
  assert.equal(budget.pending, 1);
  budget.settle(served);
  assert.equal(budget.pending, 0);
  served.destroy();
});
