import {
  attachments,
  count,
  durationMs,
  filled,
  idempotencyKey,
  instant,
  runId,
  sessionKey,
  text,
  TEXT_MAX,
} from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const OPEN = { additionalProperties: true } as const;

/** Not limited in length: what a model or a tool once said is shown as it was. */
export const ContentPart = Type.Union(
  [
    Type.Object({ type: Type.Literal("text"), text: Type.String() }),
    Type.Object({
      type: Type.Literal("toolCall"),
      id: Type.String(),
      name: Type.String(),
      arguments: Type.Unknown(),
    }),
    Type.Object({
      type: Type.Literal("toolResult"),
      toolCallId: Type.String(),
      toolName: Type.String(),
      result: Type.Unknown(),
      isError: Type.Boolean(),
    }),
  ],
  { title: "ContentPart" },
);

export const ChatMessage = Type.Object(
  {
    role: Type.Enum(["user", "assistant", "toolResult"]),
    content: Type.Array(ContentPart),
    timestamp: instant(),
    runId: Type.Optional(filled()),
    stopReason: Type.Optional(filled()),
    provider: Type.Optional(text()),
    model: Type.Optional(text()),
    usage: Type.Optional(Type.Object({ inputTokens: count(), outputTokens: count() }, { ...OPEN })),
  },
  { title: "ChatMessage", description: "One message of a session's history.", ...OPEN },
);

const Aborted = Type.Object(
  { ok: Type.Literal(true), aborted: Type.Boolean(), runIds: Type.Array(runId()) },
  { title: "AbortResult" },
);

export const chat = [
  defineMethod({
    name: "chat.history",
    summary: "The newest messages of a session, oldest first; the oldest are left out above 6 MiB.",
    scope: "read",
    params: Type.Object({
      sessionKey: sessionKey(),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    }),
    result: Type.Object({
      sessionKey: sessionKey(),
      sessionId: Type.Optional(filled()),
      messages: Type.Array(ChatMessage),
      thinkingLevel: Type.Optional(filled()),
    }),
  }),
  defineMethod({
    name: "chat.send",
    summary: "Says something in a session and answers at once; a stop word aborts the run instead.",
    scope: "write",
    params: Type.Object({
      sessionKey: sessionKey(),
      message: text(TEXT_MAX.message),
      thinking: Type.Optional(text()),
      deliver: Type.Optional(Type.Boolean()),
      attachments: Type.Optional(attachments()),
      timeoutMs: Type.Optional(durationMs()),
      idempotencyKey: idempotencyKey(),
    }),
    result: Type.Union([
      Type.Object({
        runId: runId(),
        status: Type.Enum(["started", "in_flight", "ok", "error"]),
        summary: Type.Optional(text(TEXT_MAX.note)),
      }),
      Aborted,
    ]),
    errors: ["AGENT_TIMEOUT"],
  }),
  defineMethod({
    name: "chat.abort",
    summary: "Aborts the runs of a session, or one of them.",
    scope: "write",
    params: Type.Object({ sessionKey: sessionKey(), runId: Type.Optional(runId()) }),
    result: Aborted,
  }),
  defineMethod({
    name: "chat.inject",
    summary: "Puts a message of the assistant into a session, without asking a model.",
    scope: "admin",
    params: Type.Object({
      sessionKey: sessionKey(),
      message: filled(TEXT_MAX.message),
      label: Type.Optional(text(100)),
    }),
    result: Type.Object({ ok: Type.Literal(true), messageId: filled() }),
  }),
];
