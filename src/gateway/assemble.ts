import { hostname } from "node:os";
import { variablesOf } from "../config/environment.ts";
import { sentenceOf } from "../config/problems.ts";
import { createSocketDoor, type SocketDoor } from "../doors/socket/server.ts";
import type { Services } from "../doors/socket/services.ts";
import { MAIN_AGENT } from "../domain/ids.ts";
import { mainSession, parseSessionKey } from "../domain/session.ts";
import { Access, type AuthSettings } from "../features/access/access.ts";
import type { Agent } from "../features/agent/index.ts";
import type { Nodes } from "../features/nodes/nodes.ts";
import { Presence } from "../features/presence/presence.ts";
import type { Clock } from "../kernel/clock.ts";
import { Secret } from "../kernel/secret.ts";
import type { Service } from "../kernel/service.ts";
import { GuessBudget } from "../net/guess-budget.ts";
import { Listener } from "../net/listener.ts";
import { SocketBudget } from "../net/socket-budget.ts";
import { Tailscale } from "../net/tailscale.ts";
import { authOf, bindOf } from "./access-settings.ts";
import { scrubbingOf } from "./control/config-file.ts";
import { makeConfiguration } from "./control/configuration.ts";
import { makePlane, type Plane } from "./control/plane.ts";
import { makeDiagnosis } from "./diagnosis/diagnosis.ts";
import { makeQueue } from "./diagnosis/queue.ts";
import { Consumer } from "./turns/consumer.ts";
import { type AssemblyOptions, introduce, type Spine } from "./introduce.ts";
import { Housekeeping } from "./housekeeping.ts";
import { attendingNodes } from "./control/nodes.ts";
import { RestartWord } from "./reload/sentinel.ts";
import { agentServices, SESSION_SCOPE, sessionServices } from "./session-services.ts";

export interface Assembly {
  /** In the order in which they start. */
  services: readonly Service[];
  listener: Listener;
  door: SocketDoor;
  agent: Agent;
  /** What a service says of itself is different. */
  healthChanged(): void;
  /** True when an account of a channel takes the blame for a rejected promise. */
  absorb(error: unknown): boolean;
}

/** Puts a gateway together on an open store. Nothing starts here. */
export function assemble(options: AssemblyOptions): Assembly {
  const { running, clock, log, store } = options;
  const spine = introduce(options);
  const auth = authOf(running.config.gateway.auth);
  const budget = new SocketBudget(clock);
  const listener = makeListener(options, auth, budget);
  const presence = new Presence({ clock, self: selfRow(options) });
  const plane = makePlane(spine, options);
  const { devices, nodes } = plane;
  const { file, reloader, wizard } = makeConfiguration(options, spine);
  const access = new Access({ auth, devices, guesses: new GuessBudget(clock), clock });
  const consumer = new Consumer({ ...spine, clock, log: log.child("turns") });
  const operating = { config: file, queue: makeQueue(spine, options, consumer), wizard };
  const door: SocketDoor = createSocketDoor({
    listener,
    services: { ...servicesOf(spine, presence, clock), ...plane.services, ...operating },
    access,
    presence,
    budget,
    clock,
    log: log.child("socket"),
    info: infoOf(options),
    wireStyle: options.wireStyle,
    snapshot: () => snapshotOf(spine),
    verboseOf: (run, session) => spine.verboseOf(run, session),
    ...attendingNodes(nodes),
  });
  publishFacts(spine, door);
  const diagnosis = makeDiagnosis(spine, options, {
    listener,
    access,
    budget,
    connections: () => door.connectionCount,
  });
  const { channels, outbox } = spine;
  const services: Service[] = [
    ...supportingServices(spine, plane, { presence, store, wizard }),
    listener,
    diagnosis.http,
    door,
    ...tailscaleOf(options, listener, spine),
    channels,
    outbox,
    consumer,
    housekeepingOf(spine, nodes, options),
    reloader,
    restartWord(spine, options),
    diagnosis.last,
  ];
  spine.watch(services);
  return {
    services,
    listener,
    door,
    agent: spine.agent,
    healthChanged: () => spine.health.invalidate(),
    absorb: (error) => channels.absorb(error),
  };
}

function restartWord(spine: Spine, options: AssemblyOptions): RestartWord {
  const { paths, clock, log, running, problem } = options;
  const { sessions, outbox, notes } = spine;
  const keyOf = (session: string | undefined) =>
    parseSessionKey(session ?? "") ?? mainSession(MAIN_AGENT);
  return new RestartWord({
    stateDir: paths.stateDir,
    clock,
    log: log.child("config"),
    trouble: problem && scrubbingOf(running.now)([])(sentenceOf(problem.problems)),
    send: async (key, session, text) => {
      const route = await sessions.route(keyOf(session));
      if (!route) throw new Error("nothing came to this session through a channel");
      await outbox.send(key, route, { text });
    },
    note: (session, text) => notes.add(keyOf(session), text, clock.now()),
  });
}

interface Supports {
  readonly presence: Presence;
  readonly store: AssemblyOptions["store"];
  readonly wizard: { stop(): void };
}

