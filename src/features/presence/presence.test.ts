import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../../../test/support/fake-clock.ts";
import type { PresenceRow } from "../../domain/presence.ts";
import { Presence, type PresenceUpdate } from "./presence.ts";

const MINUTE_MS = 60_000;

function setUp(restingRowsMax?: number) {
  const clock = new FakeClock();
  const self = { host: "gw", instanceId: "gateway", mode: "gateway", reason: "self" };
  const presence = new Presence({
    clock,
    self,
    ...(restingRowsMax === undefined ? {} : { restingRowsMax }),
  });
  const told: PresenceUpdate[] = [];
  presence.subscribe((update) => told.push(update));
  return { clock, presence, told };
}

const rowsOf = (json: string): PresenceRow[] => JSON.parse(json) as PresenceRow[];
const namesOf = (json: string) => rowsOf(json).map(({ instanceId }) => instanceId);
const person = (instanceId: string) => ({ instanceId, host: "web", mode: "webchat" });

test("S172 the gateway's own row is there from the start and always looks fresh", async () => {
  const { clock, presence } = setUp();
  assert.deepEqual(rowsOf(presence.encoded()), [
    { instanceId: "gateway", host: "gw", mode: "gateway", reason: "self", ts: clock.now() },
  ]);
  await clock.advance(30 * MINUTE_MS);
  assert.equal(rowsOf(presence.encoded())[0]?.ts, clock.now());
  assert.equal(presence.version, 1);
});

test("SR4 nobody takes the row of a device by naming it", () => {
  const { presence } = setUp();
  const device = presence.join({ deviceId: "abc", host: "phone", mode: "ui", scopes: ["x"] });
  const forger = presence.join({ instanceId: "abc", host: "evil", mode: "ui", scopes: [] });
  assert.notEqual(forger, device);
  const row = rowsOf(presence.encoded()).find(({ deviceId }) => deviceId === "abc");
  assert.deepEqual([row?.host, row?.scopes], ["phone", ["x"]]);
});

test("a gateway without an instance id gets one, so that no report about its host is taken for it", () => {
  const presence = new Presence({ clock: new FakeClock(), self: { host: "gw", mode: "gateway" } });
  presence.note({ text: "t", host: "gw" });
  assert.equal(rowsOf(presence.encoded()).length, 2);
});

test("the newest row comes first, and the list is the same text until something changes", async () => {
  const { clock, presence } = setUp();
  presence.join(person("a"));
  await clock.advance(1_000);
  presence.join(person("b"));
  assert.deepEqual(namesOf(presence.encoded()), ["gateway", "b", "a"]);
  assert.equal(presence.encoded(), presence.encoded());
  presence.note({ text: "t", instanceId: "a" });
  assert.deepEqual(namesOf(presence.encoded()), ["gateway", "a", "b"]);
});

test("S93 V7 the version rises with every change", () => {
  const { presence } = setUp();
  const versions = [presence.version];
  const key = presence.join(person("a"));
  versions.push(presence.version);
  presence.note({ text: "t" });
  versions.push(presence.version);
  presence.leave(key);
  versions.push(presence.version);
  assert.deepEqual(versions, [1, 2, 3, 4]);
});

test("V22 the row of a live connection never expires; once left it goes five minutes later", async () => {
  const { clock, presence, told } = setUp();
  const key = presence.join(person("a"));
  await clock.advance(60 * MINUTE_MS);
  assert.deepEqual(namesOf(presence.encoded()), ["gateway", "a"]);
  presence.leave(key);
  assert.equal(rowsOf(presence.encoded())[1]?.reason, "disconnect");
  await clock.advance(5 * MINUTE_MS - 1);
  assert.deepEqual(namesOf(presence.encoded()), ["gateway", "a"]);
  await clock.advance(2_000);
  assert.deepEqual(namesOf(presence.encoded()), ["gateway"]);
  assert.deepEqual(JSON.parse(told.at(-1)?.delta() ?? ""), { changed: [], removed: ["a"] });
});

test("S91 two connections of one instance are one row, which leaves with the second", () => {
  const { presence } = setUp();
  const first = presence.join(person("a"));
  const second = presence.join(person("A"));
  assert.equal(first, second);
  presence.leave(first);
  assert.equal(rowsOf(presence.encoded())[1]?.reason, "connect");
  presence.leave(second);
  assert.equal(rowsOf(presence.encoded())[1]?.reason, "disconnect");
  presence.leave(second);
  assert.equal(rowsOf(presence.encoded()).length, 2);
});

test("a machine that only reported goes five minutes after its last report", async () => {
  const { clock, presence } = setUp();
  presence.note({ text: "beacon", instanceId: "mac" });
  await clock.advance(4 * MINUTE_MS);
  presence.note({ text: "beacon", instanceId: "mac" });
  await clock.advance(4 * MINUTE_MS);
  assert.deepEqual(namesOf(presence.encoded()), ["gateway", "mac"]);
  await clock.advance(MINUTE_MS + 2_000);
  assert.deepEqual(namesOf(presence.encoded()), ["gateway"]);
});

