import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { CLOSE } from "@zero/protocol";
import { startDoor } from "../../../test/support/socket-door.ts";

const quiet = { client: { id: "cli", version: "1", platform: "linux", mode: "cli" } };

test("V21 a slow client loses an event that may be dropped, and the gap in seq shows it", async (t) => {
  const gateway = await startDoor(t, { limits: { maxBufferedBytes: 64 * 1024 } });
  const slow = await gateway.connect(quiet);
  const honest = await gateway.connect(quiet);
  slow.socket.pause();
  const sender = await gateway.connect(quiet);
  const text = "x".repeat(8_000);
  let sent = 0;
  for (; sent < 1_500; sent += 1) {
    gateway.presence.note({ text, instanceId: "row" });
    if (sent % 50 === 0) await sender.request("health");
  }
  gateway.door.broadcast("shutdown", { reason: "last" });
  await honest.event("shutdown");
  assert.equal(honest.frames.at(-1)?.seq, sent + 1);
  assert.equal(honest.events("presence").length, sent);
  slow.socket.resume();
  const { code, reason } = await slow.closed;
  // `shutdown` may not be dropped: whoever cannot take it is cut.
  assert.ok(code === 1006 || (code === CLOSE.policy && reason === "slow consumer"));
  assert.ok(slow.events("presence").length < sent);
});

test("a slow client that catches up sees a gap exactly where it lost something", async (t) => {
  const gateway = await startDoor(t, { limits: { maxBufferedBytes: 64 * 1024 } });
  const slow = await gateway.connect(quiet);
  const text = "x".repeat(8_000);
  const rows = 1_500;
  slow.socket.pause();
  for (let at = 0; at < rows; at += 1) gateway.presence.note({ text, instanceId: "row" });
  slow.socket.resume();
  await slow.request("health");
  gateway.door.broadcast("tick", { ts: 9 });
  const tick = await slow.event("tick");
  assert.equal(tick.seq, rows + 1);
  const got = slow.frames.flatMap(({ seq }) => (seq === undefined ? [] : [seq]));
  assert.ok(got.length < rows + 1);
  assert.deepEqual(
    got,
    got.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(got).size, got.length);
});

test("a client that does not read what may not be dropped is cut with 1008 and soon gone", async (t) => {
  const gateway = await startDoor(t, { limits: { maxBufferedBytes: 64 * 1024 } });
  const slow = await gateway.connect(quiet);
  slow.socket.pause();
  const reason = "y".repeat(8_000);
  for (let at = 0; at < 1_500; at += 1) gateway.door.broadcast("shutdown", { reason });
  const until = performance.now() + 5_000;
  while (gateway.door.connectionCount > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(gateway.door.connectionCount, 0, "it was not waited for");
});

test("a client that asks and does not read is not served further, and finally cut", async (t) => {
  let served = 0;
  const answer = JSON.stringify("z".repeat(32 * 1024));
  const gateway = await startDoor(t, {
    services: {
      health: {
        summary: async () => {
          served += 1;
          return answer;
        },
        status: async () => "{}",
      },
    },
    limits: { pauseAtBytes: 64 * 1024, stalledForMs: 100 },
  });
  const greedy = await gateway.connect(quiet);
  greedy.socket.pause();
  const requests = 2_000;
  for (let at = 0; at < requests; at += 1) greedy.ask("health");
  const until = performance.now() + 5_000;
  while (gateway.door.connectionCount > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal(gateway.door.connectionCount, 0);
  assert.ok(served < requests, `${served} were served`);
});

test("an answer larger than the limit of a slow client reaches one that reads", async (t) => {
  const large = JSON.stringify("z".repeat(3 * 1024 * 1024));
  const gateway = await startDoor(t, {
    services: { health: { summary: async () => large, status: async () => "{}" } },
  });
  const client = await gateway.connect(quiet);
  const id = client.ask("health");
  client.ask("system-presence");
  gateway.door.broadcast("tick", { ts: 1 });
  gateway.door.broadcast("shutdown", { reason: "not cut" });
  assert.equal((await client.answer(id)).payload.length, 3 * 1024 * 1024);
  await client.event("shutdown");
});

test("S95 S96 S177 V10 shutdown comes first with its reason, then 1012; an unknown time is left out", async (t) => {
  const gateway = await startDoor(t);
  const clients = await Promise.all([gateway.connect(quiet), gateway.connect(quiet)]);
  const silent = await gateway.open();
  await gateway.door.stop({ reason: "gateway stopping" });
  for (const client of clients) {
    assert.deepEqual(await client.closed, { code: 1012, reason: "service restart" });
    const last = client.frames.at(-1);
    assert.equal(last?.event, "shutdown");
    assert.deepEqual(last?.payload, { reason: "gateway stopping" });
  }
  assert.deepEqual(await silent.closed, { code: 1012, reason: "service restart" });
  await gateway.listener.stop();
});

test("S95 S119 from the announcement on requests are UNAVAILABLE and nobody is let in; it is made once", async (t) => {
  const gateway = await startDoor(t);
  const client = await gateway.connect(quiet);
  gateway.door.announceShutdown({ reason: "gateway restarting", restartExpectedMs: 1500 });
  gateway.door.announceShutdown({ reason: "again" });
  const { payload } = await client.event("shutdown");
  assert.deepEqual(payload, { reason: "gateway restarting", restartExpectedMs: 1500 });
  const { error } = await client.request("health");
  assert.deepEqual(error, {
    code: "UNAVAILABLE",
    message: "the gateway is stopping; connect again in a moment",
    retryable: true,
  });
  await assert.rejects(gateway.open(), /503/);
  assert.equal(client.events("shutdown").length, 1);
});

test("S119 a request that a stop interrupts is UNAVAILABLE, not a defect", async (t) => {
  let fail: (error: Error) => void = () => undefined;
  const summary = () => new Promise<string>((_, reject) => (fail = reject));
  const gateway = await startDoor(t, {
    services: { health: { summary, status: summary } },
  });
  const client = await gateway.connect(quiet);
  const id = client.ask("health");
  await new Promise((resolve) => setTimeout(resolve, 30));
  gateway.door.announceShutdown({ reason: "gateway stopping" });
  fail(new Error("parked"));
  const { error } = await client.answer(id);
  assert.equal(error?.message, "the gateway is stopping; connect again in a moment");
});

test("a client that answers no close does not hold the stop up", async (t) => {
  const gateway = await startDoor(t);
  const socket = connect(gateway.listener.port, "127.0.0.1");
  socket.write(
    `GET / HTTP/1.1\r\nHost: 127.0.0.1:${gateway.listener.port}\r\nUpgrade: websocket\r\n` +
      "Connection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" +
      "Sec-WebSocket-Version: 13\r\n\r\n",
  );
  await once(socket, "data");
  const closed = once(socket, "close");
  await gateway.door.stop({ reason: "gateway stopping" });
  await gateway.listener.stop();
  await closed;
});
