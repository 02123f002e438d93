import { createHttpDoor } from "../../doors/http/server.ts";
import type { HttpServices } from "../../doors/http/services.ts";
import type { Access } from "../../features/access/access.ts";
import type { Service } from "../../kernel/service.ts";
import type { Listener } from "../../net/listener.ts";
import type { SocketBudget } from "../../net/socket-budget.ts";
import { countQueue } from "../../store/queue.ts";
import type { AssemblyOptions, Spine } from "../introduce.ts";
import { Metrics } from "./metrics.ts";
import { Readiness } from "./readiness.ts";

/** Services whose failure stops answers; channels, for one, fail alone. */
const ON_THE_WAY: ReadonlySet<string> = new Set(["store", "turns", "outbox", "access", "routing"]);

export interface Diagnosis {
  /** Answers plain requests. */
  readonly http: Service;
  /** Has to start after all the others and to stop before them. */
  readonly last: Service;
}

interface Surroundings {
  readonly listener: Listener;
  readonly access: Access;
  readonly budget: SocketBudget;
  readonly connections: () => number;
}

/** What monitors are told, put together from the parts that know. */
export function makeDiagnosis(
  spine: Spine,
  options: AssemblyOptions,
  around: Surroundings,
): Diagnosis {
  const { turns, channels, hub, reports } = spine;
  const { clock, store, log, version } = options;
  const { listener, access, budget, connections } = around;
  const readiness = new Readiness({
    store,
    clock,
    reports: () =>
      Object.fromEntries(Object.entries(reports()).filter(([name]) => ON_THE_WAY.has(name))),
  });
  const metrics = new Metrics({
    version,
    clock,
    store,
    log,
    turns,
    connections,
    pending: () => budget.pending,
    accounts: () => channels.accountStates(),
    reports,
    ready: async () => (await readiness.check()).word === "ready",
  });
  hub.on("run", ({ event }) => {
    if (event.kind === "end") metrics.ended(event.outcome);
  });
  const services: HttpServices = {
    readiness: () => readiness.check(),
    metrics: () => metrics.collect(),
    details: async () => ({
      ts: clock.now(),
      version,
      pid: process.pid,
      uptimeMs: Math.round(clock.monotonic()),
      connections: connections(),
      memory: { rssBytes: process.memoryUsage.rss() },
      services: reports(),
      channels: channels.accountStates(),
      turns: turns.stats,
      queue: await countQueue(store),
      store: store.stats,
      log: log.stats,
    }),
  };
  const parts = { listener, services, access, budget, clock, log: log.child("http") };
  return { http: createHttpDoor(parts), last: lastOf(readiness, metrics) };
}

function lastOf(readiness: Readiness, metrics: Metrics): Service {
  return {
    name: readiness.name,
    start: () => readiness.start(),
    stop: async () => {
      metrics.stop();
      await readiness.stop();
    },
  };
}
