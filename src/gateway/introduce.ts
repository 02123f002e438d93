import type { Address } from "@zero/channel";
import { variablesOf } from "../config/environment.ts";
import type { Configuration } from "../config/load.ts";
import type { ConfigError } from "../config/problems.ts";
import type { RunningConfig } from "../config/reload/running.ts";
import type { Paths } from "../config/paths.ts";
import type { Config } from "../config/generated/sections.ts";
import { type AgentId, MAIN_AGENT, type RunId, type SessionKey } from "../domain/ids.ts";
import type { Message } from "../domain/run.ts";
import { KEY_VARIABLES } from "../domain/model-provider.ts";
import type { Role } from "../domain/scope.ts";
import type { TurnRequest } from "../domain/turn.ts";
import { directSession, mainSession } from "../domain/session.ts";
import { Encoded } from "../doors/socket/handlers.ts";
import type { WireStyle } from "../doors/socket/wire-log.ts";
import type { PublishedRunEvent } from "../doors/socket/services.ts";
import {
  type Agent,
  type AgentConfig,
  createAgent,
  type RawStream,
  Runs,
} from "../features/agent/index.ts";
import { Channels } from "../features/channels/channels.ts";
import { Inbox } from "../features/inbox/inbox.ts";
import { Outbox } from "../features/outbox/outbox.ts";
import { type KnockDigest, Routing } from "../features/routing/routing.ts";
import { Sessions } from "../features/sessions/sessions.ts";
import { EventHub } from "../kernel/event-hub.ts";
import { errorFields } from "../kernel/log.ts";
import type { Clock } from "../kernel/clock.ts";
import { Secret } from "../kernel/secret.ts";
import type { HealthReport, Service } from "../kernel/service.ts";
import { reportsOf } from "../kernel/supervisor.ts";
import type { Database } from "../store/database.ts";
import type { GatewayLog } from "./logging.ts";
import { Health } from "./health.ts";
import { MessagePath } from "./message-path.ts";
import type { Restarts } from "./reload/restarts.ts";
import { SystemNotes } from "./notes.ts";
import { Turns } from "./turns/turns.ts";
import { showTyping } from "./typing.ts";

/** What a gateway is put together from. */
export interface AssemblyOptions {
  running: RunningConfig;
  /** What was wrong with the configuration file when it was read for this start. */
  problem: ConfigError | undefined;
  /** With what the gateway could not start: the same is not tried again. */
  failed?: Config | undefined;
  /** Why a gateway would not run with a valid configuration; undefined: it would. */
  objection: (configuration: Configuration) => string | undefined;
  restarts: Pick<Restarts, "request" | "requestUnlessWaiting">;
  paths: Paths;
  version: string;
  log: GatewayLog;
  clock: Clock;
  store: Database;
  /** The port to take when the configuration says any; absent: any. */
  port?: number | undefined;
  /** How much of the traffic the log tells; `auto` when it is left out. */
  wireStyle?: WireStyle;
  /** Where the streams of models go as they come; absent: nowhere. */
  rawStream?: RawStream | undefined;
}

/** What may wait in memory or on disk; above it the network, or the client, waits. */
const LIMITS = {
  inboxOpenMax: 10_000,
  textLengthMax: 65_536,
  openTurnsMax: 1_000,
  laneDepthMax: 100,
} as const;

/** Facts that features publish and the door maps to events of the wire. */
interface Facts {
  run: PublishedRunEvent;
  health: Encoded;
  /** A message that no run made. */
  injected: Message;
  /** A role of a device is over, with all its connections. */
  deviceEnded: { device: { deviceId: string; role: Role }; reason: string };
  /** For the wire as it is. */
  broadcast: { event: string; payload: object };
}

/** What keeps rows: these know the store and nobody else. */
interface Keepers {
  inbox: Inbox;
  runs: Runs;
  sessions: Sessions;
}

/** What reaches the networks. */
interface Networks {
  channels: Channels;
  routing: Routing;
  outbox: Outbox;
}

/** The features, acquainted with one another. */
export interface Spine extends Keepers, Networks {
  hub: EventHub<Facts>;
  agent: Agent;
  path: MessagePath;
  turns: Turns;
  health: Health;
  notes: SystemNotes;
  /** The session that somebody at this address has with the agent. */
  sessionAt(agent: AgentId, address: Address): SessionKey;
  /** Whether tools of a run are shown to clients. */
  verboseOf(run: RunId, session: SessionKey): "off" | "on" | "full";
  /** The services whose word goes into health and to monitors. */
  watch(services: readonly Service[]): void;
  /** What each of these says of itself. */
  reports: () => Record<string, HealthReport>;
}

