import { Type } from "typebox";

/** Longest words on the wire, in UTF-16 units. Generous: they bound memory, they do not judge. */
export const TEXT_MAX = {
  id: 256,
  sessionKey: 512,
  label: 64,
  word: 256,
  note: 8192,
  url: 8192,
  credential: 8192,
  message: 262_144,
} as const;

/** Longest time that a timer can wait; anything above would fire at once. */
const TIMER_MS_MAX = 2_147_483_647;
const COUNT_MAX = Number.MAX_SAFE_INTEGER;

/** A string with something in it. */
export const filled = (maxLength: number = TEXT_MAX.word) =>
  Type.String({ minLength: 1, maxLength });

/** A string that may be empty. */
export const text = (maxLength: number = TEXT_MAX.word) => Type.String({ maxLength });

export const words = (maxItems = 64) => Type.Array(filled(), { maxItems });

export const count = () => Type.Integer({ minimum: 0, maximum: COUNT_MAX });

/** Milliseconds since the epoch. */
export const instant = () => Type.Integer({ minimum: 0, maximum: COUNT_MAX });

/** Milliseconds that something may take. */
export const durationMs = () => Type.Integer({ minimum: 0, maximum: TIMER_MS_MAX });

/** Seconds that something may take. */
export const durationSeconds = () =>
  Type.Integer({ minimum: 0, maximum: Math.floor(TIMER_MS_MAX / 1000) });

export const nullable = <Schema extends Type.TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

export const idempotencyKey = () => filled(TEXT_MAX.id);
export const sessionKey = () => filled(TEXT_MAX.sessionKey);
export const runId = () => filled(TEXT_MAX.id);
/** Refused above this many; what they hold is the handler's to judge. */
export const attachments = () => Type.Array(Type.Unknown(), { maxItems: 16 });
