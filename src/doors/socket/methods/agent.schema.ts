import {
  attachments,
  count,
  durationMs,
  durationSeconds,
  filled,
  idempotencyKey,
  instant,
  runId,
  text,
  TEXT_MAX,
} from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const ReplyPart = Type.Object({
  text: Type.Optional(text(TEXT_MAX.message)),
  mediaUrl: Type.Optional(text(TEXT_MAX.url)),
  mediaUrls: Type.Optional(Type.Array(text(TEXT_MAX.url))),
});

const AgentMeta = Type.Object({
  sessionId: text(),
  provider: text(),
  model: text(),
  usage: Type.Optional(
    Type.Object(
      {
        inputTokens: Type.Optional(count()),
        outputTokens: Type.Optional(count()),
        totalTokens: Type.Optional(count()),
      },
      { additionalProperties: true },
    ),
  ),
});

export const agent = [
  defineMethod({
    name: "agent",
    summary:
      "Runs one turn of an agent: answers when the turn is on disk, and again when it ended.",
    scope: "write",
    params: Type.Object({
      message: filled(TEXT_MAX.message),
      agentId: Type.Optional(filled(64)),
      to: Type.Optional(text()),
      replyTo: Type.Optional(text()),
      sessionId: Type.Optional(text()),
      sessionKey: Type.Optional(text(TEXT_MAX.sessionKey)),
      thinking: Type.Optional(text()),
      deliver: Type.Optional(Type.Boolean()),
      attachments: Type.Optional(attachments()),
      channel: Type.Optional(text()),
      replyChannel: Type.Optional(text()),
      accountId: Type.Optional(text()),
      replyAccountId: Type.Optional(text()),
      threadId: Type.Optional(text()),
      groupId: Type.Optional(text()),
      groupChannel: Type.Optional(text()),
      groupSpace: Type.Optional(text()),
      timeout: Type.Optional(durationSeconds()),
      lane: Type.Optional(text()),
      extraSystemPrompt: Type.Optional(text(32_768)),
      idempotencyKey: idempotencyKey(),
      label: Type.Optional(filled(TEXT_MAX.label)),
      spawnedBy: Type.Optional(text(TEXT_MAX.sessionKey)),
    }),
    accepted: Type.Object({
      runId: runId(),
      status: Type.Literal("accepted"),
      acceptedAt: instant(),
    }),
    result: Type.Union([
      Type.Object({
        runId: runId(),
        status: Type.Literal("ok"),
        summary: text(TEXT_MAX.note),
        result: Type.Object({
          payloads: Type.Array(ReplyPart),
          meta: Type.Object({
            durationMs: count(),
            agentMeta: AgentMeta,
            aborted: Type.Optional(Type.Boolean()),
          }),
        }),
      }),
      Type.Object({
        runId: runId(),
        status: Type.Literal("error"),
        summary: text(TEXT_MAX.note),
      }),
    ]),
    errors: ["AGENT_TIMEOUT", "NOT_LINKED"],
  }),
  defineMethod({
    name: "agent.wait",
    summary: "Waits until a run ends, or until the time is up; the run goes on either way.",
    scope: "write",
    params: Type.Object({ runId: runId(), timeoutMs: Type.Optional(durationMs()) }),
    result: Type.Object({
      runId: runId(),
      status: Type.Enum(["ok", "error", "timeout"]),
      startedAt: Type.Optional(instant()),
      endedAt: Type.Optional(instant()),
      error: Type.Optional(text(TEXT_MAX.note)),
    }),
  }),
  defineMethod({
    name: "agent.identity.get",
    summary: "The name and the picture that an agent shows, as far as its owner gave it any.",
    scope: "read",
    params: Type.Object({
      agentId: Type.Optional(text(64)),
      sessionKey: Type.Optional(text(TEXT_MAX.sessionKey)),
    }),
    result: Type.Object({
      agentId: filled(64),
      name: Type.Optional(text()),
      avatar: Type.Optional(text(TEXT_MAX.url)),
    }),
  }),
  defineMethod({
    name: "agents.list",
    summary: "The agents of this gateway and how they show themselves.",
    scope: "read",
    params: Type.Object({}),
    result: Type.Object({
      defaultId: filled(64),
      mainKey: filled(),
      scope: Type.Enum(["per-sender", "global"]),
      agents: Type.Array(
        Type.Object({
          id: filled(64),
          name: Type.Optional(text()),
          identity: Type.Optional(
            Type.Object({
              name: Type.Optional(text()),
              theme: Type.Optional(text()),
              emoji: Type.Optional(text()),
              avatar: Type.Optional(text(TEXT_MAX.url)),
              avatarUrl: Type.Optional(text(TEXT_MAX.url)),
            }),
          ),
        }),
      ),
    }),
  }),
];
