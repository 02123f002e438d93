import {
  count,
  filled,
  instant,
  nullable,
  sessionKey,
  text,
  TEXT_MAX,
} from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const word = () => Type.Optional(text());
const flag = () => Type.Optional(Type.Boolean());
const tokens = () => Type.Optional(nullable(count()));
const threadId = () => Type.Optional(Type.Union([text(), Type.Integer()]));

const SessionOrigin = Type.Object({
  label: word(),
  provider: word(),
  surface: word(),
  chatType: word(),
  from: word(),
  to: word(),
  accountId: word(),
  threadId: threadId(),
});

const DeliveryContext = Type.Object({
  channel: word(),
  to: word(),
  accountId: word(),
  threadId: threadId(),
});

export const SessionRow = Type.Object(
  {
    key: sessionKey(),
    kind: Type.Enum(["direct", "group", "global", "unknown"]),
    label: word(),
    displayName: word(),
    derivedTitle: word(),
    lastMessagePreview: Type.Optional(text(TEXT_MAX.note)),
    channel: word(),
    subject: word(),
    groupChannel: word(),
    space: word(),
    chatType: word(),
    origin: Type.Optional(SessionOrigin),
    updatedAt: nullable(instant()),
    sessionId: word(),
    systemSent: flag(),
    abortedLastRun: flag(),
    thinkingLevel: word(),
    verboseLevel: word(),
    reasoningLevel: word(),
    elevatedLevel: word(),
    sendPolicy: Type.Optional(Type.Enum(["allow", "deny"])),
    inputTokens: tokens(),
    outputTokens: tokens(),
    totalTokens: tokens(),
    responseUsage: word(),
    modelProvider: word(),
    model: word(),
    contextTokens: tokens(),
    deliveryContext: Type.Optional(DeliveryContext),
    lastChannel: word(),
    lastTo: word(),
    lastAccountId: word(),
  },
  { title: "SessionRow", description: "One session in a list." },
);

export const sessions = [
  defineMethod({
    name: "sessions.list",
    summary: "Sessions, the most recently used first.",
    scope: "read",
    params: Type.Object({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
      activeMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 525_600_000 })),
      includeGlobal: flag(),
      includeUnknown: flag(),
      includeDerivedTitles: flag(),
      includeLastMessage: flag(),
      label: Type.Optional(filled(TEXT_MAX.label)),
      spawnedBy: Type.Optional(filled(TEXT_MAX.sessionKey)),
      agentId: Type.Optional(filled(64)),
      search: Type.Optional(text()),
    }),
    result: Type.Object({
      ts: instant(),
      path: text(4096),
      count: count(),
      defaults: Type.Object({
        modelProvider: nullable(text()),
        model: nullable(text()),
        contextTokens: nullable(count()),
      }),
      sessions: Type.Array(SessionRow),
    }),
  }),
];
