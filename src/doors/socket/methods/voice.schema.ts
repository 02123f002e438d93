import { filled, instant, nullable, text } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const TRIGGERS_MAX = 32;
const TRIGGER_LENGTH_MAX = 64;
const PHASE_LENGTH_MAX = 64;

export const Triggers = Type.Object({
  triggers: Type.Array(filled(TRIGGER_LENGTH_MAX), { maxItems: TRIGGERS_MAX }),
});

export const TalkMode = Type.Object({
  enabled: Type.Boolean(),
  phase: nullable(text(PHASE_LENGTH_MAX)),
  ts: instant(),
});

export const voice = [
  defineMethod({
    name: "voicewake.get",
    summary: "The words that wake an assistant which listens.",
    scope: "read",
    params: Type.Object({}),
    result: Triggers,
  }),
  defineMethod({
    name: "voicewake.set",
    summary: "Replaces the words that wake it; without any, the built-in ones count again.",
    scope: "write",
    params: Type.Object({
      triggers: Type.Array(text(TRIGGER_LENGTH_MAX), { maxItems: TRIGGERS_MAX }),
    }),
    result: Triggers,
  }),
  defineMethod({
    name: "talk.mode",
    summary: "Tells everybody whether somebody talks with the assistant by voice.",
    scope: "write",
    params: Type.Object({
      enabled: Type.Boolean(),
      phase: Type.Optional(text(PHASE_LENGTH_MAX)),
    }),
    result: TalkMode,
  }),
];