/** Makes the features and passes to each what it needs of the others. */
export function introduce(options: AssemblyOptions): Spine {
  const { running, clock, log, store } = options;
  const settings = () => running.config.agents.defaults;
  const hub = new EventHub<Facts>((error, event) =>
    log.error("an observer failed", { event, ...errorFields(error) }),
  );
  const notes = new SystemNotes();
  const model = () => modelFacts(running.config, agent);
  const keepers = makeKeepers(options, model);
  const networks = makeNetworks(options, keepers, {
    changed: () => health.invalidate(),
    tell: ({ channel, account, text }) => {
      log.warn("strangers knocked", { channel, account, text });
      notes.add(mainSession(MAIN_AGENT), text, clock.now());
    },
  });
  const { channels, routing, outbox } = networks;
  const agent = makeAgent(options, keepers, channels);
  const path = new MessagePath({ clock, store, ...keepers, routing, agent, outbox, notes });
  const turns = new Turns({
    path,
    store,
    runs: keepers.runs,
    clock,
    log: log.child("turns"),
    publish: (fact) => hub.emit("run", fact),
    recovered: () => store.recovered(),
    attend: typing(clock, channels),
    limits: { ...LIMITS, parallelRunsMax: () => settings().maxConcurrent },
  });
  let watched: readonly Service[] = [];
  const reports = () => reportsOf(watched);
  const health = new Health({
    clock,
    log: log.child("health"),
    defaultAgent: MAIN_AGENT,
    channels: { health: () => channels.healthEntries(), probe: (ms) => channels.probe(ms) },
    sessions: keepers.sessions,
    model,
    services: reports,
    notes: () => notes.list(mainSession(MAIN_AGENT)),
    changed: (json) => hub.emit("health", new Encoded(json)),
  });
  return {
    ...keepers,
    ...networks,
    hub,
    agent,
    path,
    turns,
    health,
    notes,
    sessionAt: (owner, address) => sessionAt(running, owner, address),
    verboseOf: verbosity(keepers, turns, () => settings().verboseDefault),
    watch: (services) => (watched = services),
    reports,
  };
}

function sessionAt({ config }: RunningConfig, owner: AgentId, address: Address): SessionKey {
  const { channel, account, conversation: sender } = address;
  return directSession(owner, config.session.dmScope, { channel, account, sender });
}

/** Somebody who waits for an answer on a network sees that it is being written. */
function typing(clock: Clock, channels: Channels): (request: TurnRequest) => () => void {
  return ({ replyTo }) => {
    if (!replyTo) return () => undefined;
    return showTyping(clock, (to) => channels.showTyping(to), replyTo.address);
  };
}

/** A request wins over its session, and a session over the configuration. */
function verbosity(
  { sessions }: Keepers,
  turns: Turns,
  otherwise: () => "off" | "on" | "full",
): Spine["verboseOf"] {
  return (run, session) =>
    turns.requestOf(run)?.verbose ?? sessions.verboseOf(session) ?? otherwise();
}

function makeKeepers({ clock, store }: AssemblyOptions, model: () => ModelFacts): Keepers {
  const { inboxOpenMax: openMax, textLengthMax } = LIMITS;
  return {
    inbox: new Inbox({ store, clock, openMax, textLengthMax }),
    runs: new Runs(store),
    sessions: new Sessions({
      store,
      clock,
      path: store.path,
      defaults: () => defaultsOf(model()),
    }),
  };
}

function makeNetworks(
  { running, clock, log, store }: AssemblyOptions,
  { inbox }: Keepers,
  { changed, tell }: { changed: () => void; tell: (digest: KnockDigest) => void },
): Networks {
  const { config, env } = running.now;
  const routing: Routing = new Routing({
    access: (channel, account) => channels.access(channel, account),
    agent: MAIN_AGENT,
    dmScope: () => running.config.session.dmScope,
    tell,
    store,
    clock,
  });
  const channels: Channels = new Channels({
    sections: config.channels,
    skip: env.get("ZERO_SKIP_CHANNELS") === "1",
    clock,
    log: log.child("channels"),
    random: Math.random,
    receive: (channel, _account, messages, position) =>
      inbox.accept(messages, position && { ...position, channel }),
    position: (channel, key) => inbox.position(channel, key),
    knocks: (channel, account, limit) => routing.knocks(channel, account, limit),
    changed: (channel, account) => {
      outbox.wake(channel, account);
      changed();
    },
  });
  const outbox = new Outbox({
    store,
    clock,
    log: log.child("outbox"),
    transport: (to) => channels.transport(to),
    split: (to, text) => channels.split(to, text),
    quotesAll: (to) => channels.quotes(to) === "all",
  });
  return { routing, channels, outbox };
}

function makeAgent(
  { running, clock, log, store, version, rawStream }: AssemblyOptions,
  { sessions }: Keepers,
  channels: Channels,
): Agent {
  const agent: Agent = createAgent({
    config: agentConfig(running),
    store,
    journal: sessions,
    preferences: (session) => sessions.settings(session),
    status: async () => ({
      version,
      uptimeSeconds: Math.round(clock.monotonic() / 1000),
      model: (await agent.models.current()).ref,
      channels: channels.states(),
    }),
    clock,
    log: log.child("agent"),
    rawStream,
  });
  return agent;
}

/** Another object whenever what the agent reads of the configuration is another. */
function agentConfig(running: RunningConfig): () => AgentConfig {
  let last: { from: readonly unknown[]; config: AgentConfig } | undefined;
  return () => {
    const { config, env } = running.now;
    const settings = config.agents.defaults;
    const from = [config.agents, config.models, env];
    if (last && from.every((part, at) => part === last?.from[at])) return last.config;
    const keys = Object.entries(variablesOf(env, KEY_VARIABLES)).map(
      ([name, value]) => [name, new Secret(value)] as const,
    );
    last = { from, config: { settings, models: config.models, keys: new Map(keys) } };
    return last.config;
  };
}

interface ModelFacts {
  /** The model that answers as far as it is known; null while this machine is first looked at. */
  model: string | null;
  contextTokens: number;
}

/** The model in the two words in which sessions keep theirs. */
function defaultsOf({ model, contextTokens }: ModelFacts) {
  const slash = model?.indexOf("/") ?? -1;
  const modelProvider = slash < 0 ? null : (model?.slice(0, slash) ?? null);
  return { modelProvider, model: model?.slice(slash + 1) ?? null, contextTokens };
}

function modelFacts({ agents }: Config, { models }: Agent): ModelFacts {
  return { model: models.known()?.ref ?? null, contextTokens: agents.defaults.contextTokens };
}
