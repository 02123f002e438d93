import { Type } from "typebox";
import { count, filled, instant, nullable, text, TEXT_MAX, words } from "./scalars.schema.ts";

/** Open objects grow without a new protocol version; a client ignores what it does not know. */
const OPEN = { additionalProperties: true } as const;

export const LinkChannel = Type.Object(
  {
    id: filled(),
    label: filled(),
    linked: Type.Boolean(),
    authAgeMs: nullable(count()),
  },
  {
    title: "LinkChannel",
    description: "The first configured account that is not linked, else the first linked one.",
  },
);

const SessionGlance = Type.Object({
  key: filled(TEXT_MAX.sessionKey),
  updatedAt: nullable(instant()),
  age: nullable(count()),
});

const SessionsGlance = Type.Object({
  path: text(4096),
  count: count(),
  recent: Type.Array(SessionGlance),
});

const HeartbeatPlan = Type.Object({
  enabled: Type.Boolean(),
  every: Type.Optional(text()),
  everyMs: Type.Optional(nullable(count())),
  prompt: Type.Optional(text(TEXT_MAX.message)),
  target: Type.Optional(text()),
  model: Type.Optional(text()),
  ackMaxChars: Type.Optional(count()),
});

export const ChannelHealth = Type.Object(
  {
    accountId: Type.Optional(filled()),
    configured: Type.Optional(Type.Boolean()),
    linked: Type.Optional(Type.Boolean()),
    authAgeMs: Type.Optional(nullable(count())),
    probe: Type.Optional(Type.Unknown()),
    lastProbeAt: Type.Optional(nullable(instant())),
    accounts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { title: "ChannelHealth", ...OPEN },
);

export const ServiceHealth = Type.Object(
  {
    state: Type.Enum(["ok", "degraded", "failed"]),
    detail: Type.Optional(text(TEXT_MAX.note)),
  },
  { title: "ServiceHealth", description: "What one part of the gateway says about itself." },
);

export const HealthSummary = Type.Object(
  {
    ok: Type.Boolean(),
    ts: instant(),
    durationMs: count(),
    channels: Type.Record(Type.String(), ChannelHealth),
    channelOrder: Type.Array(filled()),
    channelLabels: Type.Record(Type.String(), text()),
    linkChannel: Type.Optional(LinkChannel),
    heartbeatSeconds: count(),
    defaultAgentId: filled(),
    agents: Type.Array(
      Type.Object({
        agentId: filled(),
        name: Type.Optional(text()),
        isDefault: Type.Boolean(),
        heartbeat: HeartbeatPlan,
        sessions: SessionsGlance,
      }),
    ),
    sessions: SessionsGlance,
    services: Type.Optional(Type.Record(Type.String(), ServiceHealth)),
  },
  { title: "HealthSummary", description: "The whole state of the gateway.", ...OPEN },
);

const StatusSession = Type.Object(
  {
    agentId: Type.Optional(filled()),
    key: filled(TEXT_MAX.sessionKey),
    kind: Type.Enum(["direct", "group", "global", "unknown"]),
    sessionId: Type.Optional(filled()),
    updatedAt: nullable(instant()),
    age: nullable(count()),
    thinkingLevel: Type.Optional(filled()),
    verboseLevel: Type.Optional(filled()),
    reasoningLevel: Type.Optional(filled()),
    elevatedLevel: Type.Optional(filled()),
    systemSent: Type.Optional(Type.Boolean()),
    abortedLastRun: Type.Optional(Type.Boolean()),
    inputTokens: Type.Optional(count()),
    outputTokens: Type.Optional(count()),
    totalTokens: nullable(count()),
    remainingTokens: nullable(count()),
    percentUsed: nullable(count()),
    model: nullable(text()),
    contextTokens: nullable(count()),
    flags: words(),
  },
  { title: "StatusSession" },
);

const StatusSessions = Type.Object({
  paths: Type.Array(text(4096)),
  count: count(),
  defaults: Type.Object({ model: nullable(text()), contextTokens: nullable(count()) }),
  recent: Type.Array(StatusSession),
  byAgent: Type.Array(
    Type.Object({
      agentId: filled(),
      path: text(4096),
      count: count(),
      recent: Type.Array(StatusSession),
    }),
  ),
});

export const StatusSummary = Type.Object(
  {
    linkChannel: Type.Optional(LinkChannel),
    heartbeat: Type.Object({
      defaultAgentId: filled(),
      agents: Type.Array(
        Type.Object({
          agentId: filled(),
          enabled: Type.Boolean(),
          every: text(),
          everyMs: nullable(count()),
        }),
      ),
    }),
    channelSummary: Type.Array(text(TEXT_MAX.note)),
    queuedSystemEvents: Type.Array(text(TEXT_MAX.note)),
    sessions: StatusSessions,
    services: Type.Optional(Type.Record(Type.String(), ServiceHealth)),
  },
  { title: "StatusSummary", description: "The short report for people.", ...OPEN },
);
