import { Type } from "typebox";
import { count, durationMs, filled, TEXT_MAX } from "./scalars.schema.ts";

/**
 * Why something failed. `code` is one of the catalogue; a client treats a code that it does not
 * know as failure.
 */
export const ErrorShape = Type.Object(
  {
    code: filled(64),
    message: filled(TEXT_MAX.note),
    details: Type.Optional(Type.Unknown()),
    retryable: Type.Optional(Type.Boolean()),
    retryAfterMs: Type.Optional(durationMs()),
  },
  { title: "ErrorShape" },
);

/** Counters that rise whenever presence or health change. */
export const StateVersion = Type.Object(
  { presence: count(), health: count() },
  { title: "StateVersion" },
);

export const RequestFrame = Type.Object(
  {
    type: Type.Literal("req"),
    id: filled(TEXT_MAX.id),
    method: filled(128),
    params: Type.Optional(Type.Unknown()),
  },
  { title: "RequestFrame", description: "A client asks; the answer has the same id." },
);

export const ResponseFrame = Type.Object(
  {
    type: Type.Literal("res"),
    id: filled(TEXT_MAX.id),
    ok: Type.Boolean(),
    payload: Type.Optional(Type.Unknown()),
    error: Type.Optional(ErrorShape),
  },
  {
    title: "ResponseFrame",
    description: "The answer to a request. Two-stage methods answer twice with one id.",
  },
);

export const EventFrame = Type.Object(
  {
    type: Type.Literal("event"),
    event: filled(128),
    payload: Type.Optional(Type.Unknown()),
    seq: Type.Optional(count()),
    stateVersion: Type.Optional(StateVersion),
  },
  {
    title: "EventFrame",
    description: "The gateway tells. Never replayed; `seq` rises by one per connection.",
  },
);
