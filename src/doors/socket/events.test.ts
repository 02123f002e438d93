import assert from "node:assert/strict";
import { test } from "node:test";
import type { PresenceEntry } from "@zero/protocol";
import { validateEventFrame } from "@zero/protocol/generated/validators.js";
import type { RunId, SessionKey } from "../../domain/ids.ts";
import { startDoor, HEALTH, type TestClient } from "../../../test/support/socket-door.ts";
import type { Frame } from "../../../test/support/wire-client.ts";
import { Secret } from "../../kernel/secret.ts";
import { Encoded } from "./handlers.ts";

const person = (instanceId: string, more: object = {}) => ({
  client: { id: "webchat", version: "1", platform: "web", mode: "webchat", instanceId, ...more },
});
const quiet = { client: { id: "cli", version: "1", platform: "linux", mode: "cli" } };

const rowsOf = (payload: unknown) => payload as readonly PresenceEntry[];
const namesOf = (payload: unknown) => rowsOf(payload).map(({ instanceId }) => instanceId);
const instancesOf = (frame: Frame) => namesOf(frame.payload.presence);

function assertContiguous(client: TestClient): number[] {
  const seqs = client.frames.flatMap(({ seq }) => (seq === undefined ? [] : [seq]));
  assert.deepEqual(
    seqs,
    seqs.map((_, at) => at + 1),
  );
  return seqs;
}

test("S68 S92 S123 V21 each connection counts its events from 1, and seq is the last member", async (t) => {
  const gateway = await startDoor(t);
  const early = await gateway.connect(quiet);
  gateway.door.broadcast("tick", { ts: 1 });
  gateway.door.broadcast("tick", { ts: 2 });
  const late = await gateway.connect(quiet);
  gateway.door.broadcast("tick", { ts: 3 });
  await late.event("tick");
  await early.event("tick", ({ payload }) => payload.ts === 3);
  assert.deepEqual(assertContiguous(early), [1, 2, 3]);
  assert.deepEqual(assertContiguous(late), [1]);
  const text = early.texts.at(-1);
  assert.equal(text, '{"type":"event","event":"tick","payload":{"ts":3},"seq":3}');
});

test("S122 what was sent before a client came is not sent again", async (t) => {
  const gateway = await startDoor(t);
  gateway.door.broadcast("tick", { ts: 1 });
  const client = await gateway.connect(quiet);
  gateway.door.broadcast("tick", { ts: 2 });
  await client.event("tick");
  assert.deepEqual(
    client.events("tick").map(({ payload }) => payload.ts),
    [2],
  );
});

test("S93 V21 health and presence carry stateVersion; payloads that are JSON already go out as they are", async (t) => {
  const gateway = await startDoor(t);
  const client = await gateway.connect(quiet);
  gateway.door.broadcast("health", new Encoded(HEALTH), { presence: 5, health: 9 });
  const frame = await client.event("health");
  assert.deepEqual(frame.stateVersion, { presence: 5, health: 9 });
  assert.deepEqual(frame.payload, JSON.parse(HEALTH));
  assert.match(client.texts.at(-1) ?? "", /"stateVersion":\{"presence":5,"health":9\},"seq":1\}$/);
});

test("V21 every event is one whole frame of the schema, whatever its size", async (t) => {
  const gateway = await startDoor(t);
  const clients = [await gateway.connect(quiet), await gateway.connect(quiet)];
  const sizes = [0, 90, 125, 126, 4_000, 4_100, 65_500, 65_600, 200_000];
  for (const size of sizes) gateway.door.broadcast("shutdown", { reason: "ü".repeat(size) });
  for (const client of clients) {
    await client.event("shutdown", ({ payload }) => payload.reason.length === 200_000);
    assert.deepEqual(
      client.events("shutdown").map(({ payload }) => payload.reason.length),
      sizes,
    );
    for (const frame of client.events("shutdown")) assert.ok(validateEventFrame(frame));
    assertContiguous(client);
  }
});

test("an event that was never declared is a defect", async (t) => {
  const gateway = await startDoor(t);
  assert.throws(() => gateway.door.broadcast("nope", {}), /the event nope has no declaration/);
});

test("a node sees no event of a session, and no gap where one was", async (t) => {
  const gateway = await startDoor(t);
  const node = await gateway.connect({ role: "node", ...quiet });
  const operator = await gateway.connect(quiet);
  gateway.door.publishRun({
    runId: "run" as RunId,
    session: "agent:main:main" as SessionKey,
    event: { kind: "start", at: 1 },
  });
  gateway.door.broadcast("tick", { ts: 1 });
  await operator.event("agent");
  await node.event("tick");
  assert.equal(node.events("agent").length, 0);
  assert.deepEqual(assertContiguous(node), [1]);
});

test("S73 S80 S92 what a run does is told as agent and chat events", async (t) => {
  const gateway = await startDoor(t);
  const client = await gateway.connect(quiet);
  const runId = "run" as RunId;
  const session = "agent:main:main" as SessionKey;
  gateway.door.publishRun({ runId, session, event: { kind: "start", at: 1 } });
  gateway.door.publishRun({ runId, session, event: { kind: "text", delta: "hi" } });
  const outcome = { state: "done", text: "hi" } as const;
  gateway.door.publishRun({ runId, session, event: { kind: "end", startedAt: 1, at: 2, outcome } });
  await client.event("chat", ({ payload }) => payload.state === "final");
  assert.deepEqual(
    client.events("agent").map(({ payload }) => [payload.seq, payload.stream]),
    [
      [1, "lifecycle"],
      [2, "assistant"],
      [3, "lifecycle"],
    ],
  );
});

