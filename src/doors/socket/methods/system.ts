import { ZeroError } from "../../../kernel/errors.ts";
import { Encoded, handlers, type Needs } from "../handlers.ts";
import type { Caller } from "../services.ts";

const QUEUE_LIMIT_DEFAULT = 200;

export const system = handlers<typeof import("./system.schema.ts").system>({
  "queue.list": ({ queue }: Needs<"queue">, { limit }) => queue.list(limit ?? QUEUE_LIMIT_DEFAULT),

  "queue.cancel": ({ queue }: Needs<"queue">, { id }, { caller }) =>
    queue.cancel(id, nameOf(caller)),

  "queue.resend": ({ queue }: Needs<"queue">, { id }, { caller }) =>
    queue.resend(id, nameOf(caller)),

  "system-presence": ({ presence }: Needs<"presence">) => new Encoded(presence.encoded()),

  "system-event": ({ presence }: Needs<"presence">, params) => {
    if (params.text.trim() === "") throw new ZeroError("INVALID_REQUEST", "text required");
    const { lastInputSeconds, roles, scopes, tags, ...words } = params;
    presence.note({
      ...words,
      ...(lastInputSeconds === undefined ? {} : { lastInputSeconds: Math.floor(lastInputSeconds) }),
      ...(roles ? { roles: filled(roles) } : {}),
      ...(scopes ? { scopes: filled(scopes) } : {}),
      ...(tags ? { tags: filled(tags) } : {}),
    });
    return { ok: true as const };
  },
});

/** Who asked, for the log: what the server knows, not what a request says. */
const nameOf = ({ deviceId, connId }: Caller): string => deviceId ?? connId;

/** A list without its empty words; a row does not show those. */
function filled(words: readonly string[]): string[] {
  return words.filter((word) => word.trim() !== "");
}
