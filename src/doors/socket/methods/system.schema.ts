import { PresenceEntry } from "@zero/protocol/schema/presence";
import { text, TEXT_MAX } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const word = () => Type.Optional(text());
const list = () => Type.Optional(Type.Array(text(), { maxItems: 64 }));

export const system = [
  defineMethod({
    name: "system-presence",
    summary: "Everyone who is here now, the most recent first.",
    scope: "read",
    params: Type.Object({}),
    result: Type.Array(PresenceEntry),
  }),
  defineMethod({
    name: "system-event",
    summary: "Notes something about a machine or the system; it shows in presence at once.",
    scope: "admin",
    params: Type.Object({
      // May be empty here: a text without words is refused by the handler, in one sentence of its
      // own.
      text: text(TEXT_MAX.note),
      deviceId: word(),
      instanceId: word(),
      host: word(),
      ip: word(),
      mode: word(),
      version: word(),
      platform: word(),
      deviceFamily: word(),
      modelIdentifier: word(),
      reason: word(),
      lastInputSeconds: Type.Optional(
        Type.Number({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
      ),
      roles: list(),
      scopes: list(),
      tags: list(),
    }),
    result: Type.Object({ ok: Type.Literal(true) }),
  }),
];
