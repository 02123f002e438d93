import { filled, idempotencyKey, runId, text, TEXT_MAX } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

export const message = [
  defineMethod({
    name: "send",
    summary: "Sends one message through a linked channel; the same key never sends twice.",
    scope: "write",
    params: Type.Object({
      to: filled(),
      message: filled(TEXT_MAX.message),
      mediaUrl: Type.Optional(text(TEXT_MAX.url)),
      mediaUrls: Type.Optional(Type.Array(text(TEXT_MAX.url), { maxItems: 16 })),
      gifPlayback: Type.Optional(Type.Boolean()),
      channel: Type.Optional(text()),
      accountId: Type.Optional(text()),
      sessionKey: Type.Optional(text(TEXT_MAX.sessionKey)),
      idempotencyKey: idempotencyKey(),
    }),
    result: Type.Object({
      runId: runId(),
      messageId: text(),
      channel: filled(),
      chatId: Type.Optional(text()),
      channelId: Type.Optional(text()),
      toJid: Type.Optional(text()),
      conversationId: Type.Optional(text()),
    }),
    errors: ["NOT_LINKED"],
  }),
  defineMethod({
    name: "poll",
    summary: "Asks a question with answers to choose from; the same key never asks twice.",
    scope: "admin",
    params: Type.Object({
      to: filled(),
      question: filled(TEXT_MAX.note),
      options: Type.Array(filled(TEXT_MAX.note), { minItems: 2, maxItems: 12 }),
      maxSelections: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
      durationHours: Type.Optional(Type.Integer({ minimum: 1, maximum: 87_600 })),
      channel: Type.Optional(text()),
      accountId: Type.Optional(text()),
      idempotencyKey: idempotencyKey(),
    }),
    result: Type.Object({
      runId: runId(),
      messageId: text(),
      channel: filled(),
      toJid: Type.Optional(text()),
      channelId: Type.Optional(text()),
      conversationId: Type.Optional(text()),
      pollId: Type.Optional(text()),
    }),
    errors: ["NOT_LINKED"],
  }),
];
