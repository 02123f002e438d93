import assert from "node:assert/strict";
import { hostname } from "node:os";
import { test, type TestContext } from "node:test";
import { type ClientOptions, GatewayClient } from "@zero/client";
import { GatewayProcess } from "../support/gateway-process.ts";
import { unusedPort } from "../support/scripted-gateway.ts";
import { eventually, type Frame, WireClient } from "../support/wire-client.ts";

async function gatewayOf(t: TestContext): Promise<GatewayProcess> {
  const gateway = await GatewayProcess.start();
  t.after(() => gateway.clean());
  return gateway;
}

/** A client that says who it is. */
function known(instanceId: string, more: object = {}) {
  return {
    client: {
      id: "zero-macos",
      displayName: "Ana's Mac",
      version: "2.1.0",
      platform: "macos 26.1",
      deviceFamily: "Mac",
      modelIdentifier: "Mac16,1",
      mode: "ui",
      instanceId,
      ...more,
    },
  };
}

interface Row {
  instanceId?: string;
  [field: string]: unknown;
}

const rowsOf = (rows: readonly Row[], instanceId: string) =>
  rows.filter((row) => row.instanceId === instanceId);

/** True for a presence event in which that row has that reason. */
const says = (instanceId: string, reason: string) => (frame: Frame) =>
  rowsOf(frame.payload.presence, instanceId).some((row) => row["reason"] === reason);

test("S69 S70 S102 S109 S172 presence shows the gateway's host and each client as it described itself", async (t) => {
  const gateway = await gatewayOf(t);
  const client = await WireClient.connect(t, gateway.url, known("mac-1"));
  const { presence } = client.hello.snapshot;
  const [own, ...others] = rowsOf(presence, "mac-1");
  assert.deepEqual(others, []);
  const { ts, ...words } = own ?? {};
  assert.ok(Math.abs(Date.now() - Number(ts)) < 60_000);
  assert.deepEqual(words, {
    host: "Ana's Mac",
    version: "2.1.0",
    platform: "macos 26.1",
    deviceFamily: "Mac",
    modelIdentifier: "Mac16,1",
    mode: "ui",
    reason: "connect",
    roles: ["operator"],
    scopes: ["operator.admin"],
    instanceId: "mac-1",
  });
  const self = presence.filter((row: Row) => row["mode"] === "gateway");
  assert.equal(self.length, 1);
  assert.equal(self[0].host, hostname());
  assert.equal(self[0].reason, "self");
  assert.equal(self[0].version, client.hello.server.version);
  const asked: Row[] = await client.call("system-presence");
  assert.deepEqual(rowsOf(asked, "mac-1"), [own]);
});

test("S93 S102 S170 V7 presence events reach every client, with a stateVersion that rises", async (t) => {
  const gateway = await gatewayOf(t);
  const watchers = await Promise.all(
    ["w-1", "w-2", "w-3"].map((id) => WireClient.connect(t, gateway.url, known(id))),
  );
  const visitor = await WireClient.connect(t, gateway.url, known("visitor"));
  const versions: number[] = [visitor.hello.snapshot.stateVersion.presence];
  for (const watcher of watchers) await watcher.event("presence", says("visitor", "connect"));
  visitor.socket.close();
  for (const watcher of watchers) {
    const event = await watcher.event("presence", says("visitor", "disconnect"));
    versions.push(event.stateVersion?.presence ?? 0);
    const all = watcher.events("presence").map((frame) => frame.stateVersion?.presence ?? 0);
    assert.deepEqual(
      all,
      all.toSorted((a, b) => a - b),
    );
    assert.ok(watcher.events("presence").every((frame) => frame.stateVersion?.health));
  }
  const [before = 0, ...after] = versions;
  assert.ok(
    after.every((version) => version > before),
    versions.join(),
  );
});

test("S91 one instanceId is one row: for two clients at once, and across reconnects", async (t) => {
  const gateway = await gatewayOf(t);
  const observer = await WireClient.connect(t, gateway.url);
  const rows = async () => rowsOf(await observer.call("system-presence"), "stable");
  const first = await WireClient.connect(t, gateway.url, known("stable"));
  const second = await WireClient.connect(t, gateway.url, known("STABLE", { version: "2.2.0" }));
  const inSecond = second.hello.snapshot.presence as Row[];
  assert.equal(inSecond.filter(({ instanceId }) => /stable/i.test(instanceId ?? "")).length, 1);

  first.socket.close();
  await first.closed;
  const third = await WireClient.connect(t, gateway.url, known("stable"));
  assert.equal((await rows()).length, 1);
  second.socket.close();
  third.socket.close();
  await observer.event("presence", says("stable", "disconnect"));
  assert.equal((await rows()).length, 1);

  await WireClient.connect(t, gateway.url, known("stable"));
  const [row, ...more] = await rows();
  assert.deepEqual([row?.["reason"], more], ["connect", []]);
});

