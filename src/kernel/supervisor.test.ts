import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock, settle } from "../../test/support/fake-clock.ts";
import { silentLog } from "./log.ts";
import type { Service } from "./service.ts";
import { reportsOf, Supervisor } from "./supervisor.ts";

function service(name: string, seen: string[], over: Partial<Service> = {}): Service {
  return {
    name,
    async start() {
      seen.push(`start ${name}`);
    },
    async stop() {
      seen.push(`stop ${name}`);
    },
    ...over,
  };
}

test("services start in order and stop in reverse, once", async () => {
  const seen: string[] = [];
  const all = ["a", "b", "c"].map((name) => service(name, seen));
  const supervisor = new Supervisor(all, new FakeClock(), silentLog);
  await supervisor.start();
  await Promise.all([supervisor.stop({ reason: "test" }), supervisor.stop({ reason: "again" })]);
  assert.deepEqual(seen, ["start a", "start b", "start c", "stop c", "stop b", "stop a"]);
});

test("a failed start stops what ran, the failed one included, and tells the original reason", async () => {
  const seen: string[] = [];
  const broken = service("b", seen, { start: () => Promise.reject(new Error("no disk")) });
  const all = [service("a", seen), broken, service("c", seen)];
  const supervisor = new Supervisor(all, new FakeClock(), silentLog);
  await assert.rejects(supervisor.start(), /no disk/);
  assert.deepEqual(seen, ["start a", "stop b", "stop a"]);
});

test("a service that never stops, and one that throws, are left behind at their deadline (A16, A30)", async () => {
  const seen: string[] = [];
  const clock = new FakeClock();
  const hanging = service("hanging", seen, { stop: () => new Promise(() => undefined) });
  const throwing = service("throwing", seen, { stop: () => Promise.reject(new Error("no")) });
  const all = [service("first", seen), hanging, throwing];
  const supervisor = new Supervisor(all, clock, silentLog);
  await supervisor.start();
  const stopped = supervisor.stop({ reason: "test" });
  await settle();
  assert.ok(!seen.includes("stop first"));
  await clock.advance(1_000);
  await stopped;
  assert.ok(seen.includes("stop first"));
});

test("health names every service, those without an opinion as ok", () => {
  const sick = service("sick", [], { health: () => ({ state: "degraded", detail: "disk" }) });
  assert.deepEqual(reportsOf([service("a", []), sick]), {
    a: { state: "ok" },
    sick: { state: "degraded", detail: "disk" },
  });
});
