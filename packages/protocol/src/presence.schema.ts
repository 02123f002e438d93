import { Type } from "typebox";
import { count, filled, instant, text, TEXT_MAX, words } from "./scalars.schema.ts";

export const PresenceEntry = Type.Object(
  {
    host: Type.Optional(filled()),
    ip: Type.Optional(filled()),
    version: Type.Optional(filled()),
    platform: Type.Optional(filled()),
    deviceFamily: Type.Optional(filled()),
    modelIdentifier: Type.Optional(filled()),
    mode: Type.Optional(filled()),
    lastInputSeconds: Type.Optional(count()),
    reason: Type.Optional(filled()),
    tags: Type.Optional(words()),
    text: Type.Optional(text(TEXT_MAX.note)),
    ts: instant(),
    deviceId: Type.Optional(filled()),
    roles: Type.Optional(words()),
    scopes: Type.Optional(words()),
    instanceId: Type.Optional(filled()),
  },
  { title: "PresenceEntry", description: "One program, device or person that is here now." },
);