test("S94 S120 a tick is sent to everybody at the interval", async (t) => {
  const gateway = await startDoor(t, { limits: { tickIntervalMs: 20 } });
  const client = await gateway.connect(quiet);
  await client.event("tick");
  const first = client.events("tick").length;
  await client.event("tick", (frame) => client.events("tick").indexOf(frame) > first);
  const [tick] = client.events("tick");
  assert.ok(tick && Math.abs(tick.payload.ts - Date.now()) < 60_000);
  assertContiguous(client);
});

test("S93 S102 V7 V22 clients hear who comes and who leaves; a version rises with each change", async (t) => {
  const gateway = await startDoor(t);
  const watcher = await gateway.connect(quiet);
  const { snapshot } = await (await gateway.open()).hello(quiet);
  const guest = await gateway.connect(person("guest"));
  const came = await watcher.event("presence", (frame) => instancesOf(frame).includes("guest"));
  assert.ok((came.stateVersion?.presence ?? 0) > snapshot.stateVersion.presence);
  assert.equal(came.stateVersion?.health, 7);
  guest.ws.close();
  const left = await watcher.event("presence", (frame) =>
    rowsOf(frame.payload.presence).some(
      (row) => row.instanceId === "guest" && row.reason === "disconnect",
    ),
  );
  assert.ok((left.stateVersion?.presence ?? 0) > (came.stateVersion?.presence ?? 0));
});

test("V22 comings that follow each other closely are told together", async (t) => {
  const gateway = await startDoor(t);
  const watcher = await gateway.connect(quiet);
  const names = Array.from({ length: 20 }, (_, at) => `guest-${at}`);
  for (const name of names) await gateway.connect(person(name));
  await watcher.event("presence", (frame) => names.every((n) => instancesOf(frame).includes(n)));
  assert.ok(watcher.events("presence").length < names.length);
});

test("S78 V8 V22 a system-event is told at once, each on its own, with its tags", async (t) => {
  const gateway = await startDoor(t);
  const watcher = await gateway.connect(quiet);
  const notes = Array.from({ length: 30 }, (_, at) => `note ${at}`);
  for (const text of notes) {
    watcher.ask("system-event", {
      text,
      instanceId: "mac",
      tags: ["a", ""],
      lastInputSeconds: 1.7,
    });
  }
  await watcher.event("presence", ({ payload }) =>
    rowsOf(payload.presence).some(isNote("note 29")),
  );
  assert.equal(watcher.events("presence").length, 30);
  const { payload } = await watcher.request("system-presence");
  const row = rowsOf(payload).find(isNote("note 29"));
  assert.deepEqual([row?.tags, row?.lastInputSeconds], [["a"], 1]);
});

const isNote = (text: string) => (row: PresenceEntry) => row.text === text;

test("V22 a client with presence-delta gets what changed and what went, the others the list", async (t) => {
  const gateway = await startDoor(t);
  const delta = await gateway.connect({ ...quiet, caps: ["presence-delta"] });
  const plain = await gateway.connect(quiet);
  await plain.request("system-event", { text: "t", instanceId: "mac" });
  const changed = await delta.event("presence");
  assert.deepEqual(Object.keys(changed.payload), ["changed", "removed"]);
  assert.deepEqual(namesOf(changed.payload.changed), ["mac"]);
  assert.deepEqual(changed.payload.removed, []);
  const full = await plain.event("presence");
  assert.deepEqual(instancesOf(full), ["gateway", "mac"]);
  assert.deepEqual(changed.stateVersion, full.stateVersion);
  for (const frame of [changed, full]) assert.ok(validateEventFrame(frame));
});

test("S91 V22 a client that comes back with its instance id has one row, and keeps it while one connection lives", async (t) => {
  const gateway = await startDoor(t);
  const watcher = await gateway.connect(quiet);
  const first = await gateway.connect(person("same"));
  await gateway.connect(person("same"));
  first.ws.close();
  await first.closed;
  const { payload } = await watcher.request("system-presence");
  const rows = rowsOf(payload).filter(({ instanceId }) => instanceId === "same");
  assert.deepEqual(
    rows.map(({ reason }) => reason),
    ["connect"],
  );
});

test("S172 a client of mode cli is not listed; one without an instance id is listed by its connection", async (t) => {
  const gateway = await startDoor(t);
  const watcher = await gateway.connect(quiet);
  const nameless = await gateway.open();
  const { server } = await nameless.hello();
  const { payload } = await watcher.request("system-presence");
  assert.deepEqual(namesOf(payload), ["gateway", server.connId]);
});

test("SR6 the row of a client behind a proxy shows its address, that of a local one does not", async (t) => {
  const token = "a-token-of-the-test-0123456789";
  const gateway = await startDoor(t, { auth: { mode: "token", secret: new Secret(token) } });
  const local = await gateway.connect({ ...person("near"), auth: { token } });
  const headers = { "x-forwarded-for": "203.0.113.9" };
  await gateway.connect({ ...person("far"), auth: { token } }, { headers });
  const { payload } = await local.request("system-presence");
  const addressOf = (name: string) =>
    rowsOf(payload).find(({ instanceId }) => instanceId === name)?.ip;
  assert.deepEqual([addressOf("near"), addressOf("far")], [undefined, "127.0.0.1"]);
});