test("S78 V8 a system-event becomes a row with its tags, and is told to everybody", async (t) => {
  const gateway = await gatewayOf(t);
  const [reporter, watcher] = await Promise.all([
    WireClient.connect(t, gateway.url),
    WireClient.connect(t, gateway.url),
  ]);
  const report = {
    text: "Node: kitchen (192.0.2.7)",
    instanceId: "kitchen-pi",
    host: "kitchen",
    ip: "192.0.2.7",
    mode: "node",
    reason: "periodic",
    tags: ["indoor", "pi"],
    lastInputSeconds: 12,
  };
  assert.deepEqual(await reporter.call("system-event", report), { ok: true });
  const event = await watcher.event("presence", says("kitchen-pi", "periodic"));
  const [row] = rowsOf(event.payload.presence, "kitchen-pi");
  const { ts: _ts, ...words } = row ?? {};
  assert.deepEqual(words, report);
  await reporter.call("system-event", { text: "the washing machine is done" });
  const { queuedSystemEvents } = await watcher.call("status");
  assert.ok(queuedSystemEvents.includes("the washing machine is done"), "kept for the next turn");
  const { error } = await reporter.request("system-event", { text: "  " });
  assert.deepEqual([error?.code, error?.message], ["INVALID_REQUEST", "text required"]);
});

test("S68 S122 V21 each connection counts its events from 1, and none is ever sent again", async (t) => {
  const gateway = await gatewayOf(t);
  const early = await WireClient.connect(t, gateway.url);
  for (const text of ["one", "two", "three"]) await early.call("system-event", { text });
  await eventually(() => early.events("presence").length >= 3, "three presence events");
  const late = await WireClient.connect(t, gateway.url, known("late"));
  await late.call("system-event", { text: "four" });
  await late.event("presence", ({ payload }) =>
    payload.presence.some((row: Row) => row["text"] === "four"),
  );
  for (const { frames } of [early, late]) {
    const events = frames.filter(({ type, event }) => {
      return type === "event" && event !== "connect.challenge";
    });
    assert.deepEqual(
      events.map(({ seq }) => seq),
      events.map((_, index) => index + 1),
    );
  }
  assert.ok(late.events("presence").length < early.events("presence").length);

  late.socket.close();
  await late.closed;
  const again = await WireClient.connect(t, gateway.url, known("late"));
  const { seq } = await again.event("presence");
  assert.equal(seq, 1, "a new connection starts anew");
});

test("S114 S123 V21 a client that read too slowly sees the gap, and asks health and system-presence", async (t) => {
  const gateway = await gatewayOf(t);
  const slow = await WireClient.connect(t, gateway.url);
  const flood = await WireClient.connect(t, gateway.url, { caps: ["presence-delta"] });
  slow.socket.pause();
  // Each of these is told to everybody with all rows: soon more than any buffer in between holds.
  const report = (index: number) => ({
    text: "x".repeat(2_000),
    instanceId: `row-${index % 150}`,
    tags: [`${index}`],
  });
  const REPORTS = 400;
  for (let index = 0; index < REPORTS; index += 1) await flood.call("system-event", report(index));
  slow.socket.resume();
  const last = (frame: Frame) => frame.seq !== undefined && frame.seq >= REPORTS;
  await flood.event("presence", last);
  await eventually(async () => {
    await flood.call("system-event", report(0));
    return slow.events("presence").some(last);
  }, "an event after the gap");
  const seqs = slow.events("presence").map(({ seq }) => seq ?? 0);
  const gaps = seqs.filter((seq, index) => index > 0 && seq !== (seqs[index - 1] ?? 0) + 1);
  assert.ok(gaps.length > 0, `no gap in ${seqs.length} events`);
  assert.deepEqual(
    seqs,
    seqs.toSorted((a, b) => a - b),
  );
  assert.equal((await slow.call("health")).ok, true);
  const rows: Row[] = await slow.call("system-presence");
  assert.ok(rowsOf(rows, "row-149").length === 1, "the refresh holds what was lost");
});

test("S96 S102 the typed client follows presence, hears shutdown, and comes back to a new snapshot", async (t) => {
  const port = await unusedPort();
  const args = ["--port", `${port}`, "--allow-unconfigured"];
  const first = await GatewayProcess.start({ args });
  t.after(() => first.clean());
  const options: ClientOptions = {
    url: first.url,
    identity: { client: { id: "test", version: "1", platform: "linux", mode: "test" } },
    reconnect: { initialMs: 50, maxMs: 200 },
  };
  const client = new GatewayClient(options);
  t.after(() => client.close());
  const closes: string[] = [];
  const shutdowns: unknown[] = [];
  client.on("closed", ({ error }) => closes.push(error.message));
  client.on("event", ({ event, payload }) => {
    if (event === "shutdown") shutdowns.push(payload);
  });
  await client.connect();
  const here = (id: string) => client.presence.some((row) => row.instanceId === id);
  await WireClient.connect(t, first.url, known("guest"));
  await eventually(() => here("guest"), "the guest in the client's list");

  assert.equal(await first.stop(), 0);
  await eventually(() => closes.length > 0, "the close");
  assert.deepEqual(shutdowns, [{ reason: "gateway stopping" }]);
  assert.match(closes[0] ?? "", /1012 service restart/);
  const second = await GatewayProcess.start({ args, home: first.home });
  t.after(() => second.clean());
  await eventually(() => client.connected, "the client back");
  assert.equal(here("guest"), false, "the new snapshot replaced what was known");
});
