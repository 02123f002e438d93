import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { GatewayClient } from "./client.ts";
import { Connection } from "./connection.ts";
import type { ClosedError } from "./errors.ts";
import type { SocketEvent, SocketLike } from "./socket.ts";

const TICK_MS = 1_000;

const HELLO = {
  type: "hello-ok",
  policy: { tickIntervalMs: TICK_MS, maxPayload: 1_000, maxBufferedBytes: 1 },
  snapshot: { presence: [] },
};

/** A socket in memory: the test is its other end. */
class FakeSocket implements SocketLike {
  readonly sent: string[] = [];
  readonly #listeners = new Map<string, (event: SocketEvent) => void>();

  addEventListener(type: string, listener: (event: SocketEvent) => void): void {
    this.#listeners.set(type, listener);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    // The connection does not wait for an answer.
  }

  happen(type: string, event: SocketEvent = {}): void {
    this.#listeners.get(type)?.(event);
  }

  say(frame: object): void {
    this.happen("message", { data: JSON.stringify(frame) });
  }
}

async function open(t: TestContext) {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const socket = new FakeSocket();
  const closes: ClosedError[] = [];
  const connection = new Connection({
    url: "ws://unused",
    openSocket: () => socket,
    connectParams: (nonce) => Promise.resolve({ nonce }),
    challengeWaitMs: 750,
    connectTimeoutMs: 10_000,
    pendingMax: 1,
    frameLengthMax: 10_000,
    onOpen: () => undefined,
    onEvent: () => undefined,
    onClose: (error) => closes.push(error),
  });
  socket.happen("open");
  return { connection, socket, closes, pass: (ms: number) => t.mock.timers.tick(ms) };
}

/** Lets what was promised happen. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

async function openAndWelcome(t: TestContext) {
  const world = await open(t);
  world.socket.say({ type: "event", event: "connect.challenge", payload: { nonce: "n" } });
  await settled();
  world.socket.say({ type: "res", id: "connect", ok: true, payload: HELLO });
  await world.connection.opened;
  return world;
}

test("S94 a connection that hears something each tick lives on, whatever it hears", async (t) => {
  const { connection, socket, closes, pass } = await openAndWelcome(t);
  for (let tick = 0; tick < 20; tick += 1) {
    pass(TICK_MS);
    socket.say({ type: "event", event: tick % 2 ? "tick" : "agent" });
  }
  pass(2 * TICK_MS);
  assert.equal(connection.isOpen, true, "two ticks of silence are still allowed");
  assert.deepEqual(closes, []);
});

test("S94 silence for more than two ticks ends the connection with 4000 before the third", async (t) => {
  for (const offsetMs of [0, 1, 499, 500, 999]) {
    const { connection, socket, closes, pass } = await openAndWelcome(t);
    pass(offsetMs);
    socket.say({ type: "event", event: "tick" });
    pass(2 * TICK_MS - 1);
    assert.equal(connection.isOpen, true, `${offsetMs}`);
    pass(TICK_MS / 2 + 1);
    assert.equal(connection.isOpen, false, `${offsetMs}`);
    assert.equal(closes[0]?.code, 4000);
    t.mock.timers.reset();
  }
});

test("a challenge is awaited for 750 ms, and one that comes later changes nothing", async (t) => {
  const { socket, pass } = await open(t);
  pass(749);
  await settled();
  assert.deepEqual(socket.sent, []);
  pass(1);
  await settled();
  socket.say({ type: "event", event: "connect.challenge", payload: { nonce: "late" } });
  await settled();
  assert.deepEqual(
    socket.sent.map((text) => JSON.parse(text)),
    [{ type: "req", id: "connect", method: "connect", params: {} }],
  );
});

test("a connection that is closed while its device signs sends nothing any more", async (t) => {
  const { connection, socket } = await open(t);
  socket.say({ type: "event", event: "connect.challenge", payload: { nonce: "n" } });
  connection.close();
  await settled();
  assert.deepEqual(socket.sent, []);
  await assert.rejects(connection.opened, { name: "ClosedError", code: 1000 });
});

/** A client whose first connection was lost, so that its retry waits. */
async function retrying(t: TestContext) {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const sockets: FakeSocket[] = [];
  const client = new GatewayClient({
    url: "ws://unused",
    identity: { client: { id: "test", version: "1", platform: "any", mode: "test" } },
    reconnect: true,
    openSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
  });
  const delays: (number | undefined)[] = [];
  client.on("closed", ({ retryInMs }) => delays.push(retryInMs));
  const connected = client.connect();
  sockets[0]?.happen("close", { code: 1006 });
  await assert.rejects(connected, { name: "ClosedError" });
  assert.ok((delays[0] ?? 0) > 0);
  return { client, sockets, pass: (ms: number) => t.mock.timers.tick(ms) };
}

test("a lost connection is opened again after its delay", async (t) => {
  const { sockets, pass } = await retrying(t);
  assert.equal(sockets.length, 1);
  pass(1_000);
  assert.equal(sockets.length, 2);
});

test("whoever connects by hand while a retry waits gets one connection", async (t) => {
  const { client, sockets, pass } = await retrying(t);
  const connected = client.connect();
  pass(5_000);
  assert.equal(sockets.length, 2);
  client.close();
  await assert.rejects(connected, { name: "ClosedError" });
});

test("a client that was closed while a retry waits does not come back", async (t) => {
  const { client, sockets, pass } = await retrying(t);
  client.close();
  pass(60_000);
  assert.equal(sockets.length, 1);
});
