import { PresenceEntry } from "@zero/protocol/schema/presence";
import { count, filled, instant, text, TEXT_MAX } from "@zero/protocol/schema/scalars";
import { Type } from "typebox";
import { defineMethod } from "../define.ts";

const word = () => Type.Optional(text());
const list = () => Type.Optional(Type.Array(text(), { maxItems: 64 }));

/** A key of a delivery is longer than what a client chose for it. */
const queueId = () => filled(2 * TEXT_MAX.id);

const QueueItem = Type.Object(
  {
    id: queueId(),
    kind: Type.Enum(["turn", "message", "delivery"]),
    state: Type.Enum(["queued", "running", "sending", "uncertain", "failed"]),
    stuck: Type.Boolean({ description: "It takes far longer than it should, or is interrupted." }),
    since: instant(),
    attempts: count(),
    session: Type.Optional(text(TEXT_MAX.sessionKey)),
    channel: Type.Optional(text()),
    account: Type.Optional(text()),
    conversation: Type.Optional(text(1024)),
    reason: Type.Optional(text(TEXT_MAX.note)),
  },
  { title: "QueueItem", description: "Something that the gateway still owes, or could not do." },
);

export const system = [
  defineMethod({
    name: "queue.list",
    summary: "What is queued, running, stuck, uncertain or failed; no words of anybody.",
    scope: "read",
    params: Type.Object({
      limit: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 1000, description: "Items of each kind; 200." }),
      ),
    }),
    result: Type.Object({
      ts: instant(),
      counts: Type.Object({
        messages: count(),
        turnsQueued: count(),
        turnsRunning: count(),
        deliveries: count(),
        uncertain: count(),
        failed: count(),
      }),
      items: Type.Array(QueueItem),
    }),
  }),
  defineMethod({
    name: "queue.cancel",
    summary: "Takes a turn, a waiting message or a delivery out of the queue; a running turn ends.",
    scope: "admin",
    params: Type.Object({ id: queueId() }),
    result: Type.Object({
      id: queueId(),
      kind: Type.Enum(["turn", "message", "delivery"]),
      was: Type.Enum(["queued", "running"]),
      state: Type.Enum(["cancelled", "ending"]),
    }),
  }),
  defineMethod({
    name: "queue.resend",
    summary: "Puts a delivery that was refused or is uncertain back into the queue.",
    scope: "admin",
    params: Type.Object({ id: queueId() }),
    result: Type.Object({ id: queueId(), deliveries: count() }),
  }),
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
