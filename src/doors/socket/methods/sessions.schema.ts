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
    sendPolicy: word(),
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

/** A setting that a person may choose; null takes the choice back. */
const choice = <Schema extends Type.TSchema>(schema: Schema) => Type.Optional(nullable(schema));

/** A choice that is remembered for clients, without any effect of the gateway's own. */
const unread = <Schema extends Type.TSchema>(schema: Schema) =>
  Type.Optional(
    Type.Union([schema, Type.Null()], {
      description: "Kept and shown for clients; no feature reads it yet.",
    }),
  );

export const SessionEntry = Type.Object(
  {
    sessionId: filled(),
    updatedAt: instant(),
    label: word(),
    spawnedBy: Type.Optional(text(TEXT_MAX.sessionKey)),
    thinkingLevel: word(),
    verboseLevel: word(),
    reasoningLevel: word(),
    elevatedLevel: word(),
    responseUsage: word(),
    execHost: word(),
    execSecurity: word(),
    execAsk: word(),
    execNode: word(),
    providerOverride: word(),
    modelOverride: word(),
    sendPolicy: word(),
    groupActivation: word(),
    abortedLastRun: flag(),
    inputTokens: Type.Optional(count()),
    outputTokens: Type.Optional(count()),
    totalTokens: Type.Optional(count()),
    modelProvider: word(),
    model: word(),
    channel: word(),
    deliveryContext: Type.Optional(DeliveryContext),
    lastChannel: word(),
    lastTo: word(),
    lastAccountId: word(),
  },
  { title: "SessionEntry", description: "What is kept about a session besides its messages." },
);

export const sessions = [
  defineMethod({
    name: "sessions.preview",
    summary: "The newest words of up to 64 sessions; what a list shows below a name.",
    scope: "read",
    params: Type.Object({
      keys: Type.Array(sessionKey(), { minItems: 1, maxItems: 1_000 }),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
      maxChars: Type.Optional(Type.Integer({ minimum: 20, maximum: 100_000 })),
    }),
    result: Type.Object({
      ts: instant(),
      previews: Type.Array(
        Type.Object({
          key: sessionKey(),
          status: Type.Enum(["ok", "empty", "missing", "error"]),
          items: Type.Array(
            Type.Object({
              role: Type.Enum(["user", "assistant", "tool", "system", "other"]),
              text: text(2_000),
            }),
          ),
        }),
      ),
    }),
  }),
  defineMethod({
    name: "sessions.resolve",
    summary: "The key of a session that is named by its key, its id or its label.",
    scope: "admin",
    params: Type.Object({
      key: Type.Optional(sessionKey()),
      sessionId: Type.Optional(filled()),
      label: Type.Optional(filled(TEXT_MAX.label)),
      agentId: Type.Optional(filled(64)),
      spawnedBy: Type.Optional(filled(TEXT_MAX.sessionKey)),
      includeGlobal: flag(),
      includeUnknown: flag(),
    }),
    result: Type.Object({ ok: Type.Literal(true), key: sessionKey() }),
  }),
  defineMethod({
    name: "sessions.patch",
    summary: "Changes the settings of a session, which is made when it is new; null clears one.",
    scope: "admin",
    params: Type.Object({
      key: sessionKey(),
      label: choice(filled(TEXT_MAX.label)),
      thinkingLevel: choice(Type.Enum(["off", "minimal", "low", "medium", "high", "xhigh"])),
      verboseLevel: choice(Type.Enum(["off", "on", "full"])),
      reasoningLevel: unread(Type.Enum(["off", "on", "stream"])),
      responseUsage: unread(Type.Enum(["off", "tokens", "full", "on"])),
      elevatedLevel: unread(Type.Enum(["off", "on", "ask", "full"])),
      execHost: unread(Type.Enum(["sandbox", "gateway", "node"])),
      execSecurity: choice(Type.Enum(["deny", "allowlist", "full"])),
      execAsk: unread(Type.Enum(["off", "on-miss", "always"])),
      execNode: unread(filled()),
      model: choice(filled()),
      spawnedBy: choice(sessionKey()),
      sendPolicy: choice(Type.Enum(["allow", "deny"])),
      groupActivation: unread(Type.Enum(["mention", "always"])),
    }),
    result: Type.Object({
      ok: Type.Literal(true),
      path: text(4096),
      key: sessionKey(),
      entry: SessionEntry,
    }),
  }),
  defineMethod({
    name: "sessions.reset",
    summary: "Gives a session an empty history and a new id; its settings stay.",
    scope: "admin",
    params: Type.Object({ key: sessionKey() }),
    result: Type.Object({ ok: Type.Literal(true), key: sessionKey(), entry: SessionEntry }),
  }),
  defineMethod({
    name: "sessions.delete",
    summary: "Removes a session from all lists; its messages are archived under its id.",
    scope: "admin",
    params: Type.Object({ key: sessionKey(), deleteTranscript: flag() }),
    result: Type.Object({
      ok: Type.Literal(true),
      key: sessionKey(),
      deleted: Type.Boolean(),
      archived: Type.Array(filled(), { description: "Ids of the sessions that were archived." }),
    }),
  }),
  defineMethod({
    name: "sessions.compact",
    summary: "Lets a session begin at its newest messages; the older ones stay in the database.",
    scope: "admin",
    params: Type.Object({
      key: sessionKey(),
      maxLines: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    }),
    result: Type.Object({
      ok: Type.Literal(true),
      key: sessionKey(),
      compacted: Type.Boolean(),
      kept: Type.Optional(count()),
      archived: word(),
      reason: word(),
    }),
  }),
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
