import type { SessionsResolveParams } from "@zero/protocol";
import { mainSession, parseSessionKey } from "../../../domain/session.ts";
import { ZeroError } from "../../../kernel/errors.ts";
import { Encoded, handlers, type Needs } from "../handlers.ts";
import { badParams, placeOfKey } from "../turn-params.ts";

const COMPACT_LINES = 400;

type Sessions = Needs<"sessions">;

export const sessions = handlers<typeof import("./sessions.schema.ts").sessions>({
  "sessions.list": async ({ sessions }: Sessions, params) =>
    new Encoded(JSON.stringify(await sessions.list(params))),

  "sessions.preview": ({ sessions }: Sessions, { keys, ...limits }) =>
    sessions.preview(
      keys.map((asked) => ({ asked, key: parseSessionKey(asked) })),
      limits,
    ),

  "sessions.resolve": async ({ sessions }: Sessions, params) => {
    assertOneName(params);
    const { key } = params;
    const session = key === undefined ? undefined : placeOfKey("sessions.resolve", key).session;
    return { ok: true as const, key: await sessions.resolve(params, session) };
  },

  "sessions.patch": async ({ sessions, models }: Needs<"sessions" | "models">, params) => {
    const { key, model, spawnedBy, ...rest } = params;
    const { agent, session } = placeOfKey("sessions.patch", key);
    const patch = {
      ...rest,
      ...(model === undefined ? {} : { model: model && models.usable(model) }),
      ...(spawnedBy === undefined
        ? {}
        : { spawnedBy: spawnedBy && placeOfKey("sessions.patch", spawnedBy).session }),
    };
    const entry = await sessions.patch(session, agent, patch);
    return { ok: true as const, path: sessions.path, key: session, entry };
  },

  "sessions.reset": async ({ sessions }: Sessions, { key }, call) => {
    const { agent, session } = placeOfKey("sessions.reset", key);
    call.park();
    return { ok: true as const, key: session, entry: await sessions.reset(session, agent) };
  },

  // `deleteTranscript` changes nothing: messages are archived under the session's id either way.
  "sessions.delete": async ({ sessions }: Sessions, { key }, call) => {
    const { agent, session } = placeOfKey("sessions.delete", key);
    if (session === mainSession(agent)) {
      const why = `Cannot delete the main session (${session}). Use sessions.reset to empty it.`;
      throw new ZeroError("INVALID_REQUEST", why);
    }
    call.park();
    const archived = await sessions.remove(session);
    return { ok: true as const, key: session, deleted: archived.length > 0, archived };
  },

  "sessions.compact": async ({ sessions }: Sessions, { key, maxLines = COMPACT_LINES }) => {
    const { session } = placeOfKey("sessions.compact", key);
    return { ok: true as const, key: session, ...(await sessions.compact(session, maxLines)) };
  },
});

function assertOneName({ key, sessionId, label }: SessionsResolveParams): void {
  if ([key, sessionId, label].filter((name) => name !== undefined).length === 1) return;
  throw badParams("sessions.resolve", "name the session by one of key, sessionId and label");
}
