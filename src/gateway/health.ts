import { LIMITS } from "@zero/protocol";
import type { Clock } from "../kernel/clock.ts";
import { errorFields, type Log } from "../kernel/log.ts";
import type { HealthReport } from "../kernel/service.ts";

/** Older answers are computed again. */
const FRESH_MS = LIMITS.healthRefreshIntervalMs;
/** Nobody makes the gateway refresh more often than this, but with `probe` (V23). */
const REFRESH_EVERY_MIN_MS = 10_000;
const PROBE_WITHIN_MS = 8_000;

/** What one channel says: an entry of `channels` in the summary. */
type ChannelHealth = Readonly<Record<string, unknown>>;

interface LinkChannel {
  id: string;
  label: string;
  linked: boolean;
  authAgeMs: number | null;
}

export interface HealthParts {
  clock: Clock;
  log: Log;
  defaultAgent: string;
  model: () => { model: string | null; contextTokens: number };
  channels: {
    health(): {
      channels: Record<string, ChannelHealth>;
      channelOrder: readonly string[];
      channelLabels: Record<string, string>;
      linkChannel?: LinkChannel;
      lines: readonly string[];
    };
    probe(withinMs: number): Promise<void>;
  };
  sessions: {
    summary(limit: number): Promise<SessionsGlance>;
    status(limit: number): Promise<SessionsGlance>;
  };
  services: () => Record<string, HealthReport>;
  notes: () => readonly string[];
  /** Something besides times and ages is different from what was last published. */
  changed: (json: string) => void;
}

interface SessionsGlance {
  path: string;
  count: number;
  recent: readonly object[];
}

interface Cached {
  json: string;
  /** The same summary without times and ages: what a client would call a change. */
  essence: string;
  at: number;
}

const NO_HEARTBEAT = { enabled: false, every: "0m", everyMs: 0 };
const TIMES = new Set([
  "ts",
  "durationMs",
  "age",
  "authAgeMs",
  "updatedAt",
  "lastProbeAt",
  "elapsedMs",
  "recent",
  "count",
]);

/** The health summary, computed seldom and kept encoded; and the status summary beside it. */
export class Health {
  readonly #parts: HealthParts;
  #cached: Cached | undefined;
  #refreshing: { probe: boolean; done: Promise<Cached> } | undefined;
  /** Something became different while a refresh was under way. */
  #outdated = false;
  #timer = { cancel() {} };
  #version = 1;

  constructor(parts: HealthParts) {
    this.#parts = parts;
  }

  /** Raised with every published change; `stateVersion.health` of the wire. */
  get version(): number {
    return this.#version;
  }

  /** The newest summary, `{}` before the first. */
  get encoded(): string {
    return this.#cached?.json ?? "{}";
  }

  async start(): Promise<void> {
    await this.#refresh(false);
    const tick = () => {
      this.#timer = this.#parts.clock.after(FRESH_MS, tick);
      if (this.#ageMs() >= REFRESH_EVERY_MIN_MS) this.#refreshQuietly();
    };
    this.#timer = this.#parts.clock.after(FRESH_MS, tick);
  }

  stop(): void {
    this.#timer.cancel();
  }

  /**
   * Something is different for certain, such as the state of a channel: looks again, behind the
   * refresh that is under way where there is one, because that may have looked too early.
   */
  invalidate(): void {
    if (this.#refreshing) this.#outdated = true;
    else this.#refreshQuietly();
  }

  /**
   * The summary as JSON. At most a minute old, and with `probe` after every network was asked.
   */
  summary(probe: boolean): string | Promise<string> {
    const cached = this.#cached;
    const age = this.#ageMs();
    if (cached && !probe && age < FRESH_MS) {
      if (age >= REFRESH_EVERY_MIN_MS) this.#refreshQuietly();
      return cached.json;
    }
    return this.#refresh(probe).then((fresh) => fresh.json);
  }

  /** The status summary as JSON; nothing in it is waited for but the database. */
  async status(): Promise<string> {
    const { channels, sessions, defaultAgent, model, notes, services } = this.#parts;
    const { linkChannel, lines } = channels.health();
    const { path, count, recent } = await sessions.status(10);
    const agents = [{ agentId: defaultAgent, ...NO_HEARTBEAT }];
    return JSON.stringify({
      linkChannel,
      heartbeat: { defaultAgentId: defaultAgent, agents },
      channelSummary: lines,
      queuedSystemEvents: notes(),
      sessions: {
        paths: [path],
        count,
        defaults: model(),
        recent,
        byAgent: [{ agentId: defaultAgent, path, count, recent }],
      },
      services: services(),
    });
  }

  #ageMs(): number {
    return this.#parts.clock.monotonic() - (this.#cached?.at ?? Number.NEGATIVE_INFINITY);
  }

  #refreshQuietly(): void {
    this.#refresh(false).catch((error: unknown) => {
      this.#parts.log.warn("health could not be refreshed", errorFields(error));
    });
  }

  /** One at a time: who comes meanwhile gets the same answer, or a probe behind it (V23). */
  #refresh(probe: boolean): Promise<Cached> {
    const before = this.#refreshing;
    if (before && (before.probe || !probe)) return before.done;
    const done = (before ? before.done.catch(() => undefined) : Promise.resolve())
      .then(() => this.#compute(probe))
      .finally(() => this.#refreshed(done));
    this.#refreshing = { probe, done };
    return done;
  }

  #refreshed(done: Promise<Cached>): void {
    if (this.#refreshing?.done !== done) return;
    this.#refreshing = undefined;
    if (!this.#outdated) return;
    this.#outdated = false;
    this.#refreshQuietly();
  }

  async #compute(probe: boolean): Promise<Cached> {
    const { clock, channels, sessions, defaultAgent, services } = this.#parts;
    const began = clock.monotonic();
    if (probe) await channels.probe(PROBE_WITHIN_MS);
    const { lines: _lines, ...links } = channels.health();
    const held = await sessions.summary(5);
    const summary = {
      ok: true,
      ts: clock.now(),
      durationMs: Math.round(clock.monotonic() - began),
      ...links,
      heartbeatSeconds: 0,
      defaultAgentId: defaultAgent,
      agents: [{ agentId: defaultAgent, isDefault: true, heartbeat: NO_HEARTBEAT, sessions: held }],
      sessions: held,
      services: services(),
    };
    const essence = JSON.stringify(summary, (key, value: unknown) =>
      TIMES.has(key) ? undefined : value,
    );
    const before = this.#cached;
    this.#cached = { json: JSON.stringify(summary), essence, at: clock.monotonic() };
    if (before && before.essence !== essence) {
      this.#version += 1;
      this.#parts.changed(this.#cached.json);
    }
    return this.#cached;
  }
}