test("V22 the first coming is told at once, those of the next 250 ms together", async () => {
  const { clock, presence, told } = setUp();
  presence.join(person("a"));
  assert.equal(told.length, 1);
  for (const name of ["b", "c", "d"]) presence.join(person(name));
  assert.equal(told.length, 1);
  await clock.advance(249);
  assert.equal(told.length, 1);
  await clock.advance(1);
  assert.equal(told.length, 2);
  assert.deepEqual(namesOf(told[1]?.full() ?? ""), ["gateway", "d", "c", "b", "a"]);
  await clock.advance(1_000);
  presence.join(person("e"));
  assert.equal(told.length, 3);
});

test("V22 a report is told at once and takes along what was waiting", async () => {
  const { clock, presence, told } = setUp();
  presence.join(person("a"));
  presence.join(person("b"));
  presence.note({ text: "t", instanceId: "mac" });
  assert.equal(told.length, 2);
  const { changed } = JSON.parse(told[1]?.delta() ?? "") as { changed: PresenceRow[] };
  assert.deepEqual(
    changed.map(({ instanceId }) => instanceId),
    ["b", "mac"],
  );
  await clock.advance(1_000);
  assert.equal(told.length, 2, "nothing was left to tell");
});

test("V22 a broadcast holds the 200 newest rows, the list holds all", () => {
  const { presence, told } = setUp();
  for (let at = 0; at < 300; at += 1) presence.note({ text: "t", instanceId: `n${at}` });
  const broadcast = namesOf(told.at(-1)?.full() ?? "");
  assert.equal(broadcast.length, 200);
  assert.deepEqual(broadcast.slice(0, 2), ["gateway", "n299"]);
  assert.equal(rowsOf(presence.encoded()).length, 301);
});

test("a resting row too many pushes out the one that rests longest, never a live one", () => {
  const { presence, told } = setUp(2);
  presence.join(person("live"));
  for (const name of ["a", "b", "c"]) presence.note({ text: "t", instanceId: name });
  assert.deepEqual(namesOf(presence.encoded()), ["gateway", "c", "b", "live"]);
  const { removed } = JSON.parse(told.at(-1)?.delta() ?? "") as { removed: string[] };
  assert.deepEqual(removed, ["a"]);
});

test("when many leave at once only the newest rest, and the others are told as removed", async () => {
  const { clock, presence, told } = setUp(3);
  const keys = Array.from({ length: 10 }, (_, at) => presence.join(person(`n${at}`)));
  await clock.advance(1_000);
  for (const key of keys) presence.leave(key);
  await clock.advance(1_000);
  assert.deepEqual(namesOf(presence.encoded()), ["gateway", "n9", "n8", "n7"]);
  const removed = told.flatMap((update) => {
    return (JSON.parse(update.delta()) as { removed: string[] }).removed;
  });
  assert.deepEqual(removed, ["n0", "n1", "n2", "n3", "n4", "n5", "n6"]);
});

test("a report about a live row changes it and leaves it live", async () => {
  const { clock, presence } = setUp();
  presence.join(person("live"));
  presence.note({ text: "t", instanceId: "live" });
  await clock.advance(10 * MINUTE_MS);
  assert.equal(rowsOf(presence.encoded())[1]?.text, "t");
});

test("V22 applying every delta to what was there gives the list", async () => {
  const { clock, presence, told } = setUp();
  const keys = new Map<string, string>();
  const shown = new Map<string, PresenceRow>();
  for (let step = 0; step < 400; step += 1) {
    const name = `n${(step * 7) % 23}`;
    const key = keys.get(name);
    if (step % 5 === 4) presence.note({ text: "t", instanceId: name });
    else if (key === undefined) keys.set(name, presence.join(person(name)));
    else {
      presence.leave(key);
      keys.delete(name);
    }
    await clock.advance((step * 131) % 40_000);
  }
  await clock.advance(10 * MINUTE_MS);
  for (const update of told) {
    const { changed, removed } = JSON.parse(update.delta()) as {
      changed: PresenceRow[];
      removed: string[];
    };
    for (const key of removed) shown.delete(key);
    for (const row of changed) shown.set(row.instanceId ?? "", row);
  }
  const [, ...rows] = rowsOf(presence.encoded());
  const byName = (a: PresenceRow, b: PresenceRow) =>
    (a.instanceId ?? "").localeCompare(b.instanceId ?? "");
  assert.deepEqual([...shown.values()].toSorted(byName), rows.toSorted(byName));
});

test("after a stop nobody is told and no timer waits", async () => {
  const { clock, presence, told } = setUp();
  presence.join(person("a"));
  presence.join(person("b"));
  presence.note({ text: "t", instanceId: "c" });
  presence.join(person("d"));
  presence.stop();
  await clock.advance(10 * MINUTE_MS);
  assert.equal(told.length, 2);
  assert.equal(clock.pending, 0);
});