/** What the others lean on; these start before anybody can ask. */
function supportingServices(
  { health, routing }: Spine,
  { devices, exec }: Plane,
  { presence, store, wizard }: Supports,
): Service[] {
  return [
    asService("store", { health: () => store.health() }),
    asService("health", { start: () => health.start(), stop: async () => health.stop() }),
    asService("presence", { stop: async () => presence.stop() }),
    asService("exec", { stop: async () => exec.stop() }),
    asService("wizard", { stop: async () => wizard.stop() }),
    asService("routing", { start: () => routing.start(), stop: async () => routing.stop() }),
    asService("access", { start: () => devices.start(), stop: async () => devices.stop() }),
  ];
}

/** What happens inside, told to clients. */
function publishFacts({ hub }: Spine, door: SocketDoor): void {
  hub.on("run", (fact) => door.publishRun(fact));
  hub.on("injected", (message) => door.publishMessage(message));
  hub.on("deviceEnded", ({ device, reason }) => door.endDevice(device, reason));
  hub.on("broadcast", ({ event, payload }) => door.broadcast(event, payload));
  hub.on("health", (payload) => door.broadcast("health", payload));
}

function makeListener(
  { running, log, port }: AssemblyOptions,
  auth: AuthSettings,
  budget: SocketBudget,
): Listener {
  const { gateway } = running.config;
  const bind = bindOf(gateway);
  if (gateway.bind === "tailnet" && bind.mode === "loopback") {
    const now = "this machine has no Tailscale address, so only it can connect";
    log.child("net").warn(`${now}; start the gateway again after \`tailscale up\``);
  }
  return new Listener({
    bind,
    port: gateway.port || (port ?? 0),
    trustedProxies: gateway.trustedProxies,
    secretConfigured: auth.mode !== "none" && auth.secret instanceof Secret,
    budget,
    log: log.child("net"),
  });
}

/** None where nobody asked for it. */
function tailscaleOf(
  { running, clock, log }: AssemblyOptions,
  listener: Listener,
  { health }: Pick<Spine, "health">,
): Service[] {
  const { config, env } = running.now;
  const { mode, resetOnExit } = config.gateway.tailscale;
  if (mode === "off") return [];
  const tailscale = new Tailscale({
    mode,
    resetOnExit,
    port: () => listener.port,
    env: variablesOf(env, ["PATH", "HOME", "LANG"]),
    named: (host) => listener.serveName(host),
    changed: () => health.invalidate(),
    clock,
    log: log.child("tailscale"),
  });
  return [tailscale];
}

const SESSION_DEFAULTS = {
  defaultAgentId: MAIN_AGENT,
  mainSessionKey: mainSession(MAIN_AGENT),
  ...SESSION_SCOPE,
} as const;

function snapshotOf({ health }: Spine) {
  const { encoded, version } = health;
  return { health: encoded, healthVersion: version, sessionDefaults: SESSION_DEFAULTS };
}

function servicesOf(
  spine: Spine,
  presence: Presence,
  clock: Clock,
): Omit<Services, keyof Plane["services"] | "config" | "queue" | "wizard"> {
  const { turns, outbox, health, channels, agent, notes } = spine;
  return {
    turns,
    sends: outbox,
    sessions: sessionServices(spine),
    agents: agentServices(spine),
    health,
    channels: {
      status: (query) => channels.status(query),
      logout: (channel, accountId) => channels.logout(channel, accountId),
      resolve: (target) => channels.resolve(target),
      has: (channel) => channels.has(channel),
      nativeId: (channel, id) => channels.nativeId(channel, id),
      defaultChannel: () => channels.defaultChannel(),
    },
    presence: {
      encoded: () => presence.encoded(),
      note: (event) => {
        const note = presence.note(event);
        if (note !== undefined) notes.add(mainSession(MAIN_AGENT), note, clock.now());
      },
    },
    models: agent.models,
  };
}

function infoOf({ version, paths }: AssemblyOptions) {
  const { stateDir, configPath } = paths;
  return { version, host: hostname(), stateDir, configPath };
}

/** The gateway's own row in presence. */
function selfRow({ version }: AssemblyOptions) {
  const host = hostname();
  const platform = `${process.platform} ${process.arch}`;
  const text = `Gateway: ${host} · app ${version} · mode gateway · reason self`;
  return { host, version, platform, mode: "gateway", reason: "self", text };
}

function housekeepingOf(spine: Spine, nodes: Nodes, options: AssemblyOptions): Housekeeping {
  const { clock, log } = options;
  const prune = { ...pruning(spine, options), "node commands": () => nodes.prune() };
  return new Housekeeping({ prune, clock, log: log.child("store") });
}

/** Deletes a batch of what is kept long enough, by the name of what it is. */
function pruning({ inbox, outbox, runs, sessions }: Spine, { store, clock }: AssemblyOptions) {
  const RUNS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
  return {
    inbox: () => inbox.prune(),
    outbox: () => outbox.prune(),
    runs: async () => {
      const expired = await runs.expired(clock.now() - RUNS_KEPT_MS);
      await store.commit(expired.flatMap((run) => [sessions.retired(run), runs.deleted(run.id)]));
      return expired.length;
    },
  };
}

/** A part with some of a service's abilities, as one. */
function asService(name: string, own: Partial<Service>): Service {
  return { name, start: async () => undefined, stop: async () => undefined, ...own };
}
