import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock, settle } from "../../test/support/fake-clock.ts";
import { silentLog } from "../kernel/log.ts";
import { Health, type HealthParts } from "./health.ts";

const SESSIONS = { path: "/state/zero.db", count: 1, recent: [{ key: "a", updatedAt: 5, age: 7 }] };

/** A summary whose parts move when the test says so. */
function setUp() {
  const clock = new FakeClock();
  const world = {
    clock,
    telegram: { configured: true, connected: true } as Record<string, unknown>,
    sessions: SESSIONS,
    looks: 0,
    probes: [] as number[],
    broadcasts: [] as string[],
    warnings: [] as string[],
    /** What a look at the database waits for. */
    disk: () => Promise.resolve(),
    network: Promise.resolve(),
  };
  const glance = async () => {
    world.looks += 1;
    await world.disk();
    return world.sessions;
  };
  const parts: HealthParts = {
    clock,
    log: { ...silentLog, warn: (message) => void world.warnings.push(message) },
    defaultAgent: "main",
    model: () => ({ model: "builtin/offline", contextTokens: 1_000 }),
    channels: {
      health: () => ({
        channels: { telegram: world.telegram },
        channelOrder: ["telegram"],
        channelLabels: { telegram: "Telegram" },
        linkChannel: { id: "telegram", label: "Telegram", linked: true, authAgeMs: null },
        lines: ["Telegram: linked as @bot"],
      }),
      async probe(withinMs) {
        world.probes.push(withinMs);
        await world.network;
        world.telegram = {
          ...world.telegram,
          lastProbeAt: clock.now(),
          probe: { ok: true, elapsedMs: world.probes.length },
        };
      },
    },
    sessions: { summary: glance, status: async () => world.sessions },
    services: () => ({ store: { state: "ok" } }),
    notes: () => ["Node connected"],
    changed: (json) => void world.broadcasts.push(json),
  };
  return { world, health: new Health(parts) };
}

async function started() {
  const parts = setUp();
  await parts.health.start();
  parts.world.looks = 0;
  return parts;
}

test("V23: the first summary is there when the start is over, and is no change", async () => {
  const { world, health } = setUp();
  assert.equal(health.encoded, "{}");
  await health.start();
  assert.deepEqual(JSON.parse(health.encoded), {
    ok: true,
    ts: world.clock.now(),
    durationMs: 0,
    channels: { telegram: world.telegram },
    channelOrder: ["telegram"],
    channelLabels: { telegram: "Telegram" },
    linkChannel: { id: "telegram", label: "Telegram", linked: true, authAgeMs: null },
    heartbeatSeconds: 0,
    defaultAgentId: "main",
    agents: [
      {
        agentId: "main",
        isDefault: true,
        heartbeat: { enabled: false, every: "0m", everyMs: 0 },
        sessions: SESSIONS,
      },
    ],
    sessions: SESSIONS,
    services: { store: { state: "ok" } },
  });
  assert.deepEqual([health.version, world.broadcasts, world.probes], [1, [], []]);
});

test("V23: times, ages, counts and probes are no change; a state is one", async () => {
  const { world, health } = await started();
  // The first probe adds its result, which is news; from then on only its times differ.
  await health.summary(true);
  assert.deepEqual([health.version, world.broadcasts.length], [2, 1]);
  world.sessions = { ...SESSIONS, count: 2, recent: [{ key: "b", updatedAt: 9, age: 1 }] };
  await world.clock.advance(20_000);
  await health.summary(true);
  await world.clock.advance(20_000);
  assert.match(await health.summary(true), /"elapsedMs":3/);
  assert.deepEqual([health.version, world.broadcasts.length], [2, 1]);
  world.telegram = { ...world.telegram, connected: false };
  health.invalidate();
  await settle();
  assert.deepEqual([health.version, world.broadcasts.length], [3, 2]);
  assert.equal(world.broadcasts[1], health.encoded);
});

test("V23: a fresh answer comes from the cache, an older one is renewed behind the answer", async () => {
  const { world, health } = await started();
  const first = health.encoded;
  await world.clock.advance(9_000);
  assert.equal(health.summary(false), first);
  assert.equal(world.looks, 0);
  await world.clock.advance(1_000);
  assert.equal(health.summary(false), first, "nobody waits");
  assert.equal(health.summary(false), first);
  await settle();
  assert.equal(world.looks, 1, "and one look is enough for both");
  assert.notEqual(health.encoded, first);
  assert.equal(health.summary(false), health.encoded);
  assert.equal(world.looks, 1, "it is fresh again");
  assert.deepEqual(world.probes, [], "no network was asked");
});

test("V23: an answer that is too old is waited for, and all who wait share one look", async () => {
  const { world, health } = await started();
  health.stop();
  await world.clock.advance(61_000);
  const answers = await Promise.all([1, 2, 3].map(async () => health.summary(false)));
  assert.equal(world.looks, 1);
  assert.deepEqual(new Set(answers), new Set([health.encoded]));
});

test("V23: one probe at a time, behind the look that is under way, each within 8 s", async () => {
  const { world, health } = await started();
  const network = Promise.withResolvers<void>();
  world.network = network.promise;
  health.invalidate();
  const both = [1, 2].map(async () => health.summary(true));
  await settle();
  assert.deepEqual(world.probes, [8_000]);
  assert.equal(health.summary(false), health.encoded, "others are answered meanwhile");
  network.resolve();
  assert.deepEqual(await Promise.all(both), [health.encoded, health.encoded]);
  assert.equal(world.looks, 2);
});

test("a change during a look is seen by the look behind it", async () => {
  const { world, health } = await started();
  const disk = Promise.withResolvers<void>();
  world.disk = () => disk.promise;
  health.invalidate();
  await settle();
  world.telegram = { ...world.telegram, connected: false };
  health.invalidate();
  health.invalidate();
  disk.resolve();
  await settle();
  await settle();
  assert.equal(world.looks, 2);
  assert.match(health.encoded, /"connected":false/);
  assert.equal(world.broadcasts.length, 1);
});

test("it looks once a minute by itself until it is stopped, and a failed look is tried again", async () => {
  const { world, health } = await started();
  const before = health.encoded;
  world.disk = () => Promise.reject(new Error("the disk cannot be read"));
  await world.clock.advance(60_000);
  assert.deepEqual(world.warnings, ["health could not be refreshed"]);
  assert.equal(health.encoded, before, "the last answer stays");
  world.disk = () => Promise.resolve();
  await world.clock.advance(60_000);
  assert.equal(world.looks, 2);
  assert.notEqual(health.encoded, before);
  health.stop();
  await world.clock.advance(600_000);
  assert.equal(world.looks, 2);
});

test("status tells people about channels, sessions, notes and the model that answers", async () => {
  const { health } = await started();
  assert.deepEqual(JSON.parse(await health.status()), {
    linkChannel: { id: "telegram", label: "Telegram", linked: true, authAgeMs: null },
    heartbeat: {
      defaultAgentId: "main",
      agents: [{ agentId: "main", enabled: false, every: "0m", everyMs: 0 }],
    },
    channelSummary: ["Telegram: linked as @bot"],
    queuedSystemEvents: ["Node connected"],
    sessions: {
      paths: ["/state/zero.db"],
      count: 1,
      defaults: { model: "builtin/offline", contextTokens: 1_000 },
      recent: SESSIONS.recent,
      byAgent: [{ agentId: "main", path: "/state/zero.db", count: 1, recent: SESSIONS.recent }],
    },
    services: { store: { state: "ok" } },
  });
});
